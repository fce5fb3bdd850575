-- The schemas miji and auth as the migrations leave them: a picture to read and to compare, not what is run.
-- A test draws it again and compares. After a new migration: npx vitest run --project db schema-picture -u

create schema auth authorization miji_owner;
grant usage on schema auth to miji_auth;

create schema miji authorization miji_owner;
grant usage on schema miji to miji_app;
grant usage on schema miji to miji_group;
grant usage on schema miji to miji_keeper;
grant usage on schema miji to miji_sealer;
grant usage on schema miji to miji_trace;

-- owner miji_owner, row-level security, forced
create table auth."user" (
  id uuid default gen_random_uuid() not null,
  person_id uuid not null,
  name text not null,
  email text not null,
  email_verified boolean not null,
  image text,
  disabled boolean default false not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  two_factor_enabled boolean default false not null,
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_key UNIQUE (email),
  constraint user_person_id_key UNIQUE (person_id),
  constraint user_email_check CHECK ((email = lower(email)))
);
create policy sign_in_only on auth."user" for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth."user" to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.account (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  account_id text not null,
  provider_id text not null,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_provider_id_account_id_key UNIQUE (provider_id, account_id),
  constraint account_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX account_user_id_idx ON auth.account USING btree (user_id);
CREATE UNIQUE INDEX account_user_id_provider_id_key ON auth.account USING btree (user_id, provider_id);
create policy sign_in_only on auth.account for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.account to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.lockout (
  account_hash bytea not null,
  failed_at timestamp with time zone[] not null,
  last_failed_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint lockout_pkey PRIMARY KEY (account_hash),
  constraint lockout_account_hash_check CHECK ((octet_length(account_hash) = 32))
);
CREATE INDEX lockout_last_failed_at_idx ON auth.lockout USING btree (last_failed_at);
create policy sign_in_only on auth.lockout for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.lockout to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.passkey (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  name text,
  public_key text not null,
  credential_id text not null,
  counter integer not null,
  device_type text not null,
  backed_up boolean not null,
  transports text,
  aaguid text,
  created_at timestamp with time zone default now(),
  used_at timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_credential_id_key UNIQUE (credential_id),
  constraint passkey_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX passkey_user_id_idx ON auth.passkey USING btree (user_id);
create policy sign_in_only on auth.passkey for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.passkey to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.rate_limit (
  id uuid default gen_random_uuid() not null,
  key text not null,
  count integer not null,
  last_request bigint not null,
  constraint rate_limit_pkey PRIMARY KEY (id),
  constraint rate_limit_key_key UNIQUE (key)
);
create policy sign_in_only on auth.rate_limit for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.rate_limit to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.second_factor_challenge (
  session_id uuid not null,
  subject text not null,
  challenge text not null,
  expires_at timestamp with time zone not null,
  constraint second_factor_challenge_pkey PRIMARY KEY (session_id, subject),
  constraint second_factor_challenge_session_id_fkey FOREIGN KEY (session_id) REFERENCES auth.session(id) ON DELETE CASCADE,
  constraint second_factor_challenge_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 100)))
);
CREATE INDEX second_factor_challenge_expires_at_idx ON auth.second_factor_challenge USING btree (expires_at);
create policy sign_in_only on auth.second_factor_challenge for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.second_factor_challenge to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.second_factor_proof (
  person_id uuid not null,
  subject text not null,
  kind text not null,
  session_id uuid not null,
  made_at timestamp with time zone default now() not null,
  expires_at timestamp with time zone not null,
  constraint second_factor_proof_pkey PRIMARY KEY (person_id, subject),
  constraint second_factor_proof_person_id_fkey FOREIGN KEY (person_id) REFERENCES auth."user"(person_id) ON DELETE CASCADE,
  constraint second_factor_proof_session_id_fkey FOREIGN KEY (session_id) REFERENCES auth.session(id) ON DELETE CASCADE,
  constraint second_factor_proof_check CHECK ((expires_at <= (made_at + '00:02:00'::interval))),
  constraint second_factor_proof_kind_check CHECK ((kind = ANY (ARRAY['totp'::text, 'passkey'::text]))),
  constraint second_factor_proof_subject_check CHECK (((length(subject) >= 1) AND (length(subject) <= 100)))
);
CREATE INDEX second_factor_proof_expires_at_idx ON auth.second_factor_proof USING btree (expires_at);
CREATE INDEX second_factor_proof_session_id_idx ON auth.second_factor_proof USING btree (session_id);
create policy sign_in_only on auth.second_factor_proof for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.second_factor_proof to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.service_key (
  key_id uuid default gen_random_uuid() not null,
  company_id uuid not null,
  service_id uuid not null,
  name text not null,
  prefix text not null,
  key_hash bytea not null,
  created_by text not null,
  created_at timestamp with time zone default now() not null,
  confirmed_by text,
  confirmed_at timestamp with time zone,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  scopes text[] not null,
  expires_at timestamp(3) with time zone,
  constraint service_key_pkey PRIMARY KEY (key_id),
  constraint service_key_key_hash_key UNIQUE (key_hash),
  constraint service_key_check CHECK ((confirmed_by <> created_by)),
  constraint service_key_key_hash_check CHECK ((octet_length(key_hash) = 32)),
  constraint service_key_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
  constraint service_key_scopes_check CHECK (((cardinality(scopes) >= 1) AND (cardinality(scopes) <= 20)))
);
CREATE INDEX service_key_company_id_idx ON auth.service_key USING btree (company_id) WHERE (revoked_at IS NULL);
create policy sign_in_only on auth.service_key for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.service_key to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.session (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  token text not null,
  expires_at timestamp with time zone not null,
  ip_address text,
  user_agent text,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone not null,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token),
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX session_user_id_idx ON auth.session USING btree (user_id);
create policy sign_in_only on auth.session for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.session to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.single_sign_on (
  configuration_id uuid default gen_random_uuid() not null,
  company_id uuid not null,
  issuer text not null,
  client_id text not null,
  sealed_secret bytea,
  domains text[] not null,
  set_by uuid not null,
  set_at timestamp with time zone default now() not null,
  confirmed_by uuid,
  confirmed_at timestamp with time zone,
  removed_at timestamp with time zone,
  constraint single_sign_on_pkey PRIMARY KEY (configuration_id),
  constraint single_sign_on_check CHECK ((confirmed_by <> set_by)),
  constraint single_sign_on_check1 CHECK (((confirmed_by IS NULL) = (confirmed_at IS NULL))),
  constraint single_sign_on_check2 CHECK (((sealed_secret IS NULL) = (removed_at IS NOT NULL))),
  constraint single_sign_on_client_id_check CHECK (((length(client_id) >= 1) AND (length(client_id) <= 200))),
  constraint single_sign_on_domains_check CHECK (((cardinality(domains) >= 1) AND (cardinality(domains) <= 20))),
  constraint single_sign_on_issuer_check CHECK (((length(issuer) >= 1) AND (length(issuer) <= 500)))
);
CREATE UNIQUE INDEX single_sign_on_confirmed_key ON auth.single_sign_on USING btree (company_id) WHERE ((confirmed_at IS NOT NULL) AND (removed_at IS NULL));
CREATE UNIQUE INDEX single_sign_on_waiting_key ON auth.single_sign_on USING btree (company_id) WHERE ((confirmed_at IS NULL) AND (removed_at IS NULL));
create policy sign_in_only on auth.single_sign_on for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.single_sign_on to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.two_factor (
  id uuid default gen_random_uuid() not null,
  user_id uuid not null,
  secret text not null,
  backup_codes text not null,
  verified boolean default false not null,
  failed_verification_count integer default 0 not null,
  locked_until timestamp with time zone,
  enrolled_at timestamp with time zone,
  last_step integer,
  constraint two_factor_pkey PRIMARY KEY (id),
  constraint two_factor_user_id_key UNIQUE (user_id),
  constraint two_factor_user_id_fkey FOREIGN KEY (user_id) REFERENCES auth."user"(id) ON DELETE CASCADE
);
CREATE INDEX two_factor_secret_idx ON auth.two_factor USING btree (secret);
create policy sign_in_only on auth.two_factor for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.two_factor to miji_auth;

-- owner miji_owner, row-level security, forced
create table auth.verification (
  id uuid default gen_random_uuid() not null,
  identifier text not null,
  value text not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone default now() not null,
  updated_at timestamp with time zone default now() not null,
  constraint verification_pkey PRIMARY KEY (id)
);
CREATE INDEX verification_identifier_idx ON auth.verification USING btree (identifier);
create policy sign_in_only on auth.verification for all to miji_auth
  using true
  with check true;
grant delete, insert, select, update on auth.verification to miji_auth;

-- owner miji_owner, row-level security, forced
create table miji.access_grant (
  company_id uuid not null,
  id uuid not null,
  number text not null,
  request_id uuid not null,
  item_id uuid not null,
  item_number text not null,
  item_version integer not null,
  level smallint not null,
  person_id uuid not null,
  operation text not null,
  copies integer not null,
  used integer default 0 not null,
  granted_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  spans jsonb default '[]'::jsonb not null,
  purpose text default ''::text not null,
  particulars jsonb default '{}'::jsonb not null,
  voided_at timestamp(3) with time zone,
  void_code text,
  voided_by uuid,
  void_reason text,
  given_by uuid[] default '{}'::uuid[] not null,
  constraint access_grant_pkey PRIMARY KEY (company_id, id),
  constraint access_grant_company_id_number_key UNIQUE (company_id, number),
  constraint one_grant_per_recipient UNIQUE (company_id, request_id, person_id),
  constraint access_grant_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint access_grant_company_id_request_id_fkey FOREIGN KEY (company_id, request_id) REFERENCES miji.request(company_id, id),
  constraint access_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint access_grant_voided_by_fkey FOREIGN KEY (voided_by) REFERENCES miji.person(id),
  constraint access_grant_check CHECK (((used >= 0) AND (used <= copies))),
  constraint access_grant_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint access_grant_operation_check CHECK ((operation = ANY (ARRAY['excerpt'::text, 'copy'::text, 'print'::text, 'export'::text, 'provide'::text, 'loan'::text, 'carry_out'::text, 'destroy'::text, 'declassify'::text]))),
  constraint access_grant_void_code_check CHECK ((void_code = ANY (ARRAY['GRANT_REVOKED'::text, 'GRANT_VOID_HOLD'::text, 'GRANT_VOID_RANGE_LOST'::text, 'GRANT_VOID_LEVEL_CHANGED'::text, 'GRANT_VOID_VERSION_CHANGED'::text]))),
  constraint void_with_reason CHECK (((voided_at IS NULL) = (void_code IS NULL)))
);
CREATE INDEX access_grant_by_executor ON miji.access_grant USING btree (((particulars ->> 'executorId'::text))) WHERE (operation = 'destroy'::text);
CREATE INDEX access_grant_by_giver ON miji.access_grant USING gin (given_by);
CREATE INDEX access_grant_by_item ON miji.access_grant USING btree (company_id, item_id) WHERE (voided_at IS NULL);
CREATE INDEX access_grant_by_person ON miji.access_grant USING btree (person_id, granted_at DESC, id DESC);
CREATE TRIGGER note_change AFTER UPDATE ON miji.access_grant FOR EACH ROW WHEN ((((old.used IS DISTINCT FROM new.used) OR (old.expires_at IS DISTINCT FROM new.expires_at)) OR (old.void_code IS DISTINCT FROM new.void_code))) EXECUTE FUNCTION miji.note_snapshot_change('grant', 'id');
CREATE TRIGGER note_new AFTER INSERT ON miji.access_grant FOR EACH ROW EXECUTE FUNCTION miji.note_snapshot_change('grant', 'id');
create policy given_grants on miji.access_grant for select to miji_app
  using ((NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid = ANY (given_by));
create policy named_destructions on miji.access_grant for select to miji_app
  using ((operation = 'destroy'::text) AND ((particulars ->> 'executorId'::text) = ((NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid)::text));
create policy own_company_deletes on miji.access_grant for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.access_grant for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.access_grant for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.access_grant for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_grants on miji.access_grant for select to miji_app
  using (person_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid);
grant insert, select on miji.access_grant to miji_app;
grant update (used, voided_at, void_code, voided_by, void_reason) on miji.access_grant to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.appointment (
  company_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  post text not null,
  department_id uuid,
  valid_from timestamp(3) with time zone not null,
  valid_to timestamp(3) with time zone,
  lines text[] default '{}'::text[] not null,
  acting_for uuid,
  reason text,
  end_reason text,
  constraint appointment_pkey PRIMARY KEY (company_id, id),
  constraint appointment_acting_for_fkey FOREIGN KEY (acting_for) REFERENCES miji.person(id),
  constraint appointment_company_id_department_id_fkey FOREIGN KEY (company_id, department_id) REFERENCES miji.department(company_id, id),
  constraint appointment_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint appointment_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint appointment_acting_for_another CHECK ((acting_for <> person_id)),
  constraint appointment_check CHECK ((valid_to >= valid_from)),
  constraint appointment_lines CHECK (((array_to_string(lines, ','::text, '?'::text) ~ '^([a-z][a-z0-9_]{0,19}(,[a-z][a-z0-9_]{0,19})*)?$'::text) AND (cardinality(string_to_array(array_to_string(lines, ','::text, '?'::text), ','::text)) = cardinality(lines))))
);
CREATE INDEX appointment_by_person ON miji.appointment USING btree (person_id);
CREATE INDEX appointment_by_post ON miji.appointment USING btree (company_id, post);
CREATE INDEX appointment_of_control ON miji.appointment USING btree (person_id) WHERE (post = ANY (ARRAY['system_administrator'::text, 'security_officer'::text, 'auditor'::text]));
CREATE TRIGGER note_change AFTER UPDATE ON miji.appointment FOR EACH ROW WHEN (((old.valid_from IS DISTINCT FROM new.valid_from) OR (old.valid_to IS DISTINCT FROM new.valid_to))) EXECUTE FUNCTION miji.note_snapshot_change('person', 'person_id');
CREATE TRIGGER note_new AFTER INSERT ON miji.appointment FOR EACH ROW EXECUTE FUNCTION miji.note_snapshot_change('person', 'person_id');
create policy group_reads on miji.appointment for select to miji_group
  using true;
create policy keeper_reads on miji.appointment for select to miji_keeper
  using true;
create policy offices_of_control on miji.appointment for select to miji_app
  using ((post = ANY (ARRAY['system_administrator'::text, 'security_officer'::text, 'auditor'::text])) AND ((NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid IS NOT NULL));
create policy own_appointments on miji.appointment for select to miji_app
  using (person_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid);
create policy own_company_deletes on miji.appointment for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.appointment for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.appointment for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.appointment for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.appointment to miji_app;
grant select on miji.appointment to miji_group;
grant update (valid_to, end_reason) on miji.appointment to miji_app;
grant select (person_id, valid_from, valid_to) on miji.appointment to miji_keeper;

-- owner miji_owner, row-level security, forced
create table miji.audit_entry (
  company_id uuid not null,
  number bigint not null,
  segment integer not null,
  event_id uuid not null,
  hash text not null,
  constraint audit_entry_pkey PRIMARY KEY (company_id, number),
  constraint audit_entry_company_id_event_id_key UNIQUE (company_id, event_id),
  constraint audit_entry_company_id_event_id_fkey FOREIGN KEY (company_id, event_id) REFERENCES miji.audit_event(company_id, id),
  constraint audit_entry_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint audit_entry_company_id_segment_fkey FOREIGN KEY (company_id, segment) REFERENCES miji.audit_segment(company_id, number)
);
CREATE INDEX audit_entry_by_segment ON miji.audit_entry USING btree (company_id, segment, number);
create policy own_company_deletes on miji.audit_entry for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.audit_entry for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.audit_entry for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.audit_entry for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_deletes on miji.audit_entry for delete to miji_sealer
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_inserts on miji.audit_entry for insert to miji_sealer
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_reads on miji.audit_entry for select to miji_sealer
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant select on miji.audit_entry to miji_app;
grant insert, select on miji.audit_entry to miji_sealer;

-- owner miji_owner, row-level security, forced
create table miji.audit_event (
  company_id uuid not null,
  id uuid not null,
  "position" bigint generated always as identity not null,
  at timestamp(3) with time zone not null,
  effective_at timestamp(3) with time zone,
  action text not null,
  actor_kind text not null,
  actor_id uuid,
  on_behalf_of uuid,
  subject_kind text,
  subject_id text,
  item_number text,
  outcome text not null,
  code text,
  rule text,
  article text,
  rule_set_version integer not null,
  details jsonb not null,
  constraint audit_event_pkey PRIMARY KEY (company_id, id),
  constraint audit_event_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint audit_event_actor_kind_check CHECK ((actor_kind = ANY (ARRAY['person'::text, 'service'::text, 'system'::text]))),
  constraint audit_event_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);
CREATE INDEX audit_event_by_actor ON miji.audit_event USING btree (company_id, actor_id, "position" DESC);
CREATE INDEX audit_event_by_item ON miji.audit_event USING btree (company_id, item_number, "position" DESC) WHERE (item_number IS NOT NULL);
CREATE INDEX audit_event_by_time ON miji.audit_event USING btree (company_id, at);
CREATE INDEX audit_event_headquarters_reads ON miji.audit_event USING btree (company_id, at, "position") WHERE ((outcome = 'done'::text) AND ((action = 'item.viewed'::text) OR (action = 'item.read'::text)) AND ((code = 'ALLOWED_HEADQUARTERS'::text) OR (details @> '{"reported": true}'::jsonb)));
CREATE INDEX audit_event_newest ON miji.audit_event USING btree (company_id, "position" DESC);
CREATE INDEX audit_event_of_services ON miji.audit_event USING btree (company_id, at) INCLUDE (actor_id, action, outcome, code) WHERE (actor_kind = 'service'::text);
CREATE INDEX audit_event_refused_to_services ON miji.audit_event USING btree (company_id, "position" DESC) WHERE ((actor_kind = 'service'::text) AND (outcome = 'refused'::text));
create policy group_reads on miji.audit_event for select to miji_group
  using true;
create policy own_company_deletes on miji.audit_event for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.audit_event for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.audit_event for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.audit_event for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_deletes on miji.audit_event for delete to miji_sealer
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_inserts on miji.audit_event for insert to miji_sealer
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_reads on miji.audit_event for select to miji_sealer
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy trace_inserts on miji.audit_event for insert to miji_trace
  with check true;
grant insert, select on miji.audit_event to miji_app;
grant select on miji.audit_event to miji_group;
grant select on miji.audit_event to miji_sealer;
grant insert on miji.audit_event to miji_trace;

-- owner miji_owner, row-level security, forced
create table miji.audit_pending (
  company_id uuid not null,
  event_id uuid not null,
  constraint audit_pending_pkey PRIMARY KEY (company_id, event_id),
  constraint audit_pending_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id)
);
create policy own_company_deletes on miji.audit_pending for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.audit_pending for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.audit_pending for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.audit_pending for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_deletes on miji.audit_pending for delete to miji_sealer
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_inserts on miji.audit_pending for insert to miji_sealer
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_reads on miji.audit_pending for select to miji_sealer
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy trace_inserts on miji.audit_pending for insert to miji_trace
  with check true;
grant insert, select on miji.audit_pending to miji_app;
grant delete, select on miji.audit_pending to miji_sealer;
grant insert on miji.audit_pending to miji_trace;

-- owner miji_owner, row-level security, forced
create table miji.audit_segment (
  company_id uuid not null,
  number integer not null,
  first_entry bigint not null,
  last_entry bigint not null,
  previous_root text not null,
  root text not null,
  sealed_at timestamp(3) with time zone not null,
  key_id text not null,
  signature text not null,
  constraint audit_segment_pkey PRIMARY KEY (company_id, number),
  constraint audit_segment_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint audit_segment_key_id_fkey FOREIGN KEY (key_id) REFERENCES miji.seal_key(key_id),
  constraint audit_segment_check CHECK ((last_entry >= first_entry)),
  constraint audit_segment_number_check CHECK ((number > 0))
);
create policy group_reads on miji.audit_segment for select to miji_group
  using true;
create policy own_company_deletes on miji.audit_segment for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.audit_segment for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.audit_segment for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.audit_segment for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_deletes on miji.audit_segment for delete to miji_sealer
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_inserts on miji.audit_segment for insert to miji_sealer
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy sealer_reads on miji.audit_segment for select to miji_sealer
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant select on miji.audit_segment to miji_app;
grant select on miji.audit_segment to miji_group;
grant insert, select on miji.audit_segment to miji_sealer;

-- owner miji_owner, row-level security, forced
create table miji.collection_order (
  company_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  reason text not null,
  ordered_by uuid not null,
  ordered_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  used_at timestamp(3) with time zone,
  constraint collection_order_pkey PRIMARY KEY (company_id, id),
  constraint collection_order_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint collection_order_ordered_by_fkey FOREIGN KEY (ordered_by) REFERENCES miji.person(id),
  constraint collection_order_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint collection_order_check CHECK ((ordered_by <> person_id))
);
CREATE INDEX collection_order_by_person ON miji.collection_order USING btree (company_id, person_id, ordered_at DESC);
create policy own_company_deletes on miji.collection_order for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.collection_order for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.collection_order for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.collection_order for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.collection_order to miji_app;
grant update (used_at) on miji.collection_order to miji_app;

-- owner miji_owner
create table miji.company (
  id uuid not null,
  code text not null,
  kind text not null,
  name text not null,
  founded_at timestamp(3) with time zone not null,
  constraint company_pkey PRIMARY KEY (id),
  constraint company_code_key UNIQUE (code),
  constraint company_code_check CHECK ((code ~ '^[A-Z]{2,8}$'::text)),
  constraint company_kind_check CHECK ((kind = ANY (ARRAY['headquarters'::text, 'subsidiary'::text])))
);
CREATE UNIQUE INDEX one_headquarters ON miji.company USING btree (kind) WHERE (kind = 'headquarters'::text);
grant insert, select on miji.company to miji_app;
grant select on miji.company to miji_group;

-- owner miji_owner, row-level security, forced
create table miji.company_key (
  company_id uuid not null,
  version integer not null,
  sealed_key bytea not null,
  created_at timestamp(3) with time zone not null,
  root_version integer default 1 not null,
  constraint company_key_pkey PRIMARY KEY (company_id, version),
  constraint company_key_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint company_key_root_version_check CHECK ((root_version > 0))
);
create policy keeper_reads on miji.company_key for select to miji_keeper
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy keeper_updates on miji.company_key for update to miji_keeper
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_deletes on miji.company_key for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.company_key for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.company_key for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.company_key for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.company_key to miji_app;
grant select (company_id, version, root_version) on miji.company_key to miji_keeper;
grant update (sealed_key, root_version) on miji.company_key to miji_keeper;

-- owner miji_owner, row-level security, forced
create table miji.content_file (
  company_id uuid not null,
  id uuid not null,
  file_name text not null,
  size bigint not null,
  received bigint default 0 not null,
  part_size integer not null,
  parts text[] default '{}'::text[] not null,
  state text default 'receiving'::text not null,
  kind text,
  pages integer,
  lines integer,
  sizes jsonb,
  refusal text,
  sealed_key bytea,
  company_key_version integer,
  digest text,
  uploader_id uuid,
  uploader_service_id uuid,
  started_at timestamp(3) with time zone not null,
  kept_until timestamp(3) with time zone not null,
  claimed_until timestamp(3) with time zone,
  item_id uuid,
  version integer,
  constraint content_file_pkey PRIMARY KEY (company_id, id),
  constraint content_file_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint content_file_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint content_file_uploader_id_fkey FOREIGN KEY (uploader_id) REFERENCES miji.person(id),
  constraint content_file_check CHECK (((received >= 0) AND (received <= size))),
  constraint content_file_check1 CHECK (((state = 'bound'::text) = (item_id IS NOT NULL))),
  constraint content_file_check2 CHECK ((cardinality(parts) = (((received + part_size) - 1) / part_size))),
  constraint content_file_check3 CHECK (((item_id IS NULL) OR (sealed_key IS NULL))),
  constraint content_file_file_name_check CHECK (((length(file_name) >= 1) AND (length(file_name) <= 255))),
  constraint content_file_kind_check CHECK ((kind = ANY (ARRAY['plain'::text, 'markdown'::text, 'pdf'::text, 'docx'::text, 'image'::text]))),
  constraint content_file_lines_check CHECK ((lines > 0)),
  constraint content_file_pages_check CHECK ((pages > 0)),
  constraint content_file_part_size_check CHECK ((part_size > 0)),
  constraint content_file_size_check CHECK ((size >= 0)),
  constraint content_file_state_check CHECK ((state = ANY (ARRAY['receiving'::text, 'checking'::text, 'ready'::text, 'bound'::text, 'refused'::text])))
);
CREATE UNIQUE INDEX content_file_by_id ON miji.content_file USING btree (id);
CREATE INDEX content_file_by_item ON miji.content_file USING btree (company_id, item_id, version) WHERE (item_id IS NOT NULL);
CREATE INDEX content_file_unbound ON miji.content_file USING btree (company_id, kept_until) WHERE (item_id IS NULL);
create policy own_company_deletes on miji.content_file for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.content_file for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.content_file for select to miji_app
  using ((company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid) AND ((item_id IS NOT NULL) OR (uploader_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid) OR ((NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid IS NULL)));
create policy own_company_updates on miji.content_file for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy uploader_reads_his_own on miji.content_file for select to miji_app
  using ((item_id IS NULL) AND (uploader_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid));
grant delete, insert, select on miji.content_file to miji_app;
grant update (received, parts, state, kind, pages, lines, sizes, refusal, sealed_key, company_key_version, digest, kept_until, claimed_until, item_id, version) on miji.content_file to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.copy (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  item_number text not null,
  item_version integer not null,
  number integer not null,
  grant_id uuid,
  grant_number text,
  kind text not null,
  excerpt_from integer,
  excerpt_to integer,
  level smallint not null,
  mark text not null,
  secret_until timestamp(3) with time zone,
  holder_id uuid not null,
  state text not null,
  issued_at timestamp(3) with time zone not null,
  idempotency_key text not null,
  spans jsonb default '[]'::jsonb not null,
  medium text default 'electronic'::text not null,
  parent_id uuid,
  store_id uuid,
  bound_to uuid,
  pages integer,
  use_until date,
  due_at timestamp(3) with time zone,
  earlier_marks jsonb default '[]'::jsonb not null,
  trace_code bigint,
  constraint copy_pkey PRIMARY KEY (company_id, id),
  constraint copy_company_id_grant_id_idempotency_key_key UNIQUE (company_id, grant_id, idempotency_key),
  constraint copy_company_id_item_id_number_key UNIQUE (company_id, item_id, number),
  constraint copy_company_id_bound_to_fkey FOREIGN KEY (company_id, bound_to) REFERENCES miji.copy(company_id, id),
  constraint copy_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint copy_company_id_grant_id_fkey FOREIGN KEY (company_id, grant_id) REFERENCES miji.access_grant(company_id, id),
  constraint copy_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint copy_company_id_parent_id_fkey FOREIGN KEY (company_id, parent_id) REFERENCES miji.copy(company_id, id),
  constraint copy_company_id_store_id_fkey FOREIGN KEY (company_id, store_id) REFERENCES miji.store(company_id, id),
  constraint copy_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES miji.person(id),
  constraint copy_has_its_ground CHECK (((grant_id IS NOT NULL) OR (kind = 'original'::text) OR (idempotency_key ~~ 'ledger:%'::text))),
  constraint copy_kind_check CHECK ((kind = ANY (ARRAY['original'::text, 'excerpt'::text, 'copy'::text, 'print'::text, 'export'::text, 'provide'::text, 'loan'::text]))),
  constraint copy_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint copy_medium_check CHECK ((medium = ANY (ARRAY['electronic'::text, 'paper'::text, 'audio_visual'::text]))),
  constraint copy_number_check CHECK ((number > 0)),
  constraint copy_pages_check CHECK ((pages > 0)),
  constraint copy_state_check CHECK ((state = ANY (ARRAY['held'::text, 'lent'::text, 'carried_out'::text, 'in_transit'::text, 'returned'::text, 'destroyed'::text, 'lost'::text]))),
  constraint copy_without_grant CHECK (((grant_id IS NULL) = (grant_number IS NULL)))
);
CREATE INDEX copy_by_holder ON miji.copy USING btree (holder_id, issued_at DESC, id DESC);
CREATE INDEX copy_by_item ON miji.copy USING btree (company_id, item_id);
CREATE INDEX copy_by_last_day ON miji.copy USING btree (company_id, use_until) WHERE (use_until IS NOT NULL);
CREATE INDEX copy_by_parent ON miji.copy USING btree (company_id, parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX copy_by_state ON miji.copy USING btree (company_id, state, issued_at DESC, id DESC);
CREATE INDEX copy_by_store ON miji.copy USING btree (company_id, store_id) WHERE (store_id IS NOT NULL);
CREATE UNIQUE INDEX copy_by_trace_code ON miji.copy USING btree (trace_code) WHERE (trace_code IS NOT NULL);
CREATE INDEX copy_newest ON miji.copy USING btree (company_id, issued_at DESC, id DESC);
create policy group_reads on miji.copy for select to miji_group
  using true;
create policy own_company_deletes on miji.copy for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.copy for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.copy for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.copy for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_copies on miji.copy for select to miji_app
  using (holder_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid);
grant insert, select on miji.copy to miji_app;
grant select on miji.copy to miji_group;
grant update (level, mark, secret_until, holder_id, state, medium, store_id, bound_to, pages, due_at, earlier_marks, trace_code) on miji.copy to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.copy_movement (
  company_id uuid not null,
  id uuid not null,
  "position" bigint generated always as identity not null,
  copy_id uuid not null,
  act text not null,
  outcome text not null,
  from_state text not null,
  to_state text not null,
  from_person_id uuid,
  from_store_id uuid,
  to_person_id uuid,
  to_store_id uuid,
  to_place text,
  given_by uuid,
  given_at timestamp(3) with time zone not null,
  pages_given integer,
  condition_given text,
  taken_by uuid,
  taken_at timestamp(3) with time zone,
  pages_taken integer,
  condition_taken text,
  confirmed_by text,
  signature jsonb,
  signed_at timestamp(3) with time zone,
  signed_before uuid,
  countersigned_by uuid,
  means text,
  note text,
  grant_id uuid,
  loan_id uuid,
  handover_id uuid,
  confirm_by timestamp(3) with time zone,
  reminded_at timestamp(3) with time zone,
  alarmed_at timestamp(3) with time zone,
  ended_at timestamp(3) with time zone,
  idempotency_key text not null,
  constraint copy_movement_pkey PRIMARY KEY (company_id, id),
  constraint copy_movement_company_id_copy_id_idempotency_key_key UNIQUE (company_id, copy_id, idempotency_key),
  constraint copy_movement_company_id_copy_id_fkey FOREIGN KEY (company_id, copy_id) REFERENCES miji.copy(company_id, id),
  constraint copy_movement_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint copy_movement_company_id_grant_id_fkey FOREIGN KEY (company_id, grant_id) REFERENCES miji.access_grant(company_id, id),
  constraint copy_movement_company_id_loan_id_fkey FOREIGN KEY (company_id, loan_id) REFERENCES miji.loan(company_id, id),
  constraint copy_movement_countersigned_by_fkey FOREIGN KEY (countersigned_by) REFERENCES miji.person(id),
  constraint copy_movement_from_person_id_fkey FOREIGN KEY (from_person_id) REFERENCES miji.person(id),
  constraint copy_movement_given_by_fkey FOREIGN KEY (given_by) REFERENCES miji.person(id),
  constraint copy_movement_signed_before_fkey FOREIGN KEY (signed_before) REFERENCES miji.person(id),
  constraint copy_movement_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES miji.person(id),
  constraint copy_movement_to_person_id_fkey FOREIGN KEY (to_person_id) REFERENCES miji.person(id),
  constraint copy_movement_act_check CHECK ((act = ANY (ARRAY['issue'::text, 'pass_on'::text, 'send'::text, 'receive'::text, 'lend'::text, 'give_back'::text, 'carry_out'::text, 'bring_back'::text, 'return'::text, 'lose'::text, 'find'::text, 'bind'::text, 'replace_page'::text, 'destroy'::text]))),
  constraint copy_movement_check CHECK (((outcome = 'pending'::text) = (ended_at IS NULL))),
  constraint copy_movement_check1 CHECK ((((signature IS NULL) = (signed_at IS NULL)) AND ((signature IS NULL) = (signed_before IS NULL)))),
  constraint copy_movement_check2 CHECK (((confirmed_by IS DISTINCT FROM 'signature'::text) OR ((countersigned_by IS NOT NULL) AND ((countersigned_by <> signed_before) AND (countersigned_by <> taken_by))))),
  constraint copy_movement_confirmed_by_check CHECK ((confirmed_by = ANY (ARRAY['session'::text, 'signature'::text]))),
  constraint copy_movement_from_state_check CHECK ((from_state = ANY (ARRAY['held'::text, 'lent'::text, 'carried_out'::text, 'in_transit'::text, 'returned'::text, 'destroyed'::text, 'lost'::text]))),
  constraint copy_movement_outcome_check CHECK ((outcome = ANY (ARRAY['pending'::text, 'confirmed'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint copy_movement_to_state_check CHECK ((to_state = ANY (ARRAY['held'::text, 'lent'::text, 'carried_out'::text, 'in_transit'::text, 'returned'::text, 'destroyed'::text, 'lost'::text])))
);
CREATE INDEX copy_movement_by_copy ON miji.copy_movement USING btree (company_id, copy_id, "position");
CREATE INDEX copy_movement_by_loan ON miji.copy_movement USING btree (loan_id) WHERE (loan_id IS NOT NULL);
CREATE INDEX copy_movement_from_person ON miji.copy_movement USING btree (from_person_id, given_at DESC, id DESC) WHERE (outcome = 'pending'::text);
CREATE INDEX copy_movement_newest ON miji.copy_movement USING btree (company_id, given_at DESC, id DESC);
CREATE INDEX copy_movement_to_alarm ON miji.copy_movement USING btree (company_id, confirm_by) WHERE ((outcome = 'pending'::text) AND (alarmed_at IS NULL));
CREATE INDEX copy_movement_to_person ON miji.copy_movement USING btree (to_person_id, given_at DESC, id DESC) WHERE (outcome = 'pending'::text);
CREATE UNIQUE INDEX one_open_movement ON miji.copy_movement USING btree (company_id, copy_id) WHERE (outcome = 'pending'::text);
create policy own_company_deletes on miji.copy_movement for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.copy_movement for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.copy_movement for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.copy_movement for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_movements on miji.copy_movement for select to miji_app
  using ((from_person_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid) OR (to_person_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid));
grant insert, select on miji.copy_movement to miji_app;
grant update (outcome, to_person_id, to_store_id, taken_by, taken_at, pages_taken, condition_taken, confirmed_by, signature, signed_at, signed_before, countersigned_by, note, reminded_at, alarmed_at, ended_at) on miji.copy_movement to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.counter (
  company_id uuid not null,
  name text not null,
  year integer not null,
  value bigint not null,
  constraint counter_pkey PRIMARY KEY (company_id, name, year),
  constraint counter_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id)
);
create policy own_company_deletes on miji.counter for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.counter for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.counter for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.counter for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.counter to miji_app;
grant update (value) on miji.counter to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.custody_setting (
  company_id uuid not null,
  receipt_hours integer not null,
  overdue_days integer not null,
  set_by uuid,
  set_at timestamp(3) with time zone not null,
  constraint custody_setting_pkey PRIMARY KEY (company_id, set_at),
  constraint custody_setting_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint custody_setting_set_by_fkey FOREIGN KEY (set_by) REFERENCES miji.person(id),
  constraint custody_setting_overdue_days_check CHECK (((overdue_days >= 0) AND (overdue_days <= 90))),
  constraint custody_setting_receipt_hours_check CHECK (((receipt_hours >= 1) AND (receipt_hours <= 720)))
);
create policy own_company_deletes on miji.custody_setting for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.custody_setting for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.custody_setting for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.custody_setting for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.custody_setting to miji_app;
grant update (receipt_hours, overdue_days, set_by, set_at) on miji.custody_setting to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.customer (
  company_id uuid not null,
  id uuid not null,
  number text not null,
  name text not null,
  grade text not null,
  since date not null,
  registered_at timestamp(3) with time zone not null,
  registered_by uuid not null,
  idempotency_key text not null,
  input_digest text not null,
  constraint customer_pkey PRIMARY KEY (company_id, id),
  constraint customer_company_id_name_key UNIQUE (company_id, name),
  constraint customer_company_id_number_key UNIQUE (company_id, number),
  constraint customer_company_id_registered_by_idempotency_key_key UNIQUE (company_id, registered_by, idempotency_key),
  constraint customer_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint customer_registered_by_fkey FOREIGN KEY (registered_by) REFERENCES miji.person(id),
  constraint customer_grade_check CHECK ((grade = ANY (ARRAY['ordinary'::text, 'important'::text, 'decisive'::text])))
);
CREATE INDEX customer_newest ON miji.customer USING btree (company_id, registered_at DESC, id DESC);
create policy own_company_deletes on miji.customer for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.customer for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.customer for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.customer for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.customer to miji_app;
grant update (grade, since) on miji.customer to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.delegation (
  company_id uuid not null,
  id uuid not null,
  number text not null,
  principal_id uuid not null,
  delegate_id uuid not null,
  post text not null,
  highest_level smallint not null,
  operations text[] not null,
  reason text not null,
  valid_from timestamp(3) with time zone not null,
  valid_to timestamp(3) with time zone not null,
  given_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  revoked_by uuid,
  constraint delegation_pkey PRIMARY KEY (company_id, id),
  constraint delegation_company_id_number_key UNIQUE (company_id, number),
  constraint delegation_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint delegation_delegate_id_fkey FOREIGN KEY (delegate_id) REFERENCES miji.person(id),
  constraint delegation_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES miji.person(id),
  constraint delegation_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES miji.person(id),
  constraint delegation_check CHECK ((revoked_at >= given_at)),
  constraint delegation_dates CHECK (((given_at <= valid_from) AND (valid_from < valid_to))),
  constraint delegation_highest_level_check CHECK (((highest_level >= 1) AND (highest_level <= 3))),
  constraint delegation_operations_check CHECK ((cardinality(operations) > 0)),
  constraint delegation_revocation CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  constraint delegation_to_another CHECK ((principal_id <> delegate_id))
);
CREATE INDEX delegation_by_delegate ON miji.delegation USING btree (delegate_id);
CREATE INDEX delegation_by_principal ON miji.delegation USING btree (principal_id);
create policy group_reads on miji.delegation for select to miji_group
  using true;
create policy own_company_deletes on miji.delegation for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.delegation for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.delegation for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.delegation for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_delegations on miji.delegation for select to miji_app
  using ((principal_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid) OR (delegate_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid));
grant insert, select on miji.delegation to miji_app;
grant select on miji.delegation to miji_group;
grant update (revoked_at, revoked_by) on miji.delegation to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.department (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  opened_at timestamp(3) with time zone,
  closed_at timestamp(3) with time zone,
  constraint department_pkey PRIMARY KEY (company_id, id),
  constraint department_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id)
);
CREATE UNIQUE INDEX department_open_name ON miji.department USING btree (company_id, name) WHERE (closed_at IS NULL);
create policy group_reads on miji.department for select to miji_group
  using true;
create policy own_company_deletes on miji.department for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.department for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.department for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.department for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.department to miji_app;
grant select on miji.department to miji_group;
grant update (closed_at) on miji.department to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.employment (
  company_id uuid not null,
  person_id uuid not null,
  employee_number text not null,
  registered_at timestamp(3) with time zone not null,
  constraint employment_pkey PRIMARY KEY (company_id, person_id),
  constraint employment_company_id_employee_number_key UNIQUE (company_id, employee_number),
  constraint employment_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint employment_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint employment_employee_number_check CHECK ((employee_number ~ '^[A-Za-z0-9_-]{1,32}$'::text))
);
create policy group_reads on miji.employment for select to miji_group
  using true;
create policy own_company_deletes on miji.employment for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.employment for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.employment for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.employment for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_employment on miji.employment for select to miji_app
  using (person_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid);
grant insert, select on miji.employment to miji_app;
grant select on miji.employment to miji_group;

-- owner miji_owner, row-level security, forced
create table miji.handover (
  company_id uuid not null,
  id uuid not null,
  number text not null,
  giver_id uuid not null,
  taker_id uuid not null,
  state text not null,
  reason text not null,
  lines jsonb not null,
  proposed_at timestamp(3) with time zone not null,
  proposed_by uuid not null,
  given_at timestamp(3) with time zone,
  taken_at timestamp(3) with time zone,
  withdrawn_at timestamp(3) with time zone,
  idempotency_key text not null,
  constraint handover_pkey PRIMARY KEY (company_id, id),
  constraint handover_company_id_number_key UNIQUE (company_id, number),
  constraint handover_company_id_proposed_by_idempotency_key_key UNIQUE (company_id, proposed_by, idempotency_key),
  constraint handover_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint handover_giver_id_fkey FOREIGN KEY (giver_id) REFERENCES miji.person(id),
  constraint handover_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES miji.person(id),
  constraint handover_taker_id_fkey FOREIGN KEY (taker_id) REFERENCES miji.person(id),
  constraint handover_check CHECK ((giver_id <> taker_id)),
  constraint handover_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'given'::text, 'done'::text, 'withdrawn'::text])))
);
CREATE INDEX handover_by_giver ON miji.handover USING btree (giver_id, proposed_at DESC, id DESC);
CREATE INDEX handover_by_taker ON miji.handover USING btree (taker_id, proposed_at DESC, id DESC);
CREATE INDEX handover_newest ON miji.handover USING btree (company_id, proposed_at DESC, id DESC);
CREATE UNIQUE INDEX one_handover_at_a_time ON miji.handover USING btree (company_id, giver_id) WHERE (state = ANY (ARRAY['proposed'::text, 'given'::text]));
create policy own_company_deletes on miji.handover for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.handover for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.handover for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.handover for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_handovers on miji.handover for select to miji_app
  using ((giver_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid) OR (taker_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid));
grant insert, select on miji.handover to miji_app;
grant update (state, given_at, taken_at, withdrawn_at) on miji.handover to miji_app;

-- owner miji_owner
create table miji.idempotency (
  caller text not null,
  key text not null,
  procedure text not null,
  input_digest text not null,
  claim uuid not null,
  claimed_until timestamp with time zone not null,
  acted boolean default false not null,
  sealed_answer bytea,
  made_at timestamp with time zone default now() not null,
  constraint idempotency_pkey PRIMARY KEY (caller, key),
  constraint idempotency_caller_check CHECK (((length(caller) >= 1) AND (length(caller) <= 200))),
  constraint idempotency_input_digest_check CHECK ((length(input_digest) = 64)),
  constraint idempotency_key_check CHECK (((length(key) >= 8) AND (length(key) <= 64))),
  constraint idempotency_procedure_check CHECK (((length(procedure) >= 1) AND (length(procedure) <= 100)))
);
CREATE INDEX idempotency_made ON miji.idempotency USING btree (made_at);
grant delete, insert, select on miji.idempotency to miji_app;
grant update (claim, claimed_until, acted, sealed_answer) on miji.idempotency to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.incident_draft (
  company_id uuid not null,
  id uuid not null,
  number text not null,
  kind text not null,
  item_id uuid,
  item_number text not null,
  copy_id uuid,
  loan_id uuid,
  person_id uuid,
  facts text not null,
  drafted_at timestamp(3) with time zone not null,
  drafted_by uuid,
  key text not null,
  constraint incident_draft_pkey PRIMARY KEY (company_id, id),
  constraint incident_draft_company_id_key_key UNIQUE (company_id, key),
  constraint incident_draft_company_id_number_key UNIQUE (company_id, number),
  constraint incident_draft_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint incident_draft_company_id_loan_id_fkey FOREIGN KEY (company_id, loan_id) REFERENCES miji.loan(company_id, id),
  constraint incident_draft_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES miji.person(id),
  constraint incident_draft_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint incident_draft_kind_check CHECK ((kind = ANY (ARRAY['copy_lost'::text, 'copy_overdue'::text, 'count_differs'::text, 'holder_left'::text, 'loan_overdue'::text, 'receipt_overdue'::text, 'signature_disputed'::text, 'stocktaking_difference'::text])))
);
CREATE INDEX incident_draft_newest ON miji.incident_draft USING btree (company_id, drafted_at DESC, id DESC);
create policy own_company_deletes on miji.incident_draft for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.incident_draft for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.incident_draft for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.incident_draft for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.incident_draft to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.item (
  company_id uuid not null,
  id uuid not null,
  number text not null,
  title text not null,
  level smallint not null,
  proposed_level smallint not null,
  level_reason text,
  catalogue_code text not null,
  line_count integer not null,
  basis text not null,
  period_kind text not null,
  period_value text,
  issued_on date not null,
  secret_until timestamp(3) with time zone,
  declassified_at timestamp(3) with time zone,
  declassification_recorded_at timestamp(3) with time zone,
  responsible_manager_id uuid not null,
  department_id uuid,
  drafter_person_id uuid,
  drafter_service_id uuid,
  state text not null,
  version integer not null,
  copies_issued integer default 0 not null,
  rule_set_version integer not null,
  registered_at timestamp(3) with time zone not null,
  confirmed_at timestamp(3) with time zone,
  confirmed_by uuid,
  idempotency_key text not null,
  input_digest text not null,
  registrar text not null,
  regimes text[] default '{}'::text[] not null,
  line text,
  co_owner_ids uuid[] default '{}'::uuid[] not null,
  scope_override text,
  customer_id uuid,
  revision integer default 1 not null,
  medium text default 'electronic'::text not null,
  custodian_id uuid,
  origin text default 'registered'::text not null,
  file_number text,
  drafter_name text,
  excluded_ids uuid[] default '{}'::uuid[] not null,
  readers_version integer default 1 not null,
  readers_due timestamp(3) with time zone,
  on_hold boolean default false not null,
  page_count integer,
  content_kind text,
  constraint item_pkey PRIMARY KEY (company_id, id),
  constraint item_company_id_number_key UNIQUE (company_id, number),
  constraint item_company_id_registrar_idempotency_key_key UNIQUE (company_id, registrar, idempotency_key),
  constraint item_file_number UNIQUE (company_id, file_number),
  constraint item_company_id_department_id_fkey FOREIGN KEY (company_id, department_id) REFERENCES miji.department(company_id, id),
  constraint item_company_id_drafter_service_id_fkey FOREIGN KEY (company_id, drafter_service_id) REFERENCES miji.service(company_id, id),
  constraint item_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES miji.person(id),
  constraint item_custodian_id_fkey FOREIGN KEY (custodian_id) REFERENCES miji.person(id),
  constraint item_drafter_person_id_fkey FOREIGN KEY (drafter_person_id) REFERENCES miji.person(id),
  constraint item_of_customer FOREIGN KEY (company_id, customer_id) REFERENCES miji.customer(company_id, id),
  constraint item_responsible_manager_id_fkey FOREIGN KEY (responsible_manager_id) REFERENCES miji.person(id),
  constraint item_rule_set_version_fkey FOREIGN KEY (rule_set_version) REFERENCES miji.rule_set(version),
  constraint item_content_kind_check CHECK ((content_kind = ANY (ARRAY['plain'::text, 'markdown'::text, 'pdf'::text, 'docx'::text, 'image'::text]))),
  constraint item_copies_issued_check CHECK ((copies_issued >= 0)),
  constraint item_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint item_line_count_check CHECK (
CASE
    WHEN ((medium = 'paper'::text) OR (content_kind = ANY (ARRAY['pdf'::text, 'docx'::text, 'image'::text]))) THEN (line_count = 0)
    ELSE (line_count > 0)
END),
  constraint item_medium_check CHECK ((medium = ANY (ARRAY['electronic'::text, 'paper'::text]))),
  constraint item_origin_check CHECK ((origin = ANY (ARRAY['registered'::text, 'ledger'::text, 'part'::text]))),
  constraint item_page_count_check CHECK ((page_count > 0)),
  constraint item_period_kind_check CHECK ((period_kind = ANY (ARRAY['term'::text, 'until'::text, 'event'::text, 'indefinite'::text]))),
  constraint item_proposed_level_check CHECK (((proposed_level >= 1) AND (proposed_level <= 3))),
  constraint item_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text])))
);
CREATE INDEX item_by_customer ON miji.item USING btree (company_id, customer_id) WHERE (customer_id IS NOT NULL);
CREATE INDEX item_declassification_due ON miji.item USING btree (company_id, secret_until) WHERE (declassification_recorded_at IS NULL);
CREATE INDEX item_declassifies ON miji.item USING btree (company_id, secret_until, id);
CREATE INDEX item_newest ON miji.item USING btree (company_id, registered_at DESC, id DESC);
CREATE INDEX item_readers_due ON miji.item USING btree (company_id, readers_due) WHERE (readers_due IS NOT NULL);
CREATE INDEX item_readers_version ON miji.item USING btree (company_id, readers_version, id);
CREATE TRIGGER note_change AFTER UPDATE ON miji.item FOR EACH ROW WHEN ((((((((((((((old.level IS DISTINCT FROM new.level) OR (old.period_kind IS DISTINCT FROM new.period_kind)) OR (old.period_value IS DISTINCT FROM new.period_value)) OR (old.issued_on IS DISTINCT FROM new.issued_on)) OR (old.declassified_at IS DISTINCT FROM new.declassified_at)) OR (old.responsible_manager_id IS DISTINCT FROM new.responsible_manager_id)) OR (old.state IS DISTINCT FROM new.state)) OR (old.version IS DISTINCT FROM new.version)) OR (old.regimes IS DISTINCT FROM new.regimes)) OR (old.line IS DISTINCT FROM new.line)) OR (old.co_owner_ids IS DISTINCT FROM new.co_owner_ids)) OR (old.on_hold IS DISTINCT FROM new.on_hold)) OR (old.excluded_ids IS DISTINCT FROM new.excluded_ids))) EXECUTE FUNCTION miji.note_snapshot_change('item', 'id');
CREATE TRIGGER note_new AFTER INSERT ON miji.item FOR EACH ROW EXECUTE FUNCTION miji.note_snapshot_change('item', 'id');
create policy group_reads on miji.item for select to miji_group
  using true;
create policy own_company_deletes on miji.item for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.item for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.item for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.item for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.item to miji_app;
grant update (level, catalogue_code, line_count, period_kind, period_value, secret_until, declassified_at, declassification_recorded_at, state, version, copies_issued, confirmed_at, confirmed_by, regimes, revision, excluded_ids, readers_version, readers_due, on_hold, page_count, content_kind) on miji.item to miji_app;
grant select (company_id, id, number, level, catalogue_code, issued_on, secret_until, state, copies_issued, registered_at) on miji.item to miji_group;

-- owner miji_owner, row-level security, forced
create table miji.item_change (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  revision integer not null,
  kind text not null,
  request_id uuid,
  request_number text,
  customer_id uuid,
  decided_by uuid not null,
  at timestamp(3) with time zone not null,
  reason text not null,
  before jsonb not null,
  after jsonb not null,
  rule_set_version integer not null,
  constraint item_change_pkey PRIMARY KEY (company_id, id),
  constraint item_change_company_id_customer_id_fkey FOREIGN KEY (company_id, customer_id) REFERENCES miji.customer(company_id, id),
  constraint item_change_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_change_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint item_change_company_id_request_id_fkey FOREIGN KEY (company_id, request_id) REFERENCES miji.request(company_id, id),
  constraint item_change_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES miji.person(id),
  constraint item_change_rule_set_version_fkey FOREIGN KEY (rule_set_version) REFERENCES miji.rule_set(version),
  constraint item_change_kind_check CHECK ((kind = ANY (ARRAY['regrade'::text, 'extend'::text, 'declassify'::text, 'declassify_part'::text, 'grade'::text])))
);
CREATE INDEX item_change_by_item ON miji.item_change USING btree (company_id, item_id, at);
create policy own_company_deletes on miji.item_change for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.item_change for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.item_change for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.item_change for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.item_change to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.item_content (
  company_id uuid not null,
  item_id uuid not null,
  version integer not null,
  format text not null,
  sealed bytea,
  sealed_key bytea not null,
  company_key_version integer not null,
  readers text[] not null,
  readers_once_declassified text[] not null,
  secret_until timestamp(3) with time zone,
  next_from timestamp(3) with time zone,
  readers_next text[] default '{}'::text[] not null,
  later_from timestamp(3) with time zone,
  readers_later text[] default '{}'::text[] not null,
  excluded text[] default '{}'::text[] not null,
  file_id uuid,
  constraint item_content_pkey PRIMARY KEY (company_id, item_id, version),
  constraint item_content_company_id_file_id_fkey FOREIGN KEY (company_id, file_id) REFERENCES miji.content_file(company_id, id),
  constraint item_content_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_content_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint item_content_check CHECK ((later_from > next_from)),
  constraint item_content_format_check CHECK ((format = ANY (ARRAY['plain'::text, 'markdown'::text, 'pdf'::text, 'docx'::text, 'image'::text]))),
  constraint one_content CHECK (((sealed IS NULL) = (file_id IS NOT NULL))),
  constraint readers_are_no_seats CHECK ((array_to_string((((readers || readers_next) || readers_later) || readers_once_declassified), ','::text) !~ '(^|,)(seat|delegated):'::text))
);
CREATE INDEX item_content_by_key ON miji.item_content USING btree (company_id, company_key_version);
create policy keeper_reads on miji.item_content for select to miji_keeper
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy keeper_updates on miji.item_content for update to miji_keeper
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_deletes on miji.item_content for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.item_content for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.item_content for select to miji_app
  using ((company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid) AND (
CASE
    WHEN (secret_until <= (NULLIF(current_setting('miji.at'::text, true), ''::text))::timestamp with time zone) THEN readers_once_declassified
    WHEN (later_from <= (NULLIF(current_setting('miji.at'::text, true), ''::text))::timestamp with time zone) THEN readers_later
    WHEN (next_from <= (NULLIF(current_setting('miji.at'::text, true), ''::text))::timestamp with time zone) THEN readers_next
    ELSE readers
END && string_to_array(NULLIF(current_setting('miji.principals'::text, true), ''::text), ','::text)) AND ((NOT (excluded && string_to_array(NULLIF(current_setting('miji.principals'::text, true), ''::text), ','::text))) OR (('headquarters:executives'::text = ANY (string_to_array(NULLIF(current_setting('miji.principals'::text, true), ''::text), ','::text))) AND ('headquarters:executives'::text = ANY (
CASE
    WHEN (secret_until <= (NULLIF(current_setting('miji.at'::text, true), ''::text))::timestamp with time zone) THEN readers_once_declassified
    WHEN (later_from <= (NULLIF(current_setting('miji.at'::text, true), ''::text))::timestamp with time zone) THEN readers_later
    WHEN (next_from <= (NULLIF(current_setting('miji.at'::text, true), ''::text))::timestamp with time zone) THEN readers_next
    ELSE readers
END))) OR ((('staff:'::text || company_id) = ANY (string_to_array(NULLIF(current_setting('miji.principals'::text, true), ''::text), ','::text))) AND (('staff:'::text || company_id) = ANY (
CASE
    WHEN (secret_until <= (NULLIF(current_setting('miji.at'::text, true), ''::text))::timestamp with time zone) THEN readers_once_declassified
    WHEN (later_from <= (NULLIF(current_setting('miji.at'::text, true), ''::text))::timestamp with time zone) THEN readers_later
    WHEN (next_from <= (NULLIF(current_setting('miji.at'::text, true), ''::text))::timestamp with time zone) THEN readers_next
    ELSE readers
END)))));
create policy own_company_updates on miji.item_content for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.item_content to miji_app;
grant select (company_id, item_id, version, sealed_key, company_key_version, file_id) on miji.item_content to miji_keeper;
grant update (sealed_key, company_key_version, readers, readers_once_declassified, secret_until, next_from, readers_next, later_from, readers_later, excluded) on miji.item_content to miji_keeper;

-- owner miji_owner, row-level security, forced
create table miji.item_exclusion (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  person_id uuid not null,
  excluded_by uuid not null,
  excluded_at timestamp(3) with time zone not null,
  reason text not null,
  readmitted_by uuid,
  readmitted_at timestamp(3) with time zone,
  readmission_reason text,
  constraint item_exclusion_pkey PRIMARY KEY (company_id, id),
  constraint item_exclusion_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_exclusion_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint item_exclusion_excluded_by_fkey FOREIGN KEY (excluded_by) REFERENCES miji.person(id),
  constraint item_exclusion_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint item_exclusion_readmitted_by_fkey FOREIGN KEY (readmitted_by) REFERENCES miji.person(id),
  constraint item_exclusion_check CHECK ((((readmitted_by IS NULL) = (readmitted_at IS NULL)) AND ((readmitted_at IS NULL) = (readmission_reason IS NULL))))
);
CREATE UNIQUE INDEX item_exclusion_in_force ON miji.item_exclusion USING btree (company_id, item_id, person_id) WHERE (readmitted_at IS NULL);
create policy own_company_deletes on miji.item_exclusion for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.item_exclusion for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.item_exclusion for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.item_exclusion for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.item_exclusion to miji_app;
grant update (readmitted_by, readmitted_at, readmission_reason) on miji.item_exclusion to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.item_hold (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  reason text not null,
  placed_at timestamp(3) with time zone not null,
  placed_by uuid not null,
  lifted_at timestamp(3) with time zone,
  lifted_by uuid,
  lift_reason text,
  constraint item_hold_pkey PRIMARY KEY (company_id, id),
  constraint item_hold_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_hold_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint item_hold_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES miji.person(id),
  constraint item_hold_placed_by_fkey FOREIGN KEY (placed_by) REFERENCES miji.person(id)
);
CREATE UNIQUE INDEX one_hold_per_item ON miji.item_hold USING btree (company_id, item_id) WHERE (lifted_at IS NULL);
create policy own_company_deletes on miji.item_hold for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.item_hold for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.item_hold for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.item_hold for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.item_hold to miji_app;
grant update (lifted_at, lifted_by, lift_reason) on miji.item_hold to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.item_range (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  member_kind text not null,
  member_person_id uuid,
  member_company_id uuid,
  member_post text,
  member_department_id uuid,
  named_by uuid,
  reason text not null,
  valid_from timestamp(3) with time zone not null,
  valid_to timestamp(3) with time zone,
  member_group_id uuid,
  named_as text,
  named_at timestamp(3) with time zone,
  revoked_by uuid,
  revoked_at timestamp(3) with time zone,
  revoked_reason text,
  constraint item_range_pkey PRIMARY KEY (company_id, id),
  constraint item_range_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_range_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint item_range_member_company_id_fkey FOREIGN KEY (member_company_id) REFERENCES miji.company(id),
  constraint item_range_member_person_id_fkey FOREIGN KEY (member_person_id) REFERENCES miji.person(id),
  constraint item_range_named_by_fkey FOREIGN KEY (named_by) REFERENCES miji.person(id),
  constraint item_range_revoked_by_fkey FOREIGN KEY (revoked_by) REFERENCES miji.person(id),
  constraint item_range_member_kind_check CHECK ((member_kind = ANY (ARRAY['person'::text, 'post'::text, 'department'::text, 'group'::text]))),
  constraint item_range_revocation_check CHECK ((((revoked_by IS NULL) = (revoked_at IS NULL)) AND ((revoked_at IS NULL) = (revoked_reason IS NULL)))),
  constraint item_range_valid_to_check CHECK ((valid_to >= valid_from))
);
CREATE INDEX item_range_by_item ON miji.item_range USING btree (company_id, item_id);
CREATE TRIGGER note_change AFTER UPDATE ON miji.item_range FOR EACH ROW WHEN (((old.valid_from IS DISTINCT FROM new.valid_from) OR (old.valid_to IS DISTINCT FROM new.valid_to))) EXECUTE FUNCTION miji.note_snapshot_change('item', 'item_id');
CREATE TRIGGER note_new AFTER INSERT ON miji.item_range FOR EACH ROW EXECUTE FUNCTION miji.note_snapshot_change('item', 'item_id');
create policy own_company_deletes on miji.item_range for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.item_range for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.item_range for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.item_range for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.item_range to miji_app;
grant update (valid_to, revoked_by, revoked_at, revoked_reason) on miji.item_range to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.item_reader (
  company_id uuid not null,
  principal text not null,
  item_id uuid not null,
  registered_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone not null,
  valid_from timestamp(3) with time zone default '1970-01-01 00:00:00+00'::timestamp with time zone not null,
  valid_to timestamp(3) with time zone default '9999-12-31 00:00:00+00'::timestamp with time zone not null,
  constraint item_reader_pkey PRIMARY KEY (company_id, principal, item_id, valid_from),
  constraint item_reader_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_reader_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint item_reader_check CHECK ((valid_to > valid_from)),
  constraint readers_are_no_seats CHECK ((principal !~ '(^|,)(seat|delegated):'::text))
);
CREATE INDEX item_reader_by_item ON miji.item_reader USING btree (company_id, item_id, principal);
CREATE INDEX item_reader_declassifies ON miji.item_reader USING btree (company_id, principal, ends_at, item_id) INCLUDE (valid_from, valid_to);
CREATE INDEX item_reader_newest ON miji.item_reader USING btree (company_id, principal, registered_at DESC, item_id DESC) INCLUDE (valid_from, valid_to);
create policy own_company_deletes on miji.item_reader for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.item_reader for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.item_reader for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.item_reader for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant delete, insert, select on miji.item_reader to miji_app;
grant update (ends_at, valid_to) on miji.item_reader to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.item_source (
  company_id uuid not null,
  item_id uuid not null,
  source_number text not null,
  source_company_id uuid not null,
  constraint item_source_pkey PRIMARY KEY (company_id, item_id, source_number),
  constraint item_source_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_source_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint item_source_source_company_id_fkey FOREIGN KEY (source_company_id) REFERENCES miji.company(id)
);
CREATE INDEX item_source_by_source ON miji.item_source USING btree (company_id, source_number);
create policy own_company_deletes on miji.item_source for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.item_source for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.item_source for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.item_source for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.item_source to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.item_token (
  company_id uuid not null,
  token bigint not null,
  item_id uuid not null,
  source text not null,
  constraint item_token_pkey PRIMARY KEY (company_id, token, item_id, source),
  constraint item_token_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_token_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint item_token_source_check CHECK ((source = ANY (ARRAY['title'::text, 'text'::text]))),
  constraint item_token_token_check CHECK (((token >= 0) AND (token <= '9007199254740991'::bigint)))
);
CREATE INDEX item_token_by_item ON miji.item_token USING btree (company_id, item_id, source);
create policy own_company_deletes on miji.item_token for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.item_token for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.item_token for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.item_token for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant delete, insert, select on miji.item_token to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.key_rotation (
  company_id uuid not null,
  id uuid not null,
  scope text not null,
  state text not null,
  done integer default 0 not null,
  of integer not null,
  to_version integer not null,
  started_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  started_by uuid,
  constraint key_rotation_pkey PRIMARY KEY (company_id, id),
  constraint key_rotation_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint key_rotation_started_by_fkey FOREIGN KEY (started_by) REFERENCES miji.person(id),
  constraint key_rotation_done_check CHECK ((done >= 0)),
  constraint key_rotation_of_check CHECK ((of >= 0)),
  constraint key_rotation_scope_check CHECK ((scope = ANY (ARRAY['company'::text, 'root'::text]))),
  constraint key_rotation_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text])))
);
CREATE UNIQUE INDEX one_rotation_at_a_time ON miji.key_rotation USING btree (company_id, scope) WHERE (state = 'running'::text);
create policy own_company_deletes on miji.key_rotation for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.key_rotation for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.key_rotation for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.key_rotation for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.key_rotation to miji_app;
grant update (state, done, of, ended_at) on miji.key_rotation to miji_app;

-- owner miji_owner
create table miji.kysely_migration (
  name character varying(255) not null,
  "timestamp" character varying(255) not null,
  constraint kysely_migration_pkey PRIMARY KEY (name)
);

-- owner miji_owner
create table miji.kysely_migration_lock (
  id character varying(255) not null,
  is_locked integer default 0 not null,
  constraint kysely_migration_lock_pkey PRIMARY KEY (id)
);

-- owner miji_owner, row-level security, forced
create table miji.loan (
  company_id uuid not null,
  id uuid not null,
  number text not null,
  copy_id uuid not null,
  copy_number integer not null,
  item_id uuid not null,
  item_number text not null,
  level smallint not null,
  borrower_id uuid not null,
  unit text,
  visitor jsonb,
  supervisor_id uuid,
  purpose text not null,
  grant_id uuid not null,
  grant_number text not null,
  store_id uuid not null,
  days integer not null,
  lent_at timestamp(3) with time zone not null,
  lent_by uuid not null,
  due_on date not null,
  overdue_from timestamp(3) with time zone not null,
  provisional boolean not null,
  pages integer not null,
  condition_out text,
  returned_at timestamp(3) with time zone,
  taken_back_by uuid,
  pages_returned integer,
  condition_back text,
  state text not null,
  stage text default 'fresh'::text not null,
  idempotency_key text not null,
  constraint loan_pkey PRIMARY KEY (company_id, id),
  constraint loan_company_id_grant_id_idempotency_key_key UNIQUE (company_id, grant_id, idempotency_key),
  constraint loan_company_id_number_key UNIQUE (company_id, number),
  constraint loan_borrower_id_fkey FOREIGN KEY (borrower_id) REFERENCES miji.person(id),
  constraint loan_company_id_copy_id_fkey FOREIGN KEY (company_id, copy_id) REFERENCES miji.copy(company_id, id),
  constraint loan_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint loan_company_id_grant_id_fkey FOREIGN KEY (company_id, grant_id) REFERENCES miji.access_grant(company_id, id),
  constraint loan_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint loan_company_id_store_id_fkey FOREIGN KEY (company_id, store_id) REFERENCES miji.store(company_id, id),
  constraint loan_lent_by_fkey FOREIGN KEY (lent_by) REFERENCES miji.person(id),
  constraint loan_supervisor_id_fkey FOREIGN KEY (supervisor_id) REFERENCES miji.person(id),
  constraint loan_taken_back_by_fkey FOREIGN KEY (taken_back_by) REFERENCES miji.person(id),
  constraint loan_days_check CHECK ((days > 0)),
  constraint loan_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint loan_pages_check CHECK ((pages > 0)),
  constraint loan_stage_check CHECK ((stage = ANY (ARRAY['fresh'::text, 'due_soon'::text, 'due'::text, 'overdue'::text, 'drafted'::text]))),
  constraint loan_state_check CHECK ((state = ANY (ARRAY['out'::text, 'returned'::text, 'not_taken'::text, 'lost'::text])))
);
CREATE UNIQUE INDEX lent_once ON miji.loan USING btree (company_id, copy_id) WHERE (state = 'out'::text);
CREATE INDEX loan_by_borrower ON miji.loan USING btree (borrower_id, lent_at DESC, id DESC);
CREATE INDEX loan_due ON miji.loan USING btree (company_id, overdue_from, id) WHERE (state = 'out'::text);
CREATE INDEX loan_newest ON miji.loan USING btree (company_id, lent_at DESC, id DESC);
create policy own_company_deletes on miji.loan for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.loan for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.loan for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.loan for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_loans on miji.loan for select to miji_app
  using (borrower_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid);
grant insert, select on miji.loan to miji_app;
grant update (borrower_id, returned_at, taken_back_by, pages_returned, condition_back, state, stage) on miji.loan to miji_app;

-- owner miji_owner
create table miji.manual_clock (
  only_row boolean default true not null,
  now timestamp(3) with time zone not null,
  constraint manual_clock_pkey PRIMARY KEY (only_row),
  constraint manual_clock_only_row_check CHECK (only_row)
);
grant insert, select on miji.manual_clock to miji_app;
grant update (now) on miji.manual_clock to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.notice (
  company_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  at timestamp(3) with time zone not null,
  key text not null,
  request_number text,
  item_number text,
  level smallint,
  due_at timestamp(3) with time zone,
  person_shown text,
  read_at timestamp(3) with time zone,
  subject text,
  constraint notice_pkey PRIMARY KEY (company_id, id),
  constraint notice_company_id_person_id_key_key UNIQUE (company_id, person_id, key),
  constraint notice_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint notice_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint notice_key_check CHECK (((length(key) >= 1) AND (length(key) <= 300))),
  constraint notice_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text)),
  constraint notice_person_shown_check CHECK ((length(person_shown) <= 100)),
  constraint notice_subject_check CHECK ((length(subject) <= 40))
);
CREATE INDEX notice_by_person ON miji.notice USING btree (person_id, at DESC, id DESC);
CREATE INDEX notice_unread ON miji.notice USING btree (person_id) WHERE (read_at IS NULL);
CREATE TRIGGER ring_on_notice AFTER INSERT OR UPDATE OF read_at ON miji.notice FOR EACH ROW EXECUTE FUNCTION miji.ring();
create policy own_company_deletes on miji.notice for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.notice for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.notice for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.notice for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_notices on miji.notice for select to miji_app
  using (person_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid);
grant insert, select on miji.notice to miji_app;
grant update (read_at) on miji.notice to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.notice_setting (
  company_id uuid not null,
  person_id uuid not null,
  channels jsonb not null,
  quiet_from text,
  quiet_to text,
  language text not null,
  set_at timestamp(3) with time zone not null,
  constraint notice_setting_pkey PRIMARY KEY (company_id, person_id),
  constraint notice_setting_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint notice_setting_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint notice_setting_check CHECK (((quiet_from IS NULL) = (quiet_to IS NULL))),
  constraint notice_setting_language_check CHECK ((language = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint notice_setting_quiet_from_check CHECK ((quiet_from ~ '^\d\d:\d\d$'::text)),
  constraint notice_setting_quiet_to_check CHECK ((quiet_to ~ '^\d\d:\d\d$'::text))
);
CREATE INDEX notice_setting_by_person ON miji.notice_setting USING btree (person_id);
create policy own_company_deletes on miji.notice_setting for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.notice_setting for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.notice_setting for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.notice_setting for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_setting on miji.notice_setting for select to miji_app
  using (person_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid);
grant insert, select on miji.notice_setting to miji_app;
grant update (channels, quiet_from, quiet_to, language, set_at) on miji.notice_setting to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.outbox (
  company_id uuid not null,
  id uuid not null,
  channel text not null,
  recipient_id uuid not null,
  person_ids uuid[] not null,
  kind text not null,
  key text not null,
  told_at timestamp(3) with time zone not null,
  request_number text,
  item_number text,
  level smallint,
  due_at timestamp(3) with time zone,
  state text default 'waiting'::text not null,
  attempts integer default 0 not null,
  next_at timestamp(3) with time zone default now() not null,
  lease uuid,
  leased_until timestamp(3) with time zone,
  not_before timestamp(3) with time zone,
  last_error text,
  written_at timestamp(3) with time zone default now() not null,
  settled_at timestamp(3) with time zone,
  subject text,
  constraint outbox_pkey PRIMARY KEY (company_id, id),
  constraint outbox_company_id_channel_recipient_id_key_key UNIQUE (company_id, channel, recipient_id, key),
  constraint outbox_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint outbox_attempts_check CHECK ((attempts >= 0)),
  constraint outbox_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'robot'::text]))),
  constraint outbox_key_check CHECK (((length(key) >= 1) AND (length(key) <= 300))),
  constraint outbox_kind_check CHECK ((kind ~ '^[a-z_]{1,40}$'::text)),
  constraint outbox_last_error_check CHECK ((length(last_error) <= 500)),
  constraint outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'delivered'::text, 'not_wanted'::text, 'dead'::text]))),
  constraint outbox_subject_check CHECK ((length(subject) <= 40))
);
CREATE INDEX outbox_dead ON miji.outbox USING btree (company_id, settled_at DESC, id DESC) WHERE (state = 'dead'::text);
CREATE INDEX outbox_waiting ON miji.outbox USING btree (company_id, next_at) WHERE (state = 'waiting'::text);
create policy own_company_deletes on miji.outbox for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.outbox for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.outbox for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.outbox for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.outbox to miji_app;
grant update (state, attempts, next_at, lease, leased_until, not_before, last_error, settled_at) on miji.outbox to miji_app;

-- owner miji_owner
create table miji.person (
  id uuid not null,
  name text not null,
  registered_at timestamp(3) with time zone not null,
  constraint person_pkey PRIMARY KEY (id)
);
grant insert, select on miji.person to miji_app;
grant select on miji.person to miji_group;

-- owner miji_owner, row-level security, forced
create table miji.project_group (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  leader_id uuid not null,
  opened_at timestamp(3) with time zone not null,
  constraint project_group_pkey PRIMARY KEY (company_id, id),
  constraint project_group_company_id_name_key UNIQUE (company_id, name),
  constraint project_group_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint project_group_leader_id_fkey FOREIGN KEY (leader_id) REFERENCES miji.person(id)
);
create policy group_reads on miji.project_group for select to miji_group
  using true;
create policy own_company_deletes on miji.project_group for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.project_group for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.project_group for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.project_group for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.project_group to miji_app;
grant select on miji.project_group to miji_group;

-- owner miji_owner, row-level security, forced
create table miji.project_group_member (
  company_id uuid not null,
  id uuid not null,
  group_id uuid not null,
  person_id uuid not null,
  reason text not null,
  valid_from timestamp(3) with time zone not null,
  valid_to timestamp(3) with time zone,
  constraint project_group_member_pkey PRIMARY KEY (company_id, id),
  constraint project_group_member_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint project_group_member_company_id_group_id_fkey FOREIGN KEY (company_id, group_id) REFERENCES miji.project_group(company_id, id),
  constraint project_group_member_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint project_group_member_check CHECK ((valid_to >= valid_from))
);
CREATE INDEX project_group_member_by_person ON miji.project_group_member USING btree (person_id);
CREATE UNIQUE INDEX project_group_member_once ON miji.project_group_member USING btree (company_id, group_id, person_id) WHERE (valid_to IS NULL);
CREATE TRIGGER note_change AFTER UPDATE ON miji.project_group_member FOR EACH ROW WHEN (((old.valid_from IS DISTINCT FROM new.valid_from) OR (old.valid_to IS DISTINCT FROM new.valid_to))) EXECUTE FUNCTION miji.note_snapshot_change('person', 'person_id');
CREATE TRIGGER note_new AFTER INSERT ON miji.project_group_member FOR EACH ROW EXECUTE FUNCTION miji.note_snapshot_change('person', 'person_id');
create policy group_reads on miji.project_group_member for select to miji_group
  using true;
create policy own_company_deletes on miji.project_group_member for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.project_group_member for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.project_group_member for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.project_group_member for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_memberships on miji.project_group_member for select to miji_app
  using (person_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid);
grant insert, select on miji.project_group_member to miji_app;
grant select on miji.project_group_member to miji_group;
grant update (valid_to) on miji.project_group_member to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.recall (
  company_id uuid not null,
  copy_id uuid not null,
  why text not null,
  due_at timestamp(3) with time zone not null,
  stage text not null,
  constraint recall_pkey PRIMARY KEY (company_id, copy_id, why, due_at),
  constraint recall_company_id_copy_id_fkey FOREIGN KEY (company_id, copy_id) REFERENCES miji.copy(company_id, id),
  constraint recall_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint recall_stage_check CHECK ((stage = ANY (ARRAY['due_soon'::text, 'due'::text, 'overdue'::text, 'drafted'::text]))),
  constraint recall_why_check CHECK ((why = ANY (ARRAY['not_back'::text, 'use_over'::text, 'left'::text])))
);
create policy own_company_deletes on miji.recall for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.recall for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.recall for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.recall for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.recall to miji_app;
grant update (stage) on miji.recall to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.record_class (
  company_id uuid not null,
  code text not null,
  version integer not null,
  document jsonb not null,
  declared_by uuid not null,
  declared_at timestamp(3) with time zone not null,
  retired_at timestamp(3) with time zone,
  retired_by uuid,
  constraint record_class_pkey PRIMARY KEY (company_id, code, version),
  constraint record_class_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint record_class_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES miji.person(id),
  constraint record_class_retired_by_fkey FOREIGN KEY (retired_by) REFERENCES miji.person(id),
  constraint record_class_check CHECK (((retired_at IS NOT NULL) OR (retired_by IS NULL))),
  constraint record_class_code_check CHECK ((code ~ '^[a-z][a-z0-9_]{0,39}$'::text)),
  constraint record_class_version_check CHECK ((version > 0))
);
CREATE TRIGGER note_classes AFTER INSERT OR UPDATE ON miji.record_class FOR EACH STATEMENT EXECUTE FUNCTION miji.note_rules();
create policy own_company_deletes on miji.record_class for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.record_class for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.record_class for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.record_class for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.record_class to miji_app;
grant update (retired_at, retired_by) on miji.record_class to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.reported_event (
  company_id uuid not null,
  service_id uuid not null,
  id uuid not null,
  reported_at timestamp with time zone default now() not null,
  purpose text,
  reason text,
  constraint reported_event_pkey PRIMARY KEY (company_id, service_id, id),
  constraint reported_event_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint reported_event_company_id_service_id_fkey FOREIGN KEY (company_id, service_id) REFERENCES miji.service(company_id, id),
  constraint reported_event_purpose_check CHECK (((length(purpose) >= 1) AND (length(purpose) <= 200))),
  constraint reported_event_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 200)))
);
CREATE INDEX reported_event_at ON miji.reported_event USING btree (company_id, reported_at);
create policy own_company_deletes on miji.reported_event for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.reported_event for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.reported_event for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.reported_event for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant delete, insert, select on miji.reported_event to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.request (
  company_id uuid not null,
  id uuid not null,
  number text not null,
  item_id uuid not null,
  item_number text not null,
  item_version integer not null,
  level smallint not null,
  catalogue_code text not null,
  operation text not null,
  requester_id uuid not null,
  drafter_person_id uuid,
  drafter_service_id uuid,
  beneficiary_id uuid not null,
  copies integer not null,
  excerpt_from integer,
  excerpt_to integer,
  purpose text not null,
  necessity text,
  state text not null,
  filed_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  decided_at timestamp(3) with time zone,
  decided_by uuid,
  decision_reason text,
  rule_set_version integer not null,
  idempotency_key text not null,
  input_digest text not null,
  change jsonb,
  item_revision integer default 1 not null,
  route jsonb not null,
  approvers text[] default '{}'::text[] not null,
  deciders uuid[] default '{}'::uuid[] not null,
  applicant text default 'insider'::text not null,
  particulars jsonb default '{}'::jsonb not null,
  profile jsonb,
  terms jsonb not null,
  beneficiary_ids uuid[] default '{}'::uuid[] not null,
  principals uuid[] default '{}'::uuid[] not null,
  repeats text,
  round integer default 1 not null,
  turn_began_at timestamp(3) with time zone not null,
  stage text default 'fresh'::text not null,
  routed_to uuid[],
  refusal_ground text,
  took_ms bigint generated always as (
CASE
    WHEN (state = ANY (ARRAY['approved'::text, 'refused'::text])) THEN ((EXTRACT(epoch FROM (decided_at - filed_at)) * (1000)::numeric))::bigint
    ELSE NULL::bigint
END) stored,
  constraint request_pkey PRIMARY KEY (company_id, id),
  constraint request_company_id_number_key UNIQUE (company_id, number),
  constraint request_company_id_requester_id_idempotency_key_key UNIQUE (company_id, requester_id, idempotency_key),
  constraint request_beneficiary_id_fkey FOREIGN KEY (beneficiary_id) REFERENCES miji.person(id),
  constraint request_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint request_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint request_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES miji.person(id),
  constraint request_drafter_person_id_fkey FOREIGN KEY (drafter_person_id) REFERENCES miji.person(id),
  constraint request_requester_id_fkey FOREIGN KEY (requester_id) REFERENCES miji.person(id),
  constraint request_rule_set_version_fkey FOREIGN KEY (rule_set_version) REFERENCES miji.rule_set(version),
  constraint request_applicant_check CHECK ((applicant = ANY (ARRAY['insider'::text, 'group'::text, 'outsider'::text]))),
  constraint request_check CHECK ((excerpt_to >= excerpt_from)),
  constraint request_copies_check CHECK (((copies >= 1) AND (copies <= 400))),
  constraint request_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint request_operation_check CHECK ((operation = ANY (ARRAY['excerpt'::text, 'copy'::text, 'print'::text, 'export'::text, 'loan'::text, 'carry_out'::text, 'provide'::text, 'regrade'::text, 'extend'::text, 'declassify'::text, 'destroy'::text]))),
  constraint request_round_check CHECK ((round > 0)),
  constraint request_stage_check CHECK ((stage = ANY (ARRAY['fresh'::text, 'half'::text, 'four_fifths'::text, 'escalated'::text]))),
  constraint request_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'returned'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text, 'void'::text])))
);
CREATE INDEX request_by_approver ON miji.request USING gin (approvers) WHERE (state = 'pending'::text);
CREATE INDEX request_by_beneficiary ON miji.request USING gin (beneficiary_ids);
CREATE INDEX request_by_decider ON miji.request USING btree (decided_by, filed_at DESC, id DESC) WHERE (decided_by IS NOT NULL);
CREATE INDEX request_by_deciders ON miji.request USING gin (deciders);
CREATE INDEX request_by_end ON miji.request USING btree (company_id, decided_at) WHERE (decided_at IS NOT NULL);
CREATE INDEX request_by_item ON miji.request USING btree (company_id, item_id);
CREATE INDEX request_by_item_number ON miji.request USING btree (company_id, item_number, filed_at DESC, id DESC);
CREATE INDEX request_by_operation ON miji.request USING btree (company_id, operation, filed_at DESC, id DESC);
CREATE INDEX request_by_requester ON miji.request USING btree (requester_id, filed_at DESC, id DESC);
CREATE INDEX request_by_state ON miji.request USING btree (company_id, state, filed_at DESC, id DESC);
CREATE INDEX request_by_time_taken ON miji.request USING btree (company_id, took_ms, id) WHERE (took_ms IS NOT NULL);
CREATE INDEX request_newest ON miji.request USING btree (company_id, filed_at DESC, id DESC);
CREATE INDEX request_to_expire ON miji.request USING btree (company_id, expires_at) WHERE (state = ANY (ARRAY['pending'::text, 'returned'::text]));
CREATE INDEX request_waiting ON miji.request USING btree (company_id, turn_began_at, id) WHERE (state = 'pending'::text);
create policy addressed_requests on miji.request for select to miji_app
  using (approvers && string_to_array(NULLIF(current_setting('miji.principals'::text, true), ''::text), ','::text));
create policy group_reads on miji.request for select to miji_group
  using true;
create policy own_company_deletes on miji.request for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.request for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.request for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.request for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_requests on miji.request for select to miji_app
  using ((requester_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid) OR ((NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid = ANY (beneficiary_ids)) OR (decided_by = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid) OR ((NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid = ANY (deciders)) OR ((NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid = ANY (principals)));
grant insert, select on miji.request to miji_app;
grant update (item_version, level, copies, excerpt_from, excerpt_to, purpose, necessity, state, expires_at, decided_at, decided_by, decision_reason, input_digest, item_revision, deciders, particulars, terms, beneficiary_ids, principals, round, turn_began_at, stage, routed_to, refusal_ground) on miji.request to miji_app;
grant select (company_id, id, number, item_number, level, operation, copies, state, filed_at, expires_at, decided_at) on miji.request to miji_group;

-- owner miji_owner, row-level security, forced
create table miji.request_decision (
  company_id uuid not null,
  request_id uuid not null,
  sequence integer not null,
  person_id uuid not null,
  seat text not null,
  principal_id uuid,
  delegation_number text,
  escalated boolean not null,
  decision text not null,
  reason text,
  decided_at timestamp(3) with time zone not null,
  rule_set_version integer not null,
  round integer default 1 not null,
  terms jsonb,
  refusal_ground text,
  second_factor text,
  constraint request_decision_pkey PRIMARY KEY (company_id, request_id, sequence),
  constraint request_decision_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint request_decision_company_id_request_id_fkey FOREIGN KEY (company_id, request_id) REFERENCES miji.request(company_id, id),
  constraint request_decision_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint request_decision_principal_id_fkey FOREIGN KEY (principal_id) REFERENCES miji.person(id),
  constraint request_decision_rule_set_version_fkey FOREIGN KEY (rule_set_version) REFERENCES miji.rule_set(version),
  constraint request_decision_decision_check CHECK ((decision = ANY (ARRAY['approve'::text, 'refuse'::text, 'ask_back'::text]))),
  constraint request_decision_round_check CHECK ((round > 0)),
  constraint request_decision_second_factor_check CHECK ((second_factor = ANY (ARRAY['totp'::text, 'passkey'::text]))),
  constraint request_decision_sequence_check CHECK ((sequence > 0))
);
CREATE INDEX request_decision_by_person ON miji.request_decision USING btree (person_id);
CREATE INDEX request_decision_by_time ON miji.request_decision USING btree (company_id, decided_at);
create policy own_company_deletes on miji.request_decision for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.request_decision for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.request_decision for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.request_decision for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_decisions on miji.request_decision for select to miji_app
  using (person_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid);
grant insert, select on miji.request_decision to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.request_round (
  company_id uuid not null,
  request_id uuid not null,
  round integer not null,
  filed_at timestamp(3) with time zone not null,
  terms jsonb not null,
  particulars jsonb not null,
  purpose text not null,
  necessity text,
  answer text,
  constraint request_round_pkey PRIMARY KEY (company_id, request_id, round),
  constraint request_round_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint request_round_company_id_request_id_fkey FOREIGN KEY (company_id, request_id) REFERENCES miji.request(company_id, id),
  constraint request_round_round_check CHECK ((round > 0))
);
create policy own_company_deletes on miji.request_round for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.request_round for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.request_round for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.request_round for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.request_round to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.robot (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null,
  host text not null,
  sealed_url bytea,
  sealed_secret bytea,
  kinds text[] not null,
  set_by uuid not null,
  set_at timestamp(3) with time zone not null,
  last_delivered_at timestamp(3) with time zone,
  removed_at timestamp(3) with time zone,
  constraint robot_pkey PRIMARY KEY (company_id, id),
  constraint robot_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint robot_set_by_fkey FOREIGN KEY (set_by) REFERENCES miji.person(id),
  constraint robot_check CHECK (((removed_at IS NULL) OR ((sealed_url IS NULL) AND (sealed_secret IS NULL)))),
  constraint robot_check1 CHECK (((removed_at IS NULL) = (sealed_url IS NOT NULL))),
  constraint robot_kind_check CHECK ((kind = ANY (ARRAY['wecom'::text, 'dingtalk'::text, 'feishu'::text, 'plain'::text]))),
  constraint robot_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
);
create policy own_company_deletes on miji.robot for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.robot for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.robot for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.robot for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.robot to miji_app;
grant update (name, kind, host, sealed_url, sealed_secret, kinds, set_by, set_at, last_delivered_at, removed_at) on miji.robot to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.rule_draft (
  company_id uuid not null,
  id uuid not null,
  number text not null,
  scope text,
  base_version integer not null,
  document jsonb not null,
  note text default ''::text not null,
  state text not null,
  revision integer default 1 not null,
  drafted_by uuid not null,
  author_ids uuid[] not null,
  drafted_at timestamp(3) with time zone not null,
  changed_at timestamp(3) with time zone not null,
  proposed_by uuid,
  proposed_at timestamp(3) with time zone,
  returned_because text,
  published_version integer,
  constraint rule_draft_pkey PRIMARY KEY (company_id, id),
  constraint rule_draft_company_id_number_key UNIQUE (company_id, number),
  constraint rule_draft_base_version_fkey FOREIGN KEY (base_version) REFERENCES miji.rule_set(version),
  constraint rule_draft_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint rule_draft_drafted_by_fkey FOREIGN KEY (drafted_by) REFERENCES miji.person(id),
  constraint rule_draft_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES miji.person(id),
  constraint rule_draft_published_version_fkey FOREIGN KEY (published_version) REFERENCES miji.rule_set(version),
  constraint rule_draft_check CHECK ((drafted_by = ANY (author_ids))),
  constraint rule_draft_check1 CHECK (((proposed_by IS NULL) OR (proposed_by = ANY (author_ids)))),
  constraint rule_draft_check2 CHECK (((state <> 'proposed'::text) OR ((proposed_by IS NOT NULL) AND (proposed_at IS NOT NULL)))),
  constraint rule_draft_check3 CHECK (((state = 'published'::text) = (published_version IS NOT NULL))),
  constraint rule_draft_revision_check CHECK ((revision > 0)),
  constraint rule_draft_scope_check CHECK ((scope ~ '^[A-Z]{2,8}$'::text)),
  constraint rule_draft_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'proposed'::text, 'published'::text, 'discarded'::text])))
);
CREATE INDEX rule_draft_newest ON miji.rule_draft USING btree (company_id, drafted_at DESC, id DESC);
create policy group_reads on miji.rule_draft for select to miji_group
  using true;
create policy own_company_deletes on miji.rule_draft for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.rule_draft for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.rule_draft for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.rule_draft for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.rule_draft to miji_app;
grant select on miji.rule_draft to miji_group;
grant update (document, note, state, revision, author_ids, changed_at, proposed_by, proposed_at, returned_because, published_version) on miji.rule_draft to miji_app;

-- owner miji_owner
create table miji.rule_set (
  version integer not null,
  document jsonb not null,
  effective_from timestamp(3) with time zone not null,
  scope text,
  base_version integer,
  note text default ''::text not null,
  proposed_by uuid,
  published_by uuid,
  published_at timestamp(3) with time zone,
  constraint rule_set_pkey PRIMARY KEY (version),
  constraint rule_set_base_version_fkey FOREIGN KEY (base_version) REFERENCES miji.rule_set(version),
  constraint rule_set_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES miji.person(id),
  constraint rule_set_published_by_fkey FOREIGN KEY (published_by) REFERENCES miji.person(id),
  constraint published_by_a_second_person CHECK ((((base_version IS NULL) AND (published_by IS NULL)) OR ((base_version < version) AND (proposed_by IS NOT NULL) AND (published_by IS NOT NULL) AND (published_at IS NOT NULL) AND (proposed_by <> published_by) AND (effective_from >= published_at)))),
  constraint rule_set_scope_check CHECK ((scope ~ '^[A-Z]{2,8}$'::text))
);
CREATE INDEX rule_set_by_effect ON miji.rule_set USING btree (effective_from DESC, version DESC);
CREATE TRIGGER note_rules AFTER INSERT ON miji.rule_set FOR EACH STATEMENT EXECUTE FUNCTION miji.note_rules();
grant insert, select on miji.rule_set to miji_app;
grant select on miji.rule_set to miji_group;

-- owner miji_owner
create table miji.seal_key (
  key_id text not null,
  public_key text not null,
  first_used_at timestamp(3) with time zone not null,
  constraint seal_key_pkey PRIMARY KEY (key_id)
);
grant select on miji.seal_key to miji_app;
grant insert, select on miji.seal_key to miji_sealer;

-- owner miji_owner, row-level security, forced
create table miji.service (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  registered_at timestamp(3) with time zone not null,
  constraint service_pkey PRIMARY KEY (company_id, id),
  constraint service_company_id_name_key UNIQUE (company_id, name),
  constraint service_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id)
);
create policy group_reads on miji.service for select to miji_group
  using true;
create policy own_company_deletes on miji.service for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.service for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.service for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.service for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.service to miji_app;
grant select on miji.service to miji_group;

-- owner miji_owner, row-level security, forced
create table miji.snapshot_change (
  company_id uuid not null,
  id bigint generated always as identity not null,
  kind text not null,
  subject uuid not null,
  xact xid8 default pg_current_xact_id() not null,
  noted_at timestamp with time zone default clock_timestamp() not null,
  constraint snapshot_change_pkey PRIMARY KEY (company_id, id),
  constraint snapshot_change_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint snapshot_change_kind_check CHECK ((kind = ANY (ARRAY['item'::text, 'person'::text, 'grant'::text])))
);
CREATE INDEX snapshot_change_by_xact ON miji.snapshot_change USING btree (company_id, xact);
CREATE INDEX snapshot_change_noted ON miji.snapshot_change USING btree (company_id, noted_at);
create policy own_company_deletes on miji.snapshot_change for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.snapshot_change for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.snapshot_change for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.snapshot_change for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant delete, select on miji.snapshot_change to miji_app;
grant insert (company_id, kind, subject) on miji.snapshot_change to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.stocktaking (
  company_id uuid not null,
  id uuid not null,
  number text not null,
  store_id uuid not null,
  begun_at timestamp(3) with time zone not null,
  begun_by uuid not null,
  closed_at timestamp(3) with time zone,
  closed_by uuid,
  note text,
  constraint stocktaking_pkey PRIMARY KEY (company_id, id),
  constraint stocktaking_company_id_number_key UNIQUE (company_id, number),
  constraint stocktaking_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES miji.person(id),
  constraint stocktaking_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES miji.person(id),
  constraint stocktaking_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint stocktaking_company_id_store_id_fkey FOREIGN KEY (company_id, store_id) REFERENCES miji.store(company_id, id)
);
CREATE UNIQUE INDEX one_stocktaking_at_a_time ON miji.stocktaking USING btree (company_id, store_id) WHERE (closed_at IS NULL);
CREATE INDEX stocktaking_newest ON miji.stocktaking USING btree (company_id, begun_at DESC, id DESC);
create policy own_company_deletes on miji.stocktaking for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.stocktaking for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.stocktaking for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.stocktaking for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.stocktaking to miji_app;
grant update (closed_at, closed_by, note) on miji.stocktaking to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.stocktaking_line (
  company_id uuid not null,
  stocktaking_id uuid not null,
  label text not null,
  copy_id uuid,
  expected boolean not null,
  counted_at timestamp(3) with time zone,
  counted_by uuid,
  means text,
  elsewhere text,
  constraint stocktaking_line_pkey PRIMARY KEY (company_id, stocktaking_id, label),
  constraint stocktaking_line_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint stocktaking_line_company_id_stocktaking_id_fkey FOREIGN KEY (company_id, stocktaking_id) REFERENCES miji.stocktaking(company_id, id),
  constraint stocktaking_line_counted_by_fkey FOREIGN KEY (counted_by) REFERENCES miji.person(id),
  constraint stocktaking_line_check CHECK (((counted_at IS NULL) = (means IS NULL))),
  constraint stocktaking_line_label_check CHECK (((length(label) >= 1) AND (length(label) <= 300))),
  constraint stocktaking_line_means_check CHECK ((means = ANY (ARRAY['scanned'::text, 'typed'::text])))
);
create policy own_company_deletes on miji.stocktaking_line for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.stocktaking_line for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.stocktaking_line for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.stocktaking_line for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.stocktaking_line to miji_app;
grant update (expected, counted_at, counted_by, means, elsewhere) on miji.stocktaking_line to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.store (
  company_id uuid not null,
  id uuid not null,
  code text not null,
  name text not null,
  place text not null,
  separate boolean not null,
  highest_level smallint not null,
  opened_at timestamp(3) with time zone not null,
  opened_by uuid,
  closed_at timestamp(3) with time zone,
  closed_by uuid,
  count_due_since timestamp(3) with time zone,
  constraint store_pkey PRIMARY KEY (company_id, id),
  constraint store_company_id_code_key UNIQUE (company_id, code),
  constraint store_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES miji.person(id),
  constraint store_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint store_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES miji.person(id),
  constraint store_check CHECK (((highest_level = 1) OR separate)),
  constraint store_code_check CHECK ((code ~ '^[A-Z0-9][A-Z0-9-]{0,15}$'::text)),
  constraint store_highest_level_check CHECK (((highest_level >= 1) AND (highest_level <= 3)))
);
create policy own_company_deletes on miji.store for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.store for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.store for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.store for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.store to miji_app;
grant update (closed_at, closed_by, count_due_since) on miji.store to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.store_keeper (
  company_id uuid not null,
  id uuid not null,
  store_id uuid not null,
  person_id uuid not null,
  from_at timestamp(3) with time zone not null,
  appointed_by uuid,
  to_at timestamp(3) with time zone,
  ended_by uuid,
  constraint store_keeper_pkey PRIMARY KEY (company_id, id),
  constraint store_keeper_appointed_by_fkey FOREIGN KEY (appointed_by) REFERENCES miji.person(id),
  constraint store_keeper_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint store_keeper_company_id_store_id_fkey FOREIGN KEY (company_id, store_id) REFERENCES miji.store(company_id, id),
  constraint store_keeper_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES miji.person(id),
  constraint store_keeper_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id)
);
CREATE UNIQUE INDEX keeps_a_store_once ON miji.store_keeper USING btree (company_id, store_id, person_id) WHERE (to_at IS NULL);
CREATE INDEX store_keeper_by_person ON miji.store_keeper USING btree (person_id) WHERE (to_at IS NULL);
create policy own_company_deletes on miji.store_keeper for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.store_keeper for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.store_keeper for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.store_keeper for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.store_keeper to miji_app;
grant update (to_at, ended_by) on miji.store_keeper to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.tidings (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  item_number text not null,
  kind text not null,
  person_id uuid not null,
  copy_ids uuid[] not null,
  mark text not null,
  earlier_mark text,
  told_at timestamp(3) with time zone not null,
  confirmed_at timestamp(3) with time zone,
  key text not null,
  constraint tidings_pkey PRIMARY KEY (company_id, id),
  constraint tidings_company_id_person_id_key_key UNIQUE (company_id, person_id, key),
  constraint tidings_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint tidings_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint tidings_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint tidings_kind_check CHECK ((kind = ANY (ARRAY['regraded'::text, 'extended'::text, 'declassified'::text, 'range_changed'::text, 'held'::text, 'released'::text, 'revised'::text])))
);
CREATE INDEX tidings_by_item ON miji.tidings USING btree (company_id, item_number, told_at DESC, id DESC);
CREATE INDEX tidings_by_person ON miji.tidings USING btree (person_id, told_at DESC, id DESC);
create policy own_company_deletes on miji.tidings for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.tidings for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.tidings for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.tidings for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_tidings on miji.tidings for select to miji_app
  using (person_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid);
grant insert, select on miji.tidings to miji_app;
grant update (confirmed_at) on miji.tidings to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.trace_code (
  company_id uuid not null,
  code bigint not null,
  kind text not null,
  item_id uuid not null,
  item_number text not null,
  copy_id uuid,
  person_id uuid not null,
  at timestamp(3) with time zone not null,
  constraint trace_code_pkey PRIMARY KEY (company_id, code),
  constraint trace_code_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint trace_code_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint trace_code_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint trace_code_code_check CHECK (((code >= 0) AND (code <= '9007199254740991'::bigint))),
  constraint trace_code_kind_check CHECK ((kind = ANY (ARRAY['copy'::text, 'reading'::text])))
);
CREATE UNIQUE INDEX trace_code_of_all ON miji.trace_code USING btree (code);
CREATE UNIQUE INDEX trace_code_of_holder ON miji.trace_code USING btree (company_id, copy_id, person_id) WHERE (kind = 'copy'::text);
CREATE INDEX trace_code_of_reading ON miji.trace_code USING btree (company_id, item_id, person_id, at DESC) WHERE (kind = 'reading'::text);
create policy own_company_deletes on miji.trace_code for delete to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_inserts on miji.trace_code for insert to miji_app
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_reads on miji.trace_code for select to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
create policy own_company_updates on miji.trace_code for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.trace_code to miji_app;

CREATE OR REPLACE FUNCTION miji.contents_held()
 RETURNS TABLE(item_id uuid, version integer, file_id uuid, company_key_version integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'miji'
AS $function$
  select c.item_id, c.version, c.file_id, c.company_key_version from miji.item_content c where c.company_id = nullif(current_setting('miji.company_id', true), '')::uuid;
$function$
;
alter function miji.contents_held() owner to miji_keeper;
grant execute on function miji.contents_held() to miji_app;

CREATE OR REPLACE FUNCTION miji.left_since(person uuid, instant timestamp with time zone)
 RETURNS timestamp with time zone
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'miji'
AS $function$
  select case when bool_or(a.valid_from <= instant and (a.valid_to is null or a.valid_to > instant)) then null
      else coalesce(max(a.valid_to) filter (where a.valid_to <= instant), 'epoch') end
    from miji.appointment a where a.person_id = person;
$function$
;
alter function miji.left_since(uuid,timestamp with time zone) owner to miji_keeper;
grant execute on function miji.left_since(uuid,timestamp with time zone) to miji_app;

CREATE OR REPLACE FUNCTION miji.note_rules()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform pg_notify('miji_snapshot', '*');
  return null;
end $function$
;
alter function miji.note_rules() owner to miji_owner;

CREATE OR REPLACE FUNCTION miji.note_snapshot_change()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  insert into miji.snapshot_change (company_id, kind, subject)
    values (new.company_id, tg_argv[0], (to_jsonb(new) ->> tg_argv[1])::uuid);
  perform pg_notify('miji_snapshot', new.company_id::text);
  return null;
end $function$
;
alter function miji.note_snapshot_change() owner to miji_owner;

CREATE OR REPLACE FUNCTION miji.replace_readers(company uuid, item uuid, names jsonb)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'miji'
AS $function$
  update miji.item_content
     set readers = new.readers, next_from = new.next_from, readers_next = new.readers_next, later_from = new.later_from,
         readers_later = new.readers_later, readers_once_declassified = new.readers_once_declassified,
         secret_until = new.secret_until, excluded = new.excluded
    from jsonb_to_record(names) as new (readers text[], next_from timestamptz, readers_next text[], later_from timestamptz,
         readers_later text[], readers_once_declassified text[], secret_until timestamptz, excluded text[])
   where company_id = company and item_id = item;
$function$
;
alter function miji.replace_readers(uuid,uuid,jsonb) owner to miji_keeper;
grant execute on function miji.replace_readers(uuid,uuid,jsonb) to miji_app;

CREATE OR REPLACE FUNCTION miji.reseat_company_key(company uuid, key_version integer, now_sealed bytea, to_root_version integer)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'miji'
AS $function$
  with changed as (
    update miji.company_key
       set sealed_key = now_sealed, root_version = to_root_version
     where company_id = company and version = key_version and root_version < to_root_version
    returning 1)
  select exists (select 1 from changed);
$function$
;
alter function miji.reseat_company_key(uuid,integer,bytea,integer) owner to miji_keeper;
grant execute on function miji.reseat_company_key(uuid,integer,bytea,integer) to miji_app;

CREATE OR REPLACE FUNCTION miji.rewrap_key(company uuid, item uuid, item_version integer, from_key_version integer, now_sealed bytea, to_key_version integer)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'miji'
AS $function$
  with changed as (
    update miji.item_content
       set sealed_key = now_sealed, company_key_version = to_key_version
     where company_id = company and item_id = item and version = item_version and company_key_version = from_key_version
    returning 1)
  select exists (select 1 from changed);
$function$
;
alter function miji.rewrap_key(uuid,uuid,integer,integer,bytea,integer) owner to miji_keeper;
grant execute on function miji.rewrap_key(uuid,uuid,integer,integer,bytea,integer) to miji_app;

CREATE OR REPLACE FUNCTION miji.ring()
 RETURNS trigger
 LANGUAGE plpgsql
 SET search_path TO 'pg_catalog'
AS $function$
begin
  perform pg_notify('miji_notice', new.person_id::text);
  return null;
end $function$
;
alter function miji.ring() owner to miji_owner;

CREATE OR REPLACE FUNCTION miji.sealed_keys_before(company uuid, newest integer, at_most integer)
 RETURNS TABLE(item_id uuid, version integer, sealed_key bytea, company_key_version integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'miji'
AS $function$
  select c.item_id, c.version, c.sealed_key, c.company_key_version
    from miji.item_content c
   where c.company_id = company and c.company_key_version < newest
   order by c.item_id, c.version
   limit at_most;
$function$
;
alter function miji.sealed_keys_before(uuid,integer,integer) owner to miji_keeper;
grant execute on function miji.sealed_keys_before(uuid,integer,integer) to miji_app;
