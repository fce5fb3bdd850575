import type { RuleVersionSummary } from '@miji/contract';
import { isBefore } from '@miji/core';
import { isoMillisecond } from '@miji/db';
import type { RuleVersionRow } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';

/** Published versions as the wire has them. */
export const toVersionSummaries = async (
  ctx: CallContext,
  rows: readonly RuleVersionRow[],
): Promise<RuleVersionSummary[]> => {
  const names = await namesOf(
    ctx,
    rows.flatMap((row) => [row.proposed_by, row.published_by]),
  );
  const inForce = await ctx.platform.rules.versionAt(ctx.at);
  return rows.map((row) => ({
    version: row.version,
    scope: row.scope,
    baseVersion: row.base_version,
    note: row.note,
    effectiveFrom: isoMillisecond(row.effective_from),
    standing: isBefore(ctx.at, row.effective_from) ? 'future' : row.version < inForce ? 'past' : 'current',
    proposedBy: row.proposed_by === null ? null : personRef(row.proposed_by, names),
    publishedBy: row.published_by === null ? null : personRef(row.published_by, names),
    publishedAt: row.published_at === null ? null : isoMillisecond(row.published_at),
  }));
};
