import type { listProjectGroups as contract } from '@miji/contract';
import { GROUP_POSTS, inOffice, TRACE_POSTS } from '@miji/core';
import { isoMillisecond, membersOf, projectGroupsOf } from '@miji/db';
import type { z } from 'zod';
import { actingPerson, companyAskedFor, holdsOffice, scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { toProjectGroups } from './group-wire.ts';

/**
 * The project groups of a company, to its own people: their names are needed to let them in somewhere. Who belongs to one is shown to
 * whoever opens groups or watches over the company, and to the group itself.
 *
 * @see GS-19
 */
export const listProjectGroups = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const company = await companyAskedFor(ctx, input.company);
  const person = actingPerson(ctx);
  if (company === undefined || person === null) return { entries: [] };
  const watches = await holdsOffice(ctx, company.id, TRACE_POSTS);
  const posts = inOffice(person, ctx.at).filter(({ companyId }) => companyId === company.id);
  const opens = posts.some(({ post }) => GROUP_POSTS.includes(post));
  const [groups, members] = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    Promise.all([projectGroupsOf(tx), membersOf(tx)]),
  );
  const all = await toProjectGroups(ctx, company, groups, members, input.past);
  const now = isoMillisecond(ctx.at);
  const belongs = (group: (typeof all)[number]): boolean =>
    group.leader.id === person.personId ||
    group.members.some((member) => member.person.id === person.personId && (member.to === null || member.to > now));
  return {
    entries: all
      .filter((group) => watches || posts.length > 0 || belongs(group))
      .map((group) => (watches || opens || belongs(group) ? group : { ...group, members: [] })),
  };
};
