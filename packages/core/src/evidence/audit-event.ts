import type { ReasonCode } from '../reason-code.ts';

/** Everything that leaves a trace. A new kind of act is a new line here. */
export const AUDIT_ACTIONS = [
  'session.signed_in',
  'session.refused',
  'session.signed_out',
  'company.founded',
  'person.appointed',
  'appointment.ended',
  'service.registered',
  'service_key.issued',
  'service_key.confirmed',
  'service_key.listed',
  'service_key.revoked',
  'service_calls.listed',
  'item.proposed',
  'item.confirmed',
  'item.declassified',
  'item.viewed',
  'item.read',
  'item.listed',
  'item.checked',
  'item.decided_locally',
  'record.read',
  'snapshot.taken',
  'snapshot.followed',
  'act.repeated',
  'range.named',
  'request.filed',
  'request.viewed',
  'request.listed',
  'request.agreed',
  'request.approved',
  'request.refused',
  'request.withdrawn',
  'request.expired',
  'request.previewed',
  'request.asked_back',
  'request.resubmitted',
  'request.reminded',
  'request.escalated',
  'request.rerouted',
  'request.overtaken',
  'request.printed',
  'register.listed',
  'register.exported',
  'register.counted',
  'grant.revoked',
  'grant.voided',
  'hold.placed',
  'hold.lifted',
  'hold.listed',
  'second_factor.enrolled',
  'second_factor.removed',
  'second_factor.refused',
  'notice.listed',
  'notice.undelivered',
  'notice.resent',
  'notice.channels_set',
  'notice.robot_set',
  'notice.robot_removed',
  'copy.issued',
  'copy.printed',
  'copy.listed',
  'copy.announced',
  'copy.confirmed',
  'copy.declined',
  'copy.withdrawn',
  'copy.lost',
  'copy.found',
  'copy.destroyed',
  'copy.bound',
  'copy.page_replaced',
  'copy.followed',
  'copy.traced',
  'copy.receipt_overdue',
  'copy.overdue',
  'loan.handed_out',
  'loan.returned',
  'loan.not_taken',
  'loan.listed',
  'loan.due',
  'loan.overdue',
  'incident.drafted',
  'incident.listed',
  'store.opened',
  'store.changed',
  'store.closed',
  'keeper.appointed',
  'keeper.ended',
  'custody.listed',
  'custody.set',
  'custody.printed',
  'stocktaking.begun',
  'stocktaking.counted',
  'stocktaking.closed',
  'stocktaking.listed',
  'collection.ordered',
  'handover.proposed',
  'handover.signed',
  'handover.withdrawn',
  'handover.listed',
  'tidings.confirmed',
  'tidings.listed',
  'content.received',
  'content.refused',
  'content.removed',
  'key.rotated',
  'item.revised',
  'item.page_read',
  'item.searched',
  'trace.listed',
  'trace.exported',
  'company.entered',
  'department.opened',
  'department.closed',
  'person.registered',
  'account.opened',
  'person.transferred',
  'people.imported',
  'delegation.given',
  'delegation.revoked',
  'project_group.opened',
  'project_group.joined',
  'project_group.left',
  'customer.registered',
  'customer.graded',
  'record_class.declared',
  'record_class.retired',
  'record_class.listed',
  'item.regraded',
  'item.extended',
  'item.released',
  'item.part_released',
  'item.imported',
  'ledger.imported',
  'range.revoked',
  'range.excluded',
  'range.readmitted',
  'decision.explained',
  'headquarters_reads.reported',
  'rules.drafted',
  'rules.proposed',
  'rules.discarded',
  'rules.returned',
  'rules.published',
  'rules.tried',
  'rules.covered',
  'rules.viewed',
  'single_sign_on.configured',
  'clock.set',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Whether the act was carried out, or refused and why. */
export type AuditOutcome = 'done' | 'refused';

/** Who acted: a person, a service (perhaps for a person), or the system by itself. */
export type AuditActor = {
  readonly kind: 'person' | 'service' | 'system';
  readonly id: string | null;
  readonly onBehalfOf: string | null;
};

/** What the act was about, by id. Never a title, never content. */
export type AuditSubject = {
  readonly kind:
    | 'item'
    | 'request'
    | 'grant'
    | 'copy'
    | 'movement'
    | 'loan'
    | 'incident'
    | 'store'
    | 'record_class'
    | 'stocktaking'
    | 'handover'
    | 'upload'
    | 'company_key'
    | 'person'
    | 'appointment'
    | 'service'
    | 'company'
    | 'department'
    | 'delegation'
    | 'project_group'
    | 'customer'
    | 'rule_set'
    | 'single_sign_on'
    | 'second_factor'
    | 'notice'
    | 'robot'
    | 'trace'
    | 'record'
    | 'snapshot'
    | 'clock';
  readonly id: string;
};

/** Plain facts of the act: numbers, codes and ids; never content, titles, purposes or names. */
export type AuditDetails = Readonly<Record<string, string | number | boolean | null>>;

/**
 * One entry of the trace, exactly as it is hashed: `at` and `effectiveAt` are ISO instants in UTC with milliseconds.
 *
 * @see SI-03
 * @see CD-24
 */
export type AuditEvent = {
  readonly id: string;
  readonly companyId: string;
  readonly at: string;
  /** when the fact took effect, where that is earlier than its being written down, such as a declassification */
  readonly effectiveAt: string | null;
  readonly action: AuditAction;
  readonly actor: AuditActor;
  readonly subject: AuditSubject | null;
  readonly itemId: string | null;
  readonly outcome: AuditOutcome;
  readonly code: ReasonCode | null;
  readonly rule: string | null;
  readonly article: string | null;
  readonly ruleSetVersion: number;
  readonly details: AuditDetails;
};
