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
      entered: 'entered a company',
    },
    person: {
      appointed: 'appointed a person',
      registered: 'entered a person',
      transferred: 'transferred a person',
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
      regraded: 'changed the level of {{target}}',
      extended: 'extended the period of {{target}}',
      released: 'declassified {{target}} early',
      part_released: 'declassified a part of {{target}}',
      imported: 'imported {{target}} from a ledger',
    },
    range: {
      named: 'named a reader of {{target}}',
      revoked: 'took a name out of the range of {{target}}',
      excluded: 'shut somebody out of {{target}}',
      readmitted: 'lifted an exclusion of {{target}}',
    },
    request: {
      filed: 'asked for an excerpt or copy of {{target}}',
      viewed: 'looked at a request about {{target}}',
      listed: 'looked through requests',
      agreed: 'agreed to a request about {{target}}',
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
    department: {
      opened: 'opened a department',
      closed: 'closed a department',
    },
    account: {
      opened: 'opened an account',
    },
    people: {
      imported: 'imported people and posts',
    },
    delegation: {
      given: 'gave a delegation',
      revoked: 'revoked a delegation',
    },
    project_group: {
      opened: 'opened a project group',
      joined: 'put somebody into a project group',
      left: 'took somebody out of a project group',
    },
    customer: {
      registered: 'entered a customer',
      graded: 'changed a customer’s grade',
    },
    ledger: {
      imported: 'imported a ledger',
    },
    decision: {
      explained: 'asked why the law says what it says of {{target}}',
    },
    headquarters_reads: {
      reported: 'read the monthly report of head-office reads',
    },
    rules: {
      drafted: 'drafted rules',
      proposed: 'proposed rules',
      discarded: 'discarded a draft of rules',
      returned: 'sent a draft of rules back',
      published: 'published rules',
      tried: 'ran a dry run of draft rules',
      covered: 'looked at the coverage of approvers',
      viewed: 'looked at drafts of rules',
    },
    single_sign_on: {
      configured: 'set up single sign-on',
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
      entered: 'was refused entering a company',
    },
    person: {
      appointed: 'was refused appointing a person',
      registered: 'was refused entering a person',
      transferred: 'was refused transferring a person',
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
      regraded: 'was refused changing the level of {{target}}',
      extended: 'was refused extending the period of {{target}}',
      released: 'was refused declassifying {{target}} early',
      part_released: 'was refused declassifying a part of {{target}}',
      imported: 'was refused importing an item',
    },
    range: {
      named: 'was refused naming a reader of {{target}}',
      revoked: 'was refused changing the range of {{target}}',
      excluded: 'was refused changing who is shut out of {{target}}',
      readmitted: 'was refused changing who is shut out of {{target}}',
    },
    request: {
      filed: 'was refused asking for an excerpt or copy of {{target}}',
      viewed: 'was refused looking at a request about {{target}}',
      listed: 'was refused looking through requests',
      agreed: 'was refused agreeing to a request about {{target}}',
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
    department: {
      opened: 'was refused opening a department',
      closed: 'was refused closing a department',
    },
    account: {
      opened: 'was refused opening an account',
    },
    people: {
      imported: 'was refused importing people and posts',
    },
    delegation: {
      given: 'was refused giving a delegation',
      revoked: 'was refused revoking a delegation',
    },
    project_group: {
      opened: 'was refused opening a project group',
      joined: 'was refused adding to a project group',
      left: 'was refused removing from a project group',
    },
    customer: {
      registered: 'was refused entering a customer',
      graded: 'was refused changing a customer’s grade',
    },
    ledger: {
      imported: 'was refused importing a ledger',
    },
    decision: {
      explained: 'was refused an explanation about {{target}}',
    },
    headquarters_reads: {
      reported: 'was refused the monthly report of head-office reads',
    },
    rules: {
      drafted: 'was refused drafting rules',
      proposed: 'was refused proposing rules',
      discarded: 'was refused discarding a draft of rules',
      returned: 'was refused sending a draft back',
      published: 'was refused publishing rules',
      tried: 'was refused a dry run',
      covered: 'was refused the coverage of approvers',
      viewed: 'was refused a draft of rules',
    },
    single_sign_on: {
      configured: 'was refused setting up single sign-on',
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
      entered: 'Entered a company',
    },
    person: {
      appointed: 'Person appointed',
      registered: 'Entered a person',
      transferred: 'Transferred a person',
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
      regraded: 'Regraded',
      extended: 'Extended the period',
      released: 'Declassified early',
      part_released: 'Declassified in part',
      imported: 'Imported an item',
    },
    range: {
      named: 'Reader named',
      revoked: 'Revoked a reader',
      excluded: 'Shut somebody out',
      readmitted: 'Lifted an exclusion',
    },
    request: {
      filed: 'Request made',
      viewed: 'Request viewed',
      listed: 'Requests listed',
      agreed: 'Request agreed to',
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
    department: {
      opened: 'Opened a department',
      closed: 'Closed a department',
    },
    account: {
      opened: 'Opened an account',
    },
    people: {
      imported: 'Imported people',
    },
    delegation: {
      given: 'Gave a delegation',
      revoked: 'Revoked a delegation',
    },
    project_group: {
      opened: 'Opened a project group',
      joined: 'Joined a project group',
      left: 'Left a project group',
    },
    customer: {
      registered: 'Entered a customer',
      graded: 'Changed a customer’s grade',
    },
    ledger: {
      imported: 'Imported a ledger',
    },
    decision: {
      explained: 'Explained a decision',
    },
    headquarters_reads: {
      reported: 'Head-office reads reported',
    },
    rules: {
      drafted: 'Drafted rules',
      proposed: 'Proposed rules',
      discarded: 'Discarded a draft',
      returned: 'Sent a draft back',
      published: 'Published rules',
      tried: 'Dry run of rules',
      covered: 'Coverage of approvers',
      viewed: 'Look at drafts of rules',
    },
    single_sign_on: {
      configured: 'Set up single sign-on',
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
