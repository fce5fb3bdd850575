import type { getItem as contract, HistoryEntry } from '@miji/contract';
import type { AuditAction } from '@miji/core';
import { levelOfRank } from '@miji/core';
import type { AuditEventRow } from '@miji/db';
import { copiesOfItem, historyOf, isoMillisecond, listDepartmentsOf, servicesOf } from '@miji/db';
import type { z } from 'zod';
import { toCopyCount, toCopySummary } from '../copies/copy-summary.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef, SYSTEM_NAME } from '../platform/names.ts';
import type { Names } from '../platform/names.ts';
import { loadOfficeHolders } from '../requests/route.ts';
import { capabilitiesOf } from './capabilities.ts';
import { toItemSummary } from './item-facts.ts';
import { findKnownItem } from './known-item.ts';
import { toRangeEntry } from './range-wire.ts';

/** What belongs to the life of an item; who merely read it stands in the trace. */
const LIFE: readonly AuditAction[] = [
  'item.proposed',
  'item.confirmed',
  'range.named',
  'request.approved',
  'copy.issued',
  'item.declassified',
];

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
    const [copies, events, departments, services] = await Promise.all([
      copiesOfItem(tx, row.id),
      historyOf(tx, row.number, LIFE),
      listDepartmentsOf(tx),
      servicesOf(tx),
    ]);
    return { copies, events, units: [...departments, ...services] };
  });
  const { row, range, company, decision } = item;
  const { copies, events, units } = item.also;
  const holders = await loadOfficeHolders(ctx, company.id);
  const people = [
    row.responsible_manager_id,
    row.drafter_person_id,
    ...range.flatMap((entry) => [entry.member_person_id, entry.named_by]),
    ...copies.map((copy) => copy.holder_id),
    ...events.map((event) => event.actor_id),
    ...holders.ownerGeneralManagers,
    ...holders.headquartersExecutives,
  ];
  const names = await namesOf(ctx, people, [...units, ...(await platform.companies.all())]);

  await platform.trace.record(
    done(ctx, {
      companyId: company.id,
      action: 'item.viewed',
      subject: { kind: 'item', id: row.number },
      item: row.number,
      because: decision,
    }),
  );
  const drafter = row.drafter_person_id ?? row.drafter_service_id ?? '';
  return {
    ...toItemSummary(row, company, at),
    version: row.version,
    lines: row.line_count,
    basis: row.basis,
    levelReason: row.level_reason,
    proposedLevel: levelOfRank(row.proposed_level),
    responsibleManager: personRef(row.responsible_manager_id, names),
    drafter: { kind: row.drafter_service_id === null ? 'person' : 'service', name: names.get(drafter) ?? drafter },
    confirmedAt: row.confirmed_at === null ? null : isoMillisecond(row.confirmed_at),
    range: range.map((entry) => toRangeEntry(entry, names)),
    copies: copies.map((copy) => toCopySummary(copy, names, at)),
    copyCount: toCopyCount(copies, row.copies_issued),
    history: events.map((event) => toHistory(event, names)),
    can: [...capabilitiesOf(ctx, item, holders, names)],
  };
};
