import type { listRuleVersions as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import { pageRuleVersions } from '@miji/db';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import { toVersionSummaries } from './rule-version-wire.ts';

/** Every published version, the newest first, with who proposed and who published it. The rules are no secret. */
export const listRuleVersions = async (
  ctx: CallContext,
  { cursor, limit }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const below = cursor === undefined ? null : readCursor(cursor);
  const rows = await ctx.platform.db.directory(ctx.at, (directory) =>
    pageRuleVersions(directory, { below, limit: limit + 1 }),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last !== undefined ? String(last.version) : null;
  return { entries: await toVersionSummaries(ctx, page), next };
};

const readCursor = (cursor: string): number => {
  if (/^\d{1,7}$/.test(cursor)) return Number(cursor);
  throw new Refusal('VALIDATION', { fields: [{ field: 'cursor', code: 'VALIDATION', article: null }] });
};
