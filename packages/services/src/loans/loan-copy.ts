import { randomUUID } from 'node:crypto';
import { declassifiesAt } from '@miji/core';
import type { CopyRow, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  copiesReadyToLend,
  insertCopy,
  insertMovement,
  lockCopy,
  openMovementOf,
  takeCopyNumber,
} from '@miji/db';
import { idsOf, pagesOf } from '../copies/bundle.ts';
import { copyIdOf } from '../copies/copy-summary.ts';
import { parts } from '../copies/known-copy.ts';
import { assertCopyPrintable } from '../copies/print-face.ts';
import { CustodyRefused } from '../custody/custody-office.ts';
import { rootMark } from '../copies/root-mark.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { issueTraceCode } from '../watermark/issue-trace-code.ts';
import type { HandingOut } from './hand-out.ts';

/** What goes out: a copy, and with it whatever is bound into it. */
export interface LoanBundle {
  readonly copy: CopyRow;
  readonly ids: readonly string[];
}

const wrongCopy = (): never => {
  throw new CustodyRefused({
    code: 'VALIDATION',
    article: 'AR-32',
    fields: [{ field: 'copy', code: 'VALIDATION', article: 'AR-32' }],
  });
};

/**
 * A copy that lies in the keeper’s store, held for this transaction: of what was granted, as a whole, with the pages that were counted.
 *
 * @throws CustodyRefused
 * @see AR-35
 * @see AR-36
 */
export const lyingCopy = async (
  tx: ScopedTransaction,
  { held, store, input }: HandingOut,
  id: string,
): Promise<LoanBundle> => {
  const { item, number } = parts(id);
  const bundle = await lockCopy(tx, item, number);
  if (bundle === undefined) throw new CustodyRefused({ code: 'NOT_FOUND' });
  const { copy } = bundle;
  if (copy.item_id !== held.grant.item_id || copy.item_version !== held.grant.item_version) {
    throw new CustodyRefused({ code: 'GRANT_SCOPE', article: 'GS-23' });
  }
  // A print is for whoever signed for it, and nobody else (PM-11).
  if (copy.state === 'lent' || copy.kind === 'print') {
    throw new CustodyRefused({ code: 'NO_RELENDING', article: copy.kind === 'print' ? 'PM-11' : 'AR-35' });
  }
  if (copy.state !== 'held') throw new CustodyRefused({ code: 'COPY_STATE', article: 'GS-24' });
  if (copy.store_id !== store.id) throw new CustodyRefused({ code: 'COPY_NOT_WITH_YOU', article: 'CF-29' });
  if (copy.bound_to !== null) throw new CustodyRefused({ code: 'COPY_BOUND', article: 'GS-24' });
  if ((await openMovementOf(tx, copy.id)) !== undefined) {
    throw new CustodyRefused({ code: 'MOVEMENT_OPEN', article: 'AR-36' });
  }
  const counted = pagesOf(bundle);
  if (counted !== null && counted !== input.pages)
    throw new CustodyRefused({ code: 'COUNT_DIFFERS', article: 'AR-36' });
  return { copy, ids: idsOf(bundle) };
};

/**
 * A copy made for a loan, where nothing lies in the keeper’s store that could be lent: numbered, marked and in the register like any
 * other. What is on paper alone is lent as it lies, or not at all.
 *
 * @throws CustodyRefused
 * @see GS-24
 */
export const madeForLoan = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { held, company, keeper, store, borrower, input }: HandingOut,
): Promise<LoanBundle> => {
  const { at } = ctx;
  const { row, facts } = held.item;
  const { grant } = held;
  const ready = await copiesReadyToLend(tx, [row.id]);
  if (row.medium === 'paper' || ready.some(({ store_id }) => store_id === store.id)) wrongCopy();
  const mark = rootMark(ctx, facts, company);
  await assertCopyPrintable({ mark, ownerName: company.name, holderName: borrower.name, bound: undefined });
  const id = randomUUID();
  const number = await takeCopyNumber(tx, row.id);
  const who = {
    kind: 'copy',
    itemId: row.id,
    itemNumber: row.number,
    copyId: id,
    personId: borrower.personId,
  } as const;
  const copy = await insertCopy(tx, {
    id,
    item_id: row.id,
    item_number: row.number,
    item_version: row.version,
    number,
    grant_id: grant.id,
    grant_number: grant.number,
    kind: 'loan',
    spans: '[]',
    excerpt_from: null,
    excerpt_to: null,
    level: row.level,
    mark,
    secret_until: declassifiesAt(facts),
    holder_id: keeper.personId,
    store_id: store.id,
    pages: input.pages,
    state: 'held',
    issued_at: at,
    trace_code: await issueTraceCode(tx, { ...who, at }),
    idempotency_key: input.idempotencyKey,
  });
  await insertMovement(tx, {
    id: randomUUID(),
    copy_id: id,
    act: 'issue',
    outcome: 'confirmed',
    from_state: 'held',
    to_state: 'held',
    to_person_id: keeper.personId,
    to_store_id: store.id,
    given_at: at,
    pages_given: input.pages,
    taken_by: keeper.personId,
    taken_at: at,
    pages_taken: input.pages,
    confirmed_by: 'session',
    ended_at: at,
    idempotency_key: `${grant.number} issue`,
  });
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'copy.issued',
      subject: { kind: 'copy', id: copyIdOf(copy) },
      item: row.number,
      because: { code: 'ALLOWED_GRANT', rule: 'grant.single_use', article: 'GS-23' },
      details: { grant: grant.number, number, of: grant.copies },
    }),
  ]);
  return { copy, ids: [id] };
};
