import { randomUUID } from 'node:crypto';
import type {
  CompanyRef,
  issueServiceKey as issueContract,
  listServiceKeys as listContract,
  revokeServiceKey as revokeContract,
} from '@miji/contract';
import type { AuditAction } from '@miji/core';
import { ADMINISTRATION_POSTS } from '@miji/core';
import { appendEvents, ensureService, isoMillisecond, servicesOf } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, holdsOffice, homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

/** The company whose keys are meant, for its system administrator or the head office's. */
const administered = async (ctx: CallContext, code: string | undefined, action: AuditAction): Promise<CompanyRef> => {
  const company = await companyAskedFor(ctx, code);
  if (company !== undefined && (await holdsOffice(ctx, company.id, ADMINISTRATION_POSTS))) return company;
  throw await refused(ctx, { companyId: company?.id ?? homeCompanyId(ctx), action }, { code: 'NOT_ENTITLED' });
};

/**
 * Issues a key for a service of a company. The key is shown this once; what is kept of it is a digest.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const issueServiceKey = async (
  ctx: CallContext,
  input: z.output<typeof issueContract.input>,
): Promise<z.output<typeof issueContract.output>> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const company = await administered(ctx, input.company, 'service_key.issued');
  const scope = scopeOfCompany(ctx, company.id);
  const service = await platform.db.transact(scope, (tx) => ensureService(tx, { id: randomUUID(), name: input.service, at }));
  // The trace comes first: a key that nobody knows of must not exist, an event without a key does no harm.
  await platform.db.transact(scope, (tx) =>
    appendEvents(tx, [
      done(ctx, { companyId: company.id, action: 'service_key.issued', subject: { kind: 'service', id: service.id } }),
    ]),
  );
  const issued = await platform.accounts.issueServiceKey({
    serviceId: service.id,
    companyId: company.id,
    name: service.name,
    createdBy: person.personId,
  });
  return {
    keyId: issued.keyId,
    service: { id: service.id, name: service.name },
    prefix: issued.prefix,
    createdAt: isoMillisecond(at),
    key: issued.key,
  };
};

/** The live keys of a company's services; never the keys themselves. */
export const listServiceKeys = async (
  ctx: CallContext,
  input: z.output<typeof listContract.input>,
): Promise<z.output<typeof listContract.output>> => {
  const company = await administered(ctx, input.company, 'service_key.issued');
  const [keys, services] = await Promise.all([
    ctx.platform.accounts.listServiceKeys(company.id),
    ctx.platform.db.transact(scopeOfCompany(ctx, company.id), servicesOf),
  ]);
  return {
    entries: keys.map(({ keyId, serviceId, name, prefix, createdAt }) => ({
      keyId,
      service: { id: serviceId, name: services.find(({ id }) => id === serviceId)?.name ?? name },
      prefix,
      createdAt,
    })),
  };
};

/**
 * Revokes a key of a company; the next call with it is refused.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND` for a key that is not this company's
 */
export const revokeServiceKey = async (
  ctx: CallContext,
  input: z.output<typeof revokeContract.input>,
): Promise<z.output<typeof revokeContract.output>> => {
  const company = await administered(ctx, input.company, 'service_key.revoked');
  const happening = { companyId: company.id, action: 'service_key.revoked', details: { keyId: input.keyId } } as const;
  const keys = await ctx.platform.accounts.listServiceKeys(company.id);
  if (!keys.some(({ keyId }) => keyId === input.keyId)) throw await refused(ctx, happening, NOT_FOUND);
  await ctx.platform.trace.record(done(ctx, happening));
  await ctx.platform.accounts.revokeServiceKey({ keyId: input.keyId, companyId: company.id });
  return { revoked: true };
};
