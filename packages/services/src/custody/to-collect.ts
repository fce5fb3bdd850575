import type { CustodyDeskWire } from '@miji/contract';
import { businessDay } from '@miji/core';
import type { CopyRow, ScopedTransaction } from '@miji/db';
import { declassifiedOnDesks, heldByLeavers, notBroughtBack, printsOver, risenAboveStores } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import type { CustodyOffice } from './custody-office.ts';

type Why = CustodyDeskWire['toCollect'][number]['why'];

/** A copy that has to come back, and why. */
export interface Collected {
  readonly row: CopyRow;
  readonly why: Why;
}

/**
 * What the register itself says has to come back, as far as it concerns a desk: whoever watches the register sees what is on anybody’s
 * desk, whoever only keeps stores what belongs there.
 */
export const toCollect = async (
  { at }: CallContext,
  tx: ScopedTransaction,
  { keeps, watches }: CustodyOffice,
  atMost: number,
): Promise<readonly Collected[]> => {
  const kept = keeps.map(({ id }) => id);
  const of = watches ? null : kept;
  const found = {
    left: await heldByLeavers(tx, of, at, atMost),
    store_level: await risenAboveStores(tx, kept.length > 0 ? kept : null, at, atMost),
    not_back: await notBroughtBack(tx, of, at, atMost),
    use_over: watches ? await printsOver(tx, businessDay(at), atMost) : [],
    declassified: watches ? await declassifiedOnDesks(tx, at, atMost) : [],
  };
  return onceEach([
    ...because('left', found.left),
    ...because('store_level', found.store_level),
    ...because('not_back', found.not_back),
    ...because('use_over', found.use_over),
    ...because('declassified', found.declassified),
  ]);
};

/** Each copy once, with the most pressing reason, which stands first. */
export const onceEach = (all: readonly Collected[]): readonly Collected[] => {
  const seen = new Set<string>();
  return all.filter(({ row }) => !seen.has(row.id) && seen.add(row.id));
};

/** Copies with one reason. */
export const because = (why: Why, rows: readonly CopyRow[]): readonly Collected[] => rows.map((row) => ({ row, why }));
