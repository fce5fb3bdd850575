import type { NoticeKind } from '@miji/contract';
import type { AuditEvent, RequestStage } from '@miji/core';
import type { RequestRow, ScopedTransaction } from '@miji/db';
import { tell } from '../notices/tell.ts';
import type { Moment } from '../platform/audit.ts';
import { bySystem } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';

/** Who may decide a request now. */
export interface Deciders {
  readonly now: readonly string[];
  /** those of them who only may because nobody else has decided in time */
  readonly nextInLine: readonly string[];
}

/**
 * Says to whom a request goes now, where it goes to others than before: to whoever may decide it by that, and to whoever asked.
 * Whoever comes in as the next in line is told of the escalation instead, see {@link sayStage}.
 *
 * @returns what the trace says of it
 */
export const sayWhoDecides = async (
  platform: Platform,
  tx: ScopedTransaction,
  moment: Moment,
  row: RequestRow,
  { now, nextInLine }: Deciders,
): Promise<readonly AuditEvent[]> => {
  const { number, requester_id, routed_to: before } = row;
  const say = (kind: NoticeKind, to: readonly string[], key: string) =>
    tell(platform, tx, { kind, at: moment.at, to, request: row, key: `${number} ${kind} ${key}` });
  if (before === null) {
    await say('to_decide', now, String(row.round));
    return [];
  }
  const added = now.filter((id) => !before.includes(id));
  const removed = before.filter((id) => !now.includes(id));
  const joined = row.stage === 'escalated' ? added : added.filter((id) => !nextInLine.includes(id));
  if (joined.length === 0 && removed.length === 0) return [];
  const key = String(moment.at.epochMilliseconds);
  await say('rerouted_to_you', joined, key);
  await say('rerouted', [requester_id], key);
  return [
    bySystem(moment, {
      companyId: row.company_id,
      action: 'request.rerouted',
      subject: { kind: 'request', id: number },
      item: row.item_number,
      details: { added: joined.join(' ') || null, removed: removed.join(' ') || null, deciders: now.length },
    }),
  ];
};

const KINDS = { half: 'reminder', four_fifths: 'last_reminder', escalated: 'last_reminder' } as const;

/**
 * Says that a request has reached a stage, each person once: whoever has to decide is reminded; at the last stage the next in line are
 * told that it is theirs as well, and the others only where the clock has passed their last reminder over. One that was asked back
 * waits for the requester, and so it is he who is reminded.
 *
 * @returns what the trace says of it
 */
export const sayStage = async (
  platform: Platform,
  tx: ScopedTransaction,
  moment: Moment,
  row: RequestRow,
  reached: { readonly stage: RequestStage; readonly deciders: Deciders | null },
): Promise<readonly AuditEvent[]> => {
  const { stage, deciders } = reached;
  if (stage === 'fresh') return [];
  const { number, requester_id, round } = row;
  const say = async (kind: NoticeKind, to: readonly string[]): Promise<number> => {
    await tell(platform, tx, { kind, at: moment.at, to, request: row, key: `${number} ${kind} ${round} ${stage}` });
    return to.length;
  };
  const isEscalated = stage === 'escalated';
  const hadLastReminder = isEscalated && row.stage === 'four_fifths';
  let told = 0;
  if (deciders === null) {
    if (hadLastReminder) return [];
    told = await say('asked_back', [requester_id]);
  } else {
    const { now, nextInLine } = deciders;
    if (!hadLastReminder)
      told += await say(
        KINDS[stage],
        now.filter((id) => !nextInLine.includes(id)),
      );
    if (isEscalated) told += await say('escalated', nextInLine);
  }
  return [
    bySystem(moment, {
      companyId: row.company_id,
      action: isEscalated && deciders !== null ? 'request.escalated' : 'request.reminded',
      subject: { kind: 'request', id: number },
      item: row.item_number,
      details: { stage, told, ...(deciders === null ? {} : { escalated: deciders.nextInLine.join(' ') || null }) },
    }),
  ];
};
