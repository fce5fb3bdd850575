import type { listNotices as contract, NoticeWire } from '@miji/contract';
import { noticeKind } from '@miji/contract';
import { decide, levelOfRank } from '@miji/core';
import type { NoticeRow } from '@miji/db';
import { findItem, isoMillisecond, pageNotices, rangeOfNumber } from '@miji/db';
import type { z } from 'zod';
import { toFacts } from '../items/item-facts.ts';
import { homeCompanyId, lawFor, requirePerson, scopeOfCompany, scopeOfPerson } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

/**
 * The inbox of whoever asks, newest first. What a notice is about it says by number and level; the title stands beside it only of
 * what is 秘密 now and what he may know now, and is looked up anew each time.
 *
 * @throws Refusal `NOT_ENTITLED` to a service that acts for nobody
 */
export const listNotices = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  const page = await platform.db.transact(scopeOfPerson(ctx), (tx) => pageNotices(tx, input, input));
  const titles = await titlesOf(ctx, page.rows);
  await platform.trace.record(
    done(ctx, { companyId: homeCompanyId(ctx), action: 'notice.listed', details: { entries: page.rows.length } }),
  );
  return { entries: page.rows.flatMap((row) => toWire(row, titles)), next: page.next };
};

const toWire = (row: NoticeRow, titles: ReadonlyMap<string, string>): readonly NoticeWire[] => {
  const kind = noticeKind.safeParse(row.kind).data;
  // Of a kind that this version does not know: nothing could be said of it.
  if (kind === undefined) return [];
  return [
    {
      id: row.id,
      kind,
      at: isoMillisecond(row.at),
      readAt: row.read_at === null ? null : isoMillisecond(row.read_at),
      request: row.request_number,
      item: row.item_number,
      subject: row.subject,
      title: row.item_number === null ? null : (titles.get(row.item_number) ?? null),
      level: row.level === null ? null : levelOfRank(row.level),
      until: row.due_at === null ? null : isoMillisecond(row.due_at),
      person: row.person_shown,
    },
  ];
};

/** The titles of what is 秘密 and may be known, by number. */
const titlesOf = async (ctx: CallContext, rows: readonly NoticeRow[]): Promise<ReadonlyMap<string, string>> => {
  const actor = requirePerson(ctx);
  const items = rows.flatMap(({ company_id, item_number }) =>
    item_number === null ? [] : [{ company_id, item_number }],
  );
  const perCompany = await Promise.all(
    [...Map.groupBy(items, ({ company_id }) => company_id)].map(async ([companyId, own]) => {
      const company = await ctx.platform.companies.byId(companyId);
      if (company === undefined) return [];
      const law = lawFor(ctx, company);
      const numbers = [...new Set(own.map(({ item_number }) => item_number))];
      return ctx.platform.db.transact(scopeOfCompany(ctx, companyId), (tx) =>
        Promise.all(
          numbers.map(async (number) => {
            const [row, range] = await Promise.all([findItem(tx, number), rangeOfNumber(tx, number)]);
            if (row === undefined || levelOfRank(row.level) !== 'confidential') return null;
            const { outcome } = decide({ law, operation: 'view', item: toFacts(row, range), actor, at: ctx.at });
            return outcome === 'allowed' ? ([number, row.title] as const) : null;
          }),
        ),
      );
    }),
  );
  return new Map(perCompany.flat().filter((entry) => entry !== null));
};
