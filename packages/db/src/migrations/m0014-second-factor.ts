/**
 * The second factor by which a person confirms an act. `two_factor` and `passkey` are better-auth's, apart from the columns said to be
 * our own; challenges and proofs are ours.
 */
export const secondFactor = `
alter table auth."user" add column two_factor_enabled boolean not null default false;

-- The secret of an authenticator app (AES under the secret of the sessions). It confirms nothing until it is verified.
create table auth.two_factor (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null unique references auth."user" (id) on delete cascade,
  secret text not null,
  -- none are ever made: a code on paper is no second factor
  backup_codes text not null,
  verified boolean not null default false,
  failed_verification_count integer not null default 0,
  locked_until timestamptz,
  -- ours: since when, and the last step of thirty seconds whose code was taken; no code is taken twice
  enrolled_at timestamptz,
  last_step integer
);
create index two_factor_secret_idx on auth.two_factor (secret);

create table auth.passkey (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth."user" (id) on delete cascade,
  name text,
  public_key text not null,
  credential_id text not null unique,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamptz default now(),
  -- ours
  used_at timestamptz
);
create index passkey_user_id_idx on auth.passkey (user_id);

-- What a passkey is asked to sign: for one session and one act, once.
create table auth.second_factor_challenge (
  session_id uuid not null references auth.session (id) on delete cascade,
  subject text not null check (length(subject) between 1 and 100),
  challenge text not null,
  expires_at timestamptz not null,
  primary key (session_id, subject)
);
create index second_factor_challenge_expires_at_idx on auth.second_factor_challenge (expires_at);

-- That a person has just confirmed one act; taken once, by the act itself.
create table auth.second_factor_proof (
  person_id uuid not null references auth."user" (person_id) on delete cascade,
  subject text not null check (length(subject) between 1 and 100),
  kind text not null check (kind in ('totp', 'passkey')),
  session_id uuid not null references auth.session (id) on delete cascade,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null check (expires_at <= made_at + interval '2 minutes'),
  primary key (person_id, subject)
);
create index second_factor_proof_session_id_idx on auth.second_factor_proof (session_id);
create index second_factor_proof_expires_at_idx on auth.second_factor_proof (expires_at);

do $$
declare
  relation regclass;
begin
  foreach relation in array array['auth.two_factor', 'auth.passkey', 'auth.second_factor_challenge',
                                  'auth.second_factor_proof']::regclass[] loop
    execute format('alter table %s owner to miji_owner', relation);
    execute format('alter table %s enable row level security', relation);
    execute format('alter table %s force row level security', relation);
    execute format('create policy sign_in_only on %s to miji_auth using (true) with check (true)', relation);
    execute format('revoke all on %s from public', relation);
    execute format('grant select, insert, update, delete on %s to miji_auth', relation);
  end loop;
end
$$;
`;
