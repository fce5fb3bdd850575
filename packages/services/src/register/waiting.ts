import type { RequestRow } from '@miji/db';
import { decisionsOnRequests, findItems } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { levelToDecide } from '../requests/known-request.ts';
import { OfficerDesk } from '../requests/officers.ts';
import { decidersOf, matterOf } from '../requests/standing.ts';

/** The ids of the people for whom some pending requests wait now, by the request’s id. */
export const approversOf = async (
  ctx: CallContext,
  rows: readonly RequestRow[],
): Promise<ReadonlyMap<string, readonly string[]>> => {
  const { platform, at } = ctx;
  const desk = new OfficerDesk(ctx);
  const found = new Map<string, readonly string[]>();
  for (const [companyId, own] of Map.groupBy(rows, (row) => row.company_id)) {
    const { items, decisions } = await platform.db.transact(systemScope(at, companyId), async (tx) => ({
      items: await findItems(tx, [...new Set(own.map((row) => row.item_number))]),
      decisions: await decisionsOnRequests(
        tx,
        own.map((row) => row.id),
      ),
    }));
    for (const row of own) {
      const item = items.find(({ id }) => id === row.item_id);
      if (item === undefined) continue;
      const officers = await desk.of(row.route.companies, row.route.seats);
      const matter = matterOf(row, item, levelToDecide(row, item, at), at);
      found.set(row.id, decidersOf(row, matter, decisions.get(row.id) ?? [], officers, at));
    }
  }
  return found;
};
