import { noticeKind } from '@miji/contract';
import type { NoticeKind } from '@miji/contract';
import { levelOfRank } from '@miji/core';
import type { Temporal } from '@miji/core';
import { inOffice } from '@miji/core';
import type { OutboxRow, ScopedTransaction } from '@miji/db';
import { appointmentsOf, findRobot, isoMillisecond } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { Platform } from '../platform/context.ts';
import { isForced } from './kinds.ts';
import type { MessageFacts } from './message-words.ts';
import { groupWords, letterWords } from './message-words.ts';
import type { NoticePreferences } from './notice-preferences.ts';
import { preferencesOf } from './notice-preferences.ts';
import { endOfQuiet } from './quiet-hours.ts';
import { sendByRobot } from './send-by-robot.ts';

/** What came of an attempt. */
export type Outcome =
  | { readonly kind: 'delivered' | 'not_wanted' }
  | { readonly kind: 'later'; readonly notBefore: Temporal.Instant }
  | { readonly kind: 'failed'; readonly error: string };

const NOT_WANTED: Outcome = { kind: 'not_wanted' };

/** Tries once to deliver a message, as whoever it is for wants it at this moment. */
export const deliver = async (platform: Platform, row: OutboxRow): Promise<Outcome> => {
  const kind = noticeKind.safeParse(row.kind).data;
  if (kind === undefined) return { kind: 'failed', error: `${row.kind} is no kind of notice` };
  try {
    return await (row.channel === 'email' ? deliverLetter(platform, row, kind) : deliverByRobot(platform, row, kind));
  } catch (error) {
    return { kind: 'failed', error: error instanceof Error ? error.message : 'an unknown failure' };
  }
};

const factsOf = ({ outgoing }: Platform, row: OutboxRow, kind: NoticeKind): MessageFacts => ({
  kind,
  request: row.request_number,
  level: row.level === null ? null : levelOfRank(row.level),
  until: row.due_at,
  link: new URL(row.request_number === null ? '/notices' : `/requests/${row.request_number}`, outgoing.baseUrl).href,
});

/** How somebody wants to be told; null where he holds no post any more. */
const asPersonWants = async (
  platform: Platform,
  personId: string,
  at: Temporal.Instant,
): Promise<NoticePreferences | null> => {
  const ask = async (tx: ScopedTransaction) => Promise.all([appointmentsOf(tx, personId), preferencesOf(tx)]);
  const [appointments, preferences] = await platform.db.transact(
    { companyId: null, personId, principals: [], at },
    ask,
  );
  return inOffice({ personId, appointments }, at).length === 0 ? null : preferences;
};

const deliverLetter = async (platform: Platform, row: OutboxRow, kind: NoticeKind): Promise<Outcome> => {
  const { mail } = platform.outgoing;
  if (mail === null) return NOT_WANTED;
  const at = await platform.clock.now();
  const wishes = await asPersonWants(platform, row.recipient_id, at);
  if (wishes === null || !wishes.channelsFor(kind).includes('email')) return NOT_WANTED;
  const quietUntil = wishes.quiet === null || isForced(kind) ? null : endOfQuiet(wishes.quiet, at);
  if (quietUntil !== null) return { kind: 'later', notBefore: quietUntil };
  const [account] = await platform.accounts.findAccounts({ emails: [], personIds: [row.recipient_id] });
  if (account === undefined) return NOT_WANTED;
  await mail({ id: row.id, to: account.email, ...letterWords(factsOf(platform, row, kind), wishes.language) });
  return { kind: 'delivered' };
};

const deliverByRobot = async (platform: Platform, row: OutboxRow, kind: NoticeKind): Promise<Outcome> => {
  const at = await platform.clock.now();
  const robot = await platform.db.transact(systemScope(at, row.company_id), (tx) => findRobot(tx, row.recipient_id));
  if (robot === undefined || !robot.kinds.includes(kind)) return NOT_WANTED;
  const wishes = await Promise.all(row.person_ids.map((id) => asPersonWants(platform, id, at)));
  // A group is told of a thing as long as one of those whom it concerns wants it said there.
  if (!wishes.some((one) => one?.channelsFor(kind).includes('robot') === true)) return NOT_WANTED;
  const facts = factsOf(platform, row, kind);
  const failure = await sendByRobot(platform, robot, {
    id: row.id,
    words: groupWords(facts),
    data: {
      kind,
      at: isoMillisecond(row.told_at),
      request: facts.request,
      level: facts.level,
      until: facts.until === null ? null : isoMillisecond(facts.until),
      link: facts.link,
    },
  });
  return failure === null ? { kind: 'delivered' } : { kind: 'failed', error: failure };
};
