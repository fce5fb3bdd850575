import { companyTable, scoped } from './company-table.ts';

/** Items, who may know them, and their sealed content. */
export const items = `
${companyTable({
  name: 'item',
  columns: `
  id uuid not null,
  number text not null,
  title text not null,
  level smallint not null check (level between 1 and 3),
  proposed_level smallint not null check (proposed_level between 1 and 3),
  level_reason text,
  catalogue_code text not null,
  line_count integer not null check (line_count > 0),
  basis text not null,
  period_kind text not null check (period_kind in ('term', 'until', 'event', 'indefinite')),
  period_value text,
  issued_on date not null,
  secret_until timestamptz(3),
  declassified_at timestamptz(3),
  declassification_recorded_at timestamptz(3),
  responsible_manager_id uuid not null references miji.person (id),
  department_id uuid,
  drafter_person_id uuid references miji.person (id),
  drafter_service_id uuid,
  state text not null check (state in ('proposed', 'confirmed')),
  version integer not null,
  copies_issued integer not null default 0 check (copies_issued >= 0),
  rule_set_version integer not null references miji.rule_set (version),
  registered_at timestamptz(3) not null,
  confirmed_at timestamptz(3),
  confirmed_by uuid references miji.person (id),
  idempotency_key text not null,
  input_digest text not null,
  registrar text not null,
  unique (company_id, number),
  unique (company_id, registrar, idempotency_key),
  foreign key (company_id, department_id) references miji.department (company_id, id),
  foreign key (company_id, drafter_service_id) references miji.service (company_id, id)`,
  key: 'id',
  appMay:
    'select, insert, update (level, state, version, copies_issued, secret_until, declassified_at, declassification_recorded_at, confirmed_at, confirmed_by)',
  groupMay:
    'select (company_id, id, number, level, catalogue_code, issued_on, secret_until, state, copies_issued, registered_at)',
})}
create index item_newest on miji.item (company_id, registered_at desc, id desc);
create index item_declassifies on miji.item (company_id, secret_until, id);
create index item_declassification_due on miji.item (company_id, secret_until) where declassification_recorded_at is null;

${companyTable({
  name: 'item_range',
  columns: `
  id uuid not null,
  item_id uuid not null,
  member_kind text not null check (member_kind in ('person', 'post', 'department')),
  member_person_id uuid references miji.person (id),
  member_company_id uuid references miji.company (id),
  member_post text,
  member_department_id uuid,
  named_by uuid references miji.person (id),
  reason text not null,
  valid_from timestamptz(3) not null,
  valid_to timestamptz(3),
  foreign key (company_id, item_id) references miji.item (company_id, id)`,
  key: 'id',
  appMay: 'select, insert, update (valid_to)',
})}
create index item_range_by_item on miji.item_range (company_id, item_id);

${companyTable({
  name: 'item_reader',
  columns: `
  principal text not null,
  item_id uuid not null,
  -- what the lists are in the order of, kept beside the name: a page is read off an index, however little or much one may know
  registered_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  foreign key (company_id, item_id) references miji.item (company_id, id)`,
  key: 'principal, item_id',
  appMay: 'select, insert, update (ends_at), delete',
})}
create index item_reader_by_item on miji.item_reader (company_id, item_id, principal);
create index item_reader_newest on miji.item_reader (company_id, principal, registered_at desc, item_id desc);
create index item_reader_declassifies on miji.item_reader (company_id, principal, ends_at, item_id);

${companyTable({
  name: 'item_content',
  columns: `
  item_id uuid not null,
  version integer not null,
  format text not null check (format in ('plain', 'markdown')),
  sealed bytea not null,
  sealed_key bytea not null,
  company_key_version integer not null,
  readers text[] not null,
  readers_once_declassified text[] not null,
  secret_until timestamptz(3),
  foreign key (company_id, item_id) references miji.item (company_id, id)`,
  key: 'item_id, version',
  appMay: 'select, insert',
  // Need-to-know, enforced a second time: whoever is not named does not get the row, whatever the code above asks for.
  visibleWhere: `(case when secret_until <= ${scoped.instant} then readers_once_declassified else readers end) && ${scoped.principals}`,
})}
-- Changes who may read, and cannot itself read a word: its role has no right to the sealed columns.
grant usage on schema miji to miji_keeper;
grant select (company_id, item_id), update (readers, readers_once_declassified, secret_until) on miji.item_content to miji_keeper;
create policy keeper_reads on miji.item_content for select to miji_keeper using (company_id = ${scoped.company});
create policy keeper_updates on miji.item_content for update to miji_keeper using (company_id = ${scoped.company}) with check (company_id = ${scoped.company});
create function miji.replace_readers(company uuid, item uuid, now_readers text[], later_readers text[], until timestamptz)
returns void language sql security definer set search_path = pg_catalog, miji as $$
  update miji.item_content
     set readers = now_readers, readers_once_declassified = later_readers, secret_until = until
   where company_id = company and item_id = item;
$$;
-- Before the function changes hands: afterwards miji_owner has no say in who may call it, and a revoke would do nothing.
revoke execute on function miji.replace_readers(uuid, uuid, text[], text[], timestamptz) from public;
grant execute on function miji.replace_readers(uuid, uuid, text[], text[], timestamptz) to miji_app;
grant create on schema miji to miji_keeper;
alter function miji.replace_readers(uuid, uuid, text[], text[], timestamptz) owner to miji_keeper;
revoke create on schema miji from miji_keeper;

${companyTable({
  name: 'company_key',
  columns: `
  version integer not null,
  sealed_key bytea not null,
  created_at timestamptz(3) not null`,
  key: 'version',
  appMay: 'select, insert',
})}
`;
