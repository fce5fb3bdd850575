import type { RequestState, SeatFormula } from '@miji/core';
import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { Span } from './headquarters-reads.ts';
import { isOpenTo } from './request-register.ts';
import type { RequestRow } from './requests.ts';

/** A stretch of time in a register, and who looks at it. */
export interface RegisterSpan extends Span {
  /** a person who sees what is 绝密 only where it is his own matter; null for whoever sees everything */
  readonly unnamed: string | null;
}

/** How many requests of the scoped company, filed in a stretch of time, are in which state at the scope’s instant. */
export const countRequestStates = (
  tx: ScopedTransaction,
  { from, to, unnamed }: RegisterSpan,
): Promise<{ readonly state: RequestState; readonly count: number }[]> => {
  const { at } = scopeOf(tx);
  const state = sql<RequestState>`case when state in ('pending', 'returned') and expires_at <= ${at} then 'expired' else state end`;
  return (
    tx
      .selectFrom('request')
      .select([state.as('now'), sql<number>`count(*)`.as('count')])
      .where('company_id', '=', companyOf(tx))
      .where('filed_at', '>=', from)
      .where('filed_at', '<', to)
      .$if(unnamed !== null, (query) => query.where(isOpenTo(unnamed ?? '')))
      // By the name of the output: the same expression with other parameters would be another one.
      .groupBy(sql`now`)
      .execute()
      .then((rows) => rows.map(({ now, count }) => ({ state: now, count })))
  );
};

/** How many refusals of a stretch of time were for which of the usual reasons; null where none was named. */
export const countRefusalGrounds = (
  tx: ScopedTransaction,
  { from, to, unnamed }: RegisterSpan,
): Promise<{ readonly ground: string | null; readonly count: number }[]> =>
  tx
    .selectFrom('request')
    .select(['refusal_ground as ground', sql<number>`count(*)`.as('count')])
    .where('company_id', '=', companyOf(tx))
    .where('state', '=', 'refused')
    .where('decided_at', '>=', from)
    .where('decided_at', '<', to)
    .$if(unnamed !== null, (query) => query.where(isOpenTo(unnamed ?? '')))
    .groupBy('refusal_ground')
    .execute();

/** One seat of a request that somebody filled in a stretch of time, or refused for; times in milliseconds since 1970. */
export interface DecisionTaken {
  readonly company_id: string;
  readonly request_id: string;
  readonly round: number;
  readonly seat: string;
  readonly escalated: boolean;
  readonly person_id: string;
  /** in whose name */
  readonly principal_id: string | null;
  /** when its round came to those who decide */
  readonly began: number;
  readonly decided: number;
  /** who has to agree, only where that is in an order: then a turn may begin later than its round */
  readonly ordered: SeatFormula | null;
}

/** What was decided on the scoped company’s requests in a stretch of time. */
export const decisionsTaken = (tx: ScopedTransaction, { from, to, unnamed }: RegisterSpan): Promise<DecisionTaken[]> =>
  tx
    .selectFrom('request_decision')
    .innerJoin('request', (join) =>
      join
        .onRef('request.company_id', '=', 'request_decision.company_id')
        .onRef('request.id', '=', 'request_decision.request_id'),
    )
    .leftJoin('request_round', (join) =>
      join
        .onRef('request_round.company_id', '=', 'request_decision.company_id')
        .onRef('request_round.request_id', '=', 'request_decision.request_id')
        .onRef('request_round.round', '=', 'request_decision.round'),
    )
    .select([
      'request_decision.company_id',
      'request_decision.request_id',
      'request_decision.round',
      'request_decision.seat',
      'request_decision.escalated',
      'request_decision.person_id',
      'request_decision.principal_id',
      // What was filed before rounds were written down has had only one.
      sql<number>`(extract(epoch from coalesce(request_round.filed_at, request.filed_at)) * 1000)::bigint`.as('began'),
      sql<number>`(extract(epoch from request_decision.decided_at) * 1000)::bigint`.as('decided'),
      sql<SeatFormula | null>`case when jsonb_path_exists(request.route -> 'seats', '$.**.kind ? (@ == "in_order")')
        then request.route -> 'seats' end`.as('ordered'),
    ])
    .where('request_decision.company_id', '=', companyOf(tx))
    .where('request_decision.decision', 'in', ['approve', 'refuse'])
    .where('request_decision.decided_at', '>=', from)
    .where('request_decision.decided_at', '<', to)
    .$if(unnamed !== null, (query) => query.where(isOpenTo(unnamed ?? '')))
    .execute();

/** What waits for those who decide on the scoped company’s requests, the longest first. */
export const longestWaiting = (tx: ScopedTransaction, limit: number, unnamed: string | null): Promise<RequestRow[]> =>
  tx
    .selectFrom('request')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    // Written out, so that the planner finds in it the condition of the index.
    .where(sql<boolean>`state = 'pending'`)
    .where('expires_at', '>', scopeOf(tx).at)
    .$if(unnamed !== null, (query) => query.where(isOpenTo(unnamed ?? '')))
    .orderBy('turn_began_at')
    .orderBy('id')
    .limit(limit)
    .execute();
