import { randomUUID } from 'node:crypto';
import type { CompanyRef, enterOriginal as contract } from '@miji/contract';
import { decide, declassifiesAt, holdsPost } from '@miji/core';
import type { CopyRow, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  copiesOfItem,
  insertCopy,
  insertMovement,
  keepsStore,
  lockStore,
  takeCopyNumber,
} from '@miji/db';
import type { z } from 'zod';
import { linksWithin } from '../copies/copy-links.ts';
import { copyIdOf, toCopySummary } from '../copies/copy-summary.ts';
import { rootMark } from '../copies/root-mark.ts';
import { lockItemFacts } from '../items/known-item.ts';
import { homeCompanyId, lawFor, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { CustodyRefused, orRefuse } from './custody-office.ts';
import { requireFit } from './store-takes.ts';

type Input = z.output<typeof contract.input>;

/**
 * Puts the original of a paper item into the register, in a store that the caller keeps, with his count. An item has one original.
 *
 * @throws Refusal `NOT_KEEPER`; `NOT_FOUND` to whoever neither may know the item nor is its custodian; `VALIDATION` for an item that is
 *   not on paper, and for one that will not last where nothing is said of its condition; `STORE_LEVEL`; `DUPLICATE`
 * @see AR-01
 * @see CF-08
 * @see GS-26
 * @see CF-29
 */
export const enterOriginal = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const person = requirePersonally(ctx);
  const company = await ctx.platform.companies.ofNumber(input.item);
  const subject = { kind: 'item', id: input.item } as const;
  const happening = { action: 'copy.issued', subject, item: input.item } as const;
  if (company === undefined) {
    const companyId = homeCompanyId(ctx);
    throw await refused(ctx, { ...happening, companyId }, { code: 'NOT_KEEPER', article: 'GS-26' });
  }
  const { copy, links } = await orRefuse(ctx, { ...happening, companyId: company.id }, () =>
    ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const entered = await enter(ctx, tx, { input, person, company });
      return { copy: entered, links: await linksWithin(tx, [entered]) };
    }),
  );
  return toCopySummary(copy, await namesOf(ctx, [copy.holder_id]), ctx.at, links);
};

interface Entering {
  readonly input: Input;
  readonly person: ActingPerson;
  readonly company: CompanyRef;
}

const enter = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { input, person, company }: Entering,
): Promise<CopyRow> => {
  const { at } = ctx;
  const store = await lockStore(tx, input.storeId);
  if (!(await keepsStore(tx, input.storeId, person.personId)))
    throw new CustodyRefused({ code: 'NOT_KEEPER', article: 'GS-26' });
  const item = await lockItemFacts(tx, input.item);
  if (store === undefined || item === undefined) throw new CustodyRefused({ code: 'NOT_FOUND' });
  const { row, facts } = item;
  const law = lawFor(ctx, company);
  const mayKnow =
    row.custodian_id === person.personId ||
    holdsPost(person, company.id, 'custodian', at) ||
    decide({ law, operation: 'view', item: facts, actor: person, at }).outcome === 'allowed';
  if (!mayKnow) throw new CustodyRefused({ code: 'NOT_FOUND' });
  const copies = await copiesOfItem(tx, row.id);
  const original = copies.find(({ kind }) => kind === 'original');
  if (original?.idempotency_key === input.idempotencyKey) return original;
  if (original !== undefined) throw new CustodyRefused({ code: 'DUPLICATE', article: 'GS-24' });
  if (row.medium !== 'paper') {
    const fields = [{ field: 'item', code: 'VALIDATION', article: 'AR-01' } as const];
    throw new CustodyRefused({ code: 'VALIDATION', article: 'AR-01', fields });
  }
  if (!input.durable && input.condition === undefined) {
    const fields = [{ field: 'condition', code: 'VALIDATION', article: 'CF-08' } as const];
    throw new CustodyRefused({ code: 'VALIDATION', article: 'CF-08', fields });
  }
  requireFit(ctx, store, facts);
  const copy = await insertCopy(tx, {
    id: randomUUID(),
    item_id: row.id,
    item_number: row.number,
    item_version: row.version,
    number: await takeCopyNumber(tx, row.id),
    grant_id: null,
    grant_number: null,
    kind: 'original',
    medium: input.medium,
    spans: '[]',
    excerpt_from: null,
    excerpt_to: null,
    level: row.level,
    mark: rootMark(ctx, facts, company),
    secret_until: declassifiesAt(facts),
    holder_id: person.personId,
    store_id: store.id,
    pages: input.pages,
    state: 'held',
    issued_at: at,
    idempotency_key: input.idempotencyKey,
  });
  await insertMovement(tx, {
    id: randomUUID(),
    copy_id: copy.id,
    act: 'issue',
    outcome: 'confirmed',
    from_state: 'held',
    to_state: 'held',
    to_person_id: person.personId,
    to_store_id: store.id,
    given_at: at,
    pages_given: input.pages,
    taken_by: person.personId,
    taken_at: at,
    pages_taken: input.pages,
    condition_taken: input.condition ?? null,
    confirmed_by: 'session',
    ended_at: at,
    idempotency_key: input.idempotencyKey,
  });
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'copy.issued',
      subject: { kind: 'copy', id: copyIdOf(copy) },
      item: row.number,
      because: { code: 'ALLOWED_OFFICE', rule: 'copy.original', article: 'GS-26' },
      details: { number: copy.number, store: store.code, pages: input.pages, durable: input.durable },
    }),
  ]);
  return copy;
};
