import { COPY_ACTS, COPY_KINDS, COPY_MEDIA, COPY_STATES, MOVEMENT_OUTCOMES } from '@miji/core';
import { companyTable, scoped } from './company-table.ts';

const list = (values: readonly string[]): string => values.map((value) => `'${value}'`).join(', ');

/** The register of copies in full: where each came from and where it lies, every movement of it, who has to be told of what. */
export const copies = `
${companyTable({
  name: 'store',
  columns: `
  id uuid not null,
  code text not null check (code ~ '^[A-Z0-9][A-Z0-9-]{0,15}$'),
  name text not null,
  place text not null,
  -- set apart for what is 机密 or 绝密
  separate boolean not null,
  highest_level smallint not null check (highest_level between 1 and 3),
  opened_at timestamptz(3) not null,
  opened_by uuid references miji.person (id),
  closed_at timestamptz(3),
  closed_by uuid references miji.person (id),
  -- since when things lie there on a name whose bearer has not counted them; a stocktaking begun afterwards says what is there
  count_due_since timestamptz(3),
  unique (company_id, code),
  check (highest_level = 1 or separate)`,
  key: 'id',
  appMay: 'select, insert, update (closed_at, closed_by, count_due_since)',
})}
${companyTable({
  name: 'store_keeper',
  columns: `
  id uuid not null,
  store_id uuid not null,
  person_id uuid not null references miji.person (id),
  from_at timestamptz(3) not null,
  appointed_by uuid references miji.person (id),
  to_at timestamptz(3),
  ended_by uuid references miji.person (id),
  foreign key (company_id, store_id) references miji.store (company_id, id)`,
  key: 'id',
  appMay: 'select, insert, update (to_at, ended_by)',
})}
create unique index keeps_a_store_once on miji.store_keeper (company_id, store_id, person_id) where to_at is null;
create index store_keeper_by_person on miji.store_keeper (person_id) where to_at is null;

alter table miji.copy
  drop constraint copy_kind_check,
  add constraint copy_kind_check check (kind in (${list(COPY_KINDS)})),
  -- nothing is kept beside originals, what was made under a grant, and what a ledger had before (CF-22, PM-08)
  add constraint copy_has_its_ground check (grant_id is not null or kind = 'original' or idempotency_key like 'ledger:%'),
  add column medium text not null default 'electronic' check (medium in (${list(COPY_MEDIA)})),
  -- the copy that it was made from; null where it was made from the item itself
  add column parent_id uuid,
  add foreign key (company_id, parent_id) references miji.copy (company_id, id),
  add column store_id uuid,
  add foreign key (company_id, store_id) references miji.store (company_id, id),
  -- the copy that it has become part of
  add column bound_to uuid,
  add foreign key (company_id, bound_to) references miji.copy (company_id, id),
  add column pages integer check (pages > 0),
  -- until when a print may be used (PM-10)
  add column use_until date,
  -- until when it comes back: a loan, or what is carried out
  add column due_at timestamptz(3),
  -- marks that counted before, the oldest first: [{mark, until}]
  add column earlier_marks jsonb not null default '[]',
  -- what the pattern in its background says
  add column trace_code bigint;
alter table miji.copy no force row level security;
update miji.copy set medium = 'paper' where grant_id is null;
alter table miji.copy force row level security;
grant update (level, mark, secret_until, medium, store_id, bound_to, pages, due_at, earlier_marks, trace_code) on miji.copy to miji_app;
create unique index copy_by_trace_code on miji.copy (trace_code) where trace_code is not null;
create index copy_by_parent on miji.copy (company_id, parent_id) where parent_id is not null;
create index copy_by_store on miji.copy (company_id, store_id) where store_id is not null;
create index copy_by_state on miji.copy (company_id, state, issued_at desc, id desc);

${companyTable({
  name: 'copy_movement',
  columns: `
  id uuid not null,
  -- in which order they were written down, within one instant too
  position bigint generated always as identity,
  copy_id uuid not null,
  act text not null check (act in (${list(COPY_ACTS)})),
  outcome text not null check (outcome in (${list(MOVEMENT_OUTCOMES)})),
  from_state text not null check (from_state in (${list(COPY_STATES)})),
  to_state text not null check (to_state in (${list(COPY_STATES)})),
  from_person_id uuid references miji.person (id),
  from_store_id uuid,
  to_person_id uuid references miji.person (id),
  to_store_id uuid,
  to_place text,
  given_by uuid references miji.person (id),
  given_at timestamptz(3) not null,
  pages_given integer,
  condition_given text,
  taken_by uuid references miji.person (id),
  taken_at timestamptz(3),
  pages_taken integer,
  condition_taken text,
  confirmed_by text check (confirmed_by in ('session', 'signature')),
  -- who signed on the keeper's screen, and the line that he drew; before whom; and the second person who stands for it
  signature jsonb,
  signed_at timestamptz(3),
  signed_before uuid references miji.person (id),
  countersigned_by uuid references miji.person (id),
  means text,
  note text,
  -- the grant that was used up by it, where it was no new copy
  grant_id uuid,
  loan_id uuid,
  handover_id uuid,
  confirm_by timestamptz(3),
  -- when the other side was reminded, and when it was said that nobody has confirmed in time
  reminded_at timestamptz(3),
  alarmed_at timestamptz(3),
  ended_at timestamptz(3),
  idempotency_key text not null,
  unique (company_id, copy_id, idempotency_key),
  foreign key (company_id, copy_id) references miji.copy (company_id, id),
  foreign key (company_id, grant_id) references miji.access_grant (company_id, id),
  check ((outcome = 'pending') = (ended_at is null)),
  check ((signature is null) = (signed_at is null) and (signature is null) = (signed_before is null)),
  -- a signature on somebody else's screen confirms nothing by itself
  check (confirmed_by is distinct from 'signature'
    or (countersigned_by is not null and countersigned_by not in (signed_before, taken_by)))`,
  key: 'id',
  appMay: `select, insert,
    update (outcome, to_person_id, to_store_id, taken_by, taken_at, pages_taken, condition_taken, confirmed_by, signature, signed_at, signed_before, countersigned_by, note, reminded_at, alarmed_at, ended_at)`,
  alsoReadable: { own_movements: `from_person_id = ${scoped.person} or to_person_id = ${scoped.person}` },
})}
-- Who is to carry out a destruction sees what was granted for that, whoever asked for it.
create policy named_destructions on miji.access_grant for select to miji_app
  using (operation = 'destroy' and particulars ->> 'executorId' = ${scoped.person}::text);
create index access_grant_by_executor on miji.access_grant ((particulars ->> 'executorId')) where operation = 'destroy';
-- A grant to destroy is used up copy by copy, as every other: by those that it names or, where it names none, by all that there are.
alter table miji.access_grant no force row level security;
alter table miji.copy no force row level security;
update miji.access_grant as given set copies = greatest(1, jsonb_array_length(given.particulars -> 'copies'), (
    select count(*) from miji.copy
      where copy.company_id = given.company_id and copy.item_id = given.item_id and copy.state <> 'destroyed'
        and given.particulars -> 'copies' = '[]'))
  where operation = 'destroy' and given.particulars ? 'copies';
alter table miji.access_grant force row level security;
alter table miji.copy force row level security;

-- What was in the register before begins its life there as it stands: nobody is asked to confirm what he has had for long. It is known
-- by a key that no caller can have.
alter table miji.copy no force row level security;
alter table miji.copy_movement no force row level security;
insert into miji.copy_movement (company_id, id, copy_id, act, outcome, from_state, to_state, to_person_id, given_at, ended_at, note,
    idempotency_key)
  select company_id, gen_random_uuid(), id, 'issue', 'confirmed', 'held', state, holder_id, issued_at, issued_at, '登记在先', '#register'
    from miji.copy;
alter table miji.copy force row level security;
alter table miji.copy_movement force row level security;
create unique index one_open_movement on miji.copy_movement (company_id, copy_id) where outcome = 'pending';
create index copy_movement_by_copy on miji.copy_movement (company_id, copy_id, position);
create index copy_movement_to_person on miji.copy_movement (to_person_id, given_at desc, id desc) where outcome = 'pending';
create index copy_movement_from_person on miji.copy_movement (from_person_id, given_at desc, id desc) where outcome = 'pending';
create index copy_movement_newest on miji.copy_movement (company_id, given_at desc, id desc);
create index copy_movement_to_alarm on miji.copy_movement (company_id, confirm_by) where outcome = 'pending' and alarmed_at is null;

${companyTable({
  name: 'incident_draft',
  columns: `
  id uuid not null,
  number text not null,
  kind text not null check (kind in ('copy_lost', 'copy_overdue', 'count_differs', 'holder_left', 'loan_overdue', 'receipt_overdue', 'signature_disputed', 'stocktaking_difference')),
  item_id uuid,
  item_number text not null,
  copy_id uuid,
  loan_id uuid,
  person_id uuid references miji.person (id),
  facts text not null,
  drafted_at timestamptz(3) not null,
  drafted_by uuid references miji.person (id),
  -- the same is drafted once
  key text not null,
  unique (company_id, number),
  unique (company_id, key)`,
  key: 'id',
  appMay: 'select, insert',
})}
create index incident_draft_newest on miji.incident_draft (company_id, drafted_at desc, id desc);

${companyTable({
  name: 'tidings',
  columns: `
  id uuid not null,
  item_id uuid not null,
  item_number text not null,
  kind text not null check (kind in ('regraded', 'extended', 'declassified', 'range_changed', 'held', 'released', 'revised')),
  person_id uuid not null references miji.person (id),
  copy_ids uuid[] not null,
  mark text not null,
  earlier_mark text,
  told_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  -- the same is told to the same person once
  key text not null,
  unique (company_id, person_id, key),
  foreign key (company_id, item_id) references miji.item (company_id, id)`,
  key: 'id',
  appMay: 'select, insert, update (confirmed_at)',
  alsoReadable: { own_tidings: `person_id = ${scoped.person}` },
})}
create index tidings_by_person on miji.tidings (person_id, told_at desc, id desc);
create index tidings_by_item on miji.tidings (company_id, item_number, told_at desc, id desc);

${companyTable({
  name: 'trace_code',
  columns: `
  -- drawn at random: nothing can be told from it but by whoever may look here
  code bigint not null check (code between 0 and 9007199254740991),
  kind text not null check (kind in ('copy', 'reading')),
  item_id uuid not null,
  item_number text not null,
  copy_id uuid,
  person_id uuid not null references miji.person (id),
  at timestamptz(3) not null,
  foreign key (company_id, item_id) references miji.item (company_id, id)`,
  key: 'code',
  appMay: 'select, insert',
})}
create unique index trace_code_of_all on miji.trace_code (code);
create unique index trace_code_of_holder on miji.trace_code (company_id, copy_id, person_id) where kind = 'copy';
create index trace_code_of_reading on miji.trace_code (company_id, item_id, person_id, at desc) where kind = 'reading';

-- Which versions of items have a content, and under which key: what holds the registers against each other needs no more of it.
grant select (item_id, version, file_id, company_key_version) on miji.item_content to miji_keeper;
create function miji.contents_held()
returns table (item_id uuid, version integer, file_id uuid, company_key_version integer)
language sql stable security definer set search_path = pg_catalog, miji as $$
  select c.item_id, c.version, c.file_id, c.company_key_version from miji.item_content c where c.company_id = ${scoped.company};
$$;
revoke execute on function miji.contents_held() from public;
grant execute on function miji.contents_held() to miji_app;
grant create on schema miji to miji_keeper;
alter function miji.contents_held() owner to miji_keeper;
revoke create on schema miji from miji_keeper;

alter table miji.notice add column subject text check (length(subject) <= 40);
alter table miji.outbox add column subject text check (length(subject) <= 40);
`;
