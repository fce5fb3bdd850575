import type { Actor, Appointment, Post } from './organisation.ts';
import { holdsPost, isOwnPost } from './organisation.ts';
import type { RefusalCode } from './reason-code.ts';
import type { Temporal, Validity } from './time.ts';
import { isBefore } from './time.ts';

/** The three administrators (系统管理员、保密专员、审计员): nobody in the group holds two of these at the same time. */
export const CONTROL_POSTS: readonly Post[] = ['system_administrator', 'security_officer', 'auditor'];

/**
 * The posts that decide about secrets or watch over those who do. Only the head office’s system administrator fills them: the one of a
 * subsidiary could make himself powerful through a friend.
 */
export const RESERVED_POSTS: readonly Post[] = ['general_manager', 'deputy_general_manager', ...CONTROL_POSTS];

/** Whether two stretches of time have an instant in common. */
export const overlap = (a: Validity, b: Validity): boolean =>
  endsAfter(a, b.from) && endsAfter(b, a.from) && !isEmpty(a) && !isEmpty(b);

const endsAfter = ({ to }: Validity, at: Temporal.Instant): boolean => to === null || isBefore(at, to);
const isEmpty = ({ from, to }: Validity): boolean => to !== null && !isBefore(from, to);

/**
 * Whether a system administrator may appoint a person to a post of a company; null, or why not. Nobody appoints himself, and the posts
 * that decide or control are the head office’s to fill.
 *
 * @param headquartersId the head office; null while the group has none
 */
export const mayAppoint = (
  administrator: Actor,
  wanted: { readonly personId: string; readonly companyId: string; readonly post: Post },
  headquartersId: string | null,
  at: Temporal.Instant,
): RefusalCode | null => {
  const ofGroup = headquartersId !== null && holdsPost(administrator, headquartersId, 'system_administrator', at);
  const ofCompany = holdsPost(administrator, wanted.companyId, 'system_administrator', at);
  if (!ofGroup && !ofCompany) return 'NOT_ENTITLED';
  if (wanted.personId === administrator.personId) return 'SEPARATION_OF_DUTIES';
  return !ofGroup && RESERVED_POSTS.includes(wanted.post) ? 'NOT_ENTITLED' : null;
};

/** What an appointment is compared by when another would stand beside it. */
export type HeldPost = Pick<Appointment, 'companyId' | 'post' | 'departmentId' | 'actingFor' | 'validity'>;

/**
 * Why a person cannot hold a further appointment beside what he and others hold; null where he can.
 *
 * - two offices of control at the same time, wherever in the group: `SEPARATION_OF_DUTIES`
 * - the same post of the same department a second time, or a second general manager in his own right: `DUPLICATE`
 *
 * @param others the appointments to the general manager’s post of that company, of everybody else
 */
export const clashOf = (
  wanted: HeldPost,
  held: readonly HeldPost[],
  others: readonly HeldPost[],
): RefusalCode | null => {
  const beside = held.filter(({ validity }) => overlap(validity, wanted.validity));
  const isControl = CONTROL_POSTS.includes(wanted.post);
  if (isControl && beside.some(({ post }) => CONTROL_POSTS.includes(post) && post !== wanted.post))
    return 'SEPARATION_OF_DUTIES';
  if (beside.some((other) => isSamePost(other, wanted))) return 'DUPLICATE';
  const isManager = wanted.post === 'general_manager' && isOwnPost(wanted);
  const rivals = others.filter((other) => other.post === 'general_manager' && other.companyId === wanted.companyId);
  return isManager && rivals.some((other) => isOwnPost(other) && overlap(other.validity, wanted.validity))
    ? 'DUPLICATE'
    : null;
};

const isSamePost = (a: HeldPost, b: HeldPost): boolean =>
  a.companyId === b.companyId &&
  a.post === b.post &&
  a.departmentId === b.departmentId &&
  (a.actingFor ?? null) === (b.actingFor ?? null);
