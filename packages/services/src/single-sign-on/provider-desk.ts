import type { CompanyRef, IdentityProvider } from '@miji/contract';
import type { Post } from '@miji/core';
import { companyAskedFor, holdsOffice, homeCompanyId, requirePersonally } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { ProviderSetting } from '../platform/identity-providers.ts';

export const ACTION = 'single_sign_on.configured';

/**
 * The company whose sign-in is meant, for whoever holds one of these posts there or at the head office, and acts himself.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const providerDesk = async (
  ctx: CallContext,
  code: string | undefined,
  posts: readonly Post[],
): Promise<CompanyRef> => {
  requirePersonally(ctx);
  const company = await companyAskedFor(ctx, code);
  if (company !== undefined && (await holdsOffice(ctx, company.id, posts))) return company;
  throw await refused(ctx, { companyId: company?.id ?? homeCompanyId(ctx), action: ACTION }, { code: 'NOT_ENTITLED' });
};

/** A provider as it crosses the wire. */
export const providerWire = ({ domains, setBy, ...setting }: ProviderSetting): IdentityProvider => ({
  ...setting,
  domains: [...domains],
  setById: setBy,
});

/** What the trace keeps of a provider: an auditor must be able to say who could sign people in, and when. */
export const providerFacts = ({ configurationId, issuer, clientId, domains }: ProviderSetting) => ({
  configurationId,
  issuer,
  clientId,
  domains: domains.join(' '),
});
