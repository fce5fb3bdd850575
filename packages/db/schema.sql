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
  constraint service_key_pkey PRIMARY KEY (key_id),
  constraint service_key_key_hash_key UNIQUE (key_hash),
  constraint service_key_check CHECK ((confirmed_by <> created_by)),
  constraint service_key_key_hash_check CHECK ((octet_length(key_hash) = 32)),
  constraint service_key_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200)))
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
  constraint access_grant_pkey PRIMARY KEY (company_id, id),
  constraint access_grant_company_id_number_key UNIQUE (company_id, number),
  constraint access_grant_company_id_request_id_key UNIQUE (company_id, request_id),
  constraint access_grant_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint access_grant_company_id_request_id_fkey FOREIGN KEY (company_id, request_id) REFERENCES miji.request(company_id, id),
  constraint access_grant_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint access_grant_check CHECK (((used >= 0) AND (used <= copies))),
  constraint access_grant_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint access_grant_operation_check CHECK ((operation = ANY (ARRAY['excerpt'::text, 'copy'::text])))
);
CREATE INDEX access_grant_by_person ON miji.access_grant USING btree (person_id, granted_at DESC, id DESC);
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
grant update (used) on miji.access_grant to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.appointment (
  company_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  post text not null,
  department_id uuid,
  valid_from timestamp(3) with time zone not null,
  valid_to timestamp(3) with time zone,
  constraint appointment_pkey PRIMARY KEY (company_id, id),
  constraint appointment_company_id_department_id_fkey FOREIGN KEY (company_id, department_id) REFERENCES miji.department(company_id, id),
  constraint appointment_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint appointment_person_id_fkey FOREIGN KEY (person_id) REFERENCES miji.person(id),
  constraint appointment_check CHECK ((valid_to >= valid_from))
);
CREATE INDEX appointment_by_person ON miji.appointment USING btree (person_id);
CREATE INDEX appointment_by_post ON miji.appointment USING btree (company_id, post);
create policy group_reads on miji.appointment for select to miji_group
  using true;
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
grant update (valid_to) on miji.appointment to miji_app;

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
CREATE INDEX audit_event_newest ON miji.audit_event USING btree (company_id, "position" DESC);
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
  constraint company_key_pkey PRIMARY KEY (company_id, version),
  constraint company_key_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id)
);
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

-- owner miji_owner, row-level security, forced
create table miji.copy (
  company_id uuid not null,
  id uuid not null,
  item_id uuid not null,
  item_number text not null,
  item_version integer not null,
  number integer not null,
  grant_id uuid not null,
  grant_number text not null,
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
  constraint copy_pkey PRIMARY KEY (company_id, id),
  constraint copy_company_id_grant_id_idempotency_key_key UNIQUE (company_id, grant_id, idempotency_key),
  constraint copy_company_id_item_id_number_key UNIQUE (company_id, item_id, number),
  constraint copy_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint copy_company_id_grant_id_fkey FOREIGN KEY (company_id, grant_id) REFERENCES miji.access_grant(company_id, id),
  constraint copy_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint copy_holder_id_fkey FOREIGN KEY (holder_id) REFERENCES miji.person(id),
  constraint copy_kind_check CHECK ((kind = ANY (ARRAY['copy'::text, 'excerpt'::text]))),
  constraint copy_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint copy_number_check CHECK ((number > 0)),
  constraint copy_state_check CHECK ((state = ANY (ARRAY['held'::text, 'lent'::text, 'carried_out'::text, 'in_transit'::text, 'returned'::text, 'destroyed'::text, 'lost'::text])))
);
CREATE INDEX copy_by_holder ON miji.copy USING btree (holder_id, issued_at DESC, id DESC);
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
grant update (holder_id, state) on miji.copy to miji_app;

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
create table miji.department (
  company_id uuid not null,
  id uuid not null,
  name text not null,
  constraint department_pkey PRIMARY KEY (company_id, id),
  constraint department_company_id_name_key UNIQUE (company_id, name),
  constraint department_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id)
);
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
  constraint item_pkey PRIMARY KEY (company_id, id),
  constraint item_company_id_number_key UNIQUE (company_id, number),
  constraint item_company_id_registrar_idempotency_key_key UNIQUE (company_id, registrar, idempotency_key),
  constraint item_company_id_department_id_fkey FOREIGN KEY (company_id, department_id) REFERENCES miji.department(company_id, id),
  constraint item_company_id_drafter_service_id_fkey FOREIGN KEY (company_id, drafter_service_id) REFERENCES miji.service(company_id, id),
  constraint item_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES miji.person(id),
  constraint item_drafter_person_id_fkey FOREIGN KEY (drafter_person_id) REFERENCES miji.person(id),
  constraint item_responsible_manager_id_fkey FOREIGN KEY (responsible_manager_id) REFERENCES miji.person(id),
  constraint item_rule_set_version_fkey FOREIGN KEY (rule_set_version) REFERENCES miji.rule_set(version),
  constraint item_copies_issued_check CHECK ((copies_issued >= 0)),
  constraint item_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint item_line_count_check CHECK ((line_count > 0)),
  constraint item_period_kind_check CHECK ((period_kind = ANY (ARRAY['term'::text, 'until'::text, 'event'::text, 'indefinite'::text]))),
  constraint item_proposed_level_check CHECK (((proposed_level >= 1) AND (proposed_level <= 3))),
  constraint item_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'confirmed'::text])))
);
CREATE INDEX item_declassification_due ON miji.item USING btree (company_id, secret_until) WHERE (declassification_recorded_at IS NULL);
CREATE INDEX item_declassifies ON miji.item USING btree (company_id, secret_until, id);
CREATE INDEX item_newest ON miji.item USING btree (company_id, registered_at DESC, id DESC);
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
grant update (level, secret_until, declassified_at, declassification_recorded_at, state, version, copies_issued, confirmed_at, confirmed_by) on miji.item to miji_app;
grant select (company_id, id, number, level, catalogue_code, issued_on, secret_until, state, copies_issued, registered_at) on miji.item to miji_group;

-- owner miji_owner, row-level security, forced
create table miji.item_content (
  company_id uuid not null,
  item_id uuid not null,
  version integer not null,
  format text not null,
  sealed bytea not null,
  sealed_key bytea not null,
  company_key_version integer not null,
  readers text[] not null,
  readers_once_declassified text[] not null,
  secret_until timestamp(3) with time zone,
  constraint item_content_pkey PRIMARY KEY (company_id, item_id, version),
  constraint item_content_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_content_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint item_content_format_check CHECK ((format = ANY (ARRAY['plain'::text, 'markdown'::text])))
);
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
    ELSE readers
END && string_to_array(NULLIF(current_setting('miji.principals'::text, true), ''::text), ','::text)));
create policy own_company_updates on miji.item_content for update to miji_app
  using (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)
  with check (company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid);
grant insert, select on miji.item_content to miji_app;
grant select (company_id, item_id) on miji.item_content to miji_keeper;
grant update (readers, readers_once_declassified, secret_until) on miji.item_content to miji_keeper;

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
  constraint item_range_pkey PRIMARY KEY (company_id, id),
  constraint item_range_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_range_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id),
  constraint item_range_member_company_id_fkey FOREIGN KEY (member_company_id) REFERENCES miji.company(id),
  constraint item_range_member_person_id_fkey FOREIGN KEY (member_person_id) REFERENCES miji.person(id),
  constraint item_range_named_by_fkey FOREIGN KEY (named_by) REFERENCES miji.person(id),
  constraint item_range_member_kind_check CHECK ((member_kind = ANY (ARRAY['person'::text, 'post'::text, 'department'::text])))
);
CREATE INDEX item_range_by_item ON miji.item_range USING btree (company_id, item_id);
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
grant update (valid_to) on miji.item_range to miji_app;

-- owner miji_owner, row-level security, forced
create table miji.item_reader (
  company_id uuid not null,
  principal text not null,
  item_id uuid not null,
  registered_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone not null,
  constraint item_reader_pkey PRIMARY KEY (company_id, principal, item_id),
  constraint item_reader_company_id_fkey FOREIGN KEY (company_id) REFERENCES miji.company(id),
  constraint item_reader_company_id_item_id_fkey FOREIGN KEY (company_id, item_id) REFERENCES miji.item(company_id, id)
);
CREATE INDEX item_reader_by_item ON miji.item_reader USING btree (company_id, item_id, principal);
CREATE INDEX item_reader_declassifies ON miji.item_reader USING btree (company_id, principal, ends_at, item_id);
CREATE INDEX item_reader_newest ON miji.item_reader USING btree (company_id, principal, registered_at DESC, item_id DESC);
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
grant update (ends_at) on miji.item_reader to miji_app;

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

-- owner miji_owner
create table miji.manual_clock (
  only_row boolean default true not null,
  now timestamp(3) with time zone not null,
  constraint manual_clock_pkey PRIMARY KEY (only_row),
  constraint manual_clock_only_row_check CHECK (only_row)
);
grant insert, select on miji.manual_clock to miji_app;
grant update (now) on miji.manual_clock to miji_app;

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
  approver text not null,
  state text not null,
  filed_at timestamp(3) with time zone not null,
  expires_at timestamp(3) with time zone not null,
  decided_at timestamp(3) with time zone,
  decided_by uuid,
  decision_reason text,
  rule_set_version integer not null,
  idempotency_key text not null,
  input_digest text not null,
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
  constraint request_check CHECK ((excerpt_to >= excerpt_from)),
  constraint request_copies_check CHECK (((copies >= 1) AND (copies <= 20))),
  constraint request_level_check CHECK (((level >= 1) AND (level <= 3))),
  constraint request_operation_check CHECK ((operation = ANY (ARRAY['excerpt'::text, 'copy'::text]))),
  constraint request_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'approved'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text])))
);
CREATE INDEX request_by_approver ON miji.request USING btree (approver, filed_at DESC, id DESC) WHERE (state = 'pending'::text);
CREATE INDEX request_by_decider ON miji.request USING btree (decided_by, filed_at DESC, id DESC) WHERE (decided_by IS NOT NULL);
CREATE INDEX request_by_item ON miji.request USING btree (company_id, item_id);
CREATE INDEX request_by_requester ON miji.request USING btree (requester_id, filed_at DESC, id DESC);
create policy addressed_requests on miji.request for select to miji_app
  using (approver = ANY (string_to_array(NULLIF(current_setting('miji.principals'::text, true), ''::text), ','::text)));
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
  using ((requester_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid) OR (beneficiary_id = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid) OR (decided_by = (NULLIF(current_setting('miji.person_id'::text, true), ''::text))::uuid));
grant insert, select on miji.request to miji_app;
grant update (state, decided_at, decided_by, decision_reason) on miji.request to miji_app;
grant select (company_id, id, number, item_number, level, operation, copies, state, filed_at, expires_at, decided_at) on miji.request to miji_group;

-- owner miji_owner
create table miji.rule_set (
  version integer not null,
  document jsonb not null,
  effective_from timestamp(3) with time zone not null,
  constraint rule_set_pkey PRIMARY KEY (version)
);
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

CREATE OR REPLACE FUNCTION miji.replace_readers(company uuid, item uuid, now_readers text[], later_readers text[], until timestamp with time zone)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'miji'
AS $function$
  update miji.item_content
     set readers = now_readers, readers_once_declassified = later_readers, secret_until = until
   where company_id = company and item_id = item;
$function$
;
alter function miji.replace_readers(uuid,uuid,text[],text[],timestamp with time zone) owner to miji_keeper;
grant execute on function miji.replace_readers(uuid,uuid,text[],text[],timestamp with time zone) to miji_app;
