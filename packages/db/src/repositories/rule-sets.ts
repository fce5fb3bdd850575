import type { Temporal } from '@miji/core';
import type { Kysely, Selectable } from 'kysely';
import type { DirectoryDatabase } from '../schema/index.ts';
import type { RuleSetTable } from '../schema/rules.ts';

/** A published version: who published it, from when on. Its document is read apart, as it is long. */
export type RuleVersionRow = Omit<Selectable<RuleSetTable>, 'document'>;

const SUMMARY = [
  'version',
  'effective_from',
  'scope',
  'base_version',
  'note',
  'proposed_by',
  'published_by',
  'published_at',
] as const;

/** The rule set in force at an instant: the latest that has taken effect. The document is as it was published, unread. */
export const ruleSetAt = (
  directory: Kysely<DirectoryDatabase>,
  at: Temporal.Instant,
): Promise<{ version: number; document: unknown } | undefined> =>
  inForce(directory, at).select(['version', 'document']).executeTakeFirst();

/** The number of the version in force at an instant. */
export const ruleVersionAt = async (
  directory: Kysely<DirectoryDatabase>,
  at: Temporal.Instant,
): Promise<number | undefined> => (await inForce(directory, at).select('version').executeTakeFirst())?.version;

const inForce = (directory: Kysely<DirectoryDatabase>, at: Temporal.Instant) =>
  directory
    .selectFrom('rule_set')
    .where('effective_from', '<=', at)
    .orderBy('effective_from', 'desc')
    .orderBy('version', 'desc')
    .limit(1);

/** From when on each version is in force, the latest first: what tells which one is in force at an instant. */
export const ruleVersions = (
  directory: Kysely<DirectoryDatabase>,
): Promise<{ version: number; effective_from: Temporal.Instant }[]> =>
  directory
    .selectFrom('rule_set')
    .select(['version', 'effective_from'])
    .orderBy('effective_from', 'desc')
    .orderBy('version', 'desc')
    .execute();

/** One version, as it was published, unread. */
export const findRuleSet = (
  directory: Kysely<DirectoryDatabase>,
  version: number,
): Promise<Selectable<RuleSetTable> | undefined> =>
  directory.selectFrom('rule_set').selectAll().where('version', '=', version).executeTakeFirst();

/** The newest published version, whether or not it has taken effect. */
export const newestRuleVersion = (directory: Kysely<DirectoryDatabase>): Promise<RuleVersionRow | undefined> =>
  directory.selectFrom('rule_set').select(SUMMARY).orderBy('version', 'desc').limit(1).executeTakeFirst();

/** The newest version that was published for a scope: null for the group's own rules, or a company's code. */
export const newestVersionOfScope = async (
  directory: Kysely<DirectoryDatabase>,
  scope: string | null,
): Promise<number | undefined> =>
  (
    await directory
      .selectFrom('rule_set')
      .select('version')
      .where('scope', scope === null ? 'is' : '=', scope)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.version;

/** Published versions below a number, the newest first. */
export const pageRuleVersions = (
  directory: Kysely<DirectoryDatabase>,
  paging: { readonly below: number | null; readonly limit: number },
): Promise<RuleVersionRow[]> => {
  let query = directory.selectFrom('rule_set').select(SUMMARY);
  if (paging.below !== null) query = query.where('version', '<', paging.below);
  return query.orderBy('version', 'desc').limit(paging.limit).execute();
};

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

/** A version as two people publish it. */
export interface Publication {
  readonly version: number;
  readonly document: unknown;
  readonly effectiveFrom: Temporal.Instant;
  readonly scope: string | null;
  readonly baseVersion: number;
  readonly note: string;
  readonly proposedBy: string;
  readonly publishedBy: string;
  readonly publishedAt: Temporal.Instant;
}

/** Publishes a version. Of two that take the same number, the second fails by the key. */
export const publishRuleSet = (
  directory: Kysely<DirectoryDatabase>,
  publication: Publication,
): Promise<RuleVersionRow> =>
  directory
    .insertInto('rule_set')
    .values({
      version: publication.version,
      document: JSON.stringify(publication.document),
      effective_from: publication.effectiveFrom,
      scope: publication.scope,
      base_version: publication.baseVersion,
      note: publication.note,
      proposed_by: publication.proposedBy,
      published_by: publication.publishedBy,
      published_at: publication.publishedAt,
    })
    .returning(SUMMARY)
    .executeTakeFirstOrThrow();
