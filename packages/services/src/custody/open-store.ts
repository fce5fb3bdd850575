import { randomUUID } from 'node:crypto';
import type { openStore as contract } from '@miji/contract';
import { levelRank } from '@miji/core';
import { appendEvents, insertStore, isUniqueViolation } from '@miji/db';
import type { z } from 'zod';
import { finding } from '../organisation/administration.ts';
import { companyAskedFor, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { custodyArranger } from './custody-office.ts';
import { toStore } from './store-wire.ts';

/**
 * Opens a store; the company's own security officer alone. What is 机密 or 绝密 lies apart.
 *
 * @throws Refusal `NOT_ENTITLED`; `STORE_LEVEL` for 机密 or 绝密 in a store that is not set apart; `DUPLICATE` for a code that is there
 * @see GS-26
 * @see CF-29
 */
export const openStore = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const about = { action: 'store.opened', details: { code: input.code } } as const;
  const asked = await companyAskedFor(ctx, input.company);
  const { company, person } = await custodyArranger(ctx, asked, about);
  const id = randomUUID();
  const happening = { ...about, companyId: company.id, subject: { kind: 'store', id } } as const;
  if (!input.separate && input.highestLevel !== 'confidential') {
    const fields = [{ ...finding('separate', 'STORE_LEVEL'), article: 'CF-29' }];
    throw await refused(ctx, happening, { code: 'STORE_LEVEL', article: 'CF-29', fields });
  }
  try {
    const row = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const opened = await insertStore(tx, {
        id,
        code: input.code,
        name: input.name,
        place: input.place,
        separate: input.separate,
        highest_level: levelRank(input.highestLevel),
        opened_at: at,
        opened_by: person.personId,
      });
      await appendEvents(tx, [done(ctx, { ...happening, details: { code: input.code, level: input.highestLevel } })]);
      return opened;
    });
    return toStore({ row, keepers: [], copies: 0 }, { company, reader: person.personId, names: new Map() });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw await refused(ctx, happening, { code: 'DUPLICATE', fields: [finding('code', 'DUPLICATE')] });
  }
};
