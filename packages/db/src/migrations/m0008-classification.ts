import { companyTable } from './company-table.ts';

/** Changes of classification, what an item was made from, customers, ledgers. */
export const classification = `
${companyTable({
  name: 'customer',
  columns: `
  id uuid not null,
  number text not null,
  name text not null,
  grade text not null check (grade in ('ordinary', 'important', 'decisive')),
  since date not null,
  registered_at timestamptz(3) not null,
  registered_by uuid not null references miji.person (id),
  idempotency_key text not null,
  input_digest text not null,
  unique (company_id, number),
  unique (company_id, name),
  unique (company_id, registered_by, idempotency_key)`,
  key: 'id',
  appMay: 'select, insert, update (grade, since)',
})}
create index customer_newest on miji.customer (company_id, registered_at desc, id desc);

alter table miji.item
  add column regimes text[] not null default '{}',
  add column line text,
  add column co_owner_ids uuid[] not null default '{}',
  add column scope_override text,
  add column customer_id uuid,
  -- counts the changes of classification; the version counts those of the text
  add column revision integer not null default 1,
  add column medium text not null default 'electronic' check (medium in ('electronic', 'paper')),
  add column custodian_id uuid references miji.person (id),
  add column origin text not null default 'registered' check (origin in ('registered', 'ledger', 'part')),
  -- the number that the item has in the ledger it was taken over from
  add column file_number text,
  -- who drafted it, as the ledger says, where the register has no such person any more
  add column drafter_name text,
  drop constraint item_line_count_check,
  add constraint item_line_count_check check (case medium when 'paper' then line_count = 0 else line_count > 0 end),
  add constraint item_of_customer foreign key (company_id, customer_id) references miji.customer (company_id, id),
  add constraint item_file_number unique (company_id, file_number);
create index item_by_customer on miji.item (company_id, customer_id) where customer_id is not null;
grant update (catalogue_code, regimes, period_kind, period_value, revision) on miji.item to miji_app;

${companyTable({
  name: 'item_change',
  columns: `
  id uuid not null,
  item_id uuid not null,
  revision integer not null,
  kind text not null check (kind in ('regrade', 'extend', 'declassify', 'declassify_part', 'grade')),
  request_id uuid,
  request_number text,
  customer_id uuid,
  decided_by uuid not null references miji.person (id),
  at timestamptz(3) not null,
  reason text not null,
  before jsonb not null,
  after jsonb not null,
  rule_set_version integer not null references miji.rule_set (version),
  foreign key (company_id, item_id) references miji.item (company_id, id),
  foreign key (company_id, request_id) references miji.request (company_id, id),
  foreign key (company_id, customer_id) references miji.customer (company_id, id)`,
  key: 'id',
  appMay: 'select, insert',
})}
create index item_change_by_item on miji.item_change (company_id, item_id, at);

${companyTable({
  name: 'item_source',
  columns: `
  item_id uuid not null,
  -- a source may belong to another company, whose rows are not in reach from here: its number is what names it
  source_number text not null,
  source_company_id uuid not null references miji.company (id),
  foreign key (company_id, item_id) references miji.item (company_id, id)`,
  key: 'item_id, source_number',
  appMay: 'select, insert',
})}
create index item_source_by_source on miji.item_source (company_id, source_number);

-- A request may be for a change; it is about the item as it was when it was filed.
alter table miji.request
  add column change jsonb,
  add column item_revision integer not null default 1;

-- What an approved partial declassification leaves behind: the right to release those lines, once.
alter table miji.access_grant
  drop constraint access_grant_operation_check,
  add constraint access_grant_operation_check check (operation in ('excerpt', 'copy', 'declassify'));

-- A copy follows every change of its item (GS-24). One that was in a ledger before came without a grant.
alter table miji.copy
  alter column grant_id drop not null,
  alter column grant_number drop not null,
  add constraint copy_without_grant check ((grant_id is null) = (grant_number is null));
grant update (level, mark, secret_until) on miji.copy to miji_app;
create index copy_by_item on miji.copy (company_id, item_id);
`;
