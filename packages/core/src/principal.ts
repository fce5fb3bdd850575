import type { Actor, Post } from './organisation.ts';
import { inOffice, isHeadquartersExecutive } from './organisation.ts';
import type { Temporal } from './time.ts';
import { covers } from './time.ts';

/**
 * A name under which somebody may stand in a range, as text without commas:
 * `person:<id>`, `department:<id>`, `group:<id>`, `post:<company>:<post>`, `staff:<company>`, `headquarters:executives`.
 */
export type Principal = string;

export const personPrincipal = (personId: string): Principal => `person:${personId}`;
export const departmentPrincipal = (departmentId: string): Principal => `department:${departmentId}`;
export const postPrincipal = (companyId: string, post: Post): Principal => `post:${companyId}:${post}`;
/** Everybody in a project group. @see GS-19 */
export const groupPrincipal = (groupId: string): Principal => `group:${groupId}`;
/** Everybody employed by a company: never part of a range, only of what has been declassified. */
export const staffPrincipal = (companyId: string): Principal => `staff:${companyId}`;
/** The head office's general manager and deputies. @see GS-16 */
export const HEADQUARTERS_EXECUTIVES: Principal = 'headquarters:executives';

/**
 * All names a person answers to at an instant; none at all for whoever holds no appointment.
 *
 * @example
 * ```ts
 * const nobody = { personId: '0198c0de-0000-7000-8000-000000000001', appointments: [] };
 * principalsOf(nobody, Temporal.Now.instant()); // []
 * ```
 */
export const principalsOf = (actor: Actor, at: Temporal.Instant): readonly Principal[] => {
  const held = inOffice(actor, at);
  if (held.length === 0) return [];
  const names = new Set<Principal>([personPrincipal(actor.personId)]);
  for (const { companyId, post, departmentId } of held) {
    names.add(staffPrincipal(companyId));
    names.add(postPrincipal(companyId, post));
    if (departmentId !== null) names.add(departmentPrincipal(departmentId));
  }
  for (const { groupId, validity } of actor.memberships ?? []) {
    if (covers(validity, at)) names.add(groupPrincipal(groupId));
  }
  if (isHeadquartersExecutive(actor, at)) names.add(HEADQUARTERS_EXECUTIVES);
  return [...names];
};
