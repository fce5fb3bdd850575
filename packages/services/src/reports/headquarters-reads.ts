import type { HeadquartersRead, headquartersReads as contract } from '@miji/contract';
import { BUSINESS_ZONE, levelOfRank, TRACE_POSTS, Temporal } from '@miji/core';
import type { EffectiveLevel } from '@miji/core';
import type { AuditEventRow, Span } from '@miji/db';
import { findItems, headquartersReadTotals, isoMillisecond, pageHeadquartersReads } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, holdsOffice, homeCompanyId, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';

const LEVELS: readonly string[] = ['confidential', 'secret', 'top_secret', 'declassified'] satisfies EffectiveLevel[];
const isLevel = (value: unknown): value is EffectiveLevel => typeof value === 'string' && LEVELS.includes(value);

/**
 * What the head office's executives read of a company's items in a month, because they may know all. It names items by their numbers
 * and levels, never by their titles. Looking is itself traced.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is neither auditor nor security officer there or at the head office
 * @see GS-16
 * @see K-07
 */
export const headquartersReads = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const company = await companyAskedFor(ctx, input.company);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'headquarters_reads.reported',
    details: { month: input.month },
  } as const;
  if (company === undefined || !(await holdsOffice(ctx, company.id, TRACE_POSTS))) {
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED', rule: 'range.headquarters', article: 'GS-16' });
  }
  const span = monthSpan(input.month);
  const { page, totals, levels } = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const [found, sums] = await Promise.all([pageHeadquartersReads(tx, span, input), headquartersReadTotals(tx, span)]);
    // Reads of earlier releases do not say what level the item had.
    const unsaid = found.rows
      .filter(({ details }) => !isLevel(details['level']))
      .flatMap((row) => row.item_number ?? []);
    const rows = unsaid.length === 0 ? [] : await findItems(tx, [...new Set(unsaid)]);
    return { page: found, totals: sums, levels: new Map(rows.map((row) => [row.number, levelOfRank(row.level)])) };
  });
  const names = await namesOf(
    ctx,
    totals.map(({ personId }) => personId),
  );
  await ctx.platform.trace.record(
    done(ctx, { ...happening, details: { month: input.month, entries: page.rows.length } }),
  );

  const levelOf = ({ details, item_number }: AuditEventRow): EffectiveLevel => {
    const said = details['level'];
    return isLevel(said) ? said : (levels.get(item_number ?? '') ?? 'declassified');
  };
  return {
    month: input.month,
    total: {
      reads: totals.reduce((sum, { reads }) => sum + reads, 0),
      items: new Set(totals.flatMap(({ items }) => items)).size,
    },
    people: totals.map(({ personId, reads, items, last }) => ({
      person: personRef(personId, names),
      reads,
      items: items.length,
      last: isoMillisecond(last),
    })),
    entries: page.rows.flatMap((row): readonly HeadquartersRead[] =>
      row.actor_id === null || row.item_number === null
        ? []
        : [
            {
              at: isoMillisecond(row.at),
              person: personRef(row.actor_id, names),
              item: row.item_number,
              level: levelOf(row),
              act: row.action === 'item.read' ? 'read' : 'viewed',
            },
          ],
    ),
    next: page.next,
  };
};

/** A month in the business zone. */
const monthSpan = (month: string): Span => {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(BUSINESS_ZONE).toInstant();
  return { from: startOf(first), to: startOf(first.add({ months: 1 })) };
};
