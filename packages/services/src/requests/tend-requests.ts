import type { AuditEvent } from '@miji/core';
import { leavesOf } from '@miji/core';
import type { RequestRow, SeenRequest } from '@miji/db';
import { appendEvents, decisionsOnRequests, findItems, lockAsSeen, pageUnderWay } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { Moment } from '../platform/audit.ts';
import { momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { OfficerDesk } from './officers.ts';
import type { Tending } from './tending.ts';
import { carryOutTending, tendingOf } from './tending.ts';

/** As many are looked at in one go, and as many held at once. */
const PAGE = 200;
const HELD = 50;

/**
 * Does to the requests of a company that are under way what time and the register of appointments have done to them: reminds at half
 * and at four fifths of the time, takes them to the next in line at nine tenths, writes down that they have expired or are void, and
 * says so where they go to others than before. No right depends on its having run: who may decide is read from clock and register by
 * whoever asks. What has been done is written in the same transaction in which it is told, so that each thing is told once, however
 * many servers tend at once and wherever one of them stopped.
 *
 * @returns how many requests it did something to
 * @see K-09
 */
export const tendRequests = async (platform: Platform, companyId: string): Promise<number> => {
  let tended = 0;
  let last: SeenRequest | null = null;
  for (;;) {
    const page: Page = await lookAt(platform, companyId, last);
    for (let from = 0; from < page.due.length; from += HELD) {
      tended += await act(platform, companyId, page.moment, page.due.slice(from, from + HELD));
    }
    if (page.rows.length < PAGE) return tended;
    last = page.rows.at(-1) ?? null;
  }
};

interface Due {
  readonly row: SeenRequest;
  readonly tending: Tending;
}
interface Page {
  readonly rows: readonly SeenRequest[];
  readonly moment: Moment;
  readonly due: readonly Due[];
}

/**
 * What there is to do to some of them. First the requests, then clock and register: whoever has tended one of them in between has
 * written it, and {@link act} leaves it alone, so that nothing older is ever set above something newer.
 */
const lookAt = async (platform: Platform, companyId: string, last: SeenRequest | null): Promise<Page> => {
  const opened = await platform.clock.now();
  const seen = await platform.db.transact(systemScope(opened, companyId), async (tx) => {
    const rows = await pageUnderWay(tx, last, PAGE);
    if (rows.length === 0) return { rows, decisions: new Map<string, never>(), items: new Map<string, never>() };
    const [decisions, items] = await Promise.all([
      decisionsOnRequests(
        tx,
        rows.map(({ id }) => id),
      ),
      findItems(tx, [...new Set(rows.map(({ item_number }) => item_number))]),
    ]);
    return { rows, decisions, items: new Map(items.map((item) => [item.id, item])) };
  });
  const { rows, decisions, items } = seen;
  const at = await platform.clock.now();
  const moment = await momentAt(platform, at);
  const desk = new OfficerDesk({ platform, at });
  await desk.knowStaff(companyId, rows.flatMap(personsOnRoute));
  const due: Due[] = [];
  for (const row of rows) {
    const item = items.get(row.item_id);
    if (item === undefined) continue;
    const officers = await desk.of(row.route.companies, row.route.seats);
    const tending = tendingOf({ row, item, decisions: decisions.get(row.id) ?? [], officers }, at);
    if (tending !== null) due.push({ row, tending });
  }
  return { rows, moment, due };
};

/** The people who have a say as themselves, and not by a post. */
const personsOnRoute = ({ route }: RequestRow): readonly string[] =>
  leavesOf(route.seats).flatMap((seat) => (seat.kind === 'person' ? [seat.personId] : []));

/** Does it to those that nobody else holds, and that nobody has written since they were looked at. */
const act = (platform: Platform, companyId: string, moment: Moment, due: readonly Due[]): Promise<number> =>
  platform.db.transact(systemScope(moment.at, companyId), async (tx) => {
    const held = await lockAsSeen(
      tx,
      due.map(({ row }) => row),
    );
    const tendings = new Map(due.map(({ row, tending }) => [row.id, tending]));
    const events: AuditEvent[] = [];
    for (const row of held) {
      const tending = tendings.get(row.id);
      if (tending !== undefined) events.push(...(await carryOutTending(platform, tx, moment, row, tending)));
    }
    if (events.length > 0) await appendEvents(tx, events);
    return held.length;
  });
