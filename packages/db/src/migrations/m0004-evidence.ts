import { companyTable } from './company-table.ts';

/** The trace, and the chain that seals it. Nobody updates or deletes an event; the writer of reads cannot even see one. */
export const evidence = `
${companyTable({
  name: 'audit_event',
  columns: `
  id uuid not null,
  position bigint generated always as identity,
  at timestamptz(3) not null,
  effective_at timestamptz(3),
  action text not null,
  actor_kind text not null check (actor_kind in ('person', 'service', 'system')),
  actor_id uuid,
  on_behalf_of uuid,
  subject_kind text,
  subject_id text,
  item_number text,
  outcome text not null check (outcome in ('done', 'refused')),
  code text,
  rule text,
  article text,
  rule_set_version integer not null,
  details jsonb not null`,
  key: 'id',
  appMay: 'select, insert',
  groupMay: 'select',
  sealerMay: 'select',
})}
create index audit_event_newest on miji.audit_event (company_id, position desc);
create index audit_event_by_item on miji.audit_event (company_id, item_number, position desc) where item_number is not null;
create index audit_event_by_actor on miji.audit_event (company_id, actor_id, position desc);
create index audit_event_by_time on miji.audit_event (company_id, at);

${companyTable({
  name: 'audit_pending',
  columns: `event_id uuid not null`,
  key: 'event_id',
  // Whoever could take an event out of the queue could keep it out of the chain.
  appMay: 'select, insert',
  sealerMay: 'select, delete',
})}
grant usage on schema miji to miji_trace;
grant insert on miji.audit_event, miji.audit_pending to miji_trace;
create policy trace_inserts on miji.audit_event for insert to miji_trace with check (true);
create policy trace_inserts on miji.audit_pending for insert to miji_trace with check (true);

create table miji.seal_key (
  key_id text primary key,
  public_key text not null,
  first_used_at timestamptz(3) not null
);
grant usage on schema miji to miji_sealer;
grant select on miji.seal_key to miji_app;
grant select, insert on miji.seal_key to miji_sealer;

${companyTable({
  name: 'audit_segment',
  columns: `
  number integer not null check (number > 0),
  first_entry bigint not null,
  last_entry bigint not null check (last_entry >= first_entry),
  previous_root text not null,
  root text not null,
  sealed_at timestamptz(3) not null,
  key_id text not null references miji.seal_key (key_id),
  signature text not null`,
  key: 'number',
  appMay: 'select',
  groupMay: 'select',
  sealerMay: 'select, insert',
})}
${companyTable({
  name: 'audit_entry',
  columns: `
  number bigint not null,
  segment integer not null,
  event_id uuid not null,
  hash text not null,
  unique (company_id, event_id),
  foreign key (company_id, segment) references miji.audit_segment (company_id, number),
  foreign key (company_id, event_id) references miji.audit_event (company_id, id)`,
  key: 'number',
  appMay: 'select',
  sealerMay: 'select, insert',
})}
create index audit_entry_by_segment on miji.audit_entry (company_id, segment, number);
`;
