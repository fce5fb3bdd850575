import { Refusal } from '@miji/contract';
import type { SpanUnit } from '@miji/core';
import { findContent } from '@miji/db';
import type { KnownItem } from '../items/known-item.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { CopyTooComplexError } from '../rendition/copy-too-complex-error.ts';
import { pageCount } from '../rendition/render-copy.ts';
import { sectionsOf } from '../rendition/sections.ts';

/** How many there are of each. */
export type Extent = Readonly<Record<SpanUnit, number>>;

/** What is on paper has pages, and nobody here knows how many. */
const ANY = 100_000;

/**
 * How far an item goes: its lines, its headings, its pages as they are set. Its text is opened only where headings or pages are asked
 * for, by whoever may know it, and nothing of it leaves.
 *
 * @throws Refusal `UNAVAILABLE` where it is too intricate for its pages to be counted
 */
export const textExtent = async (
  ctx: CallContext,
  { company, row }: KnownItem,
  units: ReadonlySet<SpanUnit>,
): Promise<Extent> => {
  if (row.medium === 'paper') return { lines: 0, sections: 0, pages: ANY };
  const lines = row.line_count;
  if (!units.has('sections') && !units.has('pages')) return { lines, sections: 0, pages: 0 };
  const { db, vault } = ctx.platform;
  const content = await db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const found = await findContent(tx, row.id, row.version);
    return found === undefined ? undefined : { format: found.format, text: await vault.open(tx, row, found) };
  });
  if (content === undefined) return { lines, sections: 0, pages: 0 };
  const sections = content.format === 'markdown' ? sectionsOf(content.text).length : 0;
  const pages = units.has('pages') ? await pageCount(content).catch(refuseTooComplex) : 0;
  return { lines, sections, pages };
};

const refuseTooComplex = (error: unknown): never => {
  if (error instanceof CopyTooComplexError) throw new Refusal('UNAVAILABLE', { cause: error });
  throw error;
};
