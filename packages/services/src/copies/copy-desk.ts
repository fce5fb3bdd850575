import type { CompanyRef } from '@miji/contract';
import type { AuditAction, CopyState } from '@miji/core';
import { isBefore, REGISTER_POSTS } from '@miji/core';
import type { CopyRow, MovementRow, ScopedTransaction } from '@miji/db';
import { findCopy, keepersOf, keepsStore, lockCopy, lockItem, lockStores, openLoanOf, openMovementOf } from '@miji/db';
import { holdsOffice, homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { Reason } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import type { Bundle } from './bundle.ts';
import { parts } from './known-copy.ts';

/** A copy that the transaction holds, and what whoever acts is to it. */
export interface HeldCopy extends Bundle {
  readonly company: CompanyRef;
  readonly person: ActingPerson;
  /** who keeps the store that it lies in, or is lent from */
  readonly keepers: readonly string[];
  /** what the other side has not confirmed yet */
  readonly open: MovementRow | undefined;
  /** whether he is the one who answers for it now */
  readonly answers: boolean;
  /** whether he keeps or watches the register that it stands in */
  readonly keepsRegister: boolean;
}

/** What came of an act: what it gives, or why it is refused. */
export type Outcome<T> = { readonly refused: Reason; readonly told?: Reason } | { readonly done: T };

/** Out of the house it is with its holder, whatever store it belongs to. */
const AWAY: ReadonlySet<CopyState> = new Set(['lent', 'carried_out', 'in_transit']);

/** Who answers for a copy now: its holder while it is with him, whoever keeps the store while it lies in one. */
export const answersFor = (
  copy: Pick<CopyRow, 'state' | 'store_id' | 'holder_id'>,
  keepers: readonly string[],
  personId: string,
): boolean =>
  copy.store_id === null || AWAY.has(copy.state) ? copy.holder_id === personId : keepers.includes(personId);

/** What a copy’s mark says counts until then: afterwards it may lie anywhere. */
export const isSecretStill = (copy: Pick<CopyRow, 'secret_until'>, at: CallContext['at']): boolean =>
  copy.secret_until === null || isBefore(at, copy.secret_until);

/**
 * Acts on a copy within one transaction that holds it, with all that is bound into it. To whoever neither holds it, nor is to take it
 * over, nor keeps the store that it lies in or the register that it stands in, it is not there.
 *
 * @param asked which copy, for what act, and into which store it is to come; the keeper of that is somebody to what is lost. `isNamed`
 * says that a grant names him for this act
 * @param act decides and changes; what it refuses is traced once the transaction is over
 * @throws Refusal `NOT_FOUND`, and whatever the act refuses with; `NOT_ENTITLED` for a service
 */
export const actOnCopy = async <T>(
  ctx: CallContext,
  {
    id,
    action,
    storeId,
    isNamed = false,
  }: { readonly id: string; readonly action: AuditAction; readonly storeId?: string; readonly isNamed?: boolean },
  act: (tx: ScopedTransaction, held: HeldCopy) => Promise<Outcome<T>>,
): Promise<T> => {
  const person = requirePersonally(ctx);
  const { item, number } = parts(id);
  const company = await ctx.platform.companies.ofNumber(id);
  const keepsRegister = company !== undefined && (await holdsOffice(ctx, company.id, REGISTER_POSTS));
  const once = async (owner: CompanyRef): Promise<Outcome<T> | typeof MOVED | undefined> =>
    ctx.platform.db.transact(scopeOfCompany(ctx, owner.id), async (tx) => {
      const bundle = await holdCopy(tx, { item, number }, storeId);
      if (bundle === undefined || bundle === MOVED) return bundle;
      const { copy } = bundle;
      const [keepers, open] = await Promise.all([keepersOfCopy(tx, copy), openMovementOf(tx, copy.id)]);
      const { personId } = person;
      const answers = answersFor(copy, keepers, personId);
      const isHis = copy.holder_id === personId || keepers.includes(personId) || open?.to_person_id === personId;
      const keepsThere = storeId !== undefined && copy.state === 'lost' && (await keepsStore(tx, storeId, personId));
      if (!answers && !isHis && !keepsRegister && !keepsThere && !isNamed) return undefined;
      return act(tx, { ...bundle, company: owner, person, keepers, open, answers, keepsRegister });
    });
  let outcome: Outcome<T> | typeof MOVED | undefined = MOVED;
  while (outcome === MOVED) outcome = company === undefined ? undefined : await once(company);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action,
    subject: { kind: 'copy', id },
    item,
  } as const;
  if (outcome === undefined) throw await refused(ctx, happening, NOT_FOUND);
  if ('refused' in outcome) throw await refused(ctx, happening, outcome.refused, outcome.told ?? outcome.refused);
  return outcome.done;
};

/** It came into another store while it was waited for. */
const MOVED = Symbol('moved');

/**
 * Holds a copy, with what is bound into it, and before it the stores that it lies in and is to come into, and its item: in this order
 * everywhere, so that no two wait for each other. What lies in another store by then is to be held anew, with that one.
 */
const holdCopy = async (
  tx: ScopedTransaction,
  { item, number }: { readonly item: string; readonly number: number },
  storeId: string | undefined,
): Promise<Bundle | typeof MOVED | undefined> => {
  const found = await findCopy(tx, item, number);
  const held = [found?.store_id ?? null, storeId ?? null];
  await lockStores(tx, held);
  await lockItem(tx, item);
  const bundle = await lockCopy(tx, item, number);
  const lies = bundle?.copy.store_id ?? null;
  return lies === null || held.includes(lies) ? bundle : MOVED;
};

/** Who keeps the store that a copy lies in, or is lent from. */
const keepersOfCopy = async (tx: ScopedTransaction, { id, store_id }: CopyRow): Promise<readonly string[]> => {
  const store = store_id ?? (await openLoanOf(tx, id))?.store_id;
  return store === undefined ? [] : (await keepersOf(tx, [store])).map(({ person_id }) => person_id);
};

/** Why nobody may do anything with a copy just now; null where whoever answers for it may. */
export const untouchable = ({ copy, open, answers }: HeldCopy): Reason | null => {
  if (!answers) return { code: 'COPY_NOT_WITH_YOU', rule: 'copy.original', article: 'GS-24' };
  if (copy.bound_to !== null) return { code: 'COPY_BOUND', rule: 'copy.original', article: 'GS-24' };
  if (open !== undefined) return { code: 'MOVEMENT_OPEN', rule: 'copy.original', article: 'AR-36' };
  return null;
};
