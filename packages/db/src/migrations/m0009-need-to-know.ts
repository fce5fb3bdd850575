import { companyTable, scoped } from './company-table.ts';

/** The events that the monthly report of the head office’s reads consists of, as its index has them. @see GS-16 */
export const HEADQUARTERS_READ = `outcome = 'done' and (action = 'item.viewed' or action = 'item.read')
  and (code = 'ALLOWED_HEADQUARTERS' or details @> '{"reported": true}')`;

/** Whom a content names at the instant of the act: once it is declassified, and before that now, next or later. */
const NAMED = `case when secret_until <= ${scoped.instant} then readers_once_declassified
  when later_from <= ${scoped.instant} then readers_later
  when next_from <= ${scoped.instant} then readers_next
  else readers end`;

/**
 * The names that an exclusion does not reach: the head office’s right to know all is not the owner’s to take, and what is no longer
 * secret, which alone names the owner’s staff, is open to them.
 */
const ABOVE_EXCLUSION = ["'headquarters:executives'", "'staff:' || company_id"]
  .map((name) => `(${name} = any (${scoped.principals}) and ${name} = any (${NAMED}))`)
  .join(' or ');

/** Project groups in ranges, who is shut out, and from when to when names count. */
export const needToKnow = `
alter table miji.item
  add column excluded_ids uuid[] not null default '{}',
  -- the rules that its stored readers were worked out under, and when they have to be worked out again by themselves
  add column readers_version integer not null default 1,
  add column readers_due timestamptz(3);
grant update (excluded_ids, readers_version, readers_due) on miji.item to miji_app;
create index item_readers_version on miji.item (company_id, readers_version, id);
create index item_readers_due on miji.item (company_id, readers_due) where readers_due is not null;

alter table miji.item_range
  drop constraint item_range_member_kind_check,
  add constraint item_range_member_kind_check check (member_kind in ('person', 'post', 'department', 'group')),
  add column member_group_id uuid,
  add column named_as text,
  add column named_at timestamptz(3),
  add column revoked_by uuid references miji.person (id),
  add column revoked_at timestamptz(3),
  add column revoked_reason text,
  add constraint item_range_revocation_check check ((revoked_by is null) = (revoked_at is null) and (revoked_at is null) = (revoked_reason is null)),
  add constraint item_range_valid_to_check check (valid_to >= valid_from);
grant update (revoked_by, revoked_at, revoked_reason) on miji.item_range to miji_app;

${companyTable({
  name: 'item_exclusion',
  columns: `
  id uuid not null,
  item_id uuid not null,
  person_id uuid not null references miji.person (id),
  excluded_by uuid not null references miji.person (id),
  excluded_at timestamptz(3) not null,
  reason text not null,
  readmitted_by uuid references miji.person (id),
  readmitted_at timestamptz(3),
  readmission_reason text,
  foreign key (company_id, item_id) references miji.item (company_id, id),
  check ((readmitted_by is null) = (readmitted_at is null) and (readmitted_at is null) = (readmission_reason is null))`,
  key: 'id',
  appMay: 'select, insert, update (readmitted_by, readmitted_at, readmission_reason)',
})}
-- Nobody is shut out of the same item twice at once.
create unique index item_exclusion_in_force on miji.item_exclusion (company_id, item_id, person_id) where readmitted_at is null;

alter table miji.item_reader
  add column valid_from timestamptz(3) not null default '1970-01-01Z',
  add column valid_to timestamptz(3) not null default '9999-12-31Z' check (valid_to > valid_from),
  drop constraint item_reader_pkey,
  add primary key (company_id, principal, item_id, valid_from);
grant update (valid_to) on miji.item_reader to miji_app;
drop index miji.item_reader_newest;
drop index miji.item_reader_declassifies;
-- The times stand in the index too: whose time is over, or not yet come, is passed over without a look at the row.
create index item_reader_newest on miji.item_reader (company_id, principal, registered_at desc, item_id desc) include (valid_from, valid_to);
create index item_reader_declassifies on miji.item_reader (company_id, principal, ends_at, item_id) include (valid_from, valid_to);

alter table miji.item_content
  add column next_from timestamptz(3),
  add column readers_next text[] not null default '{}',
  add column later_from timestamptz(3) check (later_from > next_from),
  add column readers_later text[] not null default '{}',
  add column excluded text[] not null default '{}';
drop policy own_company_reads on miji.item_content;
create policy own_company_reads on miji.item_content for select to miji_app using (
  company_id = ${scoped.company}
  and (${NAMED}) && ${scoped.principals}
  and (not excluded && ${scoped.principals} or ${ABOVE_EXCLUSION}));
grant update (next_from, readers_next, later_from, readers_later, excluded) on miji.item_content to miji_keeper;
drop function miji.replace_readers(uuid, uuid, text[], text[], timestamptz);
create function miji.replace_readers(company uuid, item uuid, names jsonb)
returns void language sql security definer set search_path = pg_catalog, miji as $$
  update miji.item_content
     set readers = new.readers, next_from = new.next_from, readers_next = new.readers_next, later_from = new.later_from,
         readers_later = new.readers_later, readers_once_declassified = new.readers_once_declassified,
         secret_until = new.secret_until, excluded = new.excluded
    from jsonb_to_record(names) as new (readers text[], next_from timestamptz, readers_next text[], later_from timestamptz,
         readers_later text[], readers_once_declassified text[], secret_until timestamptz, excluded text[])
   where company_id = company and item_id = item;
$$;
revoke execute on function miji.replace_readers(uuid, uuid, jsonb) from public;
grant execute on function miji.replace_readers(uuid, uuid, jsonb) to miji_app;
grant create on schema miji to miji_keeper;
alter function miji.replace_readers(uuid, uuid, jsonb) owner to miji_keeper;
revoke create on schema miji from miji_keeper;

-- What the head office’s executives read, a month at a time. Being named as well does not spare an executive the report.
create index audit_event_headquarters_reads on miji.audit_event (company_id, at, position) where ${HEADQUARTERS_READ};
`;
