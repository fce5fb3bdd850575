import type { Translation } from '../translation.ts';
import type { incidents as zhIncidents, tidings as zh } from '../zh-cn/tidings.ts';

/** Changes that holders have to be told of. */
export const tidings: Translation<typeof zh> = {
  title: 'Changes told',
  lead: 'When level, period or range of an item change, its copies follow; whoever holds one confirms that he knows (GS-24).',
  of_item: 'Changes of {{item}}',
  item_hint: 'The number of an item: who has confirmed',
  unconfirmed: 'Only what is not confirmed',
  empty: 'There is no change for you to confirm.',
  empty_item: 'No change of this item has been told.',
  empty_unconfirmed: 'All have confirmed.',
  kind: {
    regraded: 'The level has changed',
    extended: 'The period has been extended',
    declassified: 'It has been declassified',
    range_changed: 'You may no longer know it; return your copy',
    held: 'It is on hold: no copying, passing on or destroying',
    released: 'The hold has been lifted',
    revised: 'The content is new',
  },
  short: {
    regraded: 'Level',
    extended: 'Period',
    declassified: 'Declassified',
    range_changed: 'Range',
    held: 'Hold',
    released: 'Hold lifted',
    revised: 'Content',
  },
  told: 'told {{at}}',
  confirmed: 'confirmed {{at}}',
  waiting: 'not confirmed',
  confirm: 'I know, and have changed the mark',
  done: 'Confirmed: the change of {{item}}.',
  progress: '{{all}} listed, {{confirmed}} confirmed',
  file_name: 'changes-told',
  field: { item: 'Item', kind: 'Change', copies: 'Copies', person: 'Whom', told: 'Told', confirmed: 'Confirmed' },
};

/** What has to be looked into. */
export const incidents: Translation<typeof zhIncidents> = {
  title: 'To be looked into',
  lead: 'Losses, counts that differ and what is overdue stand here by themselves until they are looked into.',
  empty: 'There is nothing to look into.',
  file_name: 'incidents',
  kind: {
    copy_lost: 'A copy is lost',
    copy_overdue: 'A copy has not come back in time',
    count_differs: 'A count differs',
    holder_left: 'A copy was left behind by somebody who has gone',
    loan_overdue: 'A loan is overdue',
    receipt_overdue: 'A receipt is overdue',
    signature_disputed: 'A signature is disputed',
    stocktaking_difference: 'A stocktaking differs',
  },
  draft: 'Draft',
  drafted: 'Listed',
  not_received: '{{words}}: not confirmed by then',
  field: {
    number: 'Incident',
    kind: 'Kind',
    item: 'Item',
    copy: 'Copy',
    loan: 'Loan',
    person: 'Who',
    at: 'Noticed',
    facts: 'Facts',
  },
};
