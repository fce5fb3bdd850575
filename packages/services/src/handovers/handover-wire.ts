import { handoverLine } from '@miji/contract';
import type { CompanyRef, HandoverLine, HandoverWire } from '@miji/contract';
import type { HandoverRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import { z } from 'zod';
import { actingPerson } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { namesOf, personRef } from '../platform/names.ts';
import type { Insight } from './standing.ts';
import { everything, insightOf, standingOf } from './standing.ts';

/** What a handover was signed for, as it was kept. */
export const keptLines = (row: Pick<HandoverRow, 'lines'>): readonly HandoverLine[] =>
  z.array(handoverLine).parse(row.lines);

/** The people who stand on a handover. */
const peopleOfHandover = ({ giver_id, taker_id, proposed_by }: HandoverRow): readonly string[] => [
  giver_id,
  taker_id,
  proposed_by,
];

/** Which signature somebody owes: the giver’s comes first. */
const owedBy = ({ state, giver_id, taker_id }: HandoverRow, personId: string | null): HandoverWire['yours'] => {
  if (state === 'proposed' && giver_id === personId) return 'give';
  return state === 'given' && taker_id === personId ? 'take' : null;
};

/** Handovers as the wire has them, for whoever acts: giver and taker see all that is handed over, others what concerns them. */
export const toHandovers = async (ctx: CallContext, rows: readonly HandoverRow[]): Promise<HandoverWire[]> => {
  const reader = actingPerson(ctx)?.personId ?? null;
  const [names, companies, insight] = await Promise.all([
    namesOf(ctx, rows.flatMap(peopleOfHandover)),
    ctx.platform.companies.all(),
    insightOf(ctx),
  ]);
  return rows.flatMap((row) => {
    const company = companies.find(({ id }) => id === row.company_id);
    const isParty = reader === row.giver_id || reader === row.taker_id;
    const sees = isParty ? everything : insight;
    return company === undefined ? [] : [toHandover(row, { company, reader, names, insight: sees })];
  });
};

/** One of them. */
export const showHandover = async (ctx: CallContext, row: HandoverRow): Promise<HandoverWire> => {
  const [shown] = await toHandovers(ctx, [row]);
  if (shown === undefined) throw new Error('a handover is one of a company');
  return shown;
};

interface Reading {
  readonly company: CompanyRef;
  readonly reader: string | null;
  readonly names: Names;
  readonly insight: Insight;
}

const toHandover = (row: HandoverRow, { company, reader, names, insight }: Reading): HandoverWire => ({
  number: row.number,
  company: company.code,
  giver: personRef(row.giver_id, names),
  taker: personRef(row.taker_id, names),
  state: row.state,
  reason: row.reason,
  ...standingOf(keptLines(row), insight),
  proposedAt: isoMillisecond(row.proposed_at),
  proposedBy: personRef(row.proposed_by, names),
  givenAt: row.given_at === null ? null : isoMillisecond(row.given_at),
  takenAt: row.taken_at === null ? null : isoMillisecond(row.taken_at),
  yours: owedBy(row, reader),
});
