import {
  APPLICANTS,
  APPROVED_OPERATIONS,
  GRANT_OPERATIONS,
  GRANT_VOIDS,
  REGULATIONS,
  REQUEST_STATES,
  TAKING_OPERATIONS,
} from '@miji/core';
import { companyTable, scoped } from './company-table.ts';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const list = (values: readonly string[]): string => values.map(text).join(', ');

/**
 * Approvals in full: every kind of request with what it has to say, rounds, what was cut down, what the clock has done to it; grants
 * that die; items that are held.
 *
 * The first version of the rules is the regulations; they now also say who lends to whom, and who lets something be destroyed. What
 * was decided under it is not touched by that: there was nothing to decide there.
 */
export const approvals = `
alter table miji.rule_set disable trigger user;
update miji.rule_set set document = ${text(JSON.stringify(REGULATIONS))}::jsonb where version = ${REGULATIONS.version};
alter table miji.rule_set enable trigger user;

alter table miji.request
  drop constraint request_operation_check,
  add constraint request_operation_check check (operation in (${list(APPROVED_OPERATIONS)})),
  drop constraint request_state_check,
  add constraint request_state_check check (state in (${list(REQUEST_STATES)})),
  drop constraint request_copies_check,
  add constraint request_copies_check check (copies between 1 and 400),
  -- who asks, as the approver matrix tells them apart
  add column applicant text not null default 'insider' check (applicant in (${list(APPLICANTS)})),
  -- what this kind of request has to say beside purpose and necessity, in the shape of the wire
  add column particulars jsonb not null default '{}',
  -- who the requester was when he filed it: posts and departments, as the register had them (CF-18)
  add column profile jsonb,
  -- how much is asked for now: recipients, spans, deadline; what was asked in each round stands in request_round
  add column terms jsonb,
  add column beneficiary_ids uuid[] not null default '{}',
  -- in whose names it was decided, by delegation or by stand-ins
  add column principals uuid[] not null default '{}',
  -- an earlier request for the same that was refused
  add column repeats text,
  add column round integer not null default 1 check (round > 0),
  -- when those who decide, or the requester who was asked, got it last
  add column turn_began_at timestamptz(3),
  -- what the clock has had done to it in this turn
  add column stage text not null default 'fresh' check (stage in ('fresh', 'half', 'four_fifths', 'escalated')),
  -- who could decide it when that was last looked at; null before it was
  add column routed_to uuid[],
  -- of a refusal: one of the usual reasons, for counting
  add column refusal_ground text;

alter table miji.request no force row level security;
alter table miji.request_decision no force row level security;
update miji.request set
  turn_began_at = filed_at,
  beneficiary_ids = array[beneficiary_id],
  terms = jsonb_build_object(
    'recipients', jsonb_build_array(jsonb_build_object('personId', beneficiary_id, 'copies', copies)),
    'spans', case when excerpt_from is null then '[]'::jsonb
                  else jsonb_build_array(jsonb_build_object('unit', 'lines', 'from', excerpt_from, 'to', excerpt_to)) end,
    'useBefore', null
  ),
  principals = array(
    select distinct principal_id from miji.request_decision as made
     where made.company_id = request.company_id and made.request_id = request.id and principal_id is not null
  );
alter table miji.request force row level security;
alter table miji.request_decision force row level security;
alter table miji.request alter column turn_began_at set not null, alter column terms set not null;

drop policy own_requests on miji.request;
create policy own_requests on miji.request for select to miji_app
  using (requester_id = ${scoped.person} or ${scoped.person} = any (beneficiary_ids) or decided_by = ${scoped.person}
    or ${scoped.person} = any (deciders) or ${scoped.person} = any (principals));
grant update (principals, particulars, terms, copies, excerpt_from, excerpt_to, purpose, necessity, beneficiary_ids, round, turn_began_at,
  expires_at, stage, routed_to, refusal_ground, input_digest, item_version, item_revision, level) on miji.request to miji_app;
create index request_by_beneficiary on miji.request using gin (beneficiary_ids);
create index request_newest on miji.request (company_id, filed_at desc, id desc);
create index request_to_expire on miji.request (company_id, expires_at) where state in ('pending', 'returned');

alter table miji.request_decision
  drop constraint request_decision_decision_check,
  add constraint request_decision_decision_check check (decision in ('approve', 'refuse', 'ask_back')),
  add column round integer not null default 1 check (round > 0),
  -- what an agreement was cut down to; null where it was to all that was asked for
  add column terms jsonb,
  add column refusal_ground text,
  -- by what second factor the act was confirmed (绝密)
  add column second_factor text check (second_factor in ('totp', 'passkey'));

${companyTable({
  name: 'request_round',
  columns: `
  request_id uuid not null,
  round integer not null check (round > 0),
  filed_at timestamptz(3) not null,
  terms jsonb not null,
  particulars jsonb not null,
  purpose text not null,
  necessity text,
  -- what the requester answered when it was asked back; null in the first round
  answer text,
  foreign key (company_id, request_id) references miji.request (company_id, id)`,
  key: 'request_id, round',
  appMay: 'select, insert',
})}

alter table miji.access_grant
  drop constraint access_grant_operation_check,
  add constraint access_grant_operation_check check (operation in (${list(GRANT_OPERATIONS)})),
  drop constraint access_grant_company_id_request_id_key,
  add constraint one_grant_per_recipient unique (company_id, request_id, person_id),
  -- the parts of the item that it covers; all of it where empty
  add column spans jsonb not null default '[]',
  add column purpose text not null default '',
  add column particulars jsonb not null default '{}',
  add column voided_at timestamptz(3),
  add column void_code text check (void_code in (${list(GRANT_VOIDS)})),
  add column voided_by uuid references miji.person (id),
  -- what somebody wrote who took it back
  add column void_reason text,
  -- who has agreed to it, and in whose name: they may take it back
  add column given_by uuid[] not null default '{}',
  add constraint void_with_reason check ((voided_at is null) = (void_code is null));
alter table miji.access_grant no force row level security;
alter table miji.request_decision no force row level security;
update miji.access_grant as given set given_by = coalesce((
  select array_agg(distinct who) from miji.request_decision as one, unnest(array[one.person_id, one.principal_id]) as who
  where one.company_id = given.company_id and one.request_id = given.request_id and one.decision = 'approve' and who is not null
), '{}');
alter table miji.access_grant force row level security;
alter table miji.request_decision force row level security;
create policy given_grants on miji.access_grant for select to miji_app using (${scoped.person} = any (given_by));
grant update (voided_at, void_code, voided_by, void_reason) on miji.access_grant to miji_app;
create index access_grant_by_giver on miji.access_grant using gin (given_by);
create index access_grant_by_item on miji.access_grant (company_id, item_id) where voided_at is null;

alter table miji.copy
  drop constraint copy_kind_check,
  add constraint copy_kind_check check (kind in (${list(TAKING_OPERATIONS)})),
  -- the parts that an excerpt took, where they are not one span of lines
  add column spans jsonb not null default '[]';

alter table miji.item add column on_hold boolean not null default false;
grant update (on_hold) on miji.item to miji_app;

${companyTable({
  name: 'item_hold',
  columns: `
  id uuid not null,
  item_id uuid not null,
  reason text not null,
  placed_at timestamptz(3) not null,
  placed_by uuid not null references miji.person (id),
  lifted_at timestamptz(3),
  lifted_by uuid references miji.person (id),
  lift_reason text,
  foreign key (company_id, item_id) references miji.item (company_id, id)`,
  key: 'id',
  appMay: 'select, insert, update (lifted_at, lifted_by, lift_reason)',
})}
create unique index one_hold_per_item on miji.item_hold (company_id, item_id) where lifted_at is null;
`;
