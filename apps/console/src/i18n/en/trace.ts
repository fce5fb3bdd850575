import type { Translation } from '../translation.ts';
import type { trace as zh } from '../zh-cn/trace.ts';

/** The trace: one sentence for each act, the verb following whoever acted. */
export const trace: Translation<typeof zh> = {
  title: 'Trace',
  intro: 'Who did what and when, or was refused it. Entries are added, never changed.',
  said: {
    sentence: '{{actor}} {{act}}',
    on_behalf: '{{actor}} (for {{other}})',
    system: 'The system',
    some_item: 'an item',
  },
  done: {
    session: {
      signed_in: 'signed in',
      refused: 'tried to sign in',
      signed_out: 'signed out',
    },
    company: {
      founded: 'founded a company',
    },
    person: {
      appointed: 'appointed a person',
    },
    appointment: {
      ended: 'ended an appointment',
    },
    service: {
      registered: 'registered a service',
    },
    service_key: {
      issued: 'issued a service key',
      confirmed: 'confirmed a service key',
      listed: 'looked at the service keys',
      revoked: 'revoked a service key',
    },
    item: {
      proposed: 'proposed item {{target}}',
      confirmed: 'confirmed the level of item {{target}}',
      declassified: 'noted that item {{target}} has declassified',
      viewed: 'looked at the registration of {{target}}',
      read: 'read {{target}}',
      listed: 'listed items',
      checked: 'asked what is allowed with {{target}}',
    },
    range: {
      named: 'named a reader of {{target}}',
    },
    request: {
      filed: 'asked for an excerpt or copy of {{target}}',
      viewed: 'looked at a request about {{target}}',
      listed: 'looked through requests',
      approved: 'approved a request about {{target}}',
      refused: 'refused a request about {{target}}',
      withdrawn: 'withdrew a request about {{target}}',
      expired: 'noted that a request about {{target}} was not decided in time',
    },
    copy: {
      issued: 'took a copy of {{target}}',
      printed: 'opened the file of a copy of {{target}}',
      listed: 'looked at the copy register',
    },
    trace: {
      listed: 'looked at the trace',
      exported: 'exported the trace',
    },
    clock: {
      set: 'set the clock',
    },
  },
  denied: {
    session: {
      signed_in: 'was refused signing in',
      refused: 'was refused signing in',
      signed_out: 'was refused signing out',
    },
    company: {
      founded: 'was refused founding a company',
    },
    person: {
      appointed: 'was refused appointing a person',
    },
    appointment: {
      ended: 'was refused ending an appointment',
    },
    service: {
      registered: 'was refused registering a service',
    },
    service_key: {
      issued: 'was refused issuing a service key',
      confirmed: 'was refused confirming a service key',
      listed: 'was refused looking at the service keys',
      revoked: 'was refused revoking a service key',
    },
    item: {
      proposed: 'was refused proposing item {{target}}',
      confirmed: 'was refused confirming the level of item {{target}}',
      declassified: 'was refused noting that item {{target}} has declassified',
      viewed: 'was refused looking at the registration of {{target}}',
      read: 'was refused reading {{target}}',
      listed: 'was refused listing items',
      checked: 'was refused asking what is allowed with {{target}}',
    },
    range: {
      named: 'was refused naming a reader of {{target}}',
    },
    request: {
      filed: 'was refused asking for an excerpt or copy of {{target}}',
      viewed: 'was refused looking at a request about {{target}}',
      listed: 'was refused looking through requests',
      approved: 'was refused approving a request about {{target}}',
      refused: 'was refused refusing a request about {{target}}',
      withdrawn: 'was refused withdrawing a request about {{target}}',
      expired: 'was refused noting that a request about {{target}} has expired',
    },
    copy: {
      issued: 'was refused taking a copy of {{target}}',
      printed: 'was refused opening the file of a copy of {{target}}',
      listed: 'was refused looking at the copy register',
    },
    trace: {
      listed: 'was refused looking at the trace',
      exported: 'was refused exporting the trace',
    },
    clock: {
      set: 'was refused setting the clock',
    },
  },
  action: {
    session: {
      signed_in: 'Signed in',
      refused: 'Sign-in refused',
      signed_out: 'Signed out',
    },
    company: {
      founded: 'Company founded',
    },
    person: {
      appointed: 'Person appointed',
    },
    appointment: {
      ended: 'Appointment ended',
    },
    service: {
      registered: 'Service registered',
    },
    service_key: {
      issued: 'Service key issued',
      confirmed: 'Service key confirmed',
      listed: 'Service keys listed',
      revoked: 'Service key revoked',
    },
    item: {
      proposed: 'Item proposed',
      confirmed: 'Item confirmed',
      declassified: 'Item declassified',
      viewed: 'Registration viewed',
      read: 'Content read',
      listed: 'Items listed',
      checked: 'Rights asked',
    },
    range: {
      named: 'Reader named',
    },
    request: {
      filed: 'Request made',
      viewed: 'Request viewed',
      listed: 'Requests listed',
      approved: 'Request approved',
      refused: 'Request refused',
      withdrawn: 'Request withdrawn',
      expired: 'Request expired',
    },
    copy: {
      issued: 'Copy issued',
      printed: 'Copy file opened',
      listed: 'Copy register viewed',
    },
    trace: {
      listed: 'Trace viewed',
      exported: 'Trace exported',
    },
    clock: {
      set: 'Clock set',
    },
  },
  fact: {
    copies_request: ' ({{count}} ×)',
    copy: ' ({{id}})',
    request: ' ({{id}})',
    effective: 'effective {{at}}',
  },
  refused: 'Refused',
  sealed: 'Sealed, position {{position}} in the chain',
  unsealed: 'Not sealed yet',
  raw: 'Raw fields',
  raw_field: {
    id: 'Event',
    at: 'At (UTC)',
    effectiveAt: 'Effective (UTC)',
    action: 'Action',
    actor: 'Actor',
    onBehalfOf: 'On behalf of',
    subject: 'Subject',
    item: 'Item',
    outcome: 'Outcome',
    code: 'Code',
    rule: 'Rule',
    article: 'Article',
    details: 'Details',
    entry: 'Position',
  },
  filter: {
    label: 'Filter the trace',
    from: 'From',
    to: 'To',
    item: 'Item number',
    item_invalid: 'A number looks like HYYH-2026-000012.',
    action: 'Action',
    all_actions: 'Every action',
    refused_only: 'Refused only',
    company: 'Company',
    clear: 'Clear the filters',
  },
  export: {
    heading: 'Export and verify',
    explain: 'Export the sealed entries of a day and verify them anywhere, without this system:',
    verify: 'npm run verify -- FILE',
    day: 'Which day',
    download: 'Export this day',
    changed:
      'Whatever is changed, deleted, inserted, reordered or cut off, the first entry that does not fit is named.',
  },
  not_entitled: {
    heading: 'Your posts do not show the trace',
    explain:
      'The auditors and security officers of a company see its trace; those of the head office see every company’s. Ask one of them where you need it.',
    own: 'What you did yourself stands in the history of the item and on the page of the request.',
  },
  empty: 'Nothing is recorded in this time.',
  empty_filtered: 'Nothing matches.',
};
