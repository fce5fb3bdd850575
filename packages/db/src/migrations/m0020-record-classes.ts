import { companyTable } from './company-table.ts';

/** What the tables of the companies' own systems hold: declared once, in versions, of which none is ever changed. */
export const recordClasses = `
${companyTable({
  name: 'record_class',
  columns: `
  code text not null check (code ~ '^[a-z][a-z0-9_]{0,39}$'),
  version integer not null check (version > 0),
  document jsonb not null,
  declared_by uuid not null references miji.person (id),
  declared_at timestamptz(3) not null,
  -- set on the newest version alone; a class that is declared again gets a new version
  retired_at timestamptz(3),
  retired_by uuid references miji.person (id),
  check (retired_at is not null or retired_by is null)`,
  key: 'code, version',
  appMay: 'select, insert, update (retired_at, retired_by)',
})}
-- The group's bind every company: whoever follows the rights of one looks again.
create trigger note_classes after insert or update on miji.record_class for each statement execute function miji.note_rules();
`;
