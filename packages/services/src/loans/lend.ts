import { randomUUID } from 'node:crypto';
import { loanDue, PUBLISHED_CALENDAR } from '@miji/core';
import type { MovementRow, ScopedTransaction } from '@miji/db';
import { custodySettingOf, insertLoan, insertMovement, placeCopies, signMovement, spendGrant } from '@miji/db';
import { CustodyRefused } from '../custody/custody-office.ts';
import { runningNumber } from '../custody/running-number.ts';
import { DRAWN } from '../movements/signed-on-screen.ts';
import { limitsFor } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import type { HandingOut, Lent, LoanBundle, LoanParticulars } from './handing-out.ts';
import { lyingCopy } from './lying-copy.ts';
import { madeForLoan } from './made-for-loan.ts';
import { sayLent } from './say-lent.ts';

/**
 * Lends what the transaction holds: the grant is used up, the copy is on the borrower’s name, and the register has the loan.
 *
 * @param unit what the borrower works for, as the register prints it
 * @throws CustodyRefused
 */
export const lend = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  handing: HandingOut,
  { particulars, unit }: { readonly particulars: LoanParticulars; readonly unit: string | null },
): Promise<Pick<Lent, 'loan' | 'movement'>> => {
  const { input, company, keeper, store, borrower, held } = handing;
  const { at } = ctx;
  const { signature } = input;
  if (signature !== undefined && (signature.name !== borrower.name || !DRAWN.test(signature.path))) badSignature();
  const grant = await spendGrant(tx, held.grant.id);
  const bundle: LoanBundle =
    input.copy === undefined ? await madeForLoan(ctx, tx, handing) : await lyingCopy(tx, handing, input.copy);
  const limits = await limitsFor(ctx, [company.id, ...held.item.row.co_owner_ids]);
  const due = loanDue(at, particulars.days, limits, PUBLISHED_CALENDAR);
  const { copy } = bundle;
  const loan = await insertLoan(tx, {
    id: randomUUID(),
    number: await runningNumber(tx, company, 'loan', at),
    copy_id: copy.id,
    copy_number: copy.number,
    item_id: copy.item_id,
    item_number: copy.item_number,
    level: held.item.row.level,
    borrower_id: borrower.personId,
    unit,
    visitor: particulars.visitor === null ? null : JSON.stringify(particulars.visitor),
    supervisor_id: particulars.visitor === null ? null : (input.supervisorId ?? null),
    purpose: grant.purpose,
    grant_id: grant.id,
    grant_number: grant.number,
    store_id: store.id,
    days: Math.min(particulars.days, limits.loanDays),
    lent_at: at,
    lent_by: keeper.personId,
    due_on: due.day,
    overdue_from: due.overdueFrom,
    provisional: due.provisional,
    pages: bundle.pages,
    condition_out: input.condition ?? null,
    state: 'out',
    idempotency_key: input.idempotencyKey,
  });
  await placeCopies(tx, bundle.ids, {
    state: 'lent',
    holder_id: borrower.personId,
    store_id: null,
    due_at: due.overdueFrom,
  });
  const movement = await announceLending(ctx, tx, handing, { loan, copy });
  await sayLent(ctx, tx, handing, { loan, copy, grant, movement });
  return { loan, movement };
};

const badSignature = (): never => {
  throw new CustodyRefused({
    code: 'VALIDATION',
    article: 'AR-36',
    fields: [{ field: 'signature', code: 'VALIDATION', article: 'AR-36' }],
  });
};

/** The movement that the borrower confirms; his signature on the keeper’s screen waits beside it for him, or for a second person. */
const announceLending = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { input, keeper, store, borrower }: HandingOut,
  { loan, copy }: Pick<Lent, 'loan' | 'copy'>,
): Promise<MovementRow> => {
  const { at } = ctx;
  const { signature } = input;
  const { pages } = loan;
  const given = {
    id: randomUUID(),
    copy_id: copy.id,
    act: 'lend',
    from_state: 'held',
    to_state: 'lent',
    from_person_id: keeper.personId,
    from_store_id: store.id,
    to_person_id: borrower.personId,
    given_by: keeper.personId,
    given_at: at,
    pages_given: pages,
    condition_given: input.condition ?? null,
    loan_id: loan.id,
    idempotency_key: input.idempotencyKey,
  } as const;
  const { receiptHours } = await custodySettingOf(tx);
  const row = await insertMovement(tx, { ...given, outcome: 'pending', confirm_by: at.add({ hours: receiptHours }) });
  if (signature === undefined) return row;
  return signMovement(tx, row.id, {
    at,
    before: keeper.personId,
    signature: JSON.stringify(signature),
    pages,
    condition: input.condition ?? null,
  });
};
