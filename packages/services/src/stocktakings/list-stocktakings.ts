import type { getStocktaking as got, listStocktakings as listed } from '@miji/contract';
import type { StocktakingLineRow, StocktakingRow } from '@miji/db';
import { pageStocktakings, stocktakingLines } from '@miji/db';
import type { z } from 'zod';
import { custodyOffice } from '../custody/custody-office.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { knownStocktaking, partIn, toLine, toStocktaking, toStocktakings } from './stocktaking-desk.ts';

/**
 * The stocktakings of a company: of one’s own stores for a keeper, all of them for whoever keeps or watches the register.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const listStocktakings = async (
  ctx: CallContext,
  input: z.output<typeof listed.input>,
): Promise<z.output<typeof listed.output>> => {
  const { company, keeps, watches } = await custodyOffice(ctx, input.company, { action: 'stocktaking.listed' });
  const storeIds = watches ? null : keeps.map(({ id }) => id);
  const page = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const found = await pageStocktakings(tx, { storeId: input.storeId, storeIds }, input);
    return { entries: [...(await toStocktakings(tx, company, found.rows))], next: found.next };
  });
  await ctx.platform.trace.record(
    done(ctx, { companyId: company.id, action: 'stocktaking.listed', details: { entries: page.entries.length } }),
  );
  return page;
};

/**
 * A stocktaking with what was counted in it. What is missing is named once it is closed: whoever counts looks for what is there, and not
 * for what is on a list.
 *
 * @throws Refusal `NOT_FOUND`
 */
export const getStocktaking = async (
  ctx: CallContext,
  { number }: z.output<typeof got.input>,
): Promise<z.output<typeof got.output>> => {
  const { company, office, row } = await knownStocktaking(ctx, number, 'stocktaking.listed');
  const found = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const lines = await stocktakingLines(tx, row.id);
    const part = await partIn(tx, row, lines, office.person.personId);
    return { stocktaking: await toStocktaking(tx, company, row), lines: told(row, lines), part };
  });
  const subject = { kind: 'stocktaking', id: number } as const;
  await ctx.platform.trace.record(done(ctx, { companyId: company.id, action: 'stocktaking.listed', subject }));
  const names = await namesOf(
    ctx,
    found.lines.map(({ counted_by }) => counted_by),
  );
  return {
    stocktaking: found.stocktaking,
    lines: found.lines.map((line) => toLine(line, { names, watches: office.watches })),
    ...found.part,
  };
};

const told = ({ closed_at }: StocktakingRow, lines: readonly StocktakingLineRow[]): readonly StocktakingLineRow[] =>
  closed_at === null ? lines.filter(({ counted_at }) => counted_at !== null) : lines;
