import { companyTable, scoped } from './company-table.ts';

/** Requests, what was decided, the grants that follow, and the register of copies. */
export const requests = `
${companyTable({
  name: 'request',
  columns: `
  id uuid not null,
  number text not null,
  item_id uuid not null,
  item_number text not null,
  item_version integer not null,
  level smallint not null check (level between 1 and 3),
  catalogue_code text not null,
  operation text not null check (operation in ('excerpt', 'copy')),
  requester_id uuid not null references miji.person (id),
  drafter_person_id uuid references miji.person (id),
  drafter_service_id uuid,
  beneficiary_id uuid not null references miji.person (id),
  copies integer not null check (copies between 1 and 20),
  excerpt_from integer,
  excerpt_to integer check (excerpt_to >= excerpt_from),
  purpose text not null,
  necessity text,
  -- the name under which the approver stands: a post of the owner, or the head office's executives
  approver text not null,
  state text not null check (state in ('pending', 'approved', 'refused', 'withdrawn', 'expired')),
  filed_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  decided_at timestamptz(3),
  decided_by uuid references miji.person (id),
  decision_reason text,
  rule_set_version integer not null references miji.rule_set (version),
  idempotency_key text not null,
  input_digest text not null,
  unique (company_id, number),
  unique (company_id, requester_id, idempotency_key),
  foreign key (company_id, item_id) references miji.item (company_id, id)`,
  key: 'id',
  appMay: 'select, insert, update (state, decided_at, decided_by, decision_reason)',
  groupMay:
    'select (company_id, id, number, item_number, level, operation, copies, state, filed_at, expires_at, decided_at)',
  alsoReadable: {
    // A requester and an approver may sit in another company than the item's: they see this request, and nothing else of it.
    own_requests: `requester_id = ${scoped.person} or beneficiary_id = ${scoped.person} or decided_by = ${scoped.person}`,
    addressed_requests: `approver = any (${scoped.principals})`,
  },
})}
create index request_by_requester on miji.request (requester_id, filed_at desc, id desc);
create index request_by_decider on miji.request (decided_by, filed_at desc, id desc) where decided_by is not null;
create index request_by_approver on miji.request (approver, filed_at desc, id desc) where state = 'pending';
create index request_by_item on miji.request (company_id, item_id);

${companyTable({
  name: 'access_grant',
  columns: `
  id uuid not null,
  number text not null,
  request_id uuid not null,
  item_id uuid not null,
  item_number text not null,
  item_version integer not null,
  level smallint not null check (level between 1 and 3),
  person_id uuid not null references miji.person (id),
  operation text not null check (operation in ('excerpt', 'copy')),
  copies integer not null,
  used integer not null default 0 check (used between 0 and copies),
  granted_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  unique (company_id, number),
  unique (company_id, request_id),
  foreign key (company_id, request_id) references miji.request (company_id, id)`,
  key: 'id',
  appMay: 'select, insert, update (used)',
  alsoReadable: { own_grants: `person_id = ${scoped.person}` },
})}
create index access_grant_by_person on miji.access_grant (person_id, granted_at desc, id desc);

${companyTable({
  name: 'copy',
  columns: `
  id uuid not null,
  item_id uuid not null,
  item_number text not null,
  item_version integer not null,
  number integer not null check (number > 0),
  grant_id uuid not null,
  grant_number text not null,
  kind text not null check (kind in ('copy', 'excerpt')),
  excerpt_from integer,
  excerpt_to integer,
  level smallint not null check (level between 1 and 3),
  mark text not null,
  secret_until timestamptz(3),
  holder_id uuid not null references miji.person (id),
  state text not null check (state in ('held', 'lent', 'carried_out', 'in_transit', 'returned', 'destroyed', 'lost')),
  issued_at timestamptz(3) not null,
  idempotency_key text not null,
  unique (company_id, item_id, number),
  unique (company_id, grant_id, idempotency_key),
  foreign key (company_id, item_id) references miji.item (company_id, id),
  foreign key (company_id, grant_id) references miji.access_grant (company_id, id)`,
  key: 'id',
  appMay: 'select, insert, update (state, holder_id)',
  groupMay: 'select',
  alsoReadable: { own_copies: `holder_id = ${scoped.person}` },
})}
create index copy_newest on miji.copy (company_id, issued_at desc, id desc);
create index copy_by_holder on miji.copy (holder_id, issued_at desc, id desc);
`;
