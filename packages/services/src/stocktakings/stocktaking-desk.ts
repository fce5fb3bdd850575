import type { CompanyRef, StocktakingLine, StocktakingWire } from '@miji/contract';
import type { AuditAction } from '@miji/core';
import type { CopyRow, ScopedTransaction, StocktakingLineRow, StocktakingRow, StocktakingTally } from '@miji/db';
import { findStocktaking, isoMillisecond, keepersOf, personNames, stocktakingTallies } from '@miji/db';
import type { CustodyOffice } from '../custody/custody-office.ts';
import { officeIn } from '../custody/custody-office.ts';
import { storeRefsOf } from '../custody/store-wire.ts';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';
import { readLabel } from './read-label.ts';

const NO_TALLY: StocktakingTally = { expected: 0, counted: 0, missing: 0, surplus: 0 };

/** Stocktakings as the wire has them. */
export const toStocktakings = async (
  tx: ScopedTransaction,
  company: CompanyRef,
  rows: readonly StocktakingRow[],
): Promise<readonly StocktakingWire[]> => {
  const [tallies, stores] = await Promise.all([
    stocktakingTallies(
      tx,
      rows.map(({ id }) => id),
    ),
    storeRefsOf(
      tx,
      rows.map(({ store_id }) => store_id),
    ),
  ]);
  const names = await personNames(
    tx,
    rows.flatMap(({ begun_by, closed_by }) => [begun_by, closed_by]).filter((id) => id !== null),
  );
  return rows.map((row) => ({
    number: row.number,
    store: stores.get(row.store_id) ?? { id: row.store_id, code: '', name: '' },
    company: company.code,
    begunAt: isoMillisecond(row.begun_at),
    begunBy: personRef(row.begun_by, names),
    closedAt: row.closed_at === null ? null : isoMillisecond(row.closed_at),
    closedBy: row.closed_by === null ? null : personRef(row.closed_by, names),
    ...(tallies.get(row.id) ?? NO_TALLY),
  }));
};

/** One of them. */
export const toStocktaking = async (
  tx: ScopedTransaction,
  company: CompanyRef,
  row: StocktakingRow,
): Promise<StocktakingWire> => {
  const [wire] = await toStocktakings(tx, company, [row]);
  if (wire === undefined) throw new Error('a stocktaking has its line');
  return wire;
};

/** What a line says: found as expected, missing, there and not expected, or a label that is no copy’s. */
const findingOf = ({ expected, copy_id, counted_at, label }: StocktakingLineRow, watches: boolean) => {
  if (expected) return counted_at === null ? 'missing' : 'found';
  return copy_id === null && (watches || 'unknown' in readLabel(label)) ? 'unknown' : 'surplus';
};

/**
 * A line as it is shown. Of what does not belong in the store whoever watches the register learns where it is; whoever only keeps the
 * store, that it does not belong there: not where it is, and not whether there is such a copy at all. Nobody finds out by typing numbers
 * what other stores have.
 */
export const toLine = (
  row: StocktakingLineRow,
  { names, watches }: { readonly names: Names; readonly watches: boolean },
): StocktakingLine => ({
  copy: row.label,
  finding: findingOf(row, watches),
  means: row.means,
  countedAt: row.counted_at === null ? null : isoMillisecond(row.counted_at),
  countedBy: row.counted_by === null ? null : personRef(row.counted_by, names),
  elsewhere: watches ? row.elsewhere : null,
});

/** Whether nothing in the register says that a copy is elsewhere: what is announced to somebody may still be there. */
export const liesIn = ({ store_id, state }: CopyRow, storeId: string): boolean =>
  store_id === storeId && (state === 'held' || state === 'returned');

/** What somebody may do in a stocktaking that he has to do with. */
export interface CountingPart {
  readonly mayCount: boolean;
  readonly mayClose: boolean;
}

/**
 * What somebody may do in it now. Nobody counts what he alone keeps, and nobody closes what he has begun or counted: two people answer
 * for a count.
 *
 * @see GS-26
 */
export const partIn = async (
  tx: ScopedTransaction,
  { store_id, begun_by, closed_at }: StocktakingRow,
  lines: readonly StocktakingLineRow[],
  personId: string,
): Promise<CountingPart> => {
  const keepers = new Set((await keepersOf(tx, [store_id])).map(({ person_id }) => person_id));
  const keepsAlone = keepers.size === 1 && keepers.has(personId);
  const tookPart = begun_by === personId || lines.some(({ counted_by }) => counted_by === personId);
  return { mayCount: closed_at === null && !keepsAlone, mayClose: closed_at === null && !tookPart };
};

/** A stocktaking that somebody has to do with, and his office in its company. */
export interface KnownStocktaking {
  readonly company: CompanyRef;
  readonly office: CustodyOffice;
  readonly row: StocktakingRow;
}

/**
 * A stocktaking, to whoever keeps the store that is counted, keeps the company’s register or watches it.
 *
 * @throws Refusal `NOT_FOUND` to everybody else
 */
export const knownStocktaking = async (
  ctx: CallContext,
  number: string,
  action: AuditAction,
): Promise<KnownStocktaking> => {
  const person = requirePersonally(ctx);
  const company = await ctx.platform.companies.ofNumber(number);
  const row =
    company === undefined
      ? undefined
      : await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => findStocktaking(tx, number));
  const office = company === undefined || row === undefined ? undefined : await officeIn(ctx, company, person);
  const mayKnow = office?.watches === true || office?.keeps.some(({ id }) => id === row?.store_id) === true;
  if (company === undefined || row === undefined || office === undefined || !mayKnow) {
    const companyId = company?.id ?? homeCompanyId(ctx);
    throw await refused(ctx, { companyId, action, subject: { kind: 'stocktaking', id: number } }, NOT_FOUND);
  }
  return { company, office, row };
};
