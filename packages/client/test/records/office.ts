import type { Actor, Post, RecordClass } from '@miji/core';
import { lawOf, REGULATIONS, Temporal } from '@miji/core';
import type { RecordsHost } from '../../src/records/records-host.ts';
import type { SpooledEvent } from '../../src/spool.ts';

export const COMPANY = '0198c0de-0000-7000-8000-000000000001';
export const DEPARTMENTS = ['retail', 'corporate', 'risk'] as const;
export const NOW = Temporal.Instant.from('2026-11-22T04:00:00Z');

const inPost = (personId: string, departmentId: string, post: Post, companyId = COMPANY): Actor => ({
  personId,
  appointments: [
    {
      companyId,
      companyKind: 'subsidiary',
      post,
      departmentId,
      validity: { from: Temporal.Instant.from('2020-01-01T00:00:00Z'), to: null },
    },
  ],
});

/** Who asks: managers of customers, heads, a colleague of two departments, one who has left, one of another company. */
export const PEOPLE: readonly Actor[] = [
  inPost('li', 'retail', 'staff'),
  inPost('wang', 'corporate', 'staff'),
  inPost('head', 'retail', 'department_head'),
  {
    personId: 'both',
    appointments: [
      ...inPost('both', 'retail', 'staff').appointments,
      ...inPost('both', 'risk', 'department_head').appointments,
    ],
  },
  { personId: 'gone', appointments: [] },
  inPost('stranger', 'retail', 'department_head', '0198c0de-0000-7000-8000-000000000002'),
];

export const CUSTOMER: RecordClass = {
  code: 'customer',
  name: '客户',
  regimes: ['customer'],
  level: { kind: 'by_grade', byGrade: { ordinary: 'confidential', important: 'secret', decisive: 'top_secret' } },
  range: { accountManager: true, department: 'members' },
  fields: [
    { name: 'full_name', kind: 'name', pfi: 'C2', alwaysMasked: false },
    { name: 'mobile', kind: 'mobile', pfi: 'C2', alwaysMasked: false },
    { name: 'account', kind: 'account', pfi: 'C2', alwaysMasked: false },
    { name: 'sms_code', kind: 'text', pfi: 'C2', alwaysMasked: false },
    { name: 'password', kind: 'text', pfi: 'C3', alwaysMasked: false },
    { name: 'segment', kind: 'text', pfi: null, alwaysMasked: false },
  ],
  combinations: [{ fields: ['account', 'sms_code'], becomes: 'C3' }],
  batchLimit: 10,
  unmaskers: ['account_manager', 'department_head'],
  unmaskReasons: [],
};

/** A host that keeps what it is told in a list; `fails` is what keeping it ends with. */
export const officeOf = (recordClass: RecordClass = CUSTOMER) => {
  const events: SpooledEvent[] = [];
  const state: { fails: Error | null } = { fails: null };
  const law = lawOf(REGULATIONS, 'HYYH');
  const host: { -readonly [K in keyof RecordsHost]: RecordsHost[K] } = {
    companyId: COMPANY,
    now: () => NOW,
    recordClass: () => recordClass,
    law: () => law,
    actor: (personId) => PEOPLE.find((person) => person.personId === personId) ?? null,
    record: async (told) => {
      if (state.fails !== null) throw state.fails;
      events.push(...told);
    },
  };
  return { host, events, state, law };
};
