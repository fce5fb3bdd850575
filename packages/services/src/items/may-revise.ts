import { effectiveLevel, mayConfirm } from '@miji/core';
import type { Temporal } from '@miji/core';
import type { Reason } from '../platform/audit.ts';
import type { ActingPerson } from '../platform/context.ts';
import type { KnownItem } from './known-item.ts';

type Revised = Pick<KnownItem, 'row' | 'facts'>;

/**
 * Why somebody cannot give an item another content; null where he can. Whoever drafted it may until it is confirmed; afterwards the
 * manager responsible for it, or whoever may confirm it, for what stands under a confirmed level is not one person’s to say.
 *
 * @see GS-13
 * @see GS-23
 */
export const whyNotRevised = ({ row, facts }: Revised, person: ActingPerson, at: Temporal.Instant): Reason | null => {
  if (!isHis({ row, facts }, person, at)) {
    return { code: 'NOT_ENTITLED', rule: 'classification.attributes', article: 'GS-13' };
  }
  if (effectiveLevel(facts, at) === 'declassified') return { code: 'ALREADY_DECLASSIFIED', article: 'GS-14' };
  if (row.on_hold) return { code: 'ON_HOLD', rule: 'hold.placed', article: 'GS-23' };
  if (row.medium === 'paper') {
    return { code: 'VALIDATION', fields: [{ field: 'content', code: 'VALIDATION', article: 'GS-26' }] };
  }
  return null;
};

/** Whether an item's content is somebody's to give, with nobody else's word. */
const isHis = ({ row, facts }: Revised, person: ActingPerson, at: Temporal.Instant): boolean => {
  const drafterId = row.drafter_person_id;
  const isDrafter = person.personId === drafterId;
  if (row.state === 'proposed' && isDrafter) return true;
  if (person.personId === row.responsible_manager_id && !isDrafter) return true;
  return mayConfirm({ range: facts.range, level: facts.level, drafterId }, person, at) === null;
};
