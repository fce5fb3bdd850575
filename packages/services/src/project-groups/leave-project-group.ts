import type { leaveProjectGroup as contract, ProjectGroupWire } from '@miji/contract';
import { isBefore, Temporal } from '@miji/core';
import { appendEvents, endMembershipAt, findMember, findProjectGroup } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { Reason } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { leads, readGroup } from './known-group.ts';

/**
 * Ends a membership, now or at a later instant: by whoever takes people in, or by the company’s security officer, who only takes away.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `VALIDATION` for an instant that is over, `NO_CHANGE` where it has ended
 * @see GS-19
 */
export const leaveProjectGroup = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<ProjectGroupWire> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const company = await platform.companies.byCode(input.company);
  const happening = { companyId: company?.id ?? homeCompanyId(ctx), action: 'project_group.left' } as const;
  const refuse = (reason: Reason) => refused(ctx, happening, reason);
  if (company === undefined) throw await refuse(NOT_FOUND);
  const scope = scopeOfCompany(ctx, company.id);
  const known = await platform.db.transact(scope, async (tx) => {
    const member = await findMember(tx, input.membershipId);
    const group = member === undefined ? undefined : await findProjectGroup(tx, member.group_id);
    return member === undefined || group === undefined ? undefined : { member, group };
  });
  if (known === undefined) throw await refuse(NOT_FOUND);
  const { member, group } = known;
  if (!leads(ctx, person, group, ['security_officer'])) throw await refuse({ code: 'NOT_ENTITLED' });
  const to = input.to === undefined ? at : Temporal.Instant.from(input.to);
  if (isBefore(to, at))
    throw await refuse({ code: 'VALIDATION', fields: [{ field: 'to', code: 'VALIDATION', article: null }] });

  const left = await platform.db.transact(scope, async (tx) => {
    if (!(await endMembershipAt(tx, member.id, to))) return undefined;
    const subject = { kind: 'project_group', id: group.id } as const;
    await appendEvents(tx, [
      done(ctx, { ...happening, subject, effectiveAt: to, details: { person: member.person_id } }),
    ]);
    return readGroup(ctx, tx, company, group.id);
  });
  if (left === undefined) throw await refuse({ code: 'NO_CHANGE' });
  return left;
};
