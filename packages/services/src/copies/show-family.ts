import type { CopySummary } from '@miji/contract';
import type { CopyRow } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import { showSummaries } from './show-summary.ts';

/** Copies of one item as they descend from each other; what they point to among others is not told to whoever sees only these. */
export const showFamily = async (ctx: CallContext, rows: readonly CopyRow[]): Promise<CopySummary[]> => {
  const shown = await showSummaries(ctx, rows);
  const ids = new Set(shown.map(({ id }) => id));
  const kept = (id: string | null): string | null => (id !== null && ids.has(id) ? id : null);
  return shown.map((copy) => ({ ...copy, parent: kept(copy.parent), boundTo: kept(copy.boundTo) }));
};
