import { Refusal } from '@miji/contract';
import type { CompanyRef, handOut as contract } from '@miji/contract';
import type { LoanRow, ScopedTransaction } from '@miji/db';
import { findGrant, findLoanByKey, keepsStore, lockStore, movementOfLoan, stayInOffice } from '@miji/db';
import type { z } from 'zod';
import { copyIdOf } from '../copies/copy-summary.ts';
import { CustodyRefused, orRefuse } from '../custody/custody-office.ts';
import { holdGrant } from '../grants/hold-grant.ts';
import { toMovements } from '../movements/movement-wire.ts';
import { keepingsOfCaller } from '../movements/taking.ts';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { profileOf } from '../requests/applicant-profile.ts';
import { keptOf } from '../requests/particulars.ts';
import { drawnForLoan } from './drawn-for-loan.ts';
import { lend } from './lend.ts';
import { toLoans } from './loan-wire.ts';
import { requireLendable } from './may-be-lent.ts';

type Input = z.output<typeof contract.input>;

/**
 * Hands out what a loan was granted for: a copy that lies in one of the keeper’s stores or, where none of it does, one made for it. Uses
 * the grant up; two who hand out under one grant are one loan. Until the borrower has counted and confirmed, or signed on the keeper’s
 * screen, the keeper answers for it.
 *
 * @throws Refusal `NOT_KEEPER`; `NOT_FOUND` for what is no grant of a loan; what the grant or the law refuses; `SEPARATION_OF_DUTIES`
 *   where keeper and borrower are one; `NO_RELENDING`, `COPY_STATE`, `COPY_BOUND`, `COPY_NOT_WITH_YOU`, `MOVEMENT_OPEN`, `COUNT_DIFFERS`;
 *   `STORE_LEVEL` out of a store that does not take the level; `UNSUPERVISED` for a visitor with whom nobody stays who may know
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
    const [profile, supervisor, drawn] = await Promise.all([
      profileOf(ctx, borrower),
      input.supervisorId === undefined ? undefined : loadPerson(platform, input.supervisorId, ctx.at),
      input.copy === undefined ? drawnForLoan(ctx, { company, borrower, item, grant: input.grant }) : null,
    ]);
    const unit = unitOf(profile, company);
    return platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const store = await lockStore(tx, input.storeId);
      // He may have been dismissed, and the store closed, since it was looked at.
      await requireKeeping(tx, input.storeId, keeper);
      const held = await holdGrant(tx, input.grant, borrower.personId);
      if (store === undefined || held === undefined) throw new Refusal('NOT_FOUND');
      const earlier = await findLoanByKey(tx, held.grant.id, input.idempotencyKey);
      if (earlier !== undefined) {
        const movement = await movementOfLoan(tx, earlier.id);
        if (movement === undefined) throw new Error('a loan has been handed out');
        if (!isSame(earlier, input)) throw new Refusal('VERSION_CONFLICT');
        return { loan: earlier, movement };
      }
      if (!(await stayInOffice(tx, [borrower.personId, keeper.personId], ctx.at)))
        throw new CustodyRefused({ code: 'NOT_EMPLOYED', article: 'AR-06' });
      const handing = { input, company, keeper, store, borrower, held, drawn };
      requireLendable(ctx, handing, particulars, supervisor);
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

/** Whether a handing out says once more what an earlier one has said. */
const isSame = (earlier: LoanRow, { storeId, copy, pages, supervisorId }: Input): boolean =>
  earlier.store_id === storeId &&
  earlier.pages === pages &&
  (copy === undefined || copyIdOf({ item_number: earlier.item_number, number: earlier.copy_number }) === copy) &&
  (supervisorId === undefined || earlier.supervisor_id === null || earlier.supervisor_id === supervisorId);

/** Whether he keeps the store, and what there is to hand out: nothing is told of a grant to whoever keeps nothing. */
const lookAt = async (ctx: CallContext, company: CompanyRef, keeper: ActingPerson, input: Input) => {
  const grant = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    await requireKeeping(tx, input.storeId, keeper);
    return findGrant(tx, input.grant);
  });
  const particulars = grant === undefined ? undefined : keptOf(grant);
  const borrower = grant === undefined ? undefined : await loadPerson(ctx.platform, grant.person_id, ctx.at);
  if (grant?.operation !== 'loan' || particulars?.operation !== 'loan' || borrower === undefined) {
    throw new CustodyRefused({ code: 'NOT_FOUND' });
  }
  return { particulars, borrower, item: grant.item_number };
};

/** That somebody keeps a store now, and that it is open. @see CF-29 */
const requireKeeping = async (tx: ScopedTransaction, storeId: string, { personId }: ActingPerson): Promise<void> => {
  if (!(await keepsStore(tx, storeId, personId))) throw new CustodyRefused({ code: 'NOT_KEEPER', article: 'CF-29' });
};

/** The unit that a borrower works for, as the register has it: the first in the owner’s house, else the first at all. */
const unitOf = ({ posts }: Awaited<ReturnType<typeof profileOf>>, company: CompanyRef): string | null => {
  const post = posts.find((held) => held.company === company.name) ?? posts[0];
  return post === undefined ? null : [post.company, post.department].filter((name) => name !== null).join(' ');
};
