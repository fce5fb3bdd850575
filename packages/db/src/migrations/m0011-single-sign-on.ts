/**
 * Sign-in through the identity provider of a company. What stands here opens nothing until a second person has confirmed it, and
 * its secret is gone with it.
 */
export const singleSignOn = `
create table auth.single_sign_on (
  configuration_id uuid primary key default gen_random_uuid(),
  company_id uuid not null,
  issuer text not null check (length(issuer) between 1 and 500),
  client_id text not null check (length(client_id) between 1 and 200),
  -- AES-256-GCM under the root key
  sealed_secret bytea,
  domains text[] not null check (cardinality(domains) between 1 and 20),
  set_by uuid not null,
  set_at timestamptz not null default now(),
  -- Whoever controls a provider signs in as its people: nobody lets one in alone.
  confirmed_by uuid check (confirmed_by <> set_by),
  confirmed_at timestamptz,
  removed_at timestamptz,
  check ((confirmed_by is null) = (confirmed_at is null)),
  check ((sealed_secret is null) = (removed_at is not null))
);
create unique index single_sign_on_confirmed_key on auth.single_sign_on (company_id)
  where confirmed_at is not null and removed_at is null;
create unique index single_sign_on_waiting_key on auth.single_sign_on (company_id)
  where confirmed_at is null and removed_at is null;

-- One password and one subject per provider: a second subject with somebody's address is somebody else.
create unique index account_user_id_provider_id_key on auth.account (user_id, provider_id);

alter table auth.single_sign_on owner to miji_owner;
alter table auth.single_sign_on enable row level security;
alter table auth.single_sign_on force row level security;
create policy sign_in_only on auth.single_sign_on to miji_auth using (true) with check (true);
revoke all on auth.single_sign_on from public;
grant select, insert, update, delete on auth.single_sign_on to miji_auth;
`;
