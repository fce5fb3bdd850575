import type { Combination, PfiClass, RecordClass } from './record-class.ts';
import { findRecordField, higherPfi } from './record-class.ts';

/** The combinations that a set of fields fulfils: all of whose fields are in it. */
export const combinationsOf = (
  { combinations }: Pick<RecordClass, 'combinations'>,
  together: ReadonlySet<string>,
): readonly Combination[] => combinations.filter(({ fields }) => fields.every((name) => together.has(name)));

/**
 * The class of a field where it is asked for together with others: its own, or what a combination makes of it. More fields never
 * make it lower.
 *
 * @param together all fields that somebody has or asks for at once
 * @example
 * ```ts
 * // { fields: ['account', 'sms_code'], becomes: 'C3' }: what signs in when put together is as grave as a password
 * pfiTogether(customer, 'account', new Set(['account', 'sms_code'])); // 'C3'
 * ```
 * @see K-15
 */
export const pfiTogether = (recordClass: RecordClass, name: string, together: ReadonlySet<string>): PfiClass | null =>
  combinationsOf(recordClass, together)
    .filter(({ fields }) => fields.includes(name))
    .reduce((pfi, { becomes }) => higherPfi(pfi, becomes), findRecordField(recordClass, name)?.pfi ?? null);
