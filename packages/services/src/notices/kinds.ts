import type { NoticeChannel, NoticeKind } from '@miji/contract';

/** What has to reach somebody whatever he chose, and at whatever hour: a decision waits, or something was done in his name. */
const FORCED: ReadonlySet<NoticeKind> = new Set<NoticeKind>([
  'to_decide',
  'last_reminder',
  'escalated',
  'grant_voided',
  'decided_in_your_name',
  'second_factor_changed',
]);

/** What stays in the inbox: that something could not be sent is not sent. */
const INBOX_ONLY: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['undelivered']);

/** What is nobody’s business but his whom it concerns. */
const PERSONAL: ReadonlySet<NoticeKind> = new Set<NoticeKind>(['second_factor_changed']);

/** Whether the rules force a notice of this kind by every channel. */
export const isForced = (kind: NoticeKind): boolean => FORCED.has(kind);

/** By which channels a kind may come beside the inbox. */
export const channelsOf = (kind: NoticeKind): readonly NoticeChannel[] => {
  if (INBOX_ONLY.has(kind)) return [];
  return PERSONAL.has(kind) ? ['email'] : ['email', 'robot'];
};
