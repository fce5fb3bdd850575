import { itemNumber } from '@miji/contract';

/** The item that a filter names, or nothing where it is no item number. */
export const asItemNumber = (typed: string | undefined): string | undefined => {
  const read = itemNumber.safeParse(typed?.trim().toUpperCase());
  return read.success ? read.data : undefined;
};
