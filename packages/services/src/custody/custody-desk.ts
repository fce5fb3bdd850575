import type { CopySummary, CustodyDeskWire, custodyDesk as contract } from '@miji/contract';
import { businessDay, decide, isBefore, levelOfRank, storeTakes } from '@miji/core';
import type { CopyRow, GrantRow, ScopedTransaction, StoreRow } from '@miji/db';
import {
  copiesReadyToLend,
  declassifiedOnDesks,
  findItems,
  heldThroughRangeChange,
  isoMillisecond,
  loansOutOf,
  loansToHandOut,
  movementsToStores,
  movementsUnconfirmed,
  notBroughtBack,
  printsOver,
  risenAboveStores,
  rangeOfNumber,
} from '@miji/db';
import type { z } from 'zod';
import { linksWithin } from '../copies/copy-links.ts';
import type { CopyLinks } from '../copies/copy-summary.ts';
import { copyIdOf, toCopySummary } from '../copies/copy-summary.ts';
import { toFacts } from '../items/item-facts.ts';
import { receivedAmong, toLoans } from '../loans/loan-wire.ts';
import { toMovements } from '../movements/movement-wire.ts';
import { keepingsOfCaller } from '../movements/taking.ts';
import { lawFor, scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';
import { keptOf } from '../requests/particulars.ts';
import type { CustodyOffice } from './custody-office.ts';
import { custodyOffice } from './custody-office.ts';

/** As much of each kind is shown; whoever has more to do begins with this. */
const AT_MOST = 100;

type ToCollect = CustodyDeskWire['toCollect'][number];

/**
 * What waits at a keeper’s desk: of his own stores for whoever keeps some, of all of them for whoever watches the register.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever does neither
 * @see GS-26
 */
export const getCustodyDesk = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<CustodyDeskWire> => {
  const { platform, at } = ctx;
  const office = await custodyOffice(ctx, input.company, { action: 'custody.listed' });
  const { company } = office;
  const own = office.keeps.length > 0 ? office.keeps.map(({ id }) => id) : null;
  const found = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const grants = await loansToHandOut(tx, at, AT_MOST);
    const ready = await copiesReadyToLend(
      tx,
      grants.map(({ item_id }) => item_id),
    );
    const loans = await loansOutOf(tx, own, 2 * AT_MOST);
    const collect = await toCollect(ctx, tx, own);
    return {
      grants,
      ready,
      loans,
      received: await receivedAmong(tx, loans),
      toCount: await movementsToStores(tx, own, AT_MOST),
      unconfirmed: await movementsUnconfirmed(tx, own, at, AT_MOST),
      collect,
      links: await linksWithin(
        tx,
        collect.map(({ row }) => row),
      ),
      suspects: await heldThroughRangeChange(tx, AT_MOST),
    };
  });
  const left = await rangeLost(ctx, office, found.suspects);
  const collect = [...found.collect, ...left.rows.map((row) => ({ row, why: 'range_lost' as const }))];
  const links: CopyLinks = {
    stores: new Map([...found.links.stores, ...left.links.stores]),
    copies: new Map([...found.links.copies, ...left.links.copies]),
    moving: new Set([...found.links.moving, ...left.links.moving]),
  };
  const keepings = await keepingsOfCaller(ctx);
  const [names, loans, toCount, unconfirmed] = await Promise.all([
    namesOf(ctx, [...found.grants.map(({ person_id }) => person_id), ...collect.map(({ row }) => row.holder_id)]),
    toLoans(ctx, found.loans, found.received),
    toMovements(ctx, found.toCount, keepings),
    toMovements(ctx, found.unconfirmed, keepings),
  ]);
  await platform.trace.record(
    done(ctx, { companyId: company.id, action: 'custody.listed', details: { loans: loans.length } }),
  );
  const summary = (row: CopyRow): CopySummary => toCopySummary(row, names, at, links);
  return {
    toHandOut: found.grants.flatMap((grant) => {
      const ready = handsOut(office, grant, found.ready);
      if (ready === null) return [];
      const particulars = keptOf(grant);
      if (particulars.operation !== 'loan') return [];
      return [
        {
          grant: grant.number,
          item: grant.item_number,
          level: levelOfRank(grant.level),
          borrower: personRef(grant.person_id, names),
          days: particulars.days,
          visitor: particulars.visitor !== null,
          grantedAt: isoMillisecond(grant.granted_at),
          expiresAt: isoMillisecond(grant.expires_at),
          ready: ready.map(copyIdOf),
        },
      ];
    }),
    toCount: [...toCount],
    dueBack: loans.filter(({ state }) => state === 'out'),
    overdue: loans.filter(({ state }) => state === 'overdue'),
    toCollect: collect.map(({ row, why }): ToCollect => ({ copy: summary(row), why })),
    unconfirmed: [...unconfirmed],
  };
};

/**
 * What of an item lies ready at a desk; null where it is none of the desk’s business: nothing of it lies there, and it lies elsewhere or
 * could not lie there.
 */
const handsOut = (
  { keeps, person }: CustodyOffice,
  grant: GrantRow,
  ready: readonly CopyRow[],
): readonly CopyRow[] | null => {
  const ofItem = ready.filter((copy) => copy.item_id === grant.item_id && copy.item_version === grant.item_version);
  if (keeps.length === 0) return ofItem;
  // Nobody hands out to himself.
  if (grant.person_id === person.personId) return null;
  const here = ofItem.filter(({ store_id }) => keeps.some(({ id }) => id === store_id));
  if (here.length > 0) return here;
  const level = levelOfRank(grant.level);
  return ofItem.length === 0 && keeps.some((store) => takes(store, level)) ? [] : null;
};

const takes = (store: StoreRow, level: ReturnType<typeof levelOfRank>): boolean =>
  storeTakes({ separate: store.separate, highestLevel: levelOfRank(store.highest_level) }, level) === null;

interface Collected {
  readonly row: CopyRow;
  readonly why: ToCollect['why'];
}

/** What has to come back, each once, with the most pressing reason. */
const toCollect = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  own: readonly string[] | null,
): Promise<readonly Collected[]> => {
  const { at } = ctx;
  const all: readonly Collected[] = [
    ...(await risenAboveStores(tx, own, at, AT_MOST)).map((row) => ({ row, why: 'store_level' as const })),
    ...(await notBroughtBack(tx, at, AT_MOST)).map((row) => ({ row, why: 'not_back' as const })),
    ...(await printsOver(tx, businessDay(at), AT_MOST)).map((row) => ({ row, why: 'use_over' as const })),
    ...(await declassifiedOnDesks(tx, at, AT_MOST)).map((row) => ({ row, why: 'declassified' as const })),
  ];
  return [...new Map([...all].reverse().map((one) => [one.row.id, one])).values()].reverse();
};

/** Of those that came through a change of a range, the copies whose holders may not know the item any more. */
const rangeLost = async (
  ctx: CallContext,
  { company }: CustodyOffice,
  suspects: readonly CopyRow[],
): Promise<{ readonly rows: readonly CopyRow[]; readonly links: CopyLinks }> => {
  const { platform, at } = ctx;
  const law = lawFor(ctx, company);
  const holders = new Map(
    await Promise.all(
      [...new Set(suspects.map(({ holder_id }) => holder_id))].map(
        async (id) => [id, await loadPerson(platform, id, at)] as const,
      ),
    ),
  );
  return platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const items = await findItems(tx, [...new Set(suspects.map(({ item_number }) => item_number))]);
    const facts = new Map(
      await Promise.all(items.map(async (row) => [row.id, toFacts(row, await rangeOfNumber(tx, row.number))] as const)),
    );
    const rows = suspects.filter((copy) => {
      const item = facts.get(copy.item_id);
      const actor = holders.get(copy.holder_id);
      if (item === undefined || (copy.secret_until !== null && !isBefore(at, copy.secret_until))) return false;
      return actor === undefined || decide({ law, operation: 'view', item, actor, at }).outcome !== 'allowed';
    });
    return { rows, links: await linksWithin(tx, rows) };
  });
};
