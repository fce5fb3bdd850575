import { companyTable, scoped } from './company-table.ts';

const LINE = '[a-z][a-z0-9_]{0,19}';
/** A code becomes part of names that are joined by commas: none may hold one itself, or be empty. */
const JOINED_LINES = `array_to_string(lines, ',', '?')`;

/**
 * Posts in full: lines in charge, acting, employee numbers, delegation, project groups.
 *
 * Who holds an office of control is no secret inside the group, and has to be known everywhere: nobody may hold two of them, not even
 * in two companies.
 */
export const organisation = `
alter table miji.department
  add column opened_at timestamptz(3),
  add column closed_at timestamptz(3),
  drop constraint department_company_id_name_key;
create unique index department_open_name on miji.department (company_id, name) where closed_at is null;
grant update (closed_at) on miji.department to miji_app;

alter table miji.appointment
  add column lines text[] not null default '{}'
    constraint appointment_lines check (
      ${JOINED_LINES} ~ '^(${LINE}(,${LINE})*)?$'
      and cardinality(string_to_array(${JOINED_LINES}, ',')) = cardinality(lines)),
  add column acting_for uuid references miji.person (id)
    constraint appointment_acting_for_another check (acting_for <> person_id),
  add column reason text,
  add column end_reason text;
grant update (end_reason) on miji.appointment to miji_app;
create policy offices_of_control on miji.appointment for select to miji_app
  using (post in ('system_administrator', 'security_officer', 'auditor') and ${scoped.company} is not null);
create index appointment_of_control on miji.appointment (person_id)
  where post in ('system_administrator', 'security_officer', 'auditor');

${companyTable({
  name: 'employment',
  columns: `
  person_id uuid not null references miji.person (id),
  employee_number text not null check (employee_number ~ '^[A-Za-z0-9_-]{1,32}$'),
  registered_at timestamptz(3) not null,
  unique (company_id, employee_number)`,
  key: 'person_id',
  appMay: 'select, insert',
  groupMay: 'select',
  alsoReadable: { own_employment: `person_id = ${scoped.person}` },
})}
${companyTable({
  name: 'delegation',
  columns: `
  id uuid not null,
  number text not null,
  principal_id uuid not null references miji.person (id),
  delegate_id uuid not null references miji.person (id),
  post text not null,
  highest_level smallint not null check (highest_level between 1 and 3),
  operations text[] not null check (cardinality(operations) > 0),
  reason text not null,
  valid_from timestamptz(3) not null,
  valid_to timestamptz(3) not null,
  given_at timestamptz(3) not null,
  revoked_at timestamptz(3) check (revoked_at >= given_at),
  revoked_by uuid references miji.person (id),
  unique (company_id, number),
  constraint delegation_to_another check (principal_id <> delegate_id),
  constraint delegation_dates check (given_at <= valid_from and valid_from < valid_to),
  constraint delegation_revocation check ((revoked_at is null) = (revoked_by is null))`,
  key: 'id',
  appMay: 'select, insert, update (revoked_at, revoked_by)',
  groupMay: 'select',
  alsoReadable: { own_delegations: `principal_id = ${scoped.person} or delegate_id = ${scoped.person}` },
})}
create index delegation_by_delegate on miji.delegation (delegate_id);
create index delegation_by_principal on miji.delegation (principal_id);

${companyTable({
  name: 'project_group',
  columns: `
  id uuid not null,
  name text not null,
  leader_id uuid not null references miji.person (id),
  opened_at timestamptz(3) not null,
  unique (company_id, name)`,
  key: 'id',
  appMay: 'select, insert',
  groupMay: 'select',
})}
${companyTable({
  name: 'project_group_member',
  columns: `
  id uuid not null,
  group_id uuid not null,
  person_id uuid not null references miji.person (id),
  reason text not null,
  valid_from timestamptz(3) not null,
  valid_to timestamptz(3) check (valid_to >= valid_from),
  foreign key (company_id, group_id) references miji.project_group (company_id, id)`,
  key: 'id',
  appMay: 'select, insert, update (valid_to)',
  groupMay: 'select',
  alsoReadable: { own_memberships: `person_id = ${scoped.person}` },
})}
create index project_group_member_by_person on miji.project_group_member (person_id);
create unique index project_group_member_once on miji.project_group_member (company_id, group_id, person_id)
  where valid_to is null;
`;
