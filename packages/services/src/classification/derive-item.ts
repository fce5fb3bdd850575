import type { deriveItem as contract } from '@miji/contract';
import type { RangeMember } from '@miji/core';
import { deriveClassification, FURTHER_REGIMES, isMember, memberPrincipal } from '@miji/core';
import type { z } from 'zod';
import { periodValue, periodWire } from '../items/item-facts.ts';
import { guestOf } from '../need-to-know/guest.ts';
import { homeCompanyId, requirePerson } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { knownSources } from './sources.ts';

/** Whom a member names, as one id: a post by its company and its name. */
const idOf = (member: RangeMember): string => {
  switch (member.kind) {
    case 'person':
      return member.personId;
    case 'department':
      return member.departmentId;
    case 'group':
      return member.groupId;
    case 'post':
      return memberPrincipal(member);
  }
};

/**
 * What an item made from some others must at least be, for the form to begin with. Of the range of somebody else's source a guest is
 * told no more than what lets him in.
 *
 * @throws Refusal `NOT_FOUND` for a source that he may not know
 * @see GS-24
 */
export const deriveItem = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const person = requirePerson(ctx);
  const sources = await knownSources(ctx, input.sources);
  const derived = deriveClassification(sources, ctx.at);
  const { period } = derived;
  const home = homeCompanyId(ctx);
  const companies = await ctx.platform.companies.all();
  // A guest learns of no range but what lets him in, here as where he looks at the item itself.
  const isGuest = sources.some(({ item: { range } }) => {
    const owner = companies.find(({ id }) => id === range.ownerCompanyId);
    return owner === undefined || guestOf(ctx, owner, range.responsibleManagerId) !== null;
  });
  const members = isGuest ? derived.members.filter((member) => isMember(member, person, ctx.at)) : derived.members;
  return {
    level: derived.level,
    period: period === null ? null : periodWire({ period_kind: period.kind, period_value: periodValue(period) }),
    regimes: FURTHER_REGIMES.filter((regime) => derived.regimes.includes(regime)),
    coOwners: companies.filter(({ id }) => id !== home && derived.coOwnerIds.includes(id)),
    range: members.map((member) => ({ kind: member.kind, id: idOf(member) })),
  };
};
