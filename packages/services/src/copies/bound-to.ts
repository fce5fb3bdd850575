import { Temporal } from '@miji/core';
import type { GrantRow } from '@miji/db';
import { keptOf } from '../requests/particulars.ts';

/**
 * What a copy is bound by besides its mark, in the words that stand on every page: until when a print may be used, after which meeting a
 * paper is collected, and to whom outside something is provided.
 *
 * @see PM-10
 * @see CD-15
 * @see CF-32
 */
export const boundTo = (grant: Pick<GrantRow, 'operation' | 'particulars'>): string | undefined => {
  const said = keptOf(grant);
  switch (said.operation) {
    case 'copy':
    case 'excerpt':
      return said.meeting === undefined ? undefined : `会议用件，${said.meeting.heldOn} 会后收回`;
    case 'print':
      return `使用期限至 ${said.useUntil}`;
    case 'provide':
      return `提供对象 ${said.organisation}`;
    case 'export':
      return `导出去向 ${said.destination}`;
    default:
      return undefined;
  }
};

/** The last day on which a print may be used, or the day of the meeting that a paper is for; null for anything else. @see PM-10 @see CD-15 */
export const lastDayOfUse = (grant: Pick<GrantRow, 'operation' | 'particulars'>): Temporal.PlainDate | null => {
  const said = keptOf(grant);
  if (said.operation === 'print') return Temporal.PlainDate.from(said.useUntil);
  const meeting = said.operation === 'copy' || said.operation === 'excerpt' ? said.meeting : undefined;
  return meeting === undefined ? null : Temporal.PlainDate.from(meeting.heldOn);
};
