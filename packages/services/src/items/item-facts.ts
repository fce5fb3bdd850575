import type { CompanyRef, ItemSummary, Period } from '@miji/contract';
import type { ItemFacts, Range, SecrecyPeriod } from '@miji/core';
import { declassifiesAt, effectiveLevel, lastSecretDay, levelOfRank, printedMark, Temporal } from '@miji/core';
import type { DecidingItem, ItemRow, RangeRow } from '@miji/db';
import { isoMillisecond, memberOf } from '@miji/db';
import type { CallContext } from '../platform/context.ts';

/** A period as the wire has it → as the law has it. */
export const toPeriod = (period: Period): SecrecyPeriod => {
  switch (period.kind) {
    case 'term':
      return { kind: 'term', term: Temporal.Duration.from(period.term) };
    case 'until':
      return { kind: 'until', day: Temporal.PlainDate.from(period.day) };
    case 'event':
    case 'indefinite':
      return period;
  }
};

/** A period as the law has it → as the database has it. */
export const periodValue = (period: SecrecyPeriod): string | null => {
  switch (period.kind) {
    case 'term':
      return period.term.toString();
    case 'until':
      return period.day.toString();
    case 'event':
      return period.event;
    case 'indefinite':
      return null;
  }
};

/** The period of a row, as the wire has it. */
export const periodWire = (row: Pick<ItemRow, 'period_kind' | 'period_value'>): Period => {
  const value = row.period_value ?? '';
  switch (row.period_kind) {
    case 'term':
      return { kind: 'term', term: value };
    case 'until':
      return { kind: 'until', day: value };
    case 'event':
      return { kind: 'event', event: value };
    case 'indefinite':
      return { kind: 'indefinite' };
  }
};

const rangeFacts = (row: DecidingItem, entries: readonly RangeRow[]): Range => ({
  ownerCompanyId: row.company_id,
  responsibleManagerId: row.responsible_manager_id,
  entries: entries.map((entry) => ({
    member: memberOf(entry),
    validity: { from: entry.valid_from, to: entry.valid_to },
  })),
  excludedIds: row.excluded_ids,
});

/** A row and its range, as the law sees them. */
export const toFacts = (row: DecidingItem, entries: readonly RangeRow[]): ItemFacts => ({
  itemId: row.id,
  version: row.version,
  level: levelOfRank(row.level),
  period: toPeriod(periodWire(row)),
  issuedOn: row.issued_on,
  declassifiedAt: row.declassified_at,
  unconfirmed: row.state === 'proposed',
  range: rangeFacts(row, entries),
  regimes: row.regimes,
  line: row.line,
  coOwnerIds: row.co_owner_ids,
  onHold: row.on_hold,
});

/**
 * The mark of an item, as it is printed under the rules in force.
 *
 * @see GS-13
 */
export const markOf = (
  { rules }: Pick<CallContext, 'rules'>,
  facts: Pick<ItemFacts, 'level' | 'period'>,
  owner: CompanyRef,
): string => printedMark(owner.name, facts.level, facts.period, rules.marks);

/** A row as it stands in a list. */
export const toItemSummary = (ctx: Pick<CallContext, 'rules' | 'at'>, row: ItemRow, owner: CompanyRef): ItemSummary => {
  const facts = toFacts(row, []);
  const end = declassifiesAt(facts);
  return {
    number: row.number,
    title: row.title,
    level: effectiveLevel(facts, ctx.at),
    markedLevel: facts.level,
    mark: markOf(ctx, facts, owner),
    owner,
    catalogueCode: row.catalogue_code,
    state: row.state,
    issuedOn: row.issued_on.toString(),
    period: periodWire(row),
    lastSecretDay: lastSecretDay(facts.period, facts.issuedOn)?.toString() ?? null,
    declassifiesAt: end === null ? null : isoMillisecond(end),
    registeredAt: isoMillisecond(row.registered_at),
  };
};
