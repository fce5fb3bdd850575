import type { Approver, SeatFormula } from '@miji/core';
import { APPROVED_OPERATIONS, HEADQUARTERS_EXECUTIVE, OWNER_GENERAL_MANAGER, REGULATIONS } from '@miji/core';
import { companyTable, scoped } from './company-table.ts';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const json = (value: Approver | SeatFormula | typeof REGULATIONS): string => `${text(JSON.stringify(value))}::jsonb`;

/** The seats of the head office’s executives, by which a request reaches whoever decides where its own approvers may not. */
const EXECUTIVES = `array['headquarters:general_manager', 'headquarters:deputy_general_manager']`;

const EXECUTIVE_SEATS: SeatFormula = {
  kind: 'any_of',
  of: [
    { kind: 'headquarters_post', post: 'general_manager' },
    { kind: 'headquarters_post', post: 'deputy_general_manager' },
  ],
};

/** Proposed, and never ended by an act. */
const UNCONFIRMED = `item.state = 'proposed' and item.declassified_at is null`;
/** As the lists write "no end", in {@link END_OF_TIME} of the repositories. */
const END_OF_TIME = `'9999-12-31T00:00:00Z'`;

/** No name of a seat is ever the name of a reader: who decides about an item does not thereby know it. */
const NO_SEAT = `!~ '(^|,)(seat|delegated):'`;

/**
 * Requests that several people have to agree to: who that is, fixed on filing; under which names it reaches them; who has agreed.
 *
 * The rule set of version 1 was written down in the shape of the release before; it becomes the same rules in the present shape,
 * so that what was decided under it stays explained.
 */
export const routes = `
alter table miji.rule_set disable trigger user;
update miji.rule_set set document = ${json(REGULATIONS)}
 where version = ${REGULATIONS.version} and document ? 'approvers' and not document ? 'ranges';
alter table miji.rule_set enable trigger user;

alter table miji.request
  drop constraint request_operation_check,
  add constraint request_operation_check check (operation in (${APPROVED_OPERATIONS.map(text).join(', ')})),
  add column route jsonb,
  add column approvers text[] not null default '{}',
  add column deciders uuid[] not null default '{}';

-- The owner of the tables reads across companies here, and nowhere else.
alter table miji.request no force row level security;
with filed as (
  select company_id, id, operation, level,
         approver = 'headquarters:executives' as by_executives,
         case approver when 'headquarters:executives' then ${EXECUTIVES}
                       else array['post:' || company_id || ':general_manager'] || ${EXECUTIVES} end as seats
    from miji.request
)
update miji.request set
  route = jsonb_build_object(
    'rule', case when by_executives then ${json(HEADQUARTERS_EXECUTIVE)} else ${json(OWNER_GENERAL_MANAGER)} end,
    'article', case when by_executives then 'GS-21' else 'GS-22' end,
    'seats', case when by_executives then ${json(EXECUTIVE_SEATS)}
                  else jsonb_build_object('kind', 'post', 'companyId', filed.company_id, 'post', 'general_manager') end,
    'companies', jsonb_build_array(filed.company_id)
  ),
  approvers = array(
    select prefix || seat
      from unnest(seats) as seat,
           unnest(array['seat:', 'delegated:' || filed.operation || ':' ||
             (array['confidential', 'secret', 'top_secret'])[filed.level] || ':']) as prefix
  ),
  deciders = case when decided_by is null then '{}' else array[decided_by] end
  from filed where request.company_id = filed.company_id and request.id = filed.id;
alter table miji.request force row level security;

drop policy own_requests on miji.request;
drop policy addressed_requests on miji.request;
drop index miji.request_by_approver;
alter table miji.request
  drop column approver,
  alter column route set not null;
create policy own_requests on miji.request for select to miji_app
  using (requester_id = ${scoped.person} or beneficiary_id = ${scoped.person} or decided_by = ${scoped.person}
    or ${scoped.person} = any (deciders));
create policy addressed_requests on miji.request for select to miji_app using (approvers && ${scoped.principals});
grant update (deciders) on miji.request to miji_app;
create index request_by_approver on miji.request using gin (approvers) where state = 'pending';
create index request_by_deciders on miji.request using gin (deciders);

${companyTable({
  name: 'request_decision',
  columns: `
  request_id uuid not null,
  sequence integer not null check (sequence > 0),
  person_id uuid not null references miji.person (id),
  -- the seat of the route that this fills, and in whose name: of the post's holder, by delegation or as his stand-in
  seat text not null,
  principal_id uuid references miji.person (id),
  delegation_number text,
  escalated boolean not null,
  decision text not null check (decision in ('approve', 'refuse')),
  reason text,
  decided_at timestamptz(3) not null,
  rule_set_version integer not null references miji.rule_set (version),
  foreign key (company_id, request_id) references miji.request (company_id, id)`,
  key: 'request_id, sequence',
  appMay: 'select, insert',
  alsoReadable: { own_decisions: `person_id = ${scoped.person}` },
})}
create index request_decision_by_person on miji.request_decision (person_id);

-- What was proposed and never confirmed ends by nothing that its drafter wrote: the end that the release before kept is taken back.
alter table miji.item no force row level security;
alter table miji.item_reader no force row level security;
alter table miji.item_content no force row level security;
update miji.item_reader as reader set ends_at = ${END_OF_TIME}
  from miji.item where item.company_id = reader.company_id and item.id = reader.item_id and ${UNCONFIRMED};
update miji.item_content as content set secret_until = null
  from miji.item where item.company_id = content.company_id and item.id = content.item_id and ${UNCONFIRMED};
update miji.item set secret_until = null where ${UNCONFIRMED};
alter table miji.item force row level security;
alter table miji.item_reader force row level security;
alter table miji.item_content force row level security;

alter table miji.item_reader add constraint readers_are_no_seats check (principal ${NO_SEAT});
alter table miji.item_content add constraint readers_are_no_seats
  check (array_to_string(readers || readers_next || readers_later || readers_once_declassified, ',') ${NO_SEAT});
`;
