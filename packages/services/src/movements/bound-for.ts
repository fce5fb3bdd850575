import type { announceMovement as contract } from '@miji/contract';
import { inOffice, levelOfRank, storeTakes } from '@miji/core';
import type { ScopedTransaction, StoreRow } from '@miji/db';
import { findStore, grantsById, lockStore, openLoanOf } from '@miji/db';
import type { z } from 'zod';
import type { HeldCopy } from '../copies/copy-desk.ts';
import { isSecretStill } from '../copies/copy-desk.ts';
import { unprintableFor } from '../copies/print-face.ts';
import type { Reason } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { invalid } from '../requests/check-terms.ts';
import { areColleagues, mayNotReach } from './may-reach.ts';

type Input = z.output<typeof contract.input>;

/** Where something goes: to a person, or into a store. */
export interface Bound {
  readonly to_person_id: string | null;
  readonly to_store_id: string | null;
}
export type Destination = { readonly wrong: Reason; readonly told?: Reason } | { readonly bound: Bound };

const wrongField = (field: string): Destination => ({ wrong: invalid(field, 'GS-24') });

/**
 * Where an announced movement goes, and whether it may go there: to a colleague who may know the item, to such a person of another
 * company by a named way of carrying it, or into a store that may keep its level. What is lent or printed goes to no other person, and
 * what lies in a store to none but whom it was made for: everybody else borrows it.
 *
 * @param taker the person named, as the register of appointments has him; undefined where there is none
 * @see AR-35
 * @see AR-32
 * @see PM-11
 * @see CD-12
 */
export const boundFor = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  { input, taker }: { readonly input: Input; readonly taker: ActingPerson | undefined },
): Promise<Destination> => {
  const { copy } = held;
  const { act, to } = input;
  switch (act) {
    case 'pass_on':
    case 'send':
      if (to === undefined) return wrongField('to');
      if ('storeId' in to) return act === 'send' ? wrongField('to') : intoStore(ctx, tx, held, to.storeId);
      return toPerson(ctx, tx, held, { input, taker });
    case 'return': {
      if (to !== undefined && 'personId' in to) return wrongField('to');
      const storeId = to?.storeId ?? copy.store_id;
      return storeId === null ? wrongField('to') : intoStore(ctx, tx, held, storeId);
    }
    case 'give_back': {
      const loan = await openLoanOf(tx, copy.id);
      if (loan === undefined) return { wrong: { code: 'COPY_STATE', rule: 'copy.original', article: 'AR-35' } };
      if (to !== undefined && (!('storeId' in to) || to.storeId !== loan.store_id)) return wrongField('to');
      // Back to where it was lent from, even where its level would have it somewhere else by now.
      const store = await findStore(tx, loan.store_id);
      return store === undefined ? wrongField('to') : { bound: { to_person_id: null, to_store_id: store.id } };
    }
    case 'bring_back':
      if (to === undefined)
        return { bound: { to_person_id: copy.store_id === null ? copy.holder_id : null, to_store_id: copy.store_id } };
      return 'storeId' in to ? intoStore(ctx, tx, held, to.storeId) : wrongField('to');
  }
};

/** Whether a store may take a copy now. */
export const storeRefuses = (ctx: CallContext, held: Pick<HeldCopy, 'copy'>, store: StoreRow): Reason | null => {
  if (store.closed_at !== null) return invalid('to', 'GS-26');
  if (!isSecretStill(held.copy, ctx.at)) return null;
  const limits = { separate: store.separate, highestLevel: levelOfRank(store.highest_level) };
  const code = storeTakes(limits, levelOfRank(held.copy.level));
  return code === null ? null : { code, rule: 'copy.original', article: 'CF-29' };
};

const intoStore = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  storeId: string,
): Promise<Destination> => {
  const store = await lockStore(tx, storeId);
  if (store === undefined) return wrongField('to');
  const wrong = storeRefuses(ctx, held, store);
  return wrong === null ? { bound: { to_person_id: null, to_store_id: store.id } } : { wrong };
};

const NO_RELENDING: Reason = { code: 'NO_RELENDING', rule: 'copy.original', article: 'PM-11' };

const toPerson = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  { input, taker }: { readonly input: Input; readonly taker: ActingPerson | undefined },
): Promise<Destination> => {
  const { copy, company, person, bound } = held;
  // A print stays with whom it was printed for, within the office, until it is collected.
  if ([copy, ...bound].some(({ kind }) => kind === 'print')) return { wrong: NO_RELENDING };
  if (taker === undefined || inOffice(taker, ctx.at).length === 0) {
    const fields = [{ field: 'to', code: 'NOT_EMPLOYED', article: null } as const];
    return { wrong: { code: 'VALIDATION', fields } };
  }
  if (taker.personId === person.personId)
    return { wrong: { code: 'SEPARATION_OF_DUTIES', rule: 'copy.original', article: 'AR-36' } };
  const lies = copy.store_id !== null;
  if (lies && !(await wasMadeFor(tx, held, taker))) return { wrong: LENT_ONLY };
  // What leaves the house is sent: by somebody, in something, sealed.
  if (areColleagues(person, taker, ctx) !== (input.act === 'pass_on')) return wrongField('act');
  if (input.act === 'send' && input.means === undefined) return wrongField('means');
  const wrong =
    (await mayNotReach(ctx, tx, held, { giver: lies ? null : person, taker })) ??
    (await unprintableFor([copy, ...bound], company, taker.name));
  return wrong === null ? { bound: { to_person_id: taker.personId, to_store_id: null } } : { wrong };
};

const LENT_ONLY: Reason = { code: 'LENT_ONLY', rule: 'copy.original', article: 'AR-32' };

/** Whether all of it was granted to somebody for good. What was made to be lent is lent anew, under a grant of its own. */
const wasMadeFor = async (tx: ScopedTransaction, { copy, bound }: HeldCopy, taker: ActingPerson): Promise<boolean> => {
  const all = [copy, ...bound];
  if (all.some(({ kind }) => kind === 'loan')) return false;
  const ids = [...new Set(all.flatMap(({ grant_id }) => (grant_id === null ? [] : [grant_id])))];
  const granted = await grantsById(tx, ids);
  const his = new Set(granted.filter(({ person_id }) => person_id === taker.personId).map(({ id }) => id));
  return all.every(({ grant_id }) => grant_id !== null && his.has(grant_id));
};
