import type { ReceivedDelegation } from './delegation.ts';
import type { Temporal, Validity } from './time.ts';
import { covers } from './time.ts';

/** 总公司 and 子公司: both are companies. */
export type CompanyKind = 'headquarters' | 'subsidiary';

/** The posts that the regulations speak of; a person may hold several, in several companies. */
export const POSTS = [
  'general_manager',
  'deputy_general_manager',
  'department_head',
  'security_officer',
  'custodian',
  'project_manager',
  'customer_service_manager',
  'customer_information_supervisor',
  'customer_information_specialist',
  'system_administrator',
  'auditor',
  'staff',
] as const;

export type Post = (typeof POSTS)[number];

/** What the posts are called on paper and in sentences. */
export const POST_NAMES: Readonly<Record<Post, string>> = {
  general_manager: '总经理',
  deputy_general_manager: '副总经理',
  department_head: '部门负责人',
  security_officer: '保密专员',
  custodian: '保管人',
  project_manager: '项目负责人',
  customer_service_manager: '客户服务部经理',
  customer_information_supervisor: '客户信息主管',
  customer_information_specialist: '客户信息专员',
  system_administrator: '系统管理员',
  auditor: '审计员',
  staff: '员工',
};

/** One post of one person in one company, for a time. Whoever has any current appointment there is employed there. */
export interface Appointment {
  readonly companyId: string;
  readonly companyKind: CompanyKind;
  readonly post: Post;
  readonly departmentId: string | null;
  /** the lines of business (分管业务) that the post is in charge of, by code; absent where none @see CD-11 */
  readonly lines?: readonly string[] | undefined;
  /** whose post this is while he cannot fill it (代理); absent for whoever holds it in his own right */
  readonly actingFor?: string | null | undefined;
  readonly validity: Validity;
}

/** Whether a post is its holder’s own, and not one that he keeps for somebody else (代理): what was lent is not lent on. */
export const isOwnPost = ({ actingFor }: Pick<Appointment, 'actingFor'>): boolean => (actingFor ?? null) === null;

/** The time during which a person belongs to a project group. @see GS-19 */
export interface Membership {
  readonly groupId: string;
  readonly validity: Validity;
}

/** A person with what the register of appointments says of him, past, current and future. */
export interface Actor {
  readonly personId: string;
  readonly appointments: readonly Appointment[];
  /** the project groups he belongs to */
  readonly memberships?: readonly Membership[] | undefined;
  /** what others have delegated to him */
  readonly delegations?: readonly ReceivedDelegation[] | undefined;
}

/** The appointments that a person holds at an instant. What he may do follows from these alone. */
export const inOffice = (actor: Actor, at: Temporal.Instant): readonly Appointment[] =>
  actor.appointments.filter((appointment) => covers(appointment.validity, at));

/** Whether a person holds, at an instant, an appointment of which something is true; the calendar is asked last, as it costs most. */
const holds = (actor: Actor, at: Temporal.Instant, isWanted: (appointment: Appointment) => boolean): boolean =>
  actor.appointments.some((appointment) => isWanted(appointment) && covers(appointment.validity, at));

/** Whether a person holds any appointment at an instant. */
export const isInOffice = (actor: Actor, at: Temporal.Instant): boolean => holds(actor, at, () => true);

/** Whether a person holds a post in a company at an instant. */
export const holdsPost = (actor: Actor, companyId: string, post: Post, at: Temporal.Instant): boolean =>
  holds(actor, at, (held) => held.companyId === companyId && held.post === post);

/** Whether a person works for a company at an instant. */
export const isEmployedBy = (actor: Actor, companyId: string, at: Temporal.Instant): boolean =>
  holds(actor, at, (held) => held.companyId === companyId);

/** Whether a person holds a post in a company that is in charge of a line of business at an instant. @see CD-11 */
export const isInCharge = (
  actor: Actor,
  place: { readonly companyId: string; readonly post: Post; readonly line: string },
  at: Temporal.Instant,
): boolean =>
  holds(
    actor,
    at,
    (held) =>
      held.companyId === place.companyId && held.post === place.post && (held.lines?.includes(place.line) ?? false),
  );

/** Whether a person heads a department at an instant. */
export const headsDepartment = (actor: Actor, departmentId: string, at: Temporal.Instant): boolean =>
  holds(actor, at, (held) => held.departmentId === departmentId && held.post === 'department_head');

/** Whether a person belongs to a project group at an instant; whoever holds no office belongs to none. */
export const isInGroup = (actor: Actor, groupId: string, at: Temporal.Instant): boolean =>
  (actor.memberships?.some((held) => held.groupId === groupId && covers(held.validity, at)) ?? false) &&
  isInOffice(actor, at);

/** Whether a person belongs to a department at an instant. */
export const isInDepartment = (actor: Actor, departmentId: string, at: Temporal.Instant): boolean =>
  holds(actor, at, (held) => held.departmentId === departmentId);

const isExecutive = (appointment: Appointment): boolean =>
  appointment.companyKind === 'headquarters' &&
  (appointment.post === 'general_manager' || appointment.post === 'deputy_general_manager');

/**
 * Whether a person is the head office's general manager or one of its deputies: 总公司副/总经理. A subsidiary's deputy never is.
 *
 * @see GS-16
 */
export const isHeadquartersExecutive = (actor: Actor, at: Temporal.Instant): boolean => holds(actor, at, isExecutive);

/**
 * A person as a service of a company can speak for him: what he is there, and nothing of what he is elsewhere. The head office's
 * right to know everything is a person's own, and is not lent to a program.
 *
 * @see GS-16
 */
export const throughService = <T extends Actor>(person: T, companyId: string): T => ({
  ...person,
  appointments: person.appointments
    .filter((appointment) => appointment.companyId === companyId)
    .map((appointment) => (isExecutive(appointment) ? { ...appointment, post: 'staff' } : appointment)),
  // Whoever decides in somebody's name does it in person.
  delegations: [],
});

/** Whether a person was a head-office executive at any time: tells "no longer in office" from "never was". */
export const wasHeadquartersExecutive = (actor: Actor): boolean => actor.appointments.some(isExecutive);
