/**
 * What the register of requests is looked up and put in order by. How long a request took stands in a column, not in an expression:
 * behind the row policies only a plain column leads into an index.
 */
export const register = `
alter table miji.request add column took_ms bigint generated always as (
  case when state in ('approved', 'refused')
       then (extract(epoch from decided_at - filed_at) * 1000)::bigint end
) stored;

create index request_by_time_taken on miji.request (company_id, took_ms, id) where took_ms is not null;
create index request_by_state on miji.request (company_id, state, filed_at desc, id desc);
create index request_by_operation on miji.request (company_id, operation, filed_at desc, id desc);
create index request_by_item_number on miji.request (company_id, item_number, filed_at desc, id desc);
create index request_by_end on miji.request (company_id, decided_at) where decided_at is not null;
create index request_waiting on miji.request (company_id, turn_began_at, id) where state = 'pending';
create index request_decision_by_time on miji.request_decision (company_id, decided_at);
`;
