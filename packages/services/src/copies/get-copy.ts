import type { CopySummary, getCopy as contract } from '@miji/contract';
import type { z } from 'zod';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { toCopySummary } from './copy-summary.ts';
import { findOwnCopy } from './known-copy.ts';

/** A copy in the register, for whoever holds it. */
export const getCopy = async (ctx: CallContext, input: z.output<typeof contract.input>): Promise<CopySummary> => {
  const { row, company } = await findOwnCopy(ctx, input.id, 'copy.listed');
  const subject = { kind: 'copy', id: input.id } as const;
  await ctx.platform.trace.record(
    done(ctx, { companyId: company.id, action: 'copy.listed', subject, item: row.item_number }),
  );
  return toCopySummary(row, await namesOf(ctx, [row.holder_id]), ctx.at);
};
