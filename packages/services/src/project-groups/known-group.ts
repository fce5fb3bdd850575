import type { CompanyRef, ProjectGroupWire } from '@miji/contract';
import type { Post } from '@miji/core';
import { GROUP_POSTS, holdsPost } from '@miji/core';
import type { ProjectGroupRow, ScopedTransaction } from '@miji/db';
import { findProjectGroup, membersOf } from '@miji/db';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { toProjectGroups } from './group-wire.ts';

/**
 * Whether somebody may take people into a project group: its leader while he works there, or the company’s general manager. Whoever
 * is taken in knows what the group’s name lets him know, so that no administrator is among them.
 *
 * @param further posts of the company that may as well
 * @see GS-19
 */
export const leads = (
  ctx: CallContext,
  person: ActingPerson,
  group: ProjectGroupRow,
  further: readonly Post[] = [],
): boolean =>
  (group.leader_id === person.personId &&
    GROUP_POSTS.some((post) => holdsPost(person, group.company_id, post, ctx.at))) ||
  ['general_manager' as const, ...further].some((post) => holdsPost(person, group.company_id, post, ctx.at));

/** A group as it is after a change. */
export const readGroup = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  company: CompanyRef,
  groupId: string,
): Promise<ProjectGroupWire> => {
  const [group, members] = await Promise.all([findProjectGroup(tx, groupId), membersOf(tx, groupId)]);
  const [shown] = group === undefined ? [] : await toProjectGroups(ctx, company, [group], members);
  if (shown === undefined) throw new Error('the project group just changed is not there');
  return shown;
};
