/** What a service did. */
export const BY_SERVICE = `actor_kind = 'service'`;
/** What a service was refused. */
export const REFUSED_TO_SERVICE = `${BY_SERVICE} and outcome = 'refused'`;

/** What the developers of a company ask of the trace: how often their services called, and what was refused them. */
export const serviceCalls = `
-- Counting reads nothing but the index.
create index audit_event_of_services on miji.audit_event (company_id, at) include (actor_id, action, outcome, code)
  where ${BY_SERVICE};
create index audit_event_refused_to_services on miji.audit_event (company_id, position desc) where ${REFUSED_TO_SERVICE};
`;
