import { companyTable, scoped } from './company-table.ts';

/** Custody: how it runs in a company, loans, stocktakings, and handing over everything on somebody's name. */
export const custody = `
${companyTable({
  name: 'custody_setting',
  columns: `
  receipt_hours integer not null check (receipt_hours between 1 and 720),
  overdue_days integer not null check (overdue_days between 0 and 90),
  set_by uuid references miji.person (id),
  set_at timestamptz(3) not null`,
  // the newest counts, the others say what counted before
  key: 'set_at',
  appMay: 'select, insert, update (receipt_hours, overdue_days, set_by, set_at)',
})}

${companyTable({
  name: 'loan',
  columns: `
  id uuid not null,
  number text not null,
  copy_id uuid not null,
  -- as it is printed in the register, which the borrower reads when the copy is no longer his
  copy_number integer not null,
  item_id uuid not null,
  item_number text not null,
  level smallint not null check (level between 1 and 3),
  borrower_id uuid not null references miji.person (id),
  unit text,
  -- somebody from outside, as the wire shows him, with his document masked
  visitor jsonb,
  supervisor_id uuid references miji.person (id),
  purpose text not null,
  grant_id uuid not null,
  grant_number text not null,
  store_id uuid not null,
  days integer not null check (days > 0),
  lent_at timestamptz(3) not null,
  lent_by uuid not null references miji.person (id),
  due_on date not null,
  overdue_from timestamptz(3) not null,
  provisional boolean not null,
  pages integer not null check (pages > 0),
  condition_out text,
  returned_at timestamptz(3),
  taken_back_by uuid references miji.person (id),
  pages_returned integer,
  condition_back text,
  state text not null check (state in ('out', 'returned', 'not_taken', 'lost')),
  -- what the clock has had done to it
  stage text not null default 'fresh' check (stage in ('fresh', 'due_soon', 'due', 'overdue', 'drafted')),
  idempotency_key text not null,
  unique (company_id, number),
  unique (company_id, grant_id, idempotency_key),
  foreign key (company_id, copy_id) references miji.copy (company_id, id),
  foreign key (company_id, item_id) references miji.item (company_id, id),
  foreign key (company_id, grant_id) references miji.access_grant (company_id, id),
  foreign key (company_id, store_id) references miji.store (company_id, id)`,
  key: 'id',
  appMay: `select, insert,
    update (state, stage, returned_at, taken_back_by, pages_returned, condition_back, borrower_id)`,
  alsoReadable: { own_loans: `borrower_id = ${scoped.person}` },
})}
create unique index lent_once on miji.loan (company_id, copy_id) where state = 'out';
create index loan_newest on miji.loan (company_id, lent_at desc, id desc);
create index loan_due on miji.loan (company_id, overdue_from, id) where state = 'out';
create index copy_movement_by_loan on miji.copy_movement (loan_id) where loan_id is not null;
create index loan_by_borrower on miji.loan (borrower_id, lent_at desc, id desc);
alter table miji.copy_movement add foreign key (company_id, loan_id) references miji.loan (company_id, id);
alter table miji.incident_draft add foreign key (company_id, loan_id) references miji.loan (company_id, id);

${companyTable({
  name: 'stocktaking',
  columns: `
  id uuid not null,
  number text not null,
  store_id uuid not null,
  begun_at timestamptz(3) not null,
  begun_by uuid not null references miji.person (id),
  closed_at timestamptz(3),
  closed_by uuid references miji.person (id),
  note text,
  unique (company_id, number),
  foreign key (company_id, store_id) references miji.store (company_id, id)`,
  key: 'id',
  appMay: 'select, insert, update (closed_at, closed_by, note)',
})}
create unique index one_stocktaking_at_a_time on miji.stocktaking (company_id, store_id) where closed_at is null;
create index stocktaking_newest on miji.stocktaking (company_id, begun_at desc, id desc);

${companyTable({
  name: 'stocktaking_line',
  columns: `
  stocktaking_id uuid not null,
  -- the copy as its label says it, or what was read where no copy is called so
  label text not null check (length(label) between 1 and 300),
  copy_id uuid,
  expected boolean not null,
  counted_at timestamptz(3),
  counted_by uuid references miji.person (id),
  -- how the label was read; a typed one shows no more than that somebody knew the number
  means text check (means in ('scanned', 'typed')),
  -- where the register says it is, of what should not be here
  elsewhere text,
  foreign key (company_id, stocktaking_id) references miji.stocktaking (company_id, id),
  check ((counted_at is null) = (means is null))`,
  key: 'stocktaking_id, label',
  // What came or went by the register while it was counted is no difference when it is closed.
  appMay: 'select, insert, update (expected, elsewhere, counted_at, counted_by, means)',
})}

${companyTable({
  name: 'handover',
  columns: `
  id uuid not null,
  number text not null,
  giver_id uuid not null references miji.person (id),
  taker_id uuid not null references miji.person (id),
  state text not null check (state in ('proposed', 'given', 'done', 'withdrawn')),
  reason text not null,
  -- what stood on the giver's name when it was proposed, in the shape of the wire; signed as it stands
  lines jsonb not null,
  proposed_at timestamptz(3) not null,
  proposed_by uuid not null references miji.person (id),
  given_at timestamptz(3),
  taken_at timestamptz(3),
  withdrawn_at timestamptz(3),
  idempotency_key text not null,
  unique (company_id, number),
  unique (company_id, proposed_by, idempotency_key),
  check (giver_id <> taker_id)`,
  key: 'id',
  appMay: 'select, insert, update (state, given_at, taken_at, withdrawn_at)',
  alsoReadable: { own_handovers: `giver_id = ${scoped.person} or taker_id = ${scoped.person}` },
})}
create unique index one_handover_at_a_time on miji.handover (company_id, giver_id) where state in ('proposed', 'given');
create index handover_newest on miji.handover (company_id, proposed_at desc, id desc);
create index handover_by_giver on miji.handover (giver_id, proposed_at desc, id desc);
create index handover_by_taker on miji.handover (taker_id, proposed_at desc, id desc);
-- A handover stands in the giver's company and moves copies of others, so that no key leads from these to it.

${companyTable({
  name: 'collection_order',
  columns: `
  id uuid not null,
  person_id uuid not null references miji.person (id),
  reason text not null,
  ordered_by uuid not null references miji.person (id),
  ordered_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  -- the instant from which he holds no post here any more, with things on his name
  used_at timestamptz(3),
  check (ordered_by <> person_id)`,
  key: 'id',
  appMay: 'select, insert, update (used_at)',
})}
create index collection_order_by_person on miji.collection_order (company_id, person_id, ordered_at desc);

${companyTable({
  name: 'recall',
  columns: `
  copy_id uuid not null,
  -- why it has to come back, and from which instant on it is late
  why text not null check (why in ('not_back', 'use_over', 'left')),
  due_at timestamptz(3) not null,
  -- what the clock has had done about it
  stage text not null check (stage in ('due_soon', 'due', 'overdue', 'drafted')),
  foreign key (company_id, copy_id) references miji.copy (company_id, id)`,
  key: 'copy_id, why, due_at',
  appMay: 'select, insert, update (stage)',
})}
create index copy_by_last_day on miji.copy (company_id, use_until) where use_until is not null;

-- Since when somebody holds no post in any company; null while he holds one. Nobody learns more of other companies by it.
grant select (person_id, valid_from, valid_to) on miji.appointment to miji_keeper;
create policy keeper_reads on miji.appointment for select to miji_keeper using (true);
create function miji.left_since(person uuid, instant timestamptz)
returns timestamptz language sql stable security definer set search_path = pg_catalog, miji as $$
  select case when bool_or(a.valid_from <= instant and (a.valid_to is null or a.valid_to > instant)) then null
      else coalesce(max(a.valid_to) filter (where a.valid_to <= instant), 'epoch') end
    from miji.appointment a where a.person_id = person;
$$;
revoke execute on function miji.left_since(uuid, timestamptz) from public;
grant execute on function miji.left_since(uuid, timestamptz) to miji_app;
grant create on schema miji to miji_keeper;
alter function miji.left_since(uuid, timestamptz) owner to miji_keeper;
revoke create on schema miji from miji_keeper;
`;
