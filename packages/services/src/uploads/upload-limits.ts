import type { uploadLimits as contract } from '@miji/contract';
import { CONTENT_KINDS } from '@miji/contract';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';

/** How large a file may be here, and of what kinds. */
export const uploadLimits = async (ctx: CallContext): Promise<z.output<typeof contract.output>> => ({
  largest: ctx.platform.uploadLimit,
  kinds: [...CONTENT_KINDS],
});
