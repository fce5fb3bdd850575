import { REGULATIONS } from '@miji/core';
import { companyTable } from './company-table.ts';

/** Who proposed and who published each version of the rules, and the drafts that they come from. */
export const rules = `
alter table miji.rule_set
  add column scope text check (scope ~ '^[A-Z]{2,8}$'),
  add column base_version integer references miji.rule_set (version),
  add column note text not null default '',
  add column proposed_by uuid references miji.person (id),
  add column published_by uuid references miji.person (id),
  add column published_at timestamptz(3),
  -- The regulations themselves are nobody's proposal; everything after them takes two people, and nothing is published backdated.
  add constraint published_by_a_second_person check (
    (base_version is null and published_by is null)
    or (base_version < version and proposed_by is not null and published_by is not null
        and published_at is not null and proposed_by <> published_by and effective_from >= published_at)
  );
-- The regulations said the same in fewer fields before: where they are in force already, they are written down in the form of today.
update miji.rule_set set document = $rules$${JSON.stringify(REGULATIONS)}$rules$ where version = ${REGULATIONS.version};
create index rule_set_by_effect on miji.rule_set (effective_from desc, version desc);

${companyTable({
  name: 'rule_draft',
  columns: `
  id uuid not null,
  number text not null,
  -- null: the group's rules; otherwise the code of the company whose overlay it is
  scope text check (scope ~ '^[A-Z]{2,8}$'),
  base_version integer not null references miji.rule_set (version),
  document jsonb not null,
  note text not null default '',
  state text not null check (state in ('draft', 'proposed', 'published', 'discarded')),
  revision integer not null default 1 check (revision > 0),
  drafted_by uuid not null references miji.person (id),
  author_ids uuid[] not null,
  drafted_at timestamptz(3) not null,
  changed_at timestamptz(3) not null,
  proposed_by uuid references miji.person (id),
  proposed_at timestamptz(3),
  returned_because text,
  published_version integer references miji.rule_set (version),
  unique (company_id, number),
  check (drafted_by = any (author_ids)),
  check (proposed_by is null or proposed_by = any (author_ids)),
  check (state <> 'proposed' or (proposed_by is not null and proposed_at is not null)),
  check ((state = 'published') = (published_version is not null))`,
  key: 'id',
  appMay: `select, insert, update (document, note, state, revision, author_ids, changed_at, proposed_by, proposed_at,
  returned_because, published_version)`,
  groupMay: 'select',
})}
create index rule_draft_newest on miji.rule_draft (company_id, drafted_at desc, id desc);
`;
