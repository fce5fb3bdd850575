import { companyTable, scoped } from './company-table.ts';

/**
 * Notices to people, how each of them wants to be told, the robots of a company, and the outbox through which what leaves the
 * database goes out. A notice says what it is about by number and level: no title is ever stored in one.
 */
export const notices = `
${companyTable({
  name: 'notice',
  columns: `
  id uuid not null,
  person_id uuid not null references miji.person (id),
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  at timestamptz(3) not null,
  -- the same is told to the same person once
  key text not null check (length(key) between 1 and 300),
  request_number text,
  item_number text,
  level smallint,
  -- by when something has to be done
  due_at timestamptz(3),
  -- by whom or for whom, as a name
  person_shown text check (length(person_shown) <= 100),
  read_at timestamptz(3),
  unique (company_id, person_id, key)`,
  key: 'id',
  appMay: 'select, insert, update (read_at)',
  alsoReadable: { own_notices: `person_id = ${scoped.person}` },
})}
create index notice_by_person on miji.notice (person_id, at desc, id desc);
create index notice_unread on miji.notice (person_id) where read_at is null;

-- Whoever listens learns that something has changed for somebody, and reads it himself, within his own rights.
create function miji.ring() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  perform pg_notify('miji_notice', new.person_id::text);
  return null;
end $$;
revoke execute on function miji.ring() from public;
create trigger ring_on_notice after insert or update of read_at on miji.notice for each row execute function miji.ring();

${companyTable({
  name: 'notice_setting',
  columns: `
  person_id uuid not null references miji.person (id),
  -- by kind: the channels by which it comes; a kind that is not named comes by all of them
  channels jsonb not null,
  quiet_from text check (quiet_from ~ '^\\d\\d:\\d\\d$'),
  quiet_to text check (quiet_to ~ '^\\d\\d:\\d\\d$'),
  language text not null check (language in ('zh-CN', 'en')),
  set_at timestamptz(3) not null,
  check ((quiet_from is null) = (quiet_to is null))`,
  key: 'person_id',
  appMay: 'select, insert, update (channels, quiet_from, quiet_to, language, set_at)',
  alsoReadable: { own_setting: `person_id = ${scoped.person}` },
})}
create index notice_setting_by_person on miji.notice_setting (person_id);

${companyTable({
  name: 'robot',
  columns: `
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('wecom', 'dingtalk', 'feishu', 'plain')),
  host text not null,
  -- AES-256-GCM under the root key; gone once the robot is removed
  sealed_url bytea,
  sealed_secret bytea,
  kinds text[] not null,
  set_by uuid not null references miji.person (id),
  set_at timestamptz(3) not null,
  last_delivered_at timestamptz(3),
  removed_at timestamptz(3),
  check ((removed_at is null) or (sealed_url is null and sealed_secret is null)),
  check ((removed_at is null) = (sealed_url is not null))`,
  key: 'id',
  appMay: `select, insert,
    update (name, kind, host, sealed_url, sealed_secret, kinds, set_by, set_at, last_delivered_at, removed_at)`,
})}

${companyTable({
  name: 'outbox',
  columns: `
  id uuid not null,
  channel text not null check (channel in ('email', 'robot')),
  -- the person it is mailed to, or the robot
  recipient_id uuid not null,
  -- the people whom it concerns
  person_ids uuid[] not null,
  kind text not null check (kind ~ '^[a-z_]{1,40}$'),
  key text not null check (length(key) between 1 and 300),
  told_at timestamptz(3) not null,
  request_number text,
  item_number text,
  level smallint,
  due_at timestamptz(3),
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'not_wanted', 'dead')),
  attempts integer not null default 0 check (attempts >= 0),
  -- real time, whatever the clock of the house shows: when it is tried next, and until when somebody is at it
  next_at timestamptz(3) not null default now(),
  lease uuid,
  leased_until timestamptz(3),
  -- time as the house has it: not before quiet hours are over
  not_before timestamptz(3),
  last_error text check (length(last_error) <= 500),
  written_at timestamptz(3) not null default now(),
  settled_at timestamptz(3),
  unique (company_id, channel, recipient_id, key)`,
  key: 'id',
  appMay: `select, insert,
    update (state, attempts, next_at, lease, leased_until, not_before, last_error, settled_at)`,
})}
create index outbox_waiting on miji.outbox (company_id, next_at) where state = 'waiting';
create index outbox_dead on miji.outbox (company_id, settled_at desc, id desc) where state = 'dead';
`;
