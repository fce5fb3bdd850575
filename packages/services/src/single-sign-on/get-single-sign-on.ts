import type { getSingleSignOn as contract } from '@miji/contract';
import { ADMINISTRATION_POSTS, CONFIRMATION_POSTS } from '@miji/core';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import { providerDesk, providerWire } from './provider-desk.ts';

/**
 * What is set up for a company, for whoever sets it up or confirms it.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const getSingleSignOn = async (
  ctx: CallContext,
  { company: code }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { identityProviders } = ctx.platform.accounts;
  const company = await providerDesk(ctx, code, [...ADMINISTRATION_POSTS, ...CONFIRMATION_POSTS]);
  const { confirmed, waiting } = await identityProviders.of(company.id);
  return {
    company,
    callback: identityProviders.callbackOf(company.code),
    confirmed: confirmed === null ? null : providerWire(confirmed),
    waiting: waiting === null ? null : providerWire(waiting),
  };
};
