import type { CompanyRef, ProjectGroupWire } from '@miji/contract';
import { isBefore } from '@miji/core';
import type { MemberRow, ProjectGroupRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';

/** Project groups of a company with the names of their people. */
export const toProjectGroups = async (
  ctx: CallContext,
  company: CompanyRef,
  groups: readonly ProjectGroupRow[],
  members: readonly MemberRow[],
  past = false,
): Promise<ProjectGroupWire[]> => {
  const names = await namesOf(
    ctx,
    groups.map(({ leader_id }) => leader_id),
  );
  const shown = members.filter(({ valid_to }) => past || valid_to === null || isBefore(ctx.at, valid_to));
  const byGroup = Map.groupBy(shown, ({ group_id }) => group_id);
  return groups.map((group) => ({
    id: group.id,
    company,
    name: group.name,
    leader: personRef(group.leader_id, names),
    openedAt: isoMillisecond(group.opened_at),
    members: (byGroup.get(group.id) ?? []).map((member) => ({
      membershipId: member.id,
      person: { id: member.person_id, name: member.person_name },
      reason: member.reason,
      from: isoMillisecond(member.valid_from),
      to: member.valid_to === null ? null : isoMillisecond(member.valid_to),
    })),
  }));
};
