import type { CompanyRef } from '@miji/contract';
import type { ItemFacts, RefusalCode } from '@miji/core';
import { decide, isEmployedBy } from '@miji/core';
import type { CopyRow, ScopedTransaction, StoreRow } from '@miji/db';
import {
  copiesOnNameOf,
  findItems,
  keepersOf,
  keepingsOf,
  movingAmong,
  openLoanOf,
  rangeOfNumber,
  storesById,
} from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { lawFor } from '../platform/acting.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { holdStanding } from './hold-standing.ts';

/** A copy on somebody's name, and why it cannot go to the taker. */
export interface HeldLine {
  readonly company: CompanyRef;
  readonly copy: CopyRow;
  readonly loan: string | null;
  readonly obstacle: RefusalCode | null;
}

/** A store that somebody keeps. */
export interface KeptLine {
  readonly company: CompanyRef;
  readonly store: StoreRow;
  /** the row of his appointment as its keeper */
  readonly keeper: string;
  readonly obstacle: RefusalCode | null;
}

/** What stands on somebody's name in one company. */
export interface Holdings {
  readonly copies: readonly HeldLine[];
  readonly stores: readonly KeptLine[];
}

/**
 * What stands on a person's name in the company of the transaction: copies that lie in no store, and the stores that he keeps.
 *
 * @param taker who is to take it over; without one nothing is in the way of anything
 * @param hold whether the copies are held until the transaction ends
 * @see AR-06
 */
export const holdingsIn = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  company: CompanyRef,
  { personId, taker, hold }: { readonly personId: string; readonly taker: ActingPerson | null; readonly hold: boolean },
): Promise<Holdings> => {
  if (hold) await holdStanding(tx, personId);
  const copies = await copiesOnNameOf(tx, personId);
  const keepings = await keepingsOf(tx, personId);
  const stores = await storesById(
    tx,
    keepings.map(({ store_id }) => store_id),
  );
  const moving = await movingAmong(
    tx,
    copies.map(({ id }) => id),
  );
  const facts = taker === null ? new Map<string, ItemFacts>() : await factsOf(tx, copies);
  const lines: HeldLine[] = [];
  for (const copy of copies) {
    const loan = copy.state === 'lent' ? ((await openLoanOf(tx, copy.id))?.number ?? null) : null;
    const obstacle =
      taker === null
        ? null
        : obstacleTo(ctx, company, { copy, personId, taker, moving, item: facts.get(copy.item_id) });
    lines.push({ company, copy, loan, obstacle });
  }
  const kept: KeptLine[] = [];
  for (const { id, store_id } of keepings) {
    const store = stores.get(store_id);
    if (store === undefined || store.closed_at !== null) continue;
    const obstacle = taker === null || (await keepsNow(ctx, tx, company, store_id, taker)) ? null : 'NOT_KEEPER';
    kept.push({ company, store, keeper: id, obstacle });
  }
  return { copies: lines, stores: kept };
};

const factsOf = async (tx: ScopedTransaction, copies: readonly CopyRow[]): Promise<ReadonlyMap<string, ItemFacts>> => {
  const items = await findItems(tx, [...new Set(copies.map(({ item_number }) => item_number))]);
  const facts = new Map<string, ItemFacts>();
  for (const row of items) facts.set(row.id, toFacts(row, await rangeOfNumber(tx, row.number)));
  return facts;
};

/** Keeping a store is given by the security officer, and not by whoever keeps it: the taker has to be its keeper already. @see GS-26 */
const keepsNow = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  company: CompanyRef,
  storeId: string,
  taker: ActingPerson,
): Promise<boolean> =>
  isEmployedBy(taker, company.id, ctx.at) &&
  (await keepersOf(tx, [storeId])).some(({ person_id }) => person_id === taker.personId);

/** Why a copy cannot simply change hands: it has to be given back, brought back or counted first, or the taker may not know it. */
const obstacleTo = (
  ctx: CallContext,
  company: CompanyRef,
  {
    copy,
    personId,
    taker,
    moving,
    item,
  }: {
    readonly copy: CopyRow;
    readonly personId: string;
    readonly taker: ActingPerson;
    readonly moving: ReadonlySet<string>;
    readonly item: ItemFacts | undefined;
  },
): RefusalCode | null => {
  // Handed out by him to somebody who has not confirmed it yet.
  if (copy.holder_id !== personId) return 'MOVEMENT_OPEN';
  if (copy.state === 'lent' || copy.kind === 'print') return 'NO_RELENDING';
  if (moving.has(copy.id)) return 'MOVEMENT_OPEN';
  if (copy.state !== 'held') return 'COPY_STATE';
  if (item === undefined) return 'NOT_FOUND';
  const knowing = decide({ law: lawFor(ctx, company), operation: 'view', item, actor: taker, at: ctx.at });
  return knowing.outcome === 'allowed' ? null : knowing.code;
};
