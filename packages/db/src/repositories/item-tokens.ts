import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/** What of an item a token was taken from. */
export type TokenSource = 'title' | 'text';

/** Writes down what an item is found by, in place of what was written for that source before. */
export const replaceTokens = async (
  tx: ScopedTransaction,
  itemId: string,
  source: TokenSource,
  tokens: readonly number[],
): Promise<void> => {
  const company = companyOf(tx);
  await tx
    .deleteFrom('item_token')
    .where('company_id', '=', company)
    .where('item_id', '=', itemId)
    .where('source', '=', source)
    .execute();
  await insertTokens(
    tx,
    tokens.map((token) => ({ itemId, token })),
    source,
  );
};

/** Writes down what new items are found by, in one statement however many they are. */
export const insertTokens = async (
  tx: ScopedTransaction,
  tokens: readonly { readonly itemId: string; readonly token: number }[],
  source: TokenSource,
): Promise<void> => {
  if (tokens.length === 0) return;
  await sql`insert into item_token (company_id, token, item_id, source)
    select ${companyOf(tx)}, found.token, found.item_id, ${source}
      from unnest(${tokens.map(({ token }) => token)}::bigint[], ${tokens.map(({ itemId }) => itemId)}::uuid[]) as found (token, item_id)
    on conflict do nothing`.execute(tx);
};

/** Whether anything was written down for a source of an item. */
export const hasTokens = async (tx: ScopedTransaction, itemId: string, source: TokenSource): Promise<boolean> =>
  (await tx
    .selectFrom('item_token')
    .select('token')
    .where('company_id', '=', companyOf(tx))
    .where('item_id', '=', itemId)
    .where('source', '=', source)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** Of some items, those in which every token stands, in one source. */
export const itemsWithTokens = async (
  tx: ScopedTransaction,
  itemIds: readonly string[],
  tokens: readonly number[],
  source: TokenSource,
): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ item_id: string }>`select item_id from item_token
    where company_id = ${companyOf(tx)} and token = any (${[...tokens]}::bigint[]) and item_id = any (${[...itemIds]}::uuid[])
      and source = ${source}
    group by item_id having count(*) = ${tokens.length}`.execute(tx);
  return new Set(rows.map(({ item_id }) => item_id));
};

/**
 * The items that hold the rarest of some tokens, where that is rare enough to begin with them; null where it is not. What it costs
 * tells how often a token stands in a company, so it is only for those who may know all that the company has.
 */
export const itemsOfRarest = async (
  tx: ScopedTransaction,
  tokens: readonly number[],
  atMost: number,
): Promise<readonly string[] | null> => {
  const company = companyOf(tx);
  const { rows: counted } = await sql<{ token: number; items: number }>`
    select wanted.token, (select count(*)::integer from (
      select from item_token where company_id = ${company} and token = wanted.token order by item_id limit ${atMost + 1}) as few) as items
      from unnest(${[...tokens]}::bigint[]) as wanted (token) order by items limit 1`.execute(tx);
  const [rarest] = counted;
  if (rarest === undefined || rarest.items > atMost) return null;
  const { rows } = await sql<{ item_id: string }>`select distinct item_id from item_token
    where company_id = ${company} and token = ${rarest.token} order by item_id`.execute(tx);
  return rows.map(({ item_id }) => item_id);
};

/** Items of the scoped company whose numbers lie in some bounds; that one is found says nothing of who may know it. */
export const itemsNumbered = async (
  tx: ScopedTransaction,
  bounds: { readonly from: string; readonly to: string },
  limit: number,
): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('item')
    .select('id')
    .where('company_id', '=', companyOf(tx))
    .where('number', '>=', bounds.from)
    .where('number', '<=', bounds.to)
    .orderBy('number')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
};

/** Items of the scoped company whose titles are not written down yet, in the order of their ids; each held, none waited for. */
export const lockUntold = async (
  tx: ScopedTransaction,
  after: string | null,
  limit: number,
): Promise<readonly { readonly id: string; readonly title: string }[]> => {
  const { rows } = await sql<{ id: string; title: string }>`select id, title from item
    where company_id = ${companyOf(tx)} and (${after}::uuid is null or id > ${after}::uuid)
      and not exists (select from item_token t where t.company_id = item.company_id and t.item_id = item.id and t.source = 'title')
    order by id limit ${limit} for update skip locked`.execute(tx);
  return rows;
};
