import { randomUUID } from 'node:crypto';
import { declassifiesAt } from '@miji/core';
import type { ScopedTransaction } from '@miji/db';
import { appendEvents, copiesReadyToLend, insertCopy, insertMovement, takeCopyNumber } from '@miji/db';
import { knownExtent } from '../copies/copy-extent.ts';
import { copyIdOf } from '../copies/copy-summary.ts';
import { assertCopyPrintable } from '../copies/print-face.ts';
import { rootMark } from '../copies/root-mark.ts';
import { CustodyRefused } from '../custody/custody-office.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { issueTraceCode } from '../watermark/issue-trace-code.ts';
import { countedOf } from './drawn-for-loan.ts';
import type { HandingOut, LoanBundle } from './handing-out.ts';

const wrongCopy = (): never => {
  throw new CustodyRefused({
    code: 'VALIDATION',
    article: 'AR-32',
    fields: [{ field: 'copy', code: 'VALIDATION', article: 'AR-32' }],
  });
};

/**
 * A copy made for a loan, where nothing lies in the keeper’s store that could be lent: numbered, marked and in the register like any
 * other, with as many pages as it is drawn on. What is on paper alone is lent as it lies, or not at all.
 *
 * @throws CustodyRefused
 * @see GS-24
 */
export const madeForLoan = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { held, company, keeper, store, borrower, input, drawn }: HandingOut,
): Promise<LoanBundle> => {
  const { at } = ctx;
  const { row, facts } = held.item;
  const { grant } = held;
  const ready = await copiesReadyToLend(tx, [row.id]);
  if (row.medium === 'paper' || ready.some(({ store_id }) => store_id === store.id)) wrongCopy();
  const mark = rootMark(ctx, facts, company);
  const isOfNow = drawn?.of === countedOf(row, mark);
  const pages = knownExtent(row, []) ?? (isOfNow ? drawn.pages : null);
  // What was drawn is not what it is now.
  if (pages === null) throw new CustodyRefused({ code: 'VERSION_CONFLICT' });
  if (input.pages !== undefined && input.pages !== pages)
    throw new CustodyRefused({ code: 'COUNT_DIFFERS', article: 'AR-36' });
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
    pages,
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
    pages_given: pages,
    taken_by: keeper.personId,
    taken_at: at,
    pages_taken: pages,
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
  return { copy, ids: [id], pages };
};
