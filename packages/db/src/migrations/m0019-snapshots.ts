import { companyTable } from './company-table.ts';

/** What `auth.service_key` may open where nobody has said: everything there was before a key could be limited. */
const EARLIER_SCOPES = 'access,items,requests,custody,records,report,organisation';

/** When a row that decides was made or changed, its company is told: the columns that do not decide are left out. */
const noted = (table: string, kind: string, subject: string, decides: readonly string[]): string => {
  const of = (version: string) => decides.map((column) => `${version}.${column}`).join(', ');
  return `
create trigger note_new after insert on miji.${table} for each row execute function miji.note_snapshot_change('${kind}', '${subject}');
create trigger note_change after update on miji.${table} for each row
  when ((${of('old')}) is distinct from (${of('new')})) execute function miji.note_snapshot_change('${kind}', '${subject}');
`;
};

/** Signed snapshots that are kept fresh, what services report from afar, acts that are named by a key, and what a service's key opens. */
export const snapshots = `
alter table auth.service_key
  add column scopes text[] not null default '{${EARLIER_SCOPES}}' check (cardinality(scopes) between 1 and 20),
  add column expires_at timestamptz(3);
alter table auth.service_key alter column scopes drop default;

-- What has changed of that which a company's decisions are made from. What it has changed to stands in the tables themselves.
${companyTable({
  name: 'snapshot_change',
  columns: `
  id bigint generated always as identity,
  kind text not null check (kind in ('item', 'person', 'grant')),
  subject uuid not null,
  -- by which transaction: whoever knows which ones he has seen knows what he lacks, in whatever order they ended
  xact xid8 not null default pg_current_xact_id(),
  -- real time, whatever the clock of the house shows
  noted_at timestamptz not null default clock_timestamp()`,
  key: 'id',
  appMay: 'select, insert (company_id, kind, subject), delete',
})}
create index snapshot_change_by_xact on miji.snapshot_change (company_id, xact);
create index snapshot_change_noted on miji.snapshot_change (company_id, noted_at);

-- Runs with the rights of whoever changes something, and so within his company alone.
create function miji.note_snapshot_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  insert into miji.snapshot_change (company_id, kind, subject)
    values (new.company_id, tg_argv[0], (to_jsonb(new) ->> tg_argv[1])::uuid);
  perform pg_notify('miji_snapshot', new.company_id::text);
  return null;
end $$;
revoke execute on function miji.note_snapshot_change() from public;
${noted('item', 'item', 'id', [
  'level',
  'period_kind',
  'period_value',
  'issued_on',
  'declassified_at',
  'responsible_manager_id',
  'state',
  'version',
  'regimes',
  'line',
  'co_owner_ids',
  'on_hold',
  'excluded_ids',
])}
${noted('item_range', 'item', 'item_id', ['valid_from', 'valid_to'])}
${noted('access_grant', 'grant', 'id', ['used', 'expires_at', 'void_code'])}
${noted('appointment', 'person', 'person_id', ['valid_from', 'valid_to'])}
${noted('project_group_member', 'person', 'person_id', ['valid_from', 'valid_to'])}

-- The rules bind every company: everybody looks again.
create function miji.note_rules() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('miji_snapshot', '*');
  return null;
end $$;
revoke execute on function miji.note_rules() from public;
create trigger note_rules after insert on miji.rule_set for each statement execute function miji.note_rules();

-- What a service has reported of its own decisions and reads: each once, however often it is sent.
${companyTable({
  name: 'reported_event',
  columns: `
  service_id uuid not null,
  id uuid not null,
  reported_at timestamptz not null default now(),
  -- what was said in words: the trace, of which nothing can ever be taken away, has a digest of it
  purpose text check (length(purpose) between 1 and 200),
  reason text check (length(reason) between 1 and 200),
  foreign key (company_id, service_id) references miji.service (company_id, id)`,
  key: 'service_id, id',
  appMay: 'select, insert, delete',
})}
create index reported_event_at on miji.reported_event (company_id, reported_at);

-- Acts by the key that their caller gave them. They belong to callers, some of whom act in several companies in one transaction, and
-- so to no company; an answer is sealed.
create table miji.idempotency (
  caller text not null check (length(caller) between 1 and 200),
  key text not null check (length(key) between 8 and 64),
  procedure text not null check (length(procedure) between 1 and 100),
  input_digest text not null check (length(input_digest) = 64),
  -- whoever acts holds the claim; a later claim makes an earlier one void
  claim uuid not null,
  claimed_until timestamptz not null,
  -- set by the transaction of the act itself
  acted boolean not null default false,
  sealed_answer bytea,
  made_at timestamptz not null default now(),
  primary key (caller, key)
);
alter table miji.idempotency owner to miji_owner;
create index idempotency_made on miji.idempotency (made_at);
grant select, insert, update (claim, claimed_until, acted, sealed_answer), delete on miji.idempotency to miji_app;
`;
