import type { CompanyRef } from '@miji/contract';
import type { AuditAction } from '@miji/core';
import { inOffice } from '@miji/core';
import type { MovementRow, ScopedTransaction } from '@miji/db';
import { copiesById, findMovement, lockCopy, lockItem, lockMovement, lockStores } from '@miji/db';
import type { Bundle } from '../copies/bundle.ts';
import type { Outcome } from '../copies/copy-desk.ts';
import { homeCompanyId, requirePersonally, scopeOfCompany, scopeOfPerson, systemScope } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import type { Keepings } from './taking.ts';
import { hasPart, keepingsOfCaller } from './taking.ts';

/** A movement that the transaction holds, with what it moves. */
export interface HeldMovement extends Bundle {
  readonly company: CompanyRef;
  readonly person: ActingPerson;
  readonly movement: MovementRow;
  readonly keepings: Keepings;
  /** who hands it over, and the person to whom it goes, as the register has them now; undefined where there is none */
  readonly giver: ActingPerson | undefined;
  readonly taker: ActingPerson | undefined;
}

/**
 * Acts on a movement within one transaction that holds it and its copy. To whoever neither gives nor takes, nor keeps where it comes
 * from or goes to, it is not there.
 *
 * @throws Refusal `NOT_FOUND`, and whatever the act refuses with; `NOT_ENTITLED` for a service
 */
export const actOnMovement = async <T>(
  ctx: CallContext,
  { id, action }: { readonly id: string; readonly action: AuditAction },
  act: (tx: ScopedTransaction, held: HeldMovement) => Promise<Outcome<T>>,
): Promise<T> => {
  const person = requirePersonally(ctx);
  const keepings = await keepingsOfCaller(ctx);
  const seen = await movementSeenBy(ctx, person, id);
  const company = seen === undefined ? undefined : await ctx.platform.companies.byId(seen.company_id);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action,
    subject: { kind: 'movement', id },
  } as const;
  if (seen === undefined || company === undefined || !hasPart(seen, keepings))
    throw await refused(ctx, happening, NOT_FOUND);
  // Before the copy is held, so that nobody waits for it meanwhile.
  const [giver, taker] = await Promise.all([
    sideOf(ctx, person, seen.given_by),
    sideOf(ctx, person, seen.to_person_id),
  ]);
  const { outcome, item } = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    await lockStores(tx, [seen.from_store_id, seen.to_store_id]);
    const [found] = await copiesById(tx, [seen.copy_id]);
    if (found !== undefined) await lockItem(tx, found.item_number);
    const bundle = found === undefined ? undefined : await lockCopy(tx, found.item_number, found.number);
    const movement = await lockMovement(tx, id);
    if (bundle === undefined || movement === undefined) throw new Error('a movement without its copy');
    const result = await act(tx, { ...bundle, company, person, movement, keepings, giver, taker });
    return { outcome: result, item: bundle.copy.item_number };
  });
  if ('refused' in outcome)
    throw await refused(ctx, { ...happening, item }, outcome.refused, outcome.told ?? outcome.refused);
  return outcome.done;
};

const sideOf = async (ctx: CallContext, person: ActingPerson, id: string | null): Promise<ActingPerson | undefined> => {
  if (id === null) return undefined;
  return id === person.personId ? person : loadPerson(ctx.platform, id, ctx.at);
};

/** A movement that somebody gives or takes himself, or one of a company that he works for. */
const movementSeenBy = async (ctx: CallContext, person: ActingPerson, id: string): Promise<MovementRow | undefined> => {
  const { db } = ctx.platform;
  const own = await db.transact(scopeOfPerson(ctx), (tx) => findMovement(tx, id));
  if (own !== undefined) return own;
  for (const companyId of new Set(inOffice(person, ctx.at).map((post) => post.companyId))) {
    const found = await db.transact(systemScope(ctx.at, companyId), (tx) => findMovement(tx, id));
    if (found !== undefined) return found;
  }
  return undefined;
};
