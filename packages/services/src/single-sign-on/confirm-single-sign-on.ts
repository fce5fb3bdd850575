import type { confirmSingleSignOn as contract } from '@miji/contract';
import { CONFIRMATION_POSTS } from '@miji/core';
import type { z } from 'zod';
import { requirePersonally } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { ACTION, providerDesk, providerFacts } from './provider-desk.ts';

/**
 * Confirms a provider that an administrator has entered: whoever controls it signs in as the people of the company, so nobody lets
 * one in alone.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is no security officer there, `SEPARATION_OF_DUTIES` to whoever entered it, `NOT_FOUND`
 * @see CD-20
 */
export const confirmSingleSignOn = async (
  ctx: CallContext,
  { company: code, configurationId }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { accounts, trace } = ctx.platform;
  const person = requirePersonally(ctx);
  const company = await providerDesk(ctx, code, CONFIRMATION_POSTS);
  const { waiting } = await accounts.identityProviders.of(company.id);
  const about = { companyId: company.id, action: ACTION } as const;
  if (waiting?.configurationId !== configurationId)
    throw await refused(ctx, { ...about, details: { step: 'confirmed', configurationId } }, NOT_FOUND);
  const happening = { ...about, details: { step: 'confirmed', ...providerFacts(waiting) } };
  if (waiting.setBy === person.personId) throw await refused(ctx, happening, { code: 'SEPARATION_OF_DUTIES' });
  await trace.record(done(ctx, happening));
  const input = { companyId: company.id, configurationId, confirmedBy: person.personId };
  if (!(await accounts.identityProviders.confirm(input))) throw await refused(ctx, happening, NOT_FOUND);
  return { confirmed: true };
};
