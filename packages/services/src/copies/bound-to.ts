import { Temporal } from '@miji/core';
import type { GrantRow } from '@miji/db';
import { keptOf } from '../requests/particulars.ts';

/**
 * What a copy is bound by besides its mark, in the words that stand on every page: until when a print may be used, and to whom outside
 * something is provided.
 *
 * @see PM-10
 * @see CF-32
 */
export const boundTo = (grant: Pick<GrantRow, 'operation' | 'particulars'>): string | undefined => {
  const said = keptOf(grant);
  switch (said.operation) {
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

/** The last day on which a print may be used; null for what is no print. @see PM-10 */
export const lastDayOfUse = (grant: Pick<GrantRow, 'operation' | 'particulars'>): Temporal.PlainDate | null => {
  const said = keptOf(grant);
  return said.operation === 'print' ? Temporal.PlainDate.from(said.useUntil) : null;
};
