import type { listServiceKeys as contract } from '@miji/contract';
import { ADMINISTRATION_POSTS, CONFIRMATION_POSTS } from '@miji/core';
import { servicesOf } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { keyDesk } from './key-desk.ts';

/** The live keys of a company's services, confirmed or not; never the keys themselves. */
export const listServiceKeys = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { accounts, db, trace } = ctx.platform;
  const posts = [...ADMINISTRATION_POSTS, ...CONFIRMATION_POSTS];
  const company = await keyDesk(ctx, input.company, { action: 'service_key.listed', posts });
  const [keys, services] = await Promise.all([
    accounts.listServiceKeys(company.id),
    db.transact(scopeOfCompany(ctx, company.id), servicesOf),
  ]);
  const details = { entries: keys.length };
  await trace.record(done(ctx, { companyId: company.id, action: 'service_key.listed', details }));
  return {
    entries: keys.map(({ keyId, serviceId, name, prefix, createdAt, confirmedAt, scopes, expiresAt }) => ({
      keyId,
      service: { id: serviceId, name: services.find(({ id }) => id === serviceId)?.name ?? name },
      prefix,
      createdAt,
      confirmedAt,
      scopes: [...scopes],
      expiresAt,
    })),
  };
};
