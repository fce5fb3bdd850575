import type { CompanyRef } from '@miji/contract';
import type { Actor, ItemFacts } from '@miji/core';
import type { RuledStock } from '@miji/db';
import { peopleOfCompany, ruledStockOf } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** What a company has, as the law sees it. */
export interface LiveCompany extends Omit<RuledStock, 'items' | 'ranges'> {
  readonly company: CompanyRef;
  readonly items: readonly LiveItem[];
}

/** An item as the law sees it. Its title is not part of that. */
export interface LiveItem {
  readonly number: string;
  readonly catalogueCode: string;
  readonly facts: ItemFacts;
}

/** The stock of one company. */
export const loadCompany = async ({ platform, at }: CallContext, company: CompanyRef): Promise<LiveCompany> => {
  const { items, ranges, ...stock } = await platform.db.transact(systemScope(at, company.id), (tx) =>
    ruledStockOf(tx, at),
  );
  return {
    company,
    ...stock,
    items: items.map((row) => ({
      number: row.number,
      catalogueCode: row.catalogue_code,
      facts: toFacts(row, ranges.get(row.id) ?? []),
    })),
  };
};

/** Everybody in the group: a range may name people of any company. */
export const loadEverybody = async ({ platform, at }: CallContext): Promise<ReadonlyMap<string, Actor>> => {
  const companies = await platform.companies.all();
  const parts = await Promise.all(
    companies.map((company) => platform.db.transact(systemScope(at, company.id), (tx) => peopleOfCompany(tx, at))),
  );
  const people = new Map<string, Actor>();
  for (const part of parts.flat()) {
    const earlier = people.get(part.personId);
    people.set(part.personId, {
      personId: part.personId,
      appointments: [...(earlier?.appointments ?? []), ...part.appointments],
      memberships: [...(earlier?.memberships ?? []), ...(part.memberships ?? [])],
    });
  }
  return people;
};
