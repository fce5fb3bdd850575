import type { getItem as contract, HistoryEntry } from '@miji/contract';
import type { AuditAction } from '@miji/core';
import { effectiveLevel, FURTHER_REGIMES, isReported, levelOfRank } from '@miji/core';
import type { AuditEventRow, HoldRow } from '@miji/db';
import {
  changesOf,
  countGrantsOfHold,
  copiesOfItem,
  exclusionsOf,
  findCustomerById,
  historyOf,
  holdOf,
  isoMillisecond,
  servicesOf,
  sourcesOf,
} from '@miji/db';
import type { z } from 'zod';
import { toItemChange } from '../classification/change-wire.ts';
import { knownAmong } from '../classification/sources.ts';
import { toCopyCount } from '../copies/copy-summary.ts';
import { showFamily } from '../copies/show-family.ts';
import { toHold } from '../holds/hold-wire.ts';
import type { Guest } from '../need-to-know/guest.ts';
import { copiesFor, guestOf, historyFor, rangeFor } from '../need-to-know/guest.ts';
import { exclusionsFor } from '../need-to-know/exclusions-for.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef, SYSTEM_NAME } from '../platform/names.ts';
import type { Names } from '../platform/names.ts';
import { capabilitiesOf, peopleOnRoutes, takingRoutes } from './capabilities.ts';
import { toItemSummary } from './item-facts.ts';
import { findKnownItem } from './known-item.ts';
import { peopleOfRange, unitsOfRange } from './range-names.ts';
import { toExclusion, toRangeEntry } from './range-wire.ts';

/** What belongs to the life of an item; who merely read it stands in the trace. */
const LIFE: readonly AuditAction[] = [
  'item.proposed',
  'item.confirmed',
  'range.named',
  'range.revoked',
  'request.approved',
  'copy.issued',
  'item.declassified',
  'item.imported',
  'item.regraded',
  'item.extended',
  'item.released',
  'item.part_released',
  'hold.placed',
  'hold.lifted',
];

/** The hold on an item. Why it was placed is the owner's affair, and so is what it met. */
const heldFor = (
  guest: Guest | null,
  { hold, voided }: { readonly hold: HoldRow | undefined; readonly voided: number | null },
  names: Names,
) => {
  if (hold === undefined) return null;
  const shown = toHold(hold, voided, names);
  return guest === null ? shown : { ...shown, reason: null, grantsVoided: null };
};

const toHistory = (event: AuditEventRow, names: Names): HistoryEntry => ({
  at: isoMillisecond(event.at),
  effectiveAt: event.effective_at === null ? null : isoMillisecond(event.effective_at),
  action: event.action,
  actor: event.actor_id === null ? SYSTEM_NAME : (names.get(event.actor_id) ?? event.actor_id),
  article: event.article,
});

/**
 * An item with its range, its copies, its history and what the caller may do with it: everything but its content.
 *
 * @throws Refusal `NOT_FOUND` for what does not exist and for what may not be known, alike
 */
export const getItem = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const asking = { number: input.number, operation: 'view', action: 'item.viewed' } as const;
  const item = await findKnownItem(ctx, asking, async (tx, { row }) => {
    const [copies, events, services, exclusions, changes, links, customer, hold] = await Promise.all([
      copiesOfItem(tx, row.id),
      historyOf(tx, row.number, LIFE),
      servicesOf(tx),
      exclusionsOf(tx, row.id),
      changesOf(tx, row.id),
      sourcesOf(tx, row.id),
      row.customer_id === null ? undefined : findCustomerById(tx, row.customer_id),
      row.on_hold ? holdOf(tx, row.id) : undefined,
    ]);
    const voided = hold === undefined ? null : await countGrantsOfHold(tx, hold);
    return { copies, events, services, exclusions, changes, links, customer, hold, voided };
  });
  const { row, company, decision } = item;
  const guest = guestOf(ctx, company, row.responsible_manager_id);
  const range = rangeFor(ctx, guest, item.range);
  const copies = copiesFor(guest, item.also.copies);
  const events = historyFor(guest, item.also.events);
  const exclusions = exclusionsFor(ctx, item, item.also.exclusions);
  // Who asked for a change and why is the owner's affair: a guest sees what the item is.
  const changes = guest === null ? item.also.changes : [];
  const sources = await knownAmong(ctx, item.also.links);
  const routes = await takingRoutes(ctx, item);
  const people = [
    row.responsible_manager_id,
    row.drafter_person_id,
    row.custodian_id,
    item.also.hold?.placed_by ?? null,
    ...changes.map((change) => change.decided_by),
    ...peopleOfRange(range),
    ...exclusions.flatMap((one) => [one.person_id, one.excluded_by, one.readmitted_by]),
    ...events.map((event) => event.actor_id),
    ...peopleOnRoutes(routes),
  ];
  const [units, companies] = await Promise.all([unitsOfRange(ctx, range), platform.companies.all()]);
  const names = await namesOf(ctx, people, [...units, ...item.also.services, ...companies]);

  await platform.trace.record(
    done(ctx, {
      companyId: company.id,
      action: 'item.viewed',
      subject: { kind: 'item', id: row.number },
      item: row.number,
      because: decision,
      details: { level: effectiveLevel(item.facts, at), reported: isReported(decision) },
    }),
  );
  const drafter = row.drafter_person_id ?? row.drafter_service_id ?? row.drafter_name ?? '';
  return {
    ...toItemSummary(ctx, row, company),
    version: row.version,
    lines: row.line_count,
    pages: row.page_count,
    contentKind: row.content_kind,
    medium: row.medium,
    custodian: row.custodian_id === null ? null : personRef(row.custodian_id, names),
    origin: row.origin,
    fileNumber: row.file_number,
    regimes: FURTHER_REGIMES.filter((regime) => row.regimes.includes(regime)),
    line: row.line,
    coOwners: companies.filter(({ id }) => row.co_owner_ids.includes(id)),
    sources: [...sources],
    customer: item.also.customer?.number ?? null,
    scopeOverride: row.scope_override,
    basis: row.basis,
    levelReason: row.level_reason,
    proposedLevel: levelOfRank(row.proposed_level),
    responsibleManager: personRef(row.responsible_manager_id, names),
    drafter: { kind: row.drafter_service_id === null ? 'person' : 'service', name: names.get(drafter) ?? drafter },
    confirmedAt: row.confirmed_at === null ? null : isoMillisecond(row.confirmed_at),
    range: range.map((entry) => toRangeEntry(entry, names)),
    hold: heldFor(guest, item.also, names),
    exclusions: exclusions.map((one) => toExclusion(one, names)),
    copies: await showFamily(ctx, copies),
    copyCount: toCopyCount(copies, guest === null ? row.copies_issued : copies.length),
    changes: changes.map((change) => toItemChange(change, names)),
    history: events.map((event) => toHistory(event, names)),
    can: [...capabilitiesOf(ctx, item, routes, { names, companies })],
  };
};
