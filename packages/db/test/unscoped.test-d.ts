import type { Temporal } from '@miji/core';
import type {
  CompanyRow,
  Database,
  DirectoryDatabase,
  ItemRow,
  Scope,
  ScopedDatabase,
  ScopedTransaction,
} from '@miji/db';
import { allCompanies, appendEvents, findContent, findItem, nextNumber, pageItems, scopeOf } from '@miji/db';
import type { Kysely, Transaction } from 'kysely';
import { assertType, test } from 'vitest';

declare const plain: Kysely<Database>;
declare const transaction: Transaction<Database>;
declare const scoped: ScopedTransaction;
declare const db: ScopedDatabase;
declare const at: Temporal.Instant;
declare const scope: Scope;

test('a query without a scope does not compile', async () => {
  assertType<ItemRow | undefined>(await findItem(scoped, 'number'));

  // @ts-expect-error a query without a scope: this Kysely could be anybody's
  await findItem(plain, 'number');
  // @ts-expect-error a transaction of one's own has no scope either
  await findItem(transaction, 'number');
  // @ts-expect-error the transaction is not optional
  await findItem('number');
  // @ts-expect-error nor is it null
  await nextNumber(null, 'item', 2026);
  // @ts-expect-error events of an act belong into the transaction of the act
  await appendEvents(plain, []);
  // @ts-expect-error a list without a scope
  await pageItems(plain, { sort: 'newest' }, { limit: 1 });
  // @ts-expect-error content without a scope
  await findContent(transaction, 'item', 1);
  // @ts-expect-error the scope is what a scoped transaction has and others have not
  scopeOf(plain);
  // @ts-expect-error the brand is known to one file only, so that nobody else makes a scoped transaction
  const forged: ScopedTransaction = Object.assign(plain, { scope });
  scopeOf(forged);
});

test('the directory reaches nothing that belongs to a company', async () => {
  assertType<CompanyRow[]>(await db.directory(at, allCompanies));
  // @ts-expect-error what belongs to a company is out of the directory's reach
  await db.directory(at, (directory) => directory.selectFrom('item').selectAll().execute());
  // @ts-expect-error so are the lists of readers
  await db.directory(at, (directory) => directory.selectFrom('item_reader').selectAll().execute());
  // @ts-expect-error the directory is no scoped transaction
  await db.directory(at, (directory: Kysely<DirectoryDatabase>) => findItem(directory, 'number'));
});

test('a scope is complete, and what is written once is not updated', async () => {
  assertType<Promise<number>>(db.transact(scope, async () => 1));
  // @ts-expect-error the names of whoever asks are part of every scope
  await db.transact({ companyId: null, personId: null, at }, async () => {});
  // @ts-expect-error an instant, not a Date
  await db.transact({ ...scope, at: new Date() }, async () => {});

  await db.transact(scope, async (tx) => {
    // @ts-expect-error a title is written once
    tx.updateTable('item').set({ title: 'another' });
    // @ts-expect-error the level is a number between 1 and 3
    tx.updateTable('item').set({ level: 4 });
  });
});
