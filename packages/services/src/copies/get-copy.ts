import type { CopySummary, getCopy as contract } from '@miji/contract';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { toCopySummary } from './copy-summary.ts';
import { findOwnCopy } from './known-copy.ts';

/** A copy in the register, for whoever holds it. */
export const getCopy = async (ctx: CallContext, input: z.output<typeof contract.input>): Promise<CopySummary> => {
  const { row } = await findOwnCopy(ctx, input.id, 'copy.listed');
  return toCopySummary(row, await namesOf(ctx, [row.holder_id]), ctx.at);
};
