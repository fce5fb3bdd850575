import type { expiringItems as contract } from '@miji/contract';
import { businessDay, levelOfRank, startOfBusinessDay, TRACE_POSTS } from '@miji/core';
import type { Temporal } from '@miji/core';
import { expiringWeeks, isoMillisecond, pageExpiringItems } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, homeCompanyId, holdsOffice, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';

type Week = z.output<typeof contract.output>['weeks'][number];

/**
 * What declassifies by itself within some days: the office learns numbers and levels, so that it can ask the responsible managers in
 * time; it learns no title.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is neither a security officer nor an auditor of the company or of the head office
 * @see GS-14
 * @see GS-15
 */
export const expiringItems = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const company = await companyAskedFor(ctx, input.company);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'item.listed',
    details: { report: 'expiring', days: input.days },
  } as const;
  if (company === undefined || !(await holdsOffice(ctx, company.id, TRACE_POSTS))) {
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });
  }
  const today = businessDay(at);
  const stretch = { after: at, until: startOfBusinessDay(today.add({ days: input.days + 1 })) };
  const [page, counted] = await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    Promise.all([pageExpiringItems(tx, stretch, input), expiringWeeks(tx, stretch, startOfBusinessDay(today))]),
  );
  await platform.trace.record(
    done(ctx, { ...happening, details: { ...happening.details, entries: page.rows.length } }),
  );
  const names = await namesOf(
    ctx,
    page.rows.map((row) => row.responsible_manager_id),
  );
  return {
    company,
    weeks: weeksFrom(today, input.days, counted),
    entries: page.rows.map((row) => ({
      number: row.number,
      level: levelOfRank(row.level),
      catalogueCode: row.catalogue_code,
      state: row.state,
      endsAt: isoMillisecond(row.secret_until ?? stretch.until),
      responsibleManager: personRef(row.responsible_manager_id, names),
    })),
    next: page.next,
  };
};

/** Every week that the span touches, with what ends in it. */
const weeksFrom = (
  today: Temporal.PlainDate,
  days: number,
  counted: Awaited<ReturnType<typeof expiringWeeks>>,
): Week[] => {
  const weeks = Array.from(
    { length: Math.ceil((days + 1) / 7) },
    (_, index): Week => ({
      from: today.add({ weeks: index }).toString(),
      confidential: 0,
      secret: 0,
      top_secret: 0,
    }),
  );
  for (const { week, level, items } of counted) {
    const place = weeks[Math.min(week, weeks.length - 1)];
    if (place !== undefined) place[levelOfRank(level)] += items;
  }
  return weeks;
};
