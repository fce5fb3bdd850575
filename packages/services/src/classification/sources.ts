import type { DerivationSource, ItemFacts } from '@miji/core';
import { decide } from '@miji/core';
import { findItem, rangeOfNumber, sourcesOf } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { findKnownItem, NOBODY } from '../items/known-item.ts';
import { actingPerson, lawFor, scopeOfCompany, systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** Something that an item is made from, with the number by which it is linked. */
export interface NumberedSource extends DerivationSource {
  readonly number: string;
  readonly companyId: string;
}

/**
 * What somebody wants to make an item from. Each has to be something that he may know.
 *
 * @throws Refusal `NOT_FOUND` for one that he may not know, as for one that does not exist
 */
export const knownSources = async (
  ctx: CallContext,
  numbers: readonly string[],
): Promise<readonly NumberedSource[]> => {
  const sources: NumberedSource[] = [];
  for (const number of new Set(numbers)) {
    const asking = { number, operation: 'view', action: 'item.viewed' } as const;
    const { company, facts } = await findKnownItem(ctx, asking, async () => undefined);
    sources.push({ number, companyId: company.id, item: facts, law: lawFor(ctx, company) });
  }
  return sources;
};

/** What an item was made from, whoever asks: the law looks at it, nobody is told. */
export const sourcesBehind = async (ctx: CallContext, item: ItemFacts): Promise<readonly DerivationSource[]> => {
  const { platform, at } = ctx;
  const links = await platform.db.transact(systemScope(at, item.range.ownerCompanyId), (tx) =>
    sourcesOf(tx, item.itemId),
  );
  const found = await Promise.all(
    links.map(async ({ number, companyId }) => {
      const company = await platform.companies.byId(companyId);
      if (company === undefined) return [];
      const facts = await platform.db.transact(systemScope(at, companyId), async (tx) => {
        const [row, range] = await Promise.all([findItem(tx, number), rangeOfNumber(tx, number)]);
        return row === undefined ? undefined : toFacts(row, range);
      });
      return facts === undefined ? [] : [{ item: facts, law: lawFor(ctx, company) }];
    }),
  );
  return found.flat();
};

/** Which of some numbers whoever acts may know: what he is shown of the sources of an item. */
export const knownAmong = async (
  ctx: CallContext,
  links: readonly { readonly number: string; readonly companyId: string }[],
): Promise<readonly string[]> => {
  const actor = actingPerson(ctx) ?? NOBODY;
  const known = await Promise.all(
    links.map(async ({ number, companyId }) => {
      const company = await ctx.platform.companies.byId(companyId);
      if (company === undefined) return [];
      const facts = await ctx.platform.db.transact(scopeOfCompany(ctx, companyId), async (tx) => {
        const [row, range] = await Promise.all([findItem(tx, number), rangeOfNumber(tx, number)]);
        return row === undefined ? undefined : toFacts(row, range);
      });
      if (facts === undefined) return [];
      const decision = decide({ law: lawFor(ctx, company), operation: 'view', item: facts, actor, at: ctx.at });
      return decision.outcome === 'allowed' ? [number] : [];
    }),
  );
  return known.flat();
};
