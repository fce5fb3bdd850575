import type { Temporal } from '@miji/core';
import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export interface SealedCompanyKey {
  readonly version: number;
  readonly sealed_key: Buffer;
  readonly created_at: Temporal.Instant;
}

/** A company's key of some version, or its newest; sealed under the root key. */
export const findCompanyKey = (tx: ScopedTransaction, version?: number): Promise<SealedCompanyKey | undefined> => {
  const keys = tx
    .selectFrom('company_key')
    .select(['version', 'sealed_key', 'created_at'])
    .where('company_id', '=', companyOf(tx));
  return (version === undefined ? keys.orderBy('version', 'desc') : keys.where('version', '=', version))
    .limit(1)
    .executeTakeFirst();
};

/** A key of a company, sealed under a version of the root key. */
interface NewCompanyKey {
  readonly sealed_key: Buffer;
  readonly root_version: number;
  readonly created_at: Temporal.Instant;
}

/** Writes a company's first key; where somebody else was faster, his stays. */
export const insertFirstCompanyKey = async (tx: ScopedTransaction, key: NewCompanyKey): Promise<void> => {
  await tx
    .insertInto('company_key')
    .values({ company_id: companyOf(tx), version: 1, ...key })
    .onConflict((conflict) => conflict.columns(['company_id', 'version']).doNothing())
    .execute();
};

/** Writes a further key of a company. A unique violation tells that somebody else was faster. */
export const insertCompanyKey = async (
  tx: ScopedTransaction,
  key: NewCompanyKey & { readonly version: number },
): Promise<void> => {
  await tx
    .insertInto('company_key')
    .values({ company_id: companyOf(tx), ...key })
    .execute();
};

/** The keys of a company that are sealed under an older root key than this. */
export const companyKeysBefore = (
  tx: ScopedTransaction,
  rootVersion: number,
): Promise<Pick<SealedCompanyKey, 'version' | 'sealed_key'>[]> =>
  tx
    .selectFrom('company_key')
    .select(['version', 'sealed_key'])
    .where('company_id', '=', companyOf(tx))
    .where('root_version', '<', rootVersion)
    .orderBy('version')
    .execute();

/** Puts the same key, sealed under a newer root key, in its own place; tells whether it was still under an older one. */
export const reseatCompanyKey = async (
  tx: ScopedTransaction,
  version: number,
  sealed: { readonly sealed_key: Buffer; readonly root_version: number },
): Promise<boolean> => {
  const { rows } = await sql<{ changed: boolean }>`select miji.reseat_company_key(${companyOf(tx)}, ${version},
    ${sealed.sealed_key}, ${sealed.root_version}) as changed`.execute(tx);
  return rows[0]?.changed === true;
};
