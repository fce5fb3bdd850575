import type { Temporal } from '@miji/core';
import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { ContentFileTable, StoredContentKind, StoredPageSize } from '../schema/vault.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type ContentFileRow = Selectable<ContentFileTable>;
export type NewContentFile = Omit<Insertable<ContentFileTable>, 'company_id'>;

export const insertContentFile = async (tx: ScopedTransaction, file: NewContentFile): Promise<void> => {
  await tx
    .insertInto('content_file')
    .values({ company_id: companyOf(tx), ...file })
    .execute();
};

/** A file of the scoped company. That it is found says nothing of whose it is. */
export const findContentFile = (tx: ScopedTransaction, id: string): Promise<ContentFileRow | undefined> =>
  tx
    .selectFrom('content_file')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .executeTakeFirst();

/** A file that the scope’s person has sent himself and that belongs to no item yet, whichever company it is for. */
export const findOwnContentFile = (tx: ScopedTransaction, id: string): Promise<ContentFileRow | undefined> =>
  tx.selectFrom('content_file').selectAll().where('id', '=', id).executeTakeFirst();

/** The same file, held until the transaction ends: for whoever binds it, or takes it away. */
export const lockContentFile = (tx: ScopedTransaction, id: string): Promise<ContentFileRow | undefined> =>
  tx
    .selectFrom('content_file')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

/**
 * How many files somebody has under way: sent, and neither used nor refused. Until the transaction has ended nobody else counts his, so
 * that who counts may add one.
 */
export const countFilesUnderWay = async (
  tx: ScopedTransaction,
  uploader: Pick<ContentFileRow, 'uploader_id' | 'uploader_service_id'>,
): Promise<number> => {
  const whose = `${companyOf(tx)} ${uploader.uploader_id} ${uploader.uploader_service_id}`;
  await sql`select pg_advisory_xact_lock(hashtextextended('miji.upload.' || ${whose}::text, 0))`.execute(tx);
  const { count } = await tx
    .selectFrom('content_file')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('company_id', '=', companyOf(tx))
    .where('state', 'in', ['receiving', 'checking', 'ready'])
    .where(sql<boolean>`uploader_id is not distinct from ${uploader.uploader_id}::uuid`)
    .where(sql<boolean>`uploader_service_id is not distinct from ${uploader.uploader_service_id}::uuid`)
    .executeTakeFirstOrThrow();
  return Number(count);
};

/**
 * Notes that bytes are safe up to an offset, the last of them in a part of this name; the file is to be looked at once all are there.
 *
 * @returns whether it still stood where the writer thought: of two who write at once, one goes on
 */
export const advanceContentFile = async (
  tx: ScopedTransaction,
  file: Pick<ContentFileRow, 'id' | 'size'>,
  step: { readonly from: number; readonly to: number; readonly part: string; readonly keptUntil: Temporal.Instant },
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('content_file')
    .set({
      received: step.to,
      parts: sql`array_append(parts, ${step.part})`,
      kept_until: step.keptUntil,
      ...(step.to === file.size ? { state: 'checking' } : {}),
    })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', file.id)
    .where('state', '=', 'receiving')
    .where('received', '=', step.from)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** So long a server may look at a file without saying again that it does. */
const CLAIM = sql<Temporal.Instant>`clock_timestamp() + interval '10 seconds'`;

/**
 * Claims a file that is to be looked at: of two servers, one does so. Time here is the machine's, which goes on where the house's stands.
 *
 * @returns undefined where another server is at it, or nothing is left to look at
 */
export const claimContentFile = (tx: ScopedTransaction, id: string): Promise<ContentFileRow | undefined> =>
  tx
    .updateTable('content_file')
    .set({ claimed_until: CLAIM })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('state', '=', 'checking')
    .where(unclaimed)
    .returningAll()
    .executeTakeFirst();

/** Says that a file is still being looked at. */
export const keepContentFile = async (tx: ScopedTransaction, id: string): Promise<void> => {
  await tx
    .updateTable('content_file')
    .set({ claimed_until: CLAIM })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('state', '=', 'checking')
    .execute();
};

const unclaimed = sql<boolean>`(claimed_until is null or claimed_until < clock_timestamp())`;

/** What looking at a file has found. */
export interface InspectedFile {
  readonly kind: StoredContentKind;
  readonly pages: number | null;
  readonly lines: number | null;
  readonly sizes: readonly StoredPageSize[] | null;
  readonly digest: string;
}

/** Writes down what a file is; tells whether it was still being looked at. */
export const acceptContentFile = async (
  tx: ScopedTransaction,
  id: string,
  { kind, pages, lines, sizes, digest }: InspectedFile,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('content_file')
    .set({
      state: 'ready',
      claimed_until: null,
      kind,
      digest,
      ...(pages === null ? {} : { pages }),
      ...(lines === null ? {} : { lines }),
      ...(sizes === null ? {} : { sizes: JSON.stringify(sizes) }),
    })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('state', '=', 'checking')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Refuses a file and drops its key: from then on nobody can read what still lies in the store. */
export const refuseContentFile = async (tx: ScopedTransaction, id: string, code: string): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('content_file')
    .set({ state: 'refused', refusal: code, sealed_key: null, company_key_version: null, claimed_until: null })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('state', 'in', ['receiving', 'checking'])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};

/** Gives a file that the transaction holds to a version of an item; its key goes over to the content of that version. */
export const bindContentFile = async (
  tx: ScopedTransaction,
  id: string,
  item: { readonly id: string; readonly version: number },
): Promise<void> => {
  await tx
    .updateTable('content_file')
    .set({ state: 'bound', item_id: item.id, version: item.version, sealed_key: null, company_key_version: null })
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .execute();
};

/** Takes away a file that belongs to no item, with its key. */
export const deleteContentFile = async (tx: ScopedTransaction, id: string): Promise<boolean> => {
  const { numDeletedRows } = await tx
    .deleteFrom('content_file')
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .where('item_id', 'is', null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
};

/** Files that have arrived in full and that nobody is looking at or has looked at to the end: one of each sender before a second of any. */
export const filesToCheck = async (tx: ScopedTransaction, limit: number): Promise<readonly string[]> => {
  const rows = await tx
    .selectFrom('content_file')
    .select('id')
    .where('company_id', '=', companyOf(tx))
    .where('item_id', 'is', null)
    .where('state', '=', 'checking')
    .where(unclaimed)
    .orderBy(sql`row_number() over (partition by uploader_id, uploader_service_id order by started_at)`)
    .orderBy('started_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
};

/** Files that nobody has used in time; each held, none waited for. */
export const lockForgottenFiles = (
  tx: ScopedTransaction,
  at: Temporal.Instant,
  limit: number,
): Promise<ContentFileRow[]> =>
  tx
    .selectFrom('content_file')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('item_id', 'is', null)
    .where('kept_until', '<=', at)
    .orderBy('kept_until')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

/** What of a file lies in the store: of one that is still arriving, anything may be a part of it. */
export type WantedParts = ReadonlySet<string> | 'any';

/** Which parts of some files belong to them; of a file that is unknown or refused, none. */
export const partsWanted = async (
  tx: ScopedTransaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, WantedParts>> => {
  const rows = await tx
    .selectFrom('content_file')
    .select(['id', 'state', 'parts'])
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', (eb) => eb.fn.any(eb.val([...ids])))
    .where('state', '!=', 'refused')
    .execute();
  return new Map(rows.map(({ id, state, parts }) => [id, state === 'receiving' ? 'any' : new Set(parts)]));
};

/** Keys of files that belong to no item yet and are sealed under an older key of the company; each held, none waited for. */
export const lockOldFileKeys = (
  tx: ScopedTransaction,
  newest: number,
  limit: number,
): Promise<Pick<ContentFileRow, 'id' | 'sealed_key' | 'company_key_version'>[]> =>
  tx
    .selectFrom('content_file')
    .select(['id', 'sealed_key', 'company_key_version'])
    .where('company_id', '=', companyOf(tx))
    .where('item_id', 'is', null)
    .where('company_key_version', '<', newest)
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute();

export const replaceFileKey = async (
  tx: ScopedTransaction,
  id: string,
  key: { readonly sealed_key: Buffer; readonly company_key_version: number },
): Promise<void> => {
  await tx.updateTable('content_file').set(key).where('company_id', '=', companyOf(tx)).where('id', '=', id).execute();
};
