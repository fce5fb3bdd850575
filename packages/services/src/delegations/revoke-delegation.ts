import type { DelegationWire, revokeDelegation as contract } from '@miji/contract';
import { CONFIRMATION_POSTS } from '@miji/core';
import { appendEvents, findDelegation, revokeDelegationAt } from '@miji/db';
import type { z } from 'zod';
import { tell } from '../notices/tell.ts';
import { holdsOffice, homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { toDelegations } from './delegation-wire.ts';

/**
 * Revokes a delegation at once: by whoever gave it, or by a security officer of the company or the head office. It lends nothing at
 * the next call; what was decided under it before stays decided.
 *
 * @throws Refusal `NOT_ENTITLED` to the delegate, `NOT_FOUND` to everybody else, `NO_CHANGE` where it is over
 */
export const revokeDelegation = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<DelegationWire> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const company = await platform.companies.ofNumber(input.number);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'delegation.revoked',
    subject: { kind: 'delegation', id: input.number },
  } as const;
  if (company === undefined) throw await refused(ctx, happening, NOT_FOUND);
  const scope = scopeOfCompany(ctx, company.id);
  const delegation = await platform.db.transact(scope, (tx) => findDelegation(tx, input.number));
  const isOfficer = await holdsOffice(ctx, company.id, CONFIRMATION_POSTS);
  const parties = [delegation?.principal_id, delegation?.delegate_id];
  if (delegation === undefined || (!isOfficer && !parties.includes(person.personId)))
    throw await refused(ctx, happening, NOT_FOUND);
  if (!isOfficer && delegation.principal_id !== person.personId)
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });

  const row = await platform.db.transact(scope, async (tx) => {
    if (!(await revokeDelegationAt(tx, input.number, { by: person.personId, at }))) return undefined;
    await appendEvents(tx, [done(ctx, happening)]);
    // A security officer may have revoked it: then it is news to whoever gave it as well.
    const others = [delegation.delegate_id, delegation.principal_id].filter((id) => id !== person.personId);
    const key = `${input.number} delegation_revoked`;
    await tell(platform, tx, { kind: 'delegation_revoked', at, to: others, person: person.personId, key });
    return findDelegation(tx, input.number);
  });
  if (row === undefined) throw await refused(ctx, happening, { code: 'NO_CHANGE' });
  const [revoked] = await toDelegations(ctx, [row]);
  if (revoked === undefined) throw new Error('the delegation just revoked is not there');
  return revoked;
};
