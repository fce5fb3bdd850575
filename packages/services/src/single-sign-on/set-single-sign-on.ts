import type { setSingleSignOn as contract } from '@miji/contract';
import { ADMINISTRATION_POSTS } from '@miji/core';
import type { z } from 'zod';
import { requirePersonally } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { ACTION, providerDesk, providerWire } from './provider-desk.ts';

/**
 * Enters the identity provider of a company. It signs nobody in until a security officer has confirmed it; what is there works on
 * until then.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is no system administrator there, `VALIDATION` for an issuer that does not answer as one
 * @see CD-20
 */
export const setSingleSignOn = async (
  ctx: CallContext,
  { company: code, ...provider }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { accounts, trace } = ctx.platform;
  const person = requirePersonally(ctx);
  const company = await providerDesk(ctx, code, ADMINISTRATION_POSTS);
  const { issuer, clientId } = provider;
  const domains = [...new Set(provider.domains)];
  const details = { step: 'entered', issuer, clientId, domains: domains.join(' ') };
  const happening = { companyId: company.id, action: ACTION, details } as const;
  if (!(await accounts.identityProviders.answers(issuer))) {
    const fields = [{ field: 'issuer', code: 'VALIDATION', article: null }] as const;
    throw await refused(ctx, happening, { code: 'VALIDATION', fields });
  }
  // The trace comes first: a provider that nobody knows of must not exist, an event without one does no harm.
  await trace.record(done(ctx, happening));
  const input = { ...provider, domains, companyId: company.id, setBy: person.personId };
  return providerWire(await accounts.identityProviders.set(input));
};
