import type { HandoverLine, HandoverWire } from '@miji/contract';
import { ADMINISTRATION_POSTS, REGISTER_POSTS } from '@miji/core';
import { holdsOffice } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** What is shown of what stands on somebody's name. */
export type Standing = Pick<HandoverWire, 'lines' | 'counts' | 'elsewhere'>;

/** How much of a company's things on somebody's name is shown to whoever looks; null where they are none of his business. */
export type Insight = (company: string) => 'lines' | 'counts' | null;

/** What a person sees of his own, and of what comes to him. */
export const everything: Insight = () => 'lines';

/**
 * What whoever acts sees of what stands on the names of others: whose register he keeps or watches, all of it; whose appointments he
 * administers, how much it is; of everybody else's, that there is something.
 *
 * @see CD-20
 */
export const insightOf = async (ctx: CallContext): Promise<Insight> => {
  const seen = new Map<string, 'lines' | 'counts'>();
  for (const { id, code } of await ctx.platform.companies.all()) {
    if (await holdsOffice(ctx, id, REGISTER_POSTS)) seen.set(code, 'lines');
    else if (await holdsOffice(ctx, id, ADMINISTRATION_POSTS)) seen.set(code, 'counts');
  }
  return (company) => seen.get(company) ?? null;
};

/** Those of some lines that are shown one by one. */
export const shownOf = (lines: readonly HandoverLine[], insight: Insight): readonly HandoverLine[] =>
  lines.filter(({ company }) => insight(company) === 'lines');

/** Some lines as far as they are shown. */
export const standingOf = (lines: readonly HandoverLine[], insight: Insight): Standing => {
  const counted = lines.filter(({ company }) => insight(company) !== null);
  const many = (kind: HandoverLine['kind']): number => counted.filter((line) => line.kind === kind).length;
  return {
    lines: [...shownOf(lines, insight)],
    counts: { copies: many('copy'), loans: many('loan'), stores: many('store') },
    elsewhere: counted.length < lines.length,
  };
};
