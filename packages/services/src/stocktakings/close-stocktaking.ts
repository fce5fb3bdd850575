import { Refusal } from '@miji/contract';
import type { closeStocktaking as contract, StocktakingWire } from '@miji/contract';
import type { CopyRow, ScopedTransaction, StocktakingLineRow, StocktakingRow, StoreRow } from '@miji/db';
import {
  appendEvents,
  closeStocktakingRow,
  copiesById,
  correctLines,
  holdersOf,
  keepersOf,
  lockStocktaking,
  lockStore,
  movingAmong,
  stocktakingLines,
} from '@miji/db';
import type { z } from 'zod';
import { copyIdOf } from '../copies/copy-summary.ts';
import { CustodyRefused, orRefuse } from '../custody/custody-office.ts';
import { draftIncident, incidentBy } from '../incidents/draft-incident.ts';
import { tell } from '../notices/tell.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { knownStocktaking, liesIn, partIn, toStocktaking } from './stocktaking-desk.ts';

/**
 * Closes a stocktaking: somebody who neither began it nor counted in it. What came or went by the register meanwhile is no difference;
 * what is missing, and what lies there and should not, each becomes an incident draft.
 *
 * @throws Refusal `NOT_FOUND`, `STOCKTAKING_OVER`, `SEPARATION_OF_DUTIES`
 * @see GS-26
 * @see AR-37
 */
export const closeStocktaking = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<StocktakingWire> => {
  const { platform, at } = ctx;
  const { company, office } = await knownStocktaking(ctx, input.number, 'stocktaking.closed');
  const { personId } = office.person;
  const subject = { kind: 'stocktaking', id: input.number } as const;
  const happening = { companyId: company.id, action: 'stocktaking.closed', subject } as const;
  return orRefuse(ctx, happening, () =>
    platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const row = await lockStocktaking(tx, input.number);
      if (row === undefined) throw new Refusal('NOT_FOUND');
      if (row.closed_at !== null) throw new CustodyRefused({ code: 'STOCKTAKING_OVER' });
      const store = await lockStore(tx, row.store_id);
      if (store === undefined) throw new Refusal('NOT_FOUND');
      const before = await stocktakingLines(tx, row.id);
      const { mayClose } = await partIn(tx, row, before, personId);
      if (!mayClose) throw new CustodyRefused({ code: 'SEPARATION_OF_DUTIES', article: 'GS-26' });
      const differences = await settle(tx, row, before);
      for (const difference of differences) await draft(ctx, tx, { row, store }, difference);
      const note = input.note ?? null;
      const closed = await closeStocktakingRow(tx, row.id, { by: personId, at, note });
      const officers = await holdersOf(tx, ['security_officer'], at);
      const keepers = (await keepersOf(tx, [store.id])).map(({ person_id }) => person_id);
      await tell(platform, tx, {
        kind: 'stocktaking_closed',
        at,
        to: [...keepers, ...officers].filter((id) => id !== personId),
        about: { item_number: null, level: null, subject: row.number, due_at: null },
        person: personId,
        key: `${row.number} stocktaking_closed`,
      });
      const details = { store: store.code, differences: differences.length };
      await appendEvents(tx, [done(ctx, { ...happening, details })]);
      return toStocktaking(tx, company, closed);
    }),
  );
};

interface Difference {
  readonly copy: CopyRow;
  readonly line: StocktakingLineRow;
}

/** Looks once more at where the register has each line’s copy now, and gives what is a difference all the same. */
const settle = async (
  tx: ScopedTransaction,
  row: StocktakingRow,
  lines: readonly StocktakingLineRow[],
): Promise<readonly Difference[]> => {
  const open = lines.filter(({ expected, counted_at }) => expected === (counted_at === null));
  const ids = open.flatMap(({ copy_id }) => copy_id ?? []);
  const copies = new Map((await copiesById(tx, ids)).map((copy) => [copy.id, copy]));
  const moving = await movingAmong(
    tx,
    [...copies.values()].flatMap(({ id, bound_to }) => (bound_to === null ? [id] : [id, bound_to])),
  );
  const found = open.flatMap((line) => {
    const copy = line.copy_id === null ? undefined : copies.get(line.copy_id);
    if (copy === undefined) return [];
    // What is announced to somebody may be on its way: it is no surplus while it is there, and not missing when it is not.
    const isMoving = moving.has(copy.id) || (copy.bound_to !== null && moving.has(copy.bound_to));
    return [{ copy, line, isHere: liesIn(copy, row.store_id) && !(line.expected && isMoving) }];
  });
  const labels = (differences: readonly Difference[]): readonly string[] => differences.map(({ line }) => line.label);
  const gone = found.filter(({ line, isHere }) => line.expected && !isHere);
  const come = found.filter(({ line, isHere }) => !line.expected && isHere);
  await correctLines(tx, row.id, labels(gone), false);
  await correctLines(tx, row.id, labels(come), true);
  return found.filter(({ line, isHere }) => line.expected === isHere);
};

const draft = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { row, store }: { readonly row: StocktakingRow; readonly store: StoreRow },
  { copy, line }: Difference,
): Promise<void> => {
  const id = copyIdOf(copy);
  const found = line.expected
    ? `副本 ${id} 应存于 ${store.code}，盘点 ${row.number} 未见`
    : `副本 ${id} 见于 ${store.code}（盘点 ${row.number}），台账记为 ${line.elsewhere ?? ''}`;
  await draftIncident(incidentBy(ctx), tx, {
    kind: 'stocktaking_difference',
    copy,
    person: copy.holder_id,
    facts: found,
    key: `${row.number} ${id}`,
  });
};
