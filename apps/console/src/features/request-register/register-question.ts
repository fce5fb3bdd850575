import type { z } from 'zod';
import { itemNumber } from '@miji/contract';
import type { requestRegister } from '@miji/contract';
import type { registerSearch } from '../../app/paths.ts';

type Search = z.output<typeof registerSearch>;
type Question = Omit<z.input<typeof requestRegister.input>, 'cursor' | 'limit' | 'export'>;

/** The item that a filter names, or nothing where it is no item number. */
export const asItemNumber = (typed: string | undefined): string | undefined => {
  const read = itemNumber.safeParse(typed?.trim().toUpperCase());
  return read.success ? read.data : undefined;
};

/** What the address of the page asks the register. */
export const questionOf = (search: Search, register: string): Question => ({
  company: search.company ?? register,
  operation: search.operation,
  level: search.level,
  state: search.state,
  personId: search.person,
  item: asItemNumber(search.item),
  filedFrom: search.from,
  filedTo: search.to,
  decidedWithin: search.within,
  decidedAfter: search.after,
  order: search.order ?? 'newest',
});
