import type { revokeServiceKey as contract } from '@miji/contract';
import { ADMINISTRATION_POSTS, CONFIRMATION_POSTS } from '@miji/core';
import type { z } from 'zod';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { keyDesk } from './key-desk.ts';

/**
 * Revokes a key of a company; the next call with it is refused. Either office can do it alone.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND` for a key that is not this company's
 */
export const revokeServiceKey = async (
  ctx: CallContext,
  { company: code, keyId }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { accounts, trace } = ctx.platform;
  const posts = [...ADMINISTRATION_POSTS, ...CONFIRMATION_POSTS];
  const company = await keyDesk(ctx, code, { action: 'service_key.revoked', posts });
  const happening = { companyId: company.id, action: 'service_key.revoked', details: { keyId } } as const;
  const keys = await accounts.listServiceKeys(company.id);
  if (!keys.some((key) => key.keyId === keyId)) throw await refused(ctx, happening, NOT_FOUND);
  await trace.record(done(ctx, happening));
  await accounts.revokeServiceKey({ keyId, companyId: company.id });
  return { revoked: true };
};
