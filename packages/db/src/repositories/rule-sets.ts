import type { Temporal } from '@miji/core';
import type { Kysely } from 'kysely';
import type { DirectoryDatabase } from '../schema/index.ts';

/** The rule set in force at an instant: the latest that has taken effect. The document is as it was published, unread. */
export const ruleSetAt = (
  directory: Kysely<DirectoryDatabase>,
  at: Temporal.Instant,
): Promise<{ version: number; document: unknown } | undefined> =>
  directory
    .selectFrom('rule_set')
    .select(['version', 'document'])
    .where('effective_from', '<=', at)
    .orderBy('effective_from', 'desc')
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Writes a version down; one that stands already stays as it is. */
export const insertRuleSet = async (
  directory: Kysely<DirectoryDatabase>,
  ruleSet: { readonly version: number; readonly document: unknown; readonly effectiveFrom: Temporal.Instant },
): Promise<void> => {
  await directory
    .insertInto('rule_set')
    .values({
      version: ruleSet.version,
      document: JSON.stringify(ruleSet.document),
      effective_from: ruleSet.effectiveFrom,
    })
    .onConflict((conflict) => conflict.column('version').doNothing())
    .execute();
};
