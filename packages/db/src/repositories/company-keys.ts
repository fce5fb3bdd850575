import type { Temporal } from '@miji/core';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export interface SealedCompanyKey {
  readonly version: number;
  readonly sealed_key: Buffer;
}

/** A company's key of some version, or its newest; sealed under the root key. */
export const findCompanyKey = (tx: ScopedTransaction, version?: number): Promise<SealedCompanyKey | undefined> => {
  const keys = tx.selectFrom('company_key').select(['version', 'sealed_key']).where('company_id', '=', companyOf(tx));
  return (version === undefined ? keys.orderBy('version', 'desc') : keys.where('version', '=', version))
    .limit(1)
    .executeTakeFirst();
};

/** Writes a company's first key; where somebody else was faster, his stays. */
export const insertFirstCompanyKey = async (
  tx: ScopedTransaction,
  sealedKey: Buffer,
  at: Temporal.Instant,
): Promise<void> => {
  await tx
    .insertInto('company_key')
    .values({ company_id: companyOf(tx), version: 1, sealed_key: sealedKey, created_at: at })
    .onConflict((conflict) => conflict.columns(['company_id', 'version']).doNothing())
    .execute();
};
