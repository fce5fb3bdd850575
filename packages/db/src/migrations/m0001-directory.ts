import { companyTable, scoped } from './company-table.ts';

/** Companies, people and posts. A company is no row of another, and a person may belong to several: these two have no company. */
export const directory = `
create table miji.company (
  id uuid primary key,
  code text not null unique check (code ~ '^[A-Z]{2,8}$'),
  kind text not null check (kind in ('headquarters', 'subsidiary')),
  name text not null,
  founded_at timestamptz(3) not null
);
create unique index one_headquarters on miji.company (kind) where kind = 'headquarters';
grant select, insert on miji.company to miji_app;
grant select on miji.company to miji_group;

create table miji.person (
  id uuid primary key,
  name text not null,
  registered_at timestamptz(3) not null
);
grant select, insert on miji.person to miji_app;
grant select on miji.person to miji_group;

create table miji.rule_set (
  version integer primary key,
  document jsonb not null,
  effective_from timestamptz(3) not null
);
grant select, insert on miji.rule_set to miji_app;
grant select on miji.rule_set to miji_group;

create table miji.manual_clock (
  only_row boolean primary key default true check (only_row),
  now timestamptz(3) not null
);
grant select, insert, update (now) on miji.manual_clock to miji_app;

${companyTable({
  name: 'department',
  columns: `
  id uuid not null,
  name text not null,
  unique (company_id, name)`,
  key: 'id',
  appMay: 'select, insert',
  groupMay: 'select',
})}
${companyTable({
  name: 'appointment',
  columns: `
  id uuid not null,
  person_id uuid not null references miji.person (id),
  post text not null,
  department_id uuid,
  valid_from timestamptz(3) not null,
  valid_to timestamptz(3) check (valid_to >= valid_from),
  foreign key (company_id, department_id) references miji.department (company_id, id)`,
  key: 'id',
  appMay: 'select, insert, update (valid_to)',
  groupMay: 'select',
  alsoReadable: { own_appointments: `person_id = ${scoped.person}` },
})}
create index appointment_by_person on miji.appointment (person_id);
create index appointment_by_post on miji.appointment (company_id, post);

${companyTable({
  name: 'service',
  columns: `
  id uuid not null,
  name text not null,
  registered_at timestamptz(3) not null,
  unique (company_id, name)`,
  key: 'id',
  appMay: 'select, insert',
  groupMay: 'select',
})}
${companyTable({
  name: 'counter',
  columns: `
  name text not null,
  year integer not null,
  value bigint not null`,
  key: 'name, year',
  appMay: 'select, insert, update (value)',
})}
`;
