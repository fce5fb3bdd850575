import { randomUUID } from 'node:crypto';
import type { joinProjectGroup as contract, ProjectGroupWire } from '@miji/contract';
import { isBefore, isInOffice, overlap, Temporal } from '@miji/core';
import { appendEvents, findProjectGroup, insertMember, lockRegister, membersOf } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { Reason } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { leads, readGroup } from './known-group.ts';

/**
 * Takes somebody of the group into a project group, from now or a later instant on; never oneself.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `SEPARATION_OF_DUTIES`, `NOT_EMPLOYED`, `VALIDATION`; `DUPLICATE` where he belongs to it at that time already
 * @see GS-19
 */
export const joinProjectGroup = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<ProjectGroupWire> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const company = await platform.companies.byCode(input.company);
  const subject = { kind: 'project_group', id: input.groupId } as const;
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'project_group.joined',
    subject,
    details: { person: input.personId },
  } as const;
  const refuse = (reason: Reason) => refused(ctx, happening, reason);
  if (company === undefined) throw await refuse(NOT_FOUND);
  const scope = scopeOfCompany(ctx, company.id);
  const group = await platform.db.transact(scope, (tx) => findProjectGroup(tx, input.groupId));
  if (group === undefined) throw await refuse(NOT_FOUND);
  if (!leads(ctx, person, group)) throw await refuse({ code: 'NOT_ENTITLED' });
  // Its name lets him know what it stands in the range of: nobody names himself.
  if (input.personId === person.personId) throw await refuse({ code: 'SEPARATION_OF_DUTIES', article: 'GS-19' });

  const from = input.from === undefined ? at : Temporal.Instant.from(input.from);
  const to = input.to === undefined ? null : Temporal.Instant.from(input.to);
  if (isBefore(from, at) || (to !== null && !isBefore(from, to))) {
    const field = isBefore(from, at) ? 'from' : 'to';
    throw await refuse({ code: 'VALIDATION', fields: [{ field, code: 'VALIDATION', article: null }] });
  }
  const member = await loadPerson(platform, input.personId, at);
  if (member === undefined || !isInOffice(member, at)) throw await refuse({ code: 'NOT_EMPLOYED' });

  const joined = await platform.db.transact(scope, async (tx) => {
    await lockRegister(tx);
    const isThere = (await membersOf(tx, group.id)).some(
      (other) =>
        other.person_id === input.personId && overlap({ from: other.valid_from, to: other.valid_to }, { from, to }),
    );
    if (isThere) return undefined;
    const { personId, reason } = input;
    await insertMember(tx, { id: randomUUID(), groupId: group.id, personId, reason, from, to });
    await appendEvents(tx, [done(ctx, { ...happening, effectiveAt: from })]);
    return readGroup(ctx, tx, company, group.id);
  });
  if (joined === undefined) throw await refuse({ code: 'DUPLICATE' });
  return joined;
};
