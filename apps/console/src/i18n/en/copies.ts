import type { Translation } from '../translation.ts';
import type { copies as zh } from '../zh-cn/copies.ts';

/** The register of copies. */
export const copies: Translation<typeof zh> = {
  title: 'Copy register',
  intro: 'A copy counts as an original: numbered, marked, registered, and it follows the original (GS-24).',
  kind: { copy: 'Copy', excerpt: 'Excerpt', print: 'Print', export: 'Export', provide: 'Provided outside' },
  state: {
    held: 'With its holder',
    lent: 'Lent',
    carried_out: 'Carried out',
    in_transit: 'On its way',
    returned: 'Returned',
    destroyed: 'Destroyed',
    lost: 'Lost',
  },
  field: {
    number: 'No.',
    id: 'Copy',
    item: 'Item',
    mark: 'Mark',
    level: 'Level',
    kind: 'Kind',
    holder: 'Holder',
    state: 'State',
    issued: 'Issued',
    grant: 'Grant',
    file: 'File',
  },
  filter: {
    label: 'Filter the register',
    item: 'Item number',
    item_invalid: 'A number looks like HYYH-2026-000012.',
    state: 'State',
    all_states: 'Every state',
    holder: 'Holder',
    company: 'Company',
    clear: 'Clear the filters',
  },
  conservation: {
    heading: 'Why the register always adds up',
    equation: 'issued = held + lent + carried out + in transit + returned + destroyed + lost',
    explain:
      'Every copy is in exactly one place at any time. The sum is checked after each change, and a change that does not add up does not happen. The numbers of one item stand on its page.',
  },
  open_pdf: 'Open the PDF',
  pdf_mine: 'Only the holder opens his own copy; each time leaves a trace.',
  empty: 'There is no copy that you may know of. Copies taken on an approved request are registered here.',
  empty_filtered: 'No copy matches.',
  file_name: 'copy-register',
};
