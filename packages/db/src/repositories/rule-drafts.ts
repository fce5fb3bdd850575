import type { Temporal } from '@miji/core';
import type { Insertable, Selectable, Updateable } from 'kysely';
import type { RuleDraftTable } from '../schema/rules.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type RuleDraftRow = Selectable<RuleDraftTable>;
export type RuleDraftState = RuleDraftRow['state'];

export const insertRuleDraft = (
  tx: ScopedTransaction,
  draft: Omit<Insertable<RuleDraftTable>, 'company_id'>,
): Promise<RuleDraftRow> =>
  tx
    .insertInto('rule_draft')
    .values({ company_id: companyOf(tx), ...draft })
    .returningAll()
    .executeTakeFirstOrThrow();

export const findRuleDraft = (tx: ScopedTransaction, number: string): Promise<RuleDraftRow | undefined> =>
  tx
    .selectFrom('rule_draft')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .executeTakeFirst();

/** A draft, held until the transaction ends: of two who change it at once, one comes second and sees it. */
export const lockRuleDraft = (tx: ScopedTransaction, number: string): Promise<RuleDraftRow | undefined> =>
  tx
    .selectFrom('rule_draft')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();

/** Changes a draft that is held already; its revision goes up by one. */
export const changeRuleDraft = (
  tx: ScopedTransaction,
  id: string,
  change: Omit<Updateable<RuleDraftTable>, 'revision' | 'changed_at'> & { readonly at: Temporal.Instant },
): Promise<RuleDraftRow> => {
  const { at, ...columns } = change;
  return tx
    .updateTable('rule_draft')
    .set((eb) => ({ ...columns, changed_at: at, revision: eb('revision', '+', 1) }))
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
};

/** At most this many of a company are listed: what is older has long been published or discarded. */
const MOST_LISTED = 200;

/** The drafts of the scoped company, the newest first. */
export const ruleDraftsOf = (
  tx: ScopedTransaction,
  filter: { readonly state?: RuleDraftState | undefined },
): Promise<RuleDraftRow[]> => {
  let query = tx.selectFrom('rule_draft').selectAll().where('company_id', '=', companyOf(tx));
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  return query.orderBy('drafted_at', 'desc').orderBy('id', 'desc').limit(MOST_LISTED).execute();
};
