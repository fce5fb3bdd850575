import type { CompanyRef, RuleDraft, RuleDraftAct, RuleDraftSummary } from '@miji/contract';
import { isoMillisecond, newestVersionOfScope } from '@miji/db';
import type { RuleDraftRow } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { namesOf, personRef } from '../platform/names.ts';
import { newestRules } from './known-draft.ts';
import { candidateOf, readContent } from './rule-content.ts';
import { draftsFor, isAuthor, publishesRules } from './rule-desk.ts';
import { findingsOf } from './rule-findings.ts';

/** Everybody whose name a draft shows. */
export const peopleOfDraft = (row: RuleDraftRow): readonly (string | null)[] => [
  row.drafted_by,
  row.proposed_by,
  ...row.author_ids,
];

export const toDraftSummary = (row: RuleDraftRow, company: CompanyRef, names: Names): RuleDraftSummary => ({
  number: row.number,
  scope: row.scope,
  company,
  state: row.state,
  revision: row.revision,
  baseVersion: row.base_version,
  note: row.note,
  draftedBy: personRef(row.drafted_by, names),
  authors: row.author_ids.map((id) => personRef(id, names)),
  draftedAt: isoMillisecond(row.drafted_at),
  changedAt: isoMillisecond(row.changed_at),
  proposedBy: row.proposed_by === null ? null : personRef(row.proposed_by, names),
  proposedAt: row.proposed_at === null ? null : isoMillisecond(row.proposed_at),
  returnedBecause: row.returned_because,
  publishedVersion: row.published_version,
});

/** A draft whole, as whoever acts sees it. */
export const toRuleDraft = async (ctx: CallContext, row: RuleDraftRow, company: CompanyRef): Promise<RuleDraft> => {
  const [names, newest, overtaken, acts] = await Promise.all([
    namesOf(ctx, peopleOfDraft(row)),
    newestRules(ctx),
    isOvertaken(ctx, row),
    actsOn(ctx, row),
  ]);
  const content = readContent(row.scope, row.document);
  return {
    summary: toDraftSummary(row, company, names),
    content,
    findings: [...findingsOf(candidateOf(newest, row.scope, content), row.scope, newest)],
    newestVersion: newest.version,
    overtaken: overtaken && !isOver(row),
    may: overtaken ? acts.filter((act) => act !== 'publish' && act !== 'propose') : acts,
  };
};

const isOver = ({ state }: RuleDraftRow): boolean => state === 'published' || state === 'discarded';

const isOvertaken = async ({ platform, at }: CallContext, row: RuleDraftRow): Promise<boolean> =>
  ((await platform.db.directory(at, (directory) => newestVersionOfScope(directory, row.scope))) ?? 0) >
  row.base_version;

const actsOn = async (ctx: CallContext, row: RuleDraftRow): Promise<RuleDraftAct[]> => {
  const drafts = draftsFor(ctx, row.company_id);
  const publishes = await publishesRules(ctx);
  switch (row.state) {
    case 'draft':
      return drafts ? ['save', 'propose', 'discard'] : [];
    case 'proposed': {
      const acts: RuleDraftAct[] = drafts || publishes ? ['return'] : [];
      if (drafts) acts.push('discard');
      if (publishes && !isAuthor(ctx, row)) acts.push('publish');
      return acts;
    }
    case 'published':
    case 'discarded':
      return [];
  }
};
