import type { CopySummary, CustodyDeskWire, custodyDesk as contract } from '@miji/contract';
import { levelOfRank } from '@miji/core';
import type { CopyRow } from '@miji/db';
import { isoMillisecond, loansOutOf, movementsToStores, movementsUnconfirmed, storesToCount } from '@miji/db';
import type { z } from 'zod';
import { linksWithin } from '../copies/copy-links.ts';
import { copyIdOf, toCopySummary } from '../copies/copy-summary.ts';
import { toStoreRef } from '../copies/store-ref.ts';
import { destructionsOutOf, showDestructions } from '../destructions/destructions-left.ts';
import { receivedAmong, toLoans } from '../loans/loan-wire.ts';
import { toMovements } from '../movements/movement-wire.ts';
import { keepingsOfCaller } from '../movements/taking.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { namesOf, personRef } from '../platform/names.ts';
import { keptOf } from '../requests/particulars.ts';
import { custodyOffice } from './custody-office.ts';
import { rangeLost } from './range-lost.ts';
import { because, onceEach, toCollect } from './to-collect.ts';
import type { ReadyLoan } from './to-hand-out.ts';
import { readyLoans } from './to-hand-out.ts';

/** As much of each kind is shown; whoever has more to do begins with this. */
const AT_MOST = 100;

/**
 * What waits at a keeper’s desk: of his own stores for whoever keeps some, of all of them for whoever watches the register. Of what is on
 * people’s desks, only who watches the register learns.
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
  const outside = office.watches ? await rangeLost(ctx, company, AT_MOST) : [];
  const found = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const loans = await loansOutOf(tx, own, 2 * AT_MOST);
    const collect = onceEach([...(await toCollect(ctx, tx, office, AT_MOST)), ...because('range_lost', outside)]);
    return {
      ready: await readyLoans(ctx, tx, office, AT_MOST),
      loans,
      received: await receivedAmong(tx, loans),
      toCount: await movementsToStores(tx, own, AT_MOST),
      unconfirmed: await movementsUnconfirmed(tx, own, at, AT_MOST),
      collect,
      links: await linksWithin(
        tx,
        collect.map(({ row }) => row),
      ),
      toDestroy: await destructionsOutOf(ctx, tx, own),
      stockToTake: await storesToCount(tx, own),
    };
  });
  const keepings = await keepingsOfCaller(ctx);
  const [names, loans, toCount, unconfirmed, toDestroy] = await Promise.all([
    namesOf(ctx, [
      ...found.ready.map(({ grant }) => grant.person_id),
      ...found.collect.map(({ row }) => row.holder_id),
    ]),
    toLoans(ctx, found.loans, found.received),
    toMovements(ctx, found.toCount, keepings),
    toMovements(ctx, found.unconfirmed, keepings),
    showDestructions(ctx, found.toDestroy),
  ]);
  await platform.trace.record(
    done(ctx, { companyId: company.id, action: 'custody.listed', details: { loans: loans.length } }),
  );
  const summary = (row: CopyRow): CopySummary => toCopySummary(row, names, at, found.links);
  return {
    toHandOut: found.ready.flatMap((one) => toHandOut(one, names)),
    toCount: [...toCount],
    dueBack: loans.filter(({ state }) => state === 'out'),
    overdue: loans.filter(({ state }) => state === 'overdue'),
    toCollect: found.collect.map(({ row, why }) => ({ copy: summary(row), why })),
    toDestroy,
    unconfirmed: [...unconfirmed],
    stockToTake: found.stockToTake.flatMap((store) =>
      store.count_due_since === null
        ? []
        : [{ store: toStoreRef(store), since: isoMillisecond(store.count_due_since) }],
    ),
  };
};

const toHandOut = ({ grant, ready }: ReadyLoan, names: Names): CustodyDeskWire['toHandOut'] => {
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
};
