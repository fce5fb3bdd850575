import type { RecordClassWire } from '@miji/contract';

/** What the form begins with: a table of customers as the regulations see it. @see CD-05 @see CD-06 @see CD-07 */
export const SUGGESTION: RecordClassWire = {
  code: 'customer',
  name: '客户',
  regimes: ['customer'],
  level: { kind: 'by_grade', byGrade: { ordinary: 'confidential', important: 'secret', decisive: 'top_secret' } },
  range: { accountManager: true, department: 'members' },
  fields: [
    { name: 'full_name', kind: 'name', pfi: 'C2', alwaysMasked: false },
    { name: 'mobile', kind: 'mobile', pfi: 'C2', alwaysMasked: false },
    { name: 'id_number', kind: 'identity', pfi: 'C2', alwaysMasked: false },
    { name: 'account', kind: 'account', pfi: 'C2', alwaysMasked: false },
    { name: 'opened_on', kind: 'date', pfi: 'C1', alwaysMasked: false },
  ],
  combinations: [],
  batchLimit: 100,
  unmaskers: ['account_manager', 'department_head'],
  unmaskReasons: [],
};
