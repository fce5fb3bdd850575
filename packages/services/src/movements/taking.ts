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
}

const CUSTODIAN: Post = 'custodian';

/** What whoever acts keeps, in every company that he works for. Keepers are people of the company whose store it is (GS-26). */
export const keepingsOfCaller = async (ctx: CallContext): Promise<Keepings> => {
  const person = actingPerson(ctx);
  if (person === null) return { personId: '', storeIds: new Set(), companyIds: new Set() };
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

/** Whether somebody has to do with a movement at all: gives it, takes it, or keeps things in the house that it belongs to. */
export const hasPart = (
  { company_id, given_by, from_person_id, to_person_id }: Taken & Pick<MovementRow, 'from_person_id'>,
  { personId, companyIds }: Keepings,
): boolean => [given_by, from_person_id, to_person_id].includes(personId) || companyIds.has(company_id);
