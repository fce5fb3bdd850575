import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type { CompanyRef, handOut as contract } from '@miji/contract';
import { checkGrantUse, decide, effectiveLevel, inOffice, loanDue, PUBLISHED_CALENDAR } from '@miji/core';
import type { CopyRow, GrantRow, LoanRow, MovementRow, ScopedTransaction, StoreRow } from '@miji/db';
import {
  appendEvents,
  custodySettingOf,
  findGrant,
  findLoanByKey,
  insertLoan,
  insertMovement,
  lockStore,
  movementOfLoan,
  placeCopies,
  spendGrant,
  storesKeptBy,
} from '@miji/db';
import type { z } from 'zod';
import { copyIdOf } from '../copies/copy-summary.ts';
import { CustodyRefused, orRefuse } from '../custody/custody-office.ts';
import { runningNumber } from '../custody/running-number.ts';
import { holdGrant } from '../grants/hold-grant.ts';
import type { HeldGrant } from '../grants/hold-grant.ts';
import { toGrant } from '../grants/to-grant.ts';
import { toMovements } from '../movements/movement-wire.ts';
import { DRAWN } from '../movements/signed-on-screen.ts';
import { keepingsOfCaller } from '../movements/taking.ts';
import { tell } from '../notices/tell.ts';
import { homeCompanyId, lawFor, limitsFor, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { profileOf } from '../requests/applicant-profile.ts';
import { keptOf } from '../requests/particulars.ts';
import type { KeptParticulars } from '../requests/particulars.ts';
import { lyingCopy, madeForLoan } from './loan-copy.ts';
import type { LoanBundle } from './loan-copy.ts';
import { toLoans } from './loan-wire.ts';

type Input = z.output<typeof contract.input>;
type LoanParticulars = Extract<KeptParticulars, { operation: 'loan' }>;

/** A loan about to be handed out: by whom, from where, to whom, under what. */
export interface HandingOut {
  readonly input: Input;
  readonly company: CompanyRef;
  readonly keeper: ActingPerson;
  readonly store: StoreRow;
  readonly borrower: ActingPerson;
  readonly held: HeldGrant;
}

/**
 * Hands out what a loan was granted for: a copy that lies in one of the keeper’s stores or, where none of it does, one made for it. Uses
 * the grant up; two who hand out under one grant are one loan. Until the borrower has counted and confirmed, or signed on the keeper’s
 * screen, the keeper answers for it.
 *
 * @throws Refusal `NOT_KEEPER`; `NOT_FOUND` for what is no grant of a loan; what the grant or the law refuses; `SEPARATION_OF_DUTIES`
 *   where keeper and borrower are one; `NO_RELENDING`, `COPY_STATE`, `COPY_BOUND`, `COPY_NOT_WITH_YOU`, `MOVEMENT_OPEN`, `COUNT_DIFFERS`;
 *   `UNSUPERVISED` for a visitor with whom nobody stays who may know
 * @see AR-32
 * @see AR-35
 * @see AR-36
 * @see CF-25
 * @see CF-26
 */
export const handOut = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  const keeper = requirePersonally(ctx);
  const company = await platform.companies.ofNumber(input.grant);
  const subject = { kind: 'grant', id: input.grant } as const;
  const happening = { companyId: company?.id ?? homeCompanyId(ctx), action: 'loan.handed_out', subject } as const;
  if (company === undefined) throw await refused(ctx, happening, { code: 'NOT_KEEPER', article: 'CF-29' });
  const seen = await orRefuse(ctx, happening, () => lookAt(ctx, company, keeper, input));
  const { borrower, particulars, item } = seen;
  const made = await orRefuse(ctx, { ...happening, item }, async () => {
    // People are looked up before the item is held: that asks for a transaction of its own.
    const [profile, supervisor] = await Promise.all([
      profileOf(ctx, borrower),
      input.supervisorId === undefined ? undefined : loadPerson(platform, input.supervisorId, ctx.at),
    ]);
    const unit = unitOf(profile, company);
    return platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const store = await lockStore(tx, input.storeId);
      const held = await holdGrant(tx, input.grant, borrower.personId);
      if (store === undefined || held === undefined) throw new Refusal('NOT_FOUND');
      const earlier = await findLoanByKey(tx, held.grant.id, input.idempotencyKey);
      if (earlier !== undefined) {
        const movement = await movementOfLoan(tx, earlier.id);
        if (movement === undefined) throw new Error('a loan has been handed out');
        return { loan: earlier, movement };
      }
      const handing = { input, company, keeper, store, borrower, held };
      mayBeLent(ctx, handing, particulars, supervisor);
      return lend(ctx, tx, handing, { particulars, unit });
    });
  });
  const received = new Set(made.movement.outcome === 'confirmed' ? [made.loan.id] : []);
  const [[loan], [movement]] = await Promise.all([
    toLoans(ctx, [made.loan], received),
    toMovements(ctx, [made.movement], await keepingsOfCaller(ctx)),
  ]);
  if (loan === undefined || movement === undefined) throw new Error('what was just lent is there');
  return { loan, movement };
};

/** Whether he keeps the store, and what there is to hand out: nothing is told of a grant to whoever keeps nothing. */
const lookAt = async (ctx: CallContext, company: CompanyRef, keeper: ActingPerson, input: Input) => {
  const grant = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const kept = await storesKeptBy(tx, keeper.personId);
    if (!kept.some(({ id }) => id === input.storeId))
      throw new CustodyRefused({ code: 'NOT_KEEPER', article: 'CF-29' });
    return findGrant(tx, input.grant);
  });
  const particulars = grant === undefined ? undefined : keptOf(grant);
  const borrower = grant === undefined ? undefined : await loadPerson(ctx.platform, grant.person_id, ctx.at);
  if (grant?.operation !== 'loan' || particulars?.operation !== 'loan' || borrower === undefined) {
    throw new CustodyRefused({ code: 'NOT_FOUND' });
  }
  return { particulars, borrower, item: grant.item_number };
};

/** Whether the law gives it to the borrower now, out of this keeper’s hands. */
const mayBeLent = (
  ctx: CallContext,
  { company, keeper, borrower, held }: HandingOut,
  { visitor }: LoanParticulars,
  supervisor: ActingPerson | undefined,
): void => {
  const { at } = ctx;
  const { facts, row } = held.item;
  // Two count face to face, and one of them is not the other.
  if (borrower.personId === keeper.personId)
    throw new CustodyRefused({ code: 'SEPARATION_OF_DUTIES', article: 'AR-36' });
  const law = lawFor(ctx, company);
  const grant = toGrant(held.grant);
  const forVisitor = visitor !== null;
  const decision = decide({ law, operation: 'loan', item: facts, actor: borrower, at, grant, forVisitor });
  if (decision.outcome !== 'allowed') throw new CustodyRefused(decision);
  const use = { personId: borrower.personId, operation: 'loan', itemId: row.id, itemVersion: row.version } as const;
  const over = checkGrantUse(grant, { ...use, effectiveLevel: effectiveLevel(facts, at) }, at);
  if (over !== null) throw new CustodyRefused({ code: over, article: 'GS-23' });
  if (!forVisitor) return;
  const mayWatch =
    supervisor !== undefined &&
    inOffice(supervisor, at).length > 0 &&
    decide({ law, operation: 'view', item: facts, actor: supervisor, at }).outcome === 'allowed';
  if (!mayWatch) {
    const fields = [{ field: 'supervisorId', code: 'UNSUPERVISED', article: 'AR-30' } as const];
    throw new CustodyRefused({ code: 'UNSUPERVISED', article: 'AR-30', fields });
  }
};

const badSignature = (): never => {
  throw new CustodyRefused({
    code: 'VALIDATION',
    article: 'AR-36',
    fields: [{ field: 'signature', code: 'VALIDATION', article: 'AR-36' }],
  });
};

const lend = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  handing: HandingOut,
  { particulars, unit }: { readonly particulars: LoanParticulars; readonly unit: string | null },
): Promise<{ readonly loan: LoanRow; readonly movement: MovementRow }> => {
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
    pages: input.pages,
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

interface Lent {
  readonly loan: LoanRow;
  readonly copy: CopyRow;
  readonly grant: GrantRow;
  readonly movement: MovementRow;
}

/** The movement that the borrower confirms, or has confirmed by his signature on the keeper’s screen. */
const announceLending = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { input, keeper, store, borrower }: HandingOut,
  { loan, copy }: Pick<Lent, 'loan' | 'copy'>,
): Promise<MovementRow> => {
  const { at } = ctx;
  const { signature, pages } = input;
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
  if (signature === undefined) {
    const { receiptHours } = await custodySettingOf(tx);
    return insertMovement(tx, { ...given, outcome: 'pending', confirm_by: at.add({ hours: receiptHours }) });
  }
  return insertMovement(tx, {
    ...given,
    outcome: 'confirmed',
    taken_by: borrower.personId,
    taken_at: at,
    pages_taken: pages,
    confirmed_by: 'signature',
    signature: JSON.stringify(signature),
    ended_at: at,
  });
};

const sayLent = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { company, keeper, borrower }: HandingOut,
  { loan, copy, grant, movement }: Lent,
): Promise<void> => {
  const copyId = copyIdOf(copy);
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'loan.handed_out',
      subject: { kind: 'loan', id: loan.number },
      item: loan.item_number,
      because: { code: 'ALLOWED_GRANT', rule: 'grant.single_use', article: 'GS-23' },
      details: {
        copy: copyId,
        grant: grant.number,
        borrower: borrower.personId,
        pages: loan.pages,
        due: loan.due_on.toString(),
        signed: movement.outcome === 'confirmed',
      },
    }),
  ]);
  // He is told even where he has signed: no signature is put under his name behind his back.
  await tell(ctx.platform, tx, {
    kind: 'handed_to_you',
    at: ctx.at,
    to: [borrower.personId],
    about: { item_number: loan.item_number, level: loan.level, subject: copyId, due_at: movement.confirm_by },
    person: keeper.personId,
    key: `${loan.number} handed_to_you`,
  });
};

/** The unit that a borrower works for, as the register has it: the first in the owner’s house, else the first at all. */
const unitOf = ({ posts }: Awaited<ReturnType<typeof profileOf>>, company: CompanyRef): string | null => {
  const post = posts.find((held) => held.company === company.name) ?? posts[0];
  return post === undefined ? null : [post.company, post.department].filter((name) => name !== null).join(' ');
};
