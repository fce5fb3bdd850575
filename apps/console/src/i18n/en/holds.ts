import type { Translation } from '../translation.ts';
import type { holds as zh } from '../zh-cn/holds.ts';

/** Holds: nothing is taken out, declassified or destroyed until they are lifted. */
export const holds: Translation<typeof zh> = {
  title: 'Holds',
  lead: 'While an item is held nothing is taken out, declassified or destroyed, and grants are void; another person lifts it.',
  with_lifted: 'With those that were lifted',
  empty: 'Nothing is held.',
  place: 'Hold an item',
  place_lead: 'By its number; the office need not know the item.',
  place_confirm: 'Hold it',
  done: '{{item}} is held; {{count}} grants are void by that.',
  reason: 'Reason',
  placed: 'Placed by',
  placed_at: 'Placed',
  lifted: 'Lifted by',
  lifted_at: 'Lifted',
  other_lifts: 'Somebody else lifts it',
  lift: 'Lift the hold',
  lift_title: 'Lift the hold on {{item}}',
  lift_lead: 'Grants that are void stay void; who needs one asks again.',
  lift_done: 'The hold on {{item}} is lifted.',
};
