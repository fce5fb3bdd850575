import { visitorShown } from '@miji/contract';
import type { LoanWire } from '@miji/contract';
import { isBefore, levelOfRank } from '@miji/core';
import type { Temporal } from '@miji/core';
import type { LoanRow, ScopedTransaction } from '@miji/db';
import { isoMillisecond, receivedLoans } from '@miji/db';
import { copyIdOf } from '../copies/copy-summary.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { namesOf, personRef } from '../platform/names.ts';

/** The people who stand on a loan. */
export const peopleOfLoan = (row: LoanRow): readonly (string | null)[] => [
  row.borrower_id,
  row.supervisor_id,
  row.lent_by,
  row.taken_back_by,
];

/** `overdue` is what the clock says, whatever has been written down. */
const stateOf = (row: LoanRow, at: Temporal.Instant): LoanWire['state'] =>
  row.state === 'out' && !isBefore(at, row.overdue_from) ? 'overdue' : row.state;

/** A line of the loan register as the wire has it. @see AR-31 @see AR-32 @see CF-25 */
export const toLoan = (row: LoanRow, received: boolean, names: Names, at: Temporal.Instant): LoanWire => ({
  number: row.number,
  item: row.item_number,
  copy: copyIdOf({ item_number: row.item_number, number: row.copy_number }),
  level: levelOfRank(row.level),
  borrower: personRef(row.borrower_id, names),
  unit: row.unit,
  visitor: visitorShown.nullable().catch(null).parse(row.visitor),
  supervisor: row.supervisor_id === null ? null : personRef(row.supervisor_id, names),
  purpose: row.purpose,
  grant: row.grant_number,
  days: row.days,
  lentAt: isoMillisecond(row.lent_at),
  dueOn: row.due_on.toString(),
  overdueFrom: isoMillisecond(row.overdue_from),
  provisional: row.provisional,
  // What was not taken did not come back either.
  returnedAt: row.returned_at === null || row.state === 'not_taken' ? null : isoMillisecond(row.returned_at),
  state: stateOf(row, at),
  lentBy: personRef(row.lent_by, names),
  takenBackBy: row.taken_back_by === null ? null : personRef(row.taken_back_by, names),
  pages: row.pages,
  pagesReturned: row.pages_returned,
  conditionOut: row.condition_out,
  conditionBack: row.condition_back,
  received,
});

/** Loans with the names on them. */
export const toLoans = async (
  ctx: CallContext,
  rows: readonly LoanRow[],
  received: ReadonlySet<string>,
): Promise<LoanWire[]> => {
  const names = await namesOf(ctx, rows.flatMap(peopleOfLoan));
  return rows.map((row) => toLoan(row, received.has(row.id), names, ctx.at));
};

/** Which of them their borrowers have confirmed to have. */
export const receivedAmong = (tx: ScopedTransaction, rows: readonly LoanRow[]): Promise<ReadonlySet<string>> =>
  receivedLoans(
    tx,
    rows.map(({ id }) => id),
  );
