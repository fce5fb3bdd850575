import { destructionMethod, particularsShown } from '@miji/contract';
import type { ParticularsShown, ParticularsWire, visitorShown } from '@miji/contract';
import type { ApprovedOperation } from '@miji/core';
import { z } from 'zod';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

type Visitor = NonNullable<Extract<ParticularsWire, { operation: 'loan' }>['visitor']>;

/** What each kind of request says besides, as it is kept: people by their ids, a visitor’s document without its middle. */
const kept = z.union([
  z.object({
    operation: z.literal('destroy'),
    copies: z.array(z.string()),
    method: destructionMethod,
    executorId: z.string(),
    witnessId: z.string(),
  }),
  particularsShown,
]);
export type KeptParticulars = z.output<typeof kept>;

/** The ends of a document’s number; the middle is not kept anywhere. */
export const maskedNumber = (number: string): string => {
  const ends = number.length >= 15 ? 3 : Math.min(2, Math.floor(number.length / 4));
  return `${number.slice(0, ends)}${'*'.repeat(number.length - 2 * ends)}${number.slice(-ends)}`;
};

const visitorKept = ({ documentNumber, ...visitor }: Visitor): z.output<typeof visitorShown> => ({
  ...visitor,
  documentMasked: maskedNumber(documentNumber),
});

/** What is kept of what was typed. From here on nobody has the number of a visitor’s document. @see CF-21 */
export const toKept = (particulars: ParticularsWire): KeptParticulars => {
  if (particulars.operation !== 'loan') return particulars;
  const { operation, days, visitor } = particulars;
  return { operation, days, visitor: visitor === undefined ? null : visitorKept(visitor) };
};

/** For a request that is all said in its change. */
export const CHANGE_PARTICULARS: KeptParticulars = { operation: 'change' };

/** What a request keeps. One from before there were particulars says no more than its operation. */
export const keptOf = (row: {
  readonly operation: ApprovedOperation;
  readonly particulars: unknown;
}): KeptParticulars => {
  const found = kept.safeParse(row.particulars);
  if (found.success) return found.data;
  return row.operation === 'excerpt' || row.operation === 'copy' ? { operation: row.operation } : CHANGE_PARTICULARS;
};

/** Who carries out a destruction and who witnesses it: neither may approve it. @see K-12 */
export const peopleOfParticulars = (particulars: KeptParticulars): readonly string[] =>
  'executorId' in particulars ? [particulars.executorId, particulars.witnessId] : [];

/** The same with names, as people read it. */
export const showParticulars = (particulars: KeptParticulars, names: Names): ParticularsShown => {
  if (!('executorId' in particulars)) return particulars;
  const { executorId, witnessId, ...rest } = particulars;
  return { ...rest, executor: personRef(executorId, names), witness: personRef(witnessId, names) };
};
