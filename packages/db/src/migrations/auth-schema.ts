/**
 * The schema `auth`: who can sign in. Only the role `miji_auth` reads or writes it, and that role reads nothing else.
 *
 * The first five tables are better-auth's; their columns follow its generated schema, and it checks them at start. `lockout`
 * and `service_key` are our own.
 */
export const authSchemaSql = `
create schema if not exists auth;
alter schema auth owner to miji_owner;

-- People. A person of the register has at most one account.
create table auth."user" (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null unique,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null,
  image text,
  disabled boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- updated_at is the last use, to within five minutes; expires_at is fixed when the session begins.
create table auth.session (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth."user" (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null
);
create index session_user_id_idx on auth.session (user_id);

-- Passwords (scrypt), one row per person. The token columns belong to providers we do not use yet.
create table auth.account (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth."user" (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null,
  unique (provider_id, account_id)
);
create index account_user_id_idx on auth.account (user_id);

create table auth.verification (
  id uuid primary key default gen_random_uuid(),
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier_idx on auth.verification (identifier);

-- Requests per address and path; last_request in milliseconds since 1970.
create table auth.rate_limit (
  id uuid primary key default gen_random_uuid(),
  key text not null unique,
  count integer not null,
  last_request bigint not null
);

-- Wrong passwords per account: SHA-256 of the e-mail address in lower case, whether such an account exists or not.
create table auth.lockout (
  account_hash bytea primary key check (octet_length(account_hash) = 32),
  failed_at timestamptz[] not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);
create index lockout_last_failed_at_idx on auth.lockout (last_failed_at);

-- Keys of services: SHA-256 of 256 random bits. A revoked key stays, to say whose it was.
create table auth.service_key (
  key_id uuid primary key default gen_random_uuid(),
  company_id uuid not null,
  service_id uuid not null,
  name text not null check (length(name) between 1 and 200),
  prefix text not null,
  key_hash bytea not null unique check (octet_length(key_hash) = 32),
  created_by text not null,
  created_at timestamptz not null default now(),
  -- A key that only one person knows of opens nothing.
  confirmed_by text check (confirmed_by <> created_by),
  confirmed_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index service_key_company_id_idx on auth.service_key (company_id) where revoked_at is null;

-- A caller is looked up before his company is known, so no policy can compare companies here. This one says instead that
-- no other role sees a row, not even if somebody grants it the table by mistake.
do $$
declare
  relation regclass;
begin
  foreach relation in array array['auth."user"', 'auth.session', 'auth.account', 'auth.verification',
                                  'auth.rate_limit', 'auth.lockout', 'auth.service_key']::regclass[] loop
    execute format('alter table %s owner to miji_owner', relation);
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format('create policy sign_in_only on %s to miji_auth using (true) with check (true)', relation);
    execute format('revoke all on %s from public', relation);
    execute format('grant select, insert, update, delete on %s to miji_auth', relation);
  end loop;
end
$$;

revoke all on schema auth from public;
grant usage on schema auth to miji_auth;
`;
