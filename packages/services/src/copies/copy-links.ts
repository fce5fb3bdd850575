import type { CopyRow, ScopedTransaction } from '@miji/db';
import { copiesById, movingAmong, storesById } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import type { CopyLinks } from './copy-summary.ts';
import { toStoreRef } from './store-ref.ts';

type Linked = Pick<CopyRow, 'id' | 'company_id' | 'store_id' | 'parent_id' | 'bound_to'>;

/** What the rows of one company’s register point to. */
export const linksWithin = async (tx: ScopedTransaction, rows: readonly Linked[]): Promise<CopyLinks> => {
  const others = rows.flatMap((row) => [row.parent_id, row.bound_to]).filter((id) => id !== null);
  const [stores, copies, moving] = await Promise.all([
    storesById(
      tx,
      rows.map((row) => row.store_id),
    ),
    copiesById(tx, others),
    movingAmong(
      tx,
      rows.map(({ id }) => id),
    ),
  ]);
  return {
    stores: new Map([...stores].map(([id, store]) => [id, toStoreRef(store)])),
    copies: new Map(copies.map((copy) => [copy.id, copy])),
    moving,
  };
};

/** The same for rows of several companies, of which whoever asks may see each. */
export const linksOf = async (ctx: CallContext, rows: readonly Linked[]): Promise<CopyLinks> => {
  const found = await Promise.all(
    [...Map.groupBy(rows, (row) => row.company_id)].map(([companyId, own]) =>
      ctx.platform.db.transact(systemScope(ctx.at, companyId), (tx) => linksWithin(tx, own)),
    ),
  );
  return {
    stores: new Map(found.flatMap(({ stores }) => [...stores])),
    copies: new Map(found.flatMap(({ copies }) => [...copies])),
    moving: new Set(found.flatMap(({ moving }) => [...moving])),
  };
};
