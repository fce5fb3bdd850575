import type { CopySummary } from '@miji/contract';
import type { CopyRow } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { linksOf } from './copy-links.ts';
import { toCopySummary } from './copy-summary.ts';

/** Rows of the register as whoever acts on them sees them. */
export const showSummaries = async (ctx: CallContext, rows: readonly CopyRow[]): Promise<CopySummary[]> => {
  const [names, links] = await Promise.all([
    namesOf(
      ctx,
      rows.map((row) => row.holder_id),
    ),
    linksOf(ctx, rows),
  ]);
  return rows.map((row) => toCopySummary(row, names, ctx.at, links));
};

/** One row of the register, in the same way. */
export const showSummary = async (ctx: CallContext, row: CopyRow): Promise<CopySummary> => {
  const [names, links] = await Promise.all([namesOf(ctx, [row.holder_id]), linksOf(ctx, [row])]);
  return toCopySummary(row, names, ctx.at, links);
};
