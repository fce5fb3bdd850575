import type { confirmServiceKey as contract } from '@miji/contract';
import { CONFIRMATION_POSTS } from '@miji/core';
import type { z } from 'zod';
import { requirePersonally } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { keyDesk } from './key-desk.ts';

/**
 * Confirms a key that an administrator has issued: whoever lets a service in does not do so alone.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is no security officer there, `SEPARATION_OF_DUTIES` to whoever issued it, `NOT_FOUND`
 * @see CD-20
 */
export const confirmServiceKey = async (
  ctx: CallContext,
  { company: code, keyId }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { accounts, trace } = ctx.platform;
  const person = requirePersonally(ctx);
  const company = await keyDesk(ctx, code, { action: 'service_key.confirmed', posts: CONFIRMATION_POSTS });
  const happening = { companyId: company.id, action: 'service_key.confirmed', details: { keyId } } as const;
  const key = (await accounts.listServiceKeys(company.id)).find((candidate) => candidate.keyId === keyId);
  if (key === undefined) throw await refused(ctx, happening, NOT_FOUND);
  if (key.createdBy === person.personId) throw await refused(ctx, happening, { code: 'SEPARATION_OF_DUTIES' });
  await trace.record(done(ctx, happening));
  await accounts.confirmServiceKey({ keyId, companyId: company.id, confirmedBy: person.personId });
  return { confirmed: true, scopes: [...key.scopes], expiresAt: key.expiresAt };
};
