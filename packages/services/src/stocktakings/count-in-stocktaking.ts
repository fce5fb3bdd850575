import { Refusal } from '@miji/contract';
import type { countInStocktaking as contract } from '@miji/contract';
import type { CopyRow, NewStocktakingLine, ScopedTransaction, StocktakingRow } from '@miji/db';
import {
  appendEvents,
  copiesByNumber,
  insertStocktakingLines,
  lockStocktaking,
  markCounted,
  personNames,
  stocktakingLines,
} from '@miji/db';
import type { z } from 'zod';
import { copyIdOf } from '../copies/copy-summary.ts';
import { parts } from '../copies/known-copy.ts';
import { CustodyRefused, orRefuse } from '../custody/custody-office.ts';
import { storeRefsOf } from '../custody/store-wire.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { readLabel } from './read-label.ts';
import { knownStocktaking, liesIn, partIn, toLine, toStocktaking } from './stocktaking-desk.ts';

/**
 * Labels that were seen in a store. The same label twice counts once; what is not expected there is written down with where the register
 * has it, for whoever watches that, and what is no copy’s label as it was read.
 *
 * @throws Refusal `NOT_FOUND`; `STOCKTAKING_OVER` once it is closed; `SEPARATION_OF_DUTIES` to the only keeper of the store
 * @see GS-26
 */
export const countInStocktaking = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const { company, office } = await knownStocktaking(ctx, input.number, 'stocktaking.counted');
  const subject = { kind: 'stocktaking', id: input.number } as const;
  const happening = { companyId: company.id, action: 'stocktaking.counted', subject } as const;
  const { stocktaking, lines } = await orRefuse(ctx, happening, () =>
    platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const row = await lockStocktaking(tx, input.number);
      if (row === undefined) throw new Refusal('NOT_FOUND');
      if (row.closed_at !== null) throw new CustodyRefused({ code: 'STOCKTAKING_OVER' });
      const { mayCount } = await partIn(tx, row, [], office.person.personId);
      if (!mayCount) throw new CustodyRefused({ code: 'SEPARATION_OF_DUTIES', article: 'GS-26' });
      const labels = await linesFor(tx, row, input.labels);
      await insertStocktakingLines(tx, labels);
      const seen = labels.map(({ label }) => label);
      await markCounted(tx, row.id, seen, { by: office.person.personId, at, means: input.means });
      // Whose label it is that does not belong here is looked into: that somebody had it, or knew its number, stays written down.
      const foreign = labels.flatMap(({ label, copy_id, expected }) => (copy_id === null || expected ? [] : [label]));
      const details = { labels: seen.length, means: input.means, foreign: foreign.join(' ') };
      await appendEvents(tx, [done(ctx, { ...happening, details })]);
      return {
        stocktaking: await toStocktaking(tx, company, row),
        lines: await stocktakingLines(tx, row.id, seen),
      };
    }),
  );
  const names = await namesOf(
    ctx,
    lines.map(({ counted_by }) => counted_by),
  );
  return { stocktaking, lines: lines.map((line) => toLine(line, { names, watches: office.watches })) };
};

/** The lines that these labels stand for, each once; those that stand there already keep what they say. */
const linesFor = async (
  tx: ScopedTransaction,
  row: StocktakingRow,
  read: readonly string[],
): Promise<readonly NewStocktakingLine[]> => {
  const labels = read.map(readLabel);
  const wanted = labels.flatMap((label) => ('copy' in label ? [parts(label.copy)] : []));
  const copies = new Map((await copiesByNumber(tx, wanted)).map((copy) => [copyIdOf(copy), copy]));
  const places = await placesOf(tx, [...copies.values()]);
  const lines = labels.map((label): NewStocktakingLine => {
    const text = 'copy' in label ? label.copy : label.unknown;
    const copy = copies.get(text);
    const isHere = copy !== undefined && liesIn(copy, row.store_id);
    return {
      stocktaking_id: row.id,
      label: text,
      copy_id: copy?.id ?? null,
      // What has been put here since it was begun belongs here.
      expected: isHere,
      elsewhere: copy === undefined || isHere ? null : (places.get(copy.id) ?? null),
    };
  });
  return [...new Map(lines.map((line) => [line.label, line])).values()];
};

/** Where the register has some copies, in words: a store, or with whom and how. */
const placesOf = async (tx: ScopedTransaction, copies: readonly CopyRow[]): Promise<ReadonlyMap<string, string>> => {
  const [stores, names] = await Promise.all([
    storeRefsOf(
      tx,
      copies.map(({ store_id }) => store_id),
    ),
    personNames(
      tx,
      copies.map(({ holder_id }) => holder_id),
    ),
  ]);
  return new Map(
    copies.map((copy) => {
      const store = copy.store_id === null ? undefined : stores.get(copy.store_id);
      const where = store === undefined ? (names.get(copy.holder_id) ?? '') : `${store.code} ${store.name}`;
      return [copy.id, copy.state === 'held' ? where : `${copy.state} ${where}`];
    }),
  );
};
