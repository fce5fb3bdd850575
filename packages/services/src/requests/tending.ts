import type { AuditEvent, Officers, RequestStage, Temporal } from '@miji/core';
import { isBefore, REQUEST_STAGES, stageAt, tryAdvance } from '@miji/core';
import type { ItemRow, RequestDecisionRow, RequestRow, ScopedTransaction } from '@miji/db';
import { endRequest, markRequest } from '@miji/db';
import { tell } from '../notices/tell.ts';
import type { Moment } from '../platform/audit.ts';
import { bySystem } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { levelToDecide } from './known-request.ts';
import { isOvertaken, OVERTAKEN, sayOvertaken } from './overtaken.ts';
import { decidersOf, matterOf } from './standing.ts';
import type { Deciders } from './tending-notices.ts';
import { sayStage, sayWhoDecides } from './tending-notices.ts';

/** What time and register have done to a request since that was last written down. */
export type Tending =
  | { readonly kind: 'expire' }
  | { readonly kind: 'overtake' }
  | {
      readonly kind: 'mark';
      readonly stage: RequestStage;
      /** null for one that waits for the requester */
      readonly deciders: Deciders | null;
    };

/** A request with everything that says where it stands. */
export interface Tended {
  readonly row: RequestRow;
  readonly item: ItemRow;
  readonly decisions: readonly RequestDecisionRow[];
  readonly officers: Officers;
}

/** What there is to do to a request; null where nothing is. */
export const tendingOf = ({ row, item, decisions, officers }: Tended, at: Temporal.Instant): Tending | null => {
  if (!isBefore(at, row.expires_at)) return { kind: 'expire' };
  if (isOvertaken(row, item, at)) return { kind: 'overtake' };
  const reached = stageAt({ beganAt: row.turn_began_at, expiresAt: row.expires_at }, at);
  // A clock that was set back takes nothing back that was told.
  const stage = rankOf(reached) > rankOf(row.stage) ? reached : row.stage;
  if (row.state === 'returned') return stage === row.stage ? null : { kind: 'mark', stage, deciders: null };
  const matter = matterOf(row, item, levelToDecide(row, item, at), at);
  const now = decidersOf(row, matter, decisions, officers, at);
  if (stage === row.stage && row.routed_to !== null && isSame(now, row.routed_to)) return null;
  const usual = matter.overdue === true ? decidersOf(row, { ...matter, overdue: false }, decisions, officers, at) : now;
  return { kind: 'mark', stage, deciders: { now, nextInLine: now.filter((id) => !usual.includes(id)) } };
};

const rankOf = (stage: RequestStage): number => REQUEST_STAGES.indexOf(stage);

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/** Writes down what has come to pass, and tells it, under the lock of the request; gives what the trace says of it. */
export const carryOutTending = async (
  platform: Platform,
  tx: ScopedTransaction,
  moment: Moment,
  row: RequestRow,
  tending: Tending,
): Promise<readonly AuditEvent[]> => {
  switch (tending.kind) {
    case 'expire':
      return expire(platform, tx, moment, row);
    case 'overtake': {
      const advance = tryAdvance(row.state, 'overtake');
      if ('refused' in advance) return [];
      const ended = await endRequest(tx, row.id, { state: advance.next, at: moment.at, by: null, reason: OVERTAKEN });
      return sayOvertaken(platform, tx, moment, [ended]);
    }
    case 'mark': {
      const { stage, deciders } = tending;
      await markRequest(tx, row.id, { stage, ...(deciders === null ? {} : { routed_to: [...deciders.now] }) });
      return [
        ...(deciders === null ? [] : await sayWhoDecides(platform, tx, moment, row, deciders)),
        ...(stage === row.stage ? [] : await sayStage(platform, tx, moment, row, { stage, deciders })),
      ];
    }
  }
};

/** Silence is no: it ended at its deadline, whenever that is written down. */
const expire = async (
  platform: Platform,
  tx: ScopedTransaction,
  moment: Moment,
  row: RequestRow,
): Promise<readonly AuditEvent[]> => {
  const advance = tryAdvance(row.state, 'expire');
  if ('refused' in advance) return [];
  const { number, item_number, level, requester_id } = row;
  await endRequest(tx, row.id, { state: advance.next, at: row.expires_at, by: null, reason: null });
  await tell(platform, tx, {
    kind: 'expired',
    at: moment.at,
    to: [requester_id],
    request: { number, item_number, level, expires_at: null },
    key: `${number} expired`,
  });
  return [
    bySystem(moment, {
      companyId: row.company_id,
      action: 'request.expired',
      subject: { kind: 'request', id: number },
      item: item_number,
      effectiveAt: row.expires_at,
      because: { code: 'REQUEST_EXPIRED' },
      details: { operation: row.operation, unanswered: row.state === 'returned' },
    }),
  ];
};
