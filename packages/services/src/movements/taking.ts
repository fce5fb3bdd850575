import type { Post, RefusalCode } from '@miji/core';
import { holdsPost, inOffice } from '@miji/core';
import type { MovementRow } from '@miji/db';
import { storesKeptBy } from '@miji/db';
import { actingPerson, systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** What somebody keeps. */
export interface Keepings {
  readonly personId: string;
  readonly storeIds: ReadonlySet<string>;
  /** the companies in which he keeps a store, or is the named custodian */
  readonly companyIds: ReadonlySet<string>;
  /** the companies whose security officer he is */
  readonly guardedIds: ReadonlySet<string>;
}

const CUSTODIAN: Post = 'custodian';
const SECURITY_OFFICER: Post = 'security_officer';

/** What whoever acts keeps, in every company that he works for. Keepers are people of the company whose store it is (GS-26). */
export const keepingsOfCaller = async (ctx: CallContext): Promise<Keepings> => {
  const person = actingPerson(ctx);
  if (person === null) return { personId: '', storeIds: new Set(), companyIds: new Set(), guardedIds: new Set() };
  const companies = [...new Set(inOffice(person, ctx.at).map(({ companyId }) => companyId))];
  const kept = await Promise.all(
    companies.map(async (companyId) => {
      const stores = await ctx.platform.db.transact(systemScope(ctx.at, companyId), (tx) =>
        storesKeptBy(tx, person.personId),
      );
      const keeps = stores.length > 0 || holdsPost(person, companyId, CUSTODIAN, ctx.at);
      return { ids: stores.map(({ id }) => id), company: keeps ? [companyId] : [] };
    }),
  );
  return {
    personId: person.personId,
    storeIds: new Set(kept.flatMap(({ ids }) => ids)),
    companyIds: new Set(kept.flatMap(({ company }) => company)),
    guardedIds: new Set(companies.filter((id) => holdsPost(person, id, SECURITY_OFFICER, ctx.at))),
  };
};

type Taken = Pick<MovementRow, 'company_id' | 'act' | 'given_by' | 'to_person_id' | 'to_store_id'>;

/**
 * Whether somebody may count and confirm a movement himself; null, or why not. Nobody confirms what he has announced: two count, each
 * for himself. What goes into a store is taken by one of its keepers, what comes back into somebody’s hands is looked at by any keeper
 * of the house, and the rest by whom it goes to.
 *
 * @see AR-36
 */
export const mayTake = (movement: Taken, { personId, storeIds, companyIds }: Keepings): RefusalCode | null => {
  const { act, given_by, to_person_id, to_store_id, company_id } = movement;
  if (to_store_id !== null) {
    if (!storeIds.has(to_store_id)) return 'NOT_KEEPER';
    return given_by === personId ? 'SEPARATION_OF_DUTIES' : null;
  }
  if (given_by === personId) return 'SEPARATION_OF_DUTIES';
  if (act === 'bring_back') return companyIds.has(company_id) ? null : 'NOT_KEEPER';
  return to_person_id === personId ? null : 'COPY_NOT_WITH_YOU';
};

type Signed = Pick<
  MovementRow,
  'company_id' | 'given_by' | 'from_store_id' | 'to_person_id' | 'signed_at' | 'signed_before'
>;

/**
 * Whether somebody may stand as the second person for a signature on a keeper’s screen; null, or why not. That is another keeper of the
 * store, or the owner’s security officer; never on whose screen it was, nor whose signature it is.
 *
 * @see AR-36
 */
export const mayCountersign = (movement: Signed, { personId, storeIds, guardedIds }: Keepings): RefusalCode | null => {
  const { company_id, given_by, from_store_id, to_person_id, signed_at, signed_before } = movement;
  if (signed_at === null) return 'COPY_NOT_WITH_YOU';
  if ([given_by, signed_before, to_person_id].includes(personId)) return 'SEPARATION_OF_DUTIES';
  const keepsThere = from_store_id !== null && storeIds.has(from_store_id);
  return keepsThere || guardedIds.has(company_id) ? null : 'NOT_KEEPER';
};

/** Whether somebody has to do with a movement at all: gives it, takes it, stands for it, or keeps things in the house it belongs to. */
export const hasPart = (movement: Signed & Pick<MovementRow, 'from_person_id'>, keepings: Keepings): boolean => {
  const { company_id, given_by, from_person_id, to_person_id } = movement;
  const { personId, companyIds } = keepings;
  const isSide = [given_by, from_person_id, to_person_id].includes(personId);
  return isSide || companyIds.has(company_id) || mayCountersign(movement, keepings) === null;
};
