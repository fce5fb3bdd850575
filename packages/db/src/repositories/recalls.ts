import type { Temporal } from '@miji/core';
import { sql } from 'kysely';
import { toMillisecond } from '../postgres-types.ts';
import type { RecallReason, RecallTable } from '../schema/custody.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { CopyRow } from './copies.ts';
import { leftBehind } from './leavers.ts';

export type RecallStage = RecallTable['stage'];

/** A copy that has to come back, why, from when on it is late, and what has been done about that. */
export type RecalledCopy = CopyRow & {
  readonly why: RecallReason;
  readonly late_from: Temporal.Instant;
  readonly stage: RecallStage | null;
};

/** Up to which instants something becomes due soon, today, late, and late for so long that it is looked into. */
export interface DueEdges {
  readonly soon: Temporal.Instant;
  readonly today: Temporal.Instant;
  readonly now: Temporal.Instant;
  readonly draft: Temporal.Instant;
}

/**
 * The copies whose clock has gone on since it was last looked at, held for this transaction alone, the longest due first: carried out and
 * not back, with the last day of their use behind them, and on the names of people who have gone. What is bound into another goes with
 * that.
 *
 * @see AR-32
 * @see CD-12
 * @see CD-15
 * @see PM-12
 */
export const lockCopiesToRecall = async (
  tx: ScopedTransaction,
  edges: DueEdges,
  limit: number,
): Promise<readonly RecalledCopy[]> => {
  const company = companyOf(tx);
  const [soon, today, now, draft] = [edges.soon, edges.today, edges.now, edges.draft].map(
    (edge) => sql`${toMillisecond(edge)}::timestamptz`,
  );
  const { rows } = await sql<RecalledCopy>`
    select copy.*, due.why, due.late_from, said.stage
      from miji.copy
      join (
        select id, 'not_back' as why, due_at as late_from from miji.copy
         where company_id = ${company}::uuid and state = 'carried_out' and due_at <= ${soon}
        union all
        select id, 'use_over', (use_until + 1)::timestamp at time zone 'Asia/Shanghai' from miji.copy
         where company_id = ${company}::uuid and use_until < (${soon} at time zone 'Asia/Shanghai')::date
           and state in ('held', 'carried_out') and store_id is null
        union all
        select id, 'left', since from (${leftBehind(company, edges.now)}) as behind) as due on due.id = copy.id
      left join miji.recall as said
        on said.company_id = copy.company_id and said.copy_id = copy.id and said.why = due.why and said.due_at = due.late_from
     where copy.company_id = ${company}::uuid and copy.bound_to is null
       and (said.stage is null or said.stage = 'due_soon' and due.late_from <= ${today}
         or said.stage = 'due' and due.late_from <= ${now} or said.stage = 'overdue' and due.late_from <= ${draft})
     order by due.late_from, copy.id, due.why
     limit ${limit}
       for update of copy skip locked`.execute(tx);
  return rows;
};

/** Remembers what the clock has had done about a copy. */
export const setRecallStage = async (
  tx: ScopedTransaction,
  { id, why, late_from }: Pick<RecalledCopy, 'id' | 'why' | 'late_from'>,
  stage: RecallStage,
): Promise<void> => {
  await tx
    .insertInto('recall')
    .values({ company_id: companyOf(tx), copy_id: id, why, due_at: late_from, stage })
    .onConflict((conflict) => conflict.columns(['company_id', 'copy_id', 'why', 'due_at']).doUpdateSet({ stage }))
    .execute();
};
