import { handoverLine } from '@miji/contract';
import type { CompanyRef, HandoverLine, HandoverWire } from '@miji/contract';
import type { HandoverRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import { z } from 'zod';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** What a handover was signed for, as it was kept. */
export const keptLines = (row: Pick<HandoverRow, 'lines'>): readonly HandoverLine[] =>
  z.array(handoverLine).parse(row.lines);

/** The people who stand on a handover. */
export const peopleOfHandover = ({ giver_id, taker_id, proposed_by }: HandoverRow): readonly string[] => [
  giver_id,
  taker_id,
  proposed_by,
];

/** Which signature somebody owes: the giver’s comes first. */
const owedBy = ({ state, giver_id, taker_id }: HandoverRow, personId: string | null): HandoverWire['yours'] => {
  if (state === 'proposed' && giver_id === personId) return 'give';
  return state === 'given' && taker_id === personId ? 'take' : null;
};

/** A handover as the wire has it. */
export const toHandover = (
  row: HandoverRow,
  { company, reader, names }: { readonly company: CompanyRef; readonly reader: string | null; readonly names: Names },
): HandoverWire => ({
  number: row.number,
  company: company.code,
  giver: personRef(row.giver_id, names),
  taker: personRef(row.taker_id, names),
  state: row.state,
  reason: row.reason,
  lines: [...keptLines(row)],
  proposedAt: isoMillisecond(row.proposed_at),
  proposedBy: personRef(row.proposed_by, names),
  givenAt: row.given_at === null ? null : isoMillisecond(row.given_at),
  takenAt: row.taken_at === null ? null : isoMillisecond(row.taken_at),
  yours: owedBy(row, reader),
});
