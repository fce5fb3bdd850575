import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type { issueServiceKey as contract } from '@miji/contract';
import { ADMINISTRATION_POSTS, isBefore, Temporal } from '@miji/core';
import { appendEvents, ensureService, isoMillisecond } from '@miji/db';
import type { z } from 'zod';
import { requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { keyDesk } from './key-desk.ts';

/**
 * Issues a key for a service of a company. The key is shown this once; what is kept of it is a digest. It opens nothing until a
 * security officer has confirmed it.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is not system administrator there, `VALIDATION` where it would have expired already
 * @see CD-20
 */
export const issueServiceKey = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const { scopes } = input;
  const expiresAt = input.expiresAt === undefined ? null : Temporal.Instant.from(input.expiresAt);
  const company = await keyDesk(ctx, input.company, { action: 'service_key.issued', posts: ADMINISTRATION_POSTS });
  if (expiresAt !== null && !isBefore(at, expiresAt)) {
    throw new Refusal('VALIDATION', { fields: [{ field: 'expiresAt', code: 'VALIDATION', article: null }] });
  }
  const service = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const registered = await ensureService(tx, { id: randomUUID(), name: input.service, at });
    // The trace comes first: a key that nobody knows of must not exist, an event without a key does no harm.
    const subject = { kind: 'service', id: registered.id } as const;
    const details = { scopes: scopes.join(' '), expiresAt: input.expiresAt ?? null };
    await appendEvents(tx, [done(ctx, { companyId: company.id, action: 'service_key.issued', subject, details })]);
    return registered;
  });
  const { keyId, key, prefix } = await platform.accounts.issueServiceKey({
    serviceId: service.id,
    companyId: company.id,
    name: service.name,
    createdBy: person.personId,
    scopes,
    expiresAt,
  });
  const { id, name } = service;
  return {
    keyId,
    service: { id, name },
    prefix,
    createdAt: isoMillisecond(at),
    confirmedAt: null,
    scopes,
    expiresAt: input.expiresAt ?? null,
    key,
  };
};
