import type { Delegation, Temporal } from '@miji/core';
import { levelOfRank, levelRank } from '@miji/core';
import type { Selectable } from 'kysely';
import type { DelegationTable } from '../schema/organisation.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import type { Page } from './keyset.ts';
import { readCursor, toPage, writeCursor } from './keyset.ts';

export type DelegationRow = Selectable<DelegationTable>;

/** A delegation as the law sees it: revoking it ends it. */
export const toDelegation = (row: DelegationRow): Delegation => ({
  number: row.number,
  principalId: row.principal_id,
  delegateId: row.delegate_id,
  companyId: row.company_id,
  post: row.post,
  highestLevel: levelOfRank(row.highest_level),
  operations: row.operations,
  validity: { from: row.valid_from, to: endOf(row) },
});

const endOf = ({ valid_to, revoked_at }: DelegationRow): Temporal.Instant =>
  revoked_at !== null && revoked_at.epochMilliseconds < valid_to.epochMilliseconds ? revoked_at : valid_to;

/** What is written down when a delegation is given. */
export const insertDelegation = async (
  tx: ScopedTransaction,
  {
    id,
    reason,
    givenAt,
    ...delegation
  }: Delegation & { readonly id: string; readonly reason: string; readonly givenAt: Temporal.Instant },
): Promise<void> => {
  const { validity } = delegation;
  if (validity.to === null) throw new TypeError('a delegation has an end');
  await tx
    .insertInto('delegation')
    .values({
      company_id: companyOf(tx),
      id,
      number: delegation.number,
      principal_id: delegation.principalId,
      delegate_id: delegation.delegateId,
      post: delegation.post,
      highest_level: levelRank(delegation.highestLevel),
      operations: [...delegation.operations],
      reason,
      valid_from: validity.from,
      valid_to: validity.to,
      given_at: givenAt,
    })
    .execute();
};

/** One delegation of the scoped company. */
export const findDelegation = (tx: ScopedTransaction, number: string): Promise<DelegationRow | undefined> =>
  tx
    .selectFrom('delegation')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .executeTakeFirst();

/** Revokes a delegation that has not ended; tells whether it did. */
export const revokeDelegationAt = async (
  tx: ScopedTransaction,
  number: string,
  revocation: { readonly by: string; readonly at: Temporal.Instant },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('delegation')
    .set({ revoked_at: revocation.at, revoked_by: revocation.by })
    .where('company_id', '=', companyOf(tx))
    .where('number', '=', number)
    .where('revoked_at', 'is', null)
    .where('valid_to', '>', revocation.at)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** What has been delegated to a person and has not ended at an instant, in any company: it is open to him. */
export const delegationsTo = async (
  tx: ScopedTransaction,
  personId: string,
  at: Temporal.Instant,
): Promise<readonly Delegation[]> => {
  const rows = await tx
    .selectFrom('delegation')
    .selectAll()
    .where('delegate_id', '=', personId)
    .where('valid_to', '>', at)
    .where((eb) => eb.or([eb('revoked_at', 'is', null), eb('revoked_at', '>', at)]))
    .orderBy('number')
    .execute();
  return rows.map(toDelegation);
};

/** Every delegation of the scoped company that has not ended at an instant. */
export const liveDelegationsOf = async (
  tx: ScopedTransaction,
  at: Temporal.Instant,
): Promise<readonly Delegation[]> => {
  const rows = await tx
    .selectFrom('delegation')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('valid_to', '>', at)
    .where((eb) => eb.or([eb('revoked_at', 'is', null), eb('revoked_at', '>', at)]))
    .orderBy('number')
    .execute();
  return rows.map(toDelegation);
};

/** Delegations newest first: those that a person gave or received, in any company, or those of the scoped company. */
export const pageDelegations = async (
  tx: ScopedTransaction,
  filter: { readonly givenBy: string } | { readonly receivedBy: string } | { readonly companyId: string },
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Page<DelegationRow>> => {
  const after = paging.cursor === undefined ? null : readCursor(paging.cursor);
  let query = tx.selectFrom('delegation').selectAll();
  if ('givenBy' in filter) query = query.where('principal_id', '=', filter.givenBy);
  else if ('receivedBy' in filter) query = query.where('delegate_id', '=', filter.receivedBy);
  else query = query.where('company_id', '=', filter.companyId);
  if (after !== null) query = query.where((eb) => eb(eb.refTuple('given_at', 'id'), '<', eb.tuple(after.at, after.id)));
  const rows = await query
    .orderBy('given_at', 'desc')
    .orderBy('id', 'desc')
    .limit(paging.limit + 1)
    .execute();
  return toPage(rows, paging.limit, (row) => writeCursor({ at: row.given_at, id: row.id }));
};
