import { companyTable, scoped } from './company-table.ts';

/**
 * The vault: contents as files, sealed in pieces before they are kept anywhere; keys that can be changed without touching a content;
 * what is searched for, as keyed tokens.
 */
export const vault = `
${companyTable({
  name: 'content_file',
  columns: `
  id uuid not null,
  file_name text not null check (length(file_name) between 1 and 255),
  -- in bytes, as announced, and how many of them are safe
  size bigint not null check (size >= 0),
  received bigint not null default 0 check (received between 0 and size),
  part_size integer not null check (part_size > 0),
  -- what each part is called in the store, in their order: of two that came for one place, the one that counts
  parts text[] not null default '{}',
  state text not null default 'receiving' check (state in ('receiving', 'checking', 'ready', 'bound', 'refused')),
  kind text check (kind in ('plain', 'markdown', 'pdf', 'docx', 'image')),
  pages integer check (pages > 0),
  lines integer check (lines > 0),
  -- width and height of each page, in points
  sizes jsonb,
  refusal text,
  -- the data key, sealed under the company's; once bound to an item it stands with the item's content, and only its readers get it
  sealed_key bytea,
  company_key_version integer,
  -- keyed, over the whole of it: known when all has arrived
  digest text,
  uploader_id uuid references miji.person (id),
  uploader_service_id uuid,
  started_at timestamptz(3) not null,
  kept_until timestamptz(3) not null,
  -- so long a server is looking at it, unless it says so again; by the clock of the machine
  claimed_until timestamptz(3),
  item_id uuid,
  version integer,
  foreign key (company_id, item_id) references miji.item (company_id, id),
  check ((state = 'bound') = (item_id is not null)),
  check (cardinality(parts) = (received + part_size - 1) / part_size),
  check (item_id is null or sealed_key is null)`,
  key: 'id',
  appMay: `select, insert, delete,
    update (received, parts, state, kind, pages, lines, sizes, refusal, sealed_key, company_key_version, digest, kept_until, claimed_until,
      item_id, version)`,
  // Until it belongs to an item it is its uploader's alone; the system, which acts for nobody, clears away what nobody wants.
  visibleWhere: `(item_id is not null or uploader_id = ${scoped.person} or ${scoped.person} is null)`,
  // Asked for by its id alone, before anybody has said which company it is for.
  alsoReadable: { uploader_reads_his_own: `item_id is null and uploader_id = ${scoped.person}` },
})}
create unique index content_file_by_id on miji.content_file (id);
create index content_file_by_item on miji.content_file (company_id, item_id, version) where item_id is not null;
create index content_file_unbound on miji.content_file (company_id, kept_until) where item_id is null;

alter table miji.item_content
  drop constraint item_content_format_check,
  add constraint item_content_format_check check (format in ('plain', 'markdown', 'pdf', 'docx', 'image')),
  alter column sealed drop not null,
  add column file_id uuid,
  add foreign key (company_id, file_id) references miji.content_file (company_id, id),
  add constraint one_content check ((sealed is null) = (file_id is not null));
create index item_content_by_key on miji.item_content (company_id, company_key_version);

alter table miji.item
  -- pages as excerpts name them; null where it is on paper, or was registered before they were counted
  add column page_count integer check (page_count > 0),
  -- null where it is on paper
  add column content_kind text check (content_kind in ('plain', 'markdown', 'pdf', 'docx', 'image'));
alter table miji.item no force row level security;
alter table miji.item_content no force row level security;
update miji.item set content_kind = c.format
  from miji.item_content c
 where c.company_id = item.company_id and c.item_id = item.id and c.version = item.version;
alter table miji.item force row level security;
alter table miji.item_content force row level security;
alter table miji.item
  drop constraint item_line_count_check,
  -- only words have lines to be named
  add constraint item_line_count_check check (
    case when medium = 'paper' or content_kind in ('pdf', 'docx', 'image') then line_count = 0 else line_count > 0 end);
grant update (version, line_count, page_count, content_kind) on miji.item to miji_app;

alter table miji.company_key
  -- under which root key it is sealed
  add column root_version integer not null default 1 check (root_version > 0);
-- Sealed under another root key by a function alone: whoever serves requests changes no key.
grant select (company_id, version, root_version), update (sealed_key, root_version) on miji.company_key to miji_keeper;
create policy keeper_reads on miji.company_key for select to miji_keeper using (company_id = ${scoped.company});
create policy keeper_updates on miji.company_key for update to miji_keeper using (company_id = ${scoped.company}) with check (company_id = ${scoped.company});
create function miji.reseat_company_key(company uuid, key_version integer, now_sealed bytea, to_root_version integer)
returns boolean language sql security definer set search_path = pg_catalog, miji as $$
  with changed as (
    update miji.company_key
       set sealed_key = now_sealed, root_version = to_root_version
     where company_id = company and version = key_version and root_version < to_root_version
    returning 1)
  select exists (select 1 from changed);
$$;
revoke execute on function miji.reseat_company_key(uuid, integer, bytea, integer) from public;
grant execute on function miji.reseat_company_key(uuid, integer, bytea, integer) to miji_app;
grant create on schema miji to miji_keeper;
alter function miji.reseat_company_key(uuid, integer, bytea, integer) owner to miji_keeper;
revoke create on schema miji from miji_keeper;

${companyTable({
  name: 'key_rotation',
  columns: `
  id uuid not null,
  scope text not null check (scope in ('company', 'root')),
  state text not null check (state in ('running', 'done', 'failed')),
  done integer not null default 0 check (done >= 0),
  of integer not null check (of >= 0),
  to_version integer not null,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3),
  started_by uuid references miji.person (id)`,
  key: 'id',
  appMay: 'select, insert, update (state, done, of, ended_at)',
})}
create unique index one_rotation_at_a_time on miji.key_rotation (company_id, scope) where state = 'running';

-- Data keys are wrapped anew by a role that has no right to a content: it sees sealed keys, and nothing that they open.
grant select (version, sealed_key, company_key_version), update (sealed_key, company_key_version) on miji.item_content to miji_keeper;
create function miji.sealed_keys_before(company uuid, newest integer, at_most integer)
returns table (item_id uuid, version integer, sealed_key bytea, company_key_version integer)
language sql security definer set search_path = pg_catalog, miji as $$
  select c.item_id, c.version, c.sealed_key, c.company_key_version
    from miji.item_content c
   where c.company_id = company and c.company_key_version < newest
   order by c.item_id, c.version
   limit at_most;
$$;
create function miji.rewrap_key(company uuid, item uuid, item_version integer, from_key_version integer, now_sealed bytea, to_key_version integer)
returns boolean language sql security definer set search_path = pg_catalog, miji as $$
  with changed as (
    update miji.item_content
       set sealed_key = now_sealed, company_key_version = to_key_version
     where company_id = company and item_id = item and version = item_version and company_key_version = from_key_version
    returning 1)
  select exists (select 1 from changed);
$$;
revoke execute on function miji.sealed_keys_before(uuid, integer, integer) from public;
revoke execute on function miji.rewrap_key(uuid, uuid, integer, integer, bytea, integer) from public;
grant execute on function miji.sealed_keys_before(uuid, integer, integer) to miji_app;
grant execute on function miji.rewrap_key(uuid, uuid, integer, integer, bytea, integer) to miji_app;
grant create on schema miji to miji_keeper;
alter function miji.sealed_keys_before(uuid, integer, integer) owner to miji_keeper;
alter function miji.rewrap_key(uuid, uuid, integer, integer, bytea, integer) owner to miji_keeper;
revoke create on schema miji from miji_keeper;

${companyTable({
  name: 'item_token',
  columns: `
  -- of two characters that stand side by side, under a key of the company: equal tokens are equal pairs, and nothing else can be told
  token bigint not null check (token between 0 and 9007199254740991),
  item_id uuid not null,
  source text not null check (source in ('title', 'text')),
  foreign key (company_id, item_id) references miji.item (company_id, id)`,
  key: 'token, item_id, source',
  appMay: 'select, insert, delete',
})}
create index item_token_by_item on miji.item_token (company_id, item_id, source);
`;
