import type { RequestRow } from '@miji/db';
import { decisionsOnRequests, findItems, pageRequests, writeCursor } from '@miji/db';
import { requirePerson, scopeOfPerson, systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { levelToDecide } from './known-request.ts';
import { OfficerDesk } from './officers.ts';
import { matterOf, standingOf } from './standing.ts';

/** As many as are looked at in one go: what is addressed to somebody is more than what he may decide now. */
const BATCH = 200;

/**
 * The requests that whoever acts may decide now, newest first: addressed to one of his seats, his turn, nobody’s own matter that he
 * is on the side of, and not agreed to by him already.
 */
export const pageToDecide = async (
  ctx: CallContext,
  paging: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly rows: readonly RequestRow[]; readonly next: string | null }> => {
  const desk = new OfficerDesk(ctx);
  const rows: RequestRow[] = [];
  let cursor = paging.cursor;
  for (;;) {
    const page = await ctx.platform.db.transact(scopeOfPerson(ctx), (tx) =>
      pageRequests(tx, { box: 'to_decide' }, { cursor, limit: BATCH }),
    );
    rows.push(...(await decidable(ctx, desk, page.rows)));
    const last = rows[paging.limit - 1];
    if (rows.length > paging.limit && last !== undefined) {
      return { rows: rows.slice(0, paging.limit), next: writeCursor({ at: last.filed_at, id: last.id }) };
    }
    if (page.next === null) return { rows, next: null };
    cursor = page.next;
  }
};

const decidable = async (
  ctx: CallContext,
  desk: OfficerDesk,
  rows: readonly RequestRow[],
): Promise<readonly RequestRow[]> => {
  const person = requirePerson(ctx);
  const chosen = new Set<string>();
  for (const [companyId, own] of Map.groupBy(rows, (row) => row.company_id)) {
    const { items, decisions } = await ctx.platform.db.transact(systemScope(ctx.at, companyId), async (tx) => {
      const [found, decided] = await Promise.all([
        findItems(tx, [...new Set(own.map((row) => row.item_number))]),
        decisionsOnRequests(
          tx,
          own.map((row) => row.id),
        ),
      ]);
      return { items: new Map(found.map((item) => [item.id, item])), decisions: decided };
    });
    for (const row of own) {
      const item = items.get(row.item_id);
      if (item === undefined) continue;
      const officers = await desk.of(row.route.companies, row.route.seats);
      const matter = matterOf(row, item, levelToDecide(row, item, ctx.at), ctx.at);
      const standing = standingOf(row, matter, decisions.get(row.id) ?? [], { person, officers }, ctx.at);
      if (standing.mayNotDecide === null) chosen.add(row.id);
    }
  }
  return rows.filter((row) => chosen.has(row.id));
};
