import { randomUUID } from 'node:crypto';
import type { rotateCompanyKey as contract } from '@miji/contract';
import { appendEvents, countKeys, insertKeyRotation, isUniqueViolation } from '@miji/db';
import type { z } from 'zod';
import { administrationOf } from '../organisation/administration.ts';
import { scopeOfCompany, systemScope } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { keysOf, toCompanyKeys } from './key-desk.ts';

/**
 * Gives a company a new key. From now on everything is sealed under it; the data keys that are there are wrapped anew by the job
 * {@link rewrapKeys}, and no content is touched. Older keys are kept: a backup of yesterday opens by them.
 *
 * @throws Refusal `NOT_ENTITLED` to everybody but its system administrator and the head office's, `VERSION_CONFLICT` while a change is under way
 * @see SG-03
 */
export const rotateCompanyKey = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const { company, administrator } = await administrationOf(ctx, input.company, { action: 'key.rotated' });
  // The system counts, since a file that somebody has sent and not used yet is seen by him alone.
  const of = await platform.db.transact(systemScope(at, company.id), countKeys);
  try {
    const keys = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const version = await platform.vault.renewCompanyKey(tx);
      await insertKeyRotation(tx, {
        id: randomUUID(),
        scope: 'company',
        state: 'running',
        of,
        to_version: version,
        started_at: at,
        started_by: administrator.personId,
      });
      const subject = { kind: 'company_key', id: `${company.code}-${version}` } as const;
      const because = { code: 'ALLOWED_OFFICE', rule: 'register.administered', article: 'SG-03' } as const;
      const details = { version, keys: of };
      await appendEvents(tx, [done(ctx, { companyId: company.id, action: 'key.rotated', subject, because, details })]);
      return keysOf(tx);
    });
    if (keys === null) throw new Error('the key just made is not there');
    return await toCompanyKeys(ctx, company.code, keys);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw await refused(ctx, { companyId: company.id, action: 'key.rotated' }, { code: 'VERSION_CONFLICT' });
  }
};
