import type { getUpload as contract } from '@miji/contract';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import { findUpload } from './known-upload.ts';
import { toUpload } from './upload-wire.ts';

/**
 * How far a file of the caller's has come, and what it has turned out to be.
 *
 * @throws Refusal `NOT_FOUND` for anybody else's
 */
export const getUpload = async (
  ctx: CallContext,
  { id }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => toUpload(await findUpload(ctx, id));
