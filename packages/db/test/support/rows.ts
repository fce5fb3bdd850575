import type { Client } from 'pg';
import { escapeIdentifier } from 'pg';

/** Two companies that are told apart in every test: their ids, one person each, and what their rows point to. */
export interface Company {
  readonly id: string;
  readonly code: string;
  readonly kind: 'headquarters' | 'subsidiary';
  readonly person: string;
}

export type Row = Readonly<Record<string, unknown>>;

/** The id of the n-th row of a table in a company: always the same, so that rows find each other. */
export const idOf = (company: Company, table: string, n = 0): string => {
  const place = TABLES.indexOf(table);
  if (place < 0) throw new Error(`${table} has no seeding rule`);
  const tail = n.toString(16).padStart(12, '0');
  return `${company.id.slice(0, 8)}-0000-4000-8${place.toString(16).padStart(3, '0')}-${tail}`;
};

const NOON = '2026-11-21T04:00:00Z';
const LATER = '2036-11-21T16:00:00Z';
/** Somebody else of the same company. */
const colleagueOf = (company: Company): string => `${company.person.slice(0, -4)}cafe`;

export const PERSON_NAME = (company: Company): string => `person:${company.person}`;
/** The name of the seat that decides about a company's items. */
export const SEAT_NAME = (company: Company): string => `seat:post:${company.id}:general_manager`;

type Rule = (company: Company, n: number) => Row;

/** How a row of each table is made; rows of the same n belong together. Parents stand before children. */
const RULES = {
  department: (c, n) => ({ id: idOf(c, 'department', n), name: `department ${n}` }),
  appointment: (c, n) => ({
    id: idOf(c, 'appointment', n),
    person_id: c.person,
    post: 'staff',
    department_id: idOf(c, 'department'),
    valid_from: NOON,
  }),
  employment: (c, n) => ({
    person_id: n === 0 ? c.person : colleagueOf(c),
    employee_number: `1000${n}`,
    registered_at: NOON,
  }),
  delegation: (c, n) => ({
    id: idOf(c, 'delegation', n),
    number: `${c.code}-WT-2026-${n}`,
    principal_id: c.person,
    delegate_id: colleagueOf(c),
    post: 'general_manager',
    highest_level: 2,
    operations: ['copy'],
    reason: 'reason',
    valid_from: NOON,
    valid_to: LATER,
    given_at: NOON,
  }),
  project_group: (c, n) => ({
    id: idOf(c, 'project_group', n),
    name: `group ${n}`,
    leader_id: c.person,
    opened_at: NOON,
  }),
  project_group_member: (c, n) => ({
    id: idOf(c, 'project_group_member', n),
    group_id: idOf(c, 'project_group'),
    person_id: n === 0 ? c.person : colleagueOf(c),
    reason: 'reason',
    valid_from: NOON,
  }),
  service: (c, n) => ({ id: idOf(c, 'service', n), name: `service ${n}`, registered_at: NOON }),
  counter: (_, n) => ({ name: 'item', year: 2026 + n, value: 1 }),
  item: (c, n) => ({
    id: idOf(c, 'item', n),
    number: `${c.code}-${n}`,
    title: 'title',
    level: 2,
    proposed_level: 2,
    catalogue_code: '3.1',
    basis: 'basis',
    period_kind: 'indefinite',
    issued_on: '2026-11-21',
    line_count: 1,
    secret_until: LATER,
    responsible_manager_id: c.person,
    state: 'confirmed',
    version: 1,
    rule_set_version: 1,
    registered_at: NOON,
    idempotency_key: `key ${n}`,
    input_digest: 'digest',
    registrar: PERSON_NAME(c),
  }),
  customer: (c, n) => ({
    id: idOf(c, 'customer', n),
    number: `${c.code}-KH-${n}`,
    name: `customer ${n}`,
    grade: 'ordinary',
    since: '2026-11-21',
    registered_at: NOON,
    registered_by: c.person,
    idempotency_key: `key ${n}`,
    input_digest: 'digest',
  }),
  item_source: (c, n) => ({
    item_id: idOf(c, 'item'),
    source_number: `${c.code}-${n}`,
    source_company_id: c.id,
  }),
  item_range: (c, n) => ({
    id: idOf(c, 'item_range', n),
    item_id: idOf(c, 'item'),
    member_kind: 'person',
    member_person_id: c.person,
    reason: 'reason',
    valid_from: NOON,
  }),
  item_exclusion: (c, n) => ({
    id: idOf(c, 'item_exclusion', n),
    item_id: idOf(c, 'item'),
    person_id: c.person,
    excluded_by: c.person,
    excluded_at: NOON,
    reason: 'reason',
    // In force at most once for a person and an item.
    ...(n === 0 ? {} : { readmitted_by: c.person, readmitted_at: NOON, readmission_reason: 'reason' }),
  }),
  item_reader: (c, n) => ({
    principal: n === 0 ? PERSON_NAME(c) : `staff:${n}`,
    item_id: idOf(c, 'item'),
    registered_at: NOON,
    ends_at: LATER,
  }),
  item_content: (c, n) => ({
    item_id: idOf(c, 'item'),
    version: n + 1,
    format: 'plain',
    sealed: Buffer.from('sealed'),
    sealed_key: Buffer.from('key'),
    company_key_version: 1,
    readers: [PERSON_NAME(c)],
    readers_once_declassified: [PERSON_NAME(c)],
    secret_until: LATER,
  }),
  company_key: (_, n) => ({ version: n + 1, sealed_key: Buffer.from('key'), created_at: NOON }),
  request: (c, n) => ({
    id: idOf(c, 'request', n),
    number: `R-${n}`,
    item_id: idOf(c, 'item'),
    item_number: `${c.code}-0`,
    item_version: 1,
    level: 2,
    catalogue_code: '3.1',
    operation: 'copy',
    requester_id: c.person,
    beneficiary_id: c.person,
    beneficiary_ids: [c.person],
    principals: [c.person],
    copies: 1,
    terms: JSON.stringify({ recipients: [{ personId: c.person, copies: 1 }], spans: [], useBefore: null }),
    turn_began_at: NOON,
    purpose: 'purpose',
    route: JSON.stringify({
      rule: { kind: 'post', company: 'owner', post: 'general_manager' },
      article: 'GS-22',
      seats: { kind: 'post', companyId: c.id, post: 'general_manager' },
      companies: [c.id],
    }),
    approvers: [SEAT_NAME(c)],
    state: 'pending',
    filed_at: NOON,
    expires_at: LATER,
    rule_set_version: 1,
    idempotency_key: `key ${n}`,
    input_digest: 'digest',
  }),
  request_round: (c, n) => ({
    request_id: idOf(c, 'request'),
    round: n + 1,
    filed_at: NOON,
    terms: '{}',
    particulars: '{}',
    purpose: 'purpose',
  }),
  // An item is held once at a time.
  item_hold: (c, n) => ({
    id: idOf(c, 'item_hold', n),
    item_id: idOf(c, 'item'),
    reason: 'reason',
    placed_at: NOON,
    placed_by: c.person,
    lifted_at: n === 0 ? null : LATER,
    lifted_by: n === 0 ? null : c.person,
  }),
  item_change: (c, n) => ({
    id: idOf(c, 'item_change', n),
    item_id: idOf(c, 'item'),
    revision: n + 1,
    kind: 'regrade',
    decided_by: c.person,
    at: NOON,
    reason: 'reason',
    before: '{}',
    after: '{}',
    rule_set_version: 1,
  }),
  request_decision: (c, n) => ({
    request_id: idOf(c, 'request'),
    sequence: n + 1,
    person_id: c.person,
    seat: 'post',
    escalated: false,
    decision: 'approve',
    decided_at: NOON,
    rule_set_version: 1,
  }),
  access_grant: (c, n) => ({
    id: idOf(c, 'access_grant', n),
    number: `G-${n}`,
    request_id: idOf(c, 'request', n),
    item_id: idOf(c, 'item'),
    item_number: `${c.code}-0`,
    item_version: 1,
    level: 2,
    person_id: c.person,
    operation: 'copy',
    copies: 1,
    given_by: [c.person],
    granted_at: NOON,
    expires_at: LATER,
  }),
  copy: (c, n) => ({
    id: idOf(c, 'copy', n),
    item_id: idOf(c, 'item'),
    item_number: `${c.code}-0`,
    item_version: 1,
    number: n + 1,
    grant_id: idOf(c, 'access_grant'),
    grant_number: 'G-0',
    kind: 'copy',
    level: 2,
    mark: 'mark',
    holder_id: c.person,
    state: 'held',
    issued_at: NOON,
    idempotency_key: `key ${n}`,
  }),
  content_file: (c, n) => ({
    id: idOf(c, 'content_file', n),
    file_name: `file ${n}.pdf`,
    size: 10,
    part_size: 4_194_304,
    state: 'receiving',
    uploader_id: c.person,
    started_at: NOON,
    kept_until: LATER,
  }),
  key_rotation: (c, n) => ({
    id: idOf(c, 'key_rotation', n),
    scope: n === 0 ? 'company' : 'root',
    state: 'running',
    of: 1,
    to_version: 2,
    started_at: NOON,
  }),
  item_token: (c, n) => ({ token: 1000 + n, item_id: idOf(c, 'item'), source: 'title' }),
  store: (c, n) => ({
    id: idOf(c, 'store', n),
    code: `K-${n}`,
    name: `store ${n}`,
    place: 'place',
    separate: true,
    highest_level: 3,
    opened_at: NOON,
  }),
  store_keeper: (c, n) => ({
    id: idOf(c, 'store_keeper', n),
    store_id: idOf(c, 'store'),
    person_id: n === 0 ? c.person : colleagueOf(c),
    from_at: NOON,
  }),
  record_class: (c, n) => ({
    code: 'customer',
    version: n + 1,
    document: '{}',
    declared_by: c.person,
    declared_at: NOON,
  }),
  custody_setting: (_, n) => ({ receipt_hours: 24, overdue_days: 1, set_at: n === 0 ? NOON : LATER }),
  loan: (c, n) => ({
    id: idOf(c, 'loan', n),
    number: `${c.code}-JY-2026-${n}`,
    copy_id: idOf(c, 'copy'),
    copy_number: 1,
    item_id: idOf(c, 'item'),
    item_number: `${c.code}-0`,
    level: 2,
    borrower_id: c.person,
    purpose: 'purpose',
    grant_id: idOf(c, 'access_grant'),
    grant_number: 'G-0',
    store_id: idOf(c, 'store'),
    days: 3,
    lent_at: NOON,
    lent_by: c.person,
    due_on: '2026-11-24',
    overdue_from: LATER,
    provisional: false,
    pages: 1,
    state: n === 0 ? 'out' : 'returned',
    idempotency_key: `key ${n}`,
  }),
  collection_order: (c, n) => ({
    id: idOf(c, 'collection_order', n),
    person_id: c.person,
    reason: 'reason',
    ordered_by: colleagueOf(c),
    ordered_at: NOON,
    expires_at: LATER,
  }),
  recall: (c, n) => ({
    copy_id: idOf(c, 'copy'),
    why: n === 0 ? 'not_back' : 'use_over',
    due_at: NOON,
    stage: 'overdue',
  }),
  handover: (c, n) => ({
    id: idOf(c, 'handover', n),
    number: `${c.code}-JJ-2026-${n}`,
    giver_id: c.person,
    taker_id: colleagueOf(c),
    state: n === 0 ? 'proposed' : 'done',
    reason: 'reason',
    lines: '[]',
    proposed_at: NOON,
    proposed_by: c.person,
    idempotency_key: `key ${n}`,
  }),
  copy_movement: (c, n) => ({
    id: idOf(c, 'copy_movement', n),
    copy_id: idOf(c, 'copy'),
    act: 'issue',
    outcome: n === 0 ? 'pending' : 'confirmed',
    from_state: 'held',
    to_state: 'held',
    to_person_id: c.person,
    given_at: NOON,
    ended_at: n === 0 ? null : LATER,
    idempotency_key: `key ${n}`,
  }),
  incident_draft: (c, n) => ({
    id: idOf(c, 'incident_draft', n),
    number: `${c.code}-SJ-2026-${n}`,
    kind: 'copy_lost',
    item_number: `${c.code}-0`,
    facts: 'facts',
    drafted_at: NOON,
    key: `key ${n}`,
  }),
  tidings: (c, n) => ({
    id: idOf(c, 'tidings', n),
    item_id: idOf(c, 'item'),
    item_number: `${c.code}-0`,
    kind: 'regraded',
    person_id: c.person,
    copy_ids: [idOf(c, 'copy')],
    mark: 'mark',
    told_at: NOON,
    key: `key ${n}`,
  }),
  trace_code: (c, n) => ({
    // No two companies have the same one.
    code: Number.parseInt(c.id.slice(0, 8), 16) * 16 + n,
    kind: 'copy',
    item_id: idOf(c, 'item'),
    item_number: `${c.code}-0`,
    // One for each who holds a copy.
    copy_id: idOf(c, 'copy', n),
    person_id: c.person,
    at: NOON,
  }),
  stocktaking: (c, n) => ({
    id: idOf(c, 'stocktaking', n),
    number: `${c.code}-PD-2026-${n}`,
    store_id: idOf(c, 'store'),
    begun_at: NOON,
    begun_by: c.person,
    closed_at: n === 0 ? null : LATER,
    closed_by: n === 0 ? null : colleagueOf(c),
  }),
  stocktaking_line: (c, n) => ({
    stocktaking_id: idOf(c, 'stocktaking'),
    label: `label ${n}`,
    expected: true,
  }),
  notice: (c, n) => ({
    id: idOf(c, 'notice', n),
    person_id: c.person,
    kind: 'to_decide',
    at: NOON,
    key: `key ${n}`,
    request_number: `R-${n}`,
    item_number: `${c.code}-0`,
    level: 2,
  }),
  notice_setting: (c, n) => ({
    person_id: n === 0 ? c.person : colleagueOf(c),
    channels: '[]',
    language: 'en',
    set_at: NOON,
  }),
  robot: (c, n) => ({
    id: idOf(c, 'robot', n),
    name: `robot ${n}`,
    kind: 'plain',
    host: 'example.com',
    sealed_url: Buffer.from('sealed'),
    kinds: ['to_decide'],
    set_by: c.person,
    set_at: NOON,
  }),
  outbox: (c, n) => ({
    id: idOf(c, 'outbox', n),
    channel: 'email',
    recipient_id: c.person,
    person_ids: [c.person],
    kind: 'to_decide',
    key: `key ${n}`,
    told_at: NOON,
  }),
  rule_draft: (c, n) => ({
    id: idOf(c, 'rule_draft', n),
    number: `${c.code}-GZ-${n}`,
    base_version: 1,
    document: '{}',
    state: 'draft',
    drafted_by: c.person,
    author_ids: [c.person],
    drafted_at: NOON,
    changed_at: NOON,
  }),
  audit_event: (c, n) => ({
    id: idOf(c, 'audit_event', n),
    at: NOON,
    action: 'item.viewed',
    actor_kind: 'person',
    actor_id: c.person,
    outcome: 'done',
    rule_set_version: 1,
    details: '{}',
  }),
  snapshot_change: (c, n) => ({ kind: 'item', subject: idOf(c, 'item', n) }),
  reported_event: (c, n) => ({ service_id: idOf(c, 'service'), id: idOf(c, 'reported_event', n) }),
  audit_pending: (c, n) => ({ event_id: idOf(c, 'audit_event', n) }),
  audit_segment: (_, n) => ({
    number: n + 1,
    first_entry: n + 1,
    last_entry: n + 1,
    previous_root: 'root',
    root: 'root',
    sealed_at: NOON,
    key_id: 'key',
    signature: 'signature',
  }),
  audit_entry: (c, n) => ({ number: n + 1, segment: 1, event_id: idOf(c, 'audit_event', n), hash: 'hash' }),
} as const satisfies Readonly<Record<string, Rule>>;

export type SeededTable = keyof typeof RULES;
const isSeeded = (table: string): table is SeededTable => Object.hasOwn(RULES, table);
const TABLES: readonly string[] = Object.keys(RULES);

/** Every table that has a rule, parents first. */
export const SEEDED_TABLES: readonly string[] = TABLES;

/** The n-th row of a table in a company. */
export const rowOf = (company: Company, table: string, n = 0): Row => {
  if (!isSeeded(table)) throw new Error(`${table} has no seeding rule: add one to test/support/rows.ts`);
  return { company_id: company.id, ...RULES[table](company, n) };
};

/** An insert of some rows of the same shape. */
export const insertOf = (table: string, rows: readonly Row[]): { text: string; values: unknown[] } => {
  const columns = Object.keys(rows[0] ?? {});
  const tuples = rows.map(
    (_, row) => `(${columns.map((_column, column) => `$${row * columns.length + column + 1}`).join(', ')})`,
  );
  return {
    text: `insert into miji.${escapeIdentifier(table)} (${columns.map(escapeIdentifier).join(', ')}) values ${tuples.join(', ')}`,
    values: rows.flatMap((row) => columns.map((column) => row[column])),
  };
};

const company = (digit: string, code: string, kind: Company['kind']): Company => ({
  id: `${digit.repeat(8)}-0000-4000-8000-000000000000`,
  code,
  kind,
  person: `${digit.repeat(8)}-0000-4000-8000-00000000beef`,
});

export const BANK = company('a', 'BANK', 'subsidiary');
export const SISTER = company('b', 'SISTER', 'subsidiary');
export const HEADQUARTERS = company('c', 'HQ', 'headquarters');

/** What belongs to no company: the companies themselves, a person each, a rule set, a key of the sealer. */
export const seedDirectory = async (superuser: Client, companies: readonly Company[]): Promise<void> => {
  await superuser.query(
    insertOf(
      'company',
      companies.map(({ id, code, kind }) => ({ id, code, kind, name: code, founded_at: NOON })),
    ),
  );
  await superuser.query(
    insertOf(
      'person',
      companies.flatMap((owner) =>
        [owner.person, colleagueOf(owner)].map((id) => ({ id, name: owner.code, registered_at: NOON })),
      ),
    ),
  );
  await superuser.query(insertOf('rule_set', [{ version: 1, document: '{}', effective_from: NOON }]));
  await superuser.query(insertOf('seal_key', [{ key_id: 'key', public_key: 'key', first_used_at: NOON }]));
};

/** Parents that a second row of their child needs. */
const SPARES = ['request', 'audit_event'];

/** A row that is not there yet, whose parents are. */
export const freshRow = (company: Company, table: string): Row => rowOf(company, table, SPARES.includes(table) ? 2 : 1);

/** One row of every table, and a second of those that a second child needs. */
export const seedCompany = async (superuser: Client, owner: Company): Promise<void> => {
  for (const table of TABLES) await superuser.query(insertOf(table, [rowOf(owner, table)]));
  for (const table of SPARES) await superuser.query(insertOf(table, [rowOf(owner, table, 1)]));
};
