import type { removeSingleSignOn as contract } from '@miji/contract';
import { ADMINISTRATION_POSTS, CONFIRMATION_POSTS } from '@miji/core';
import type { z } from 'zod';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { ACTION, providerDesk } from './provider-desk.ts';

/**
 * Ends single sign-on for a company at once. Either office can do it alone.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND` where nothing is set up
 */
export const removeSingleSignOn = async (
  ctx: CallContext,
  { company: code }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { accounts, trace } = ctx.platform;
  const company = await providerDesk(ctx, code, [...ADMINISTRATION_POSTS, ...CONFIRMATION_POSTS]);
  const { confirmed, waiting } = await accounts.identityProviders.of(company.id);
  const configurationId = (confirmed ?? waiting)?.configurationId ?? null;
  const happening = { companyId: company.id, action: ACTION, details: { step: 'removed', configurationId } } as const;
  if (configurationId === null) throw await refused(ctx, happening, NOT_FOUND);
  await trace.record(done(ctx, happening));
  await accounts.identityProviders.remove(company.id);
  return { removed: true };
};
