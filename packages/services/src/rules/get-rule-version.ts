import type { getRuleVersion as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import { findRuleSet } from '@miji/db';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import { toVersionSummaries } from './rule-version-wire.ts';

/**
 * One published version whole. The rules are no secret.
 *
 * @throws Refusal `NOT_FOUND`
 */
export const getRuleVersion = async (
  ctx: CallContext,
  { version: number }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const row = await platform.db.directory(at, (directory) => findRuleSet(directory, number));
  if (row === undefined) throw new Refusal('NOT_FOUND');
  const [summary] = await toVersionSummaries(ctx, [row]);
  if (summary === undefined) throw new Refusal('NOT_FOUND');
  const { version: _, ...document } = await platform.rules.ofVersion(number, at);
  return { summary, document };
};
