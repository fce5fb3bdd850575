import type { CompanyRef } from '@miji/contract';
import type { DecisionTaken, RegisterSpan, RequestDecisionRow, Within } from '@miji/db';
import { decisionsOnRequests, decisionsTaken } from '@miji/db';
import type { Office } from './decided-posts.ts';
import { DecidedPosts } from './decided-posts.ts';
import type { SeatTaken } from './turns.ts';
import { actsOf } from './turns.ts';

/** One decision of one post; times in milliseconds. */
export interface Timed extends Office {
  readonly began: number;
  readonly decided: number;
}

/**
 * What was decided on some companies’ requests in a stretch of time, by which post, and when it had come to that. Who decided in
 * another’s name did it for that one’s post. An act counts once for each post that it was done as.
 */
export const timesToDecide = async (
  within: Within,
  companies: readonly CompanyRef[],
  group: readonly CompanyRef[],
  span: RegisterSpan,
): Promise<readonly Timed[]> => {
  const headquarters = group.find(({ kind }) => kind === 'headquarters')?.id ?? '';
  const posts = new DecidedPosts(
    within,
    group.map(({ id }) => id),
    headquarters,
  );
  const timed: Timed[] = [];
  for (const { id } of companies) {
    const taken = await within(id, (tx) => decisionsTaken(tx, span));
    const inOrder = [...new Set(taken.flatMap((row) => (row.ordered === null ? [] : [row.request_id])))];
    const whole = await within(id, (tx) => decisionsOnRequests(tx, inOrder));
    for (const rows of Map.groupBy(taken, (row) => `${row.request_id} ${row.round}`).values()) {
      timed.push(...(await timesOf(rows, whole, posts)));
    }
  }
  return timed;
};

/** The same for one round of one request. */
const timesOf = async (
  rows: readonly DecisionTaken[],
  whole: ReadonlyMap<string, readonly RequestDecisionRow[]>,
  posts: DecidedPosts,
): Promise<readonly Timed[]> => {
  const [first] = rows;
  if (first === undefined) return [];
  // Where an order is kept, it counts who agreed before, even if that was before these days.
  const taken =
    first.ordered === null
      ? rows.map(toSeat)
      : (whole.get(first.request_id) ?? []).filter(({ round }) => round === first.round).map(stored);
  const timed: Timed[] = [];
  for (const act of actsOf(first.ordered, first.began, taken)) {
    const own = rows.filter((row) => row.person_id === act.personId && row.decided === act.decided);
    const offices = new Map<string, Office>();
    for (const row of own) {
      const office = await posts.of({
        seat: row.seat,
        ownerId: row.company_id,
        escalated: row.escalated,
        holderId: row.principal_id ?? row.person_id,
        decided: row.decided,
      });
      offices.set(`${office.companyId} ${office.post}`, office);
    }
    for (const office of offices.values()) timed.push({ ...office, began: act.began, decided: act.decided });
  }
  return timed;
};

/** Without an order only who and when counts. */
const toSeat = (row: DecisionTaken): SeatTaken => ({
  seat: row.seat,
  personId: row.person_id,
  principalId: row.principal_id,
  agreed: false,
  decided: row.decided,
});

const stored = (row: RequestDecisionRow): SeatTaken => ({
  seat: row.seat,
  personId: row.person_id,
  principalId: row.principal_id,
  agreed: row.decision === 'approve',
  decided: row.decided_at.epochMilliseconds,
});
