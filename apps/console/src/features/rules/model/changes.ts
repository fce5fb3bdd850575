import type { RuleContent } from '@miji/contract';
import type { RuleDocument, RulePart } from '@miji/core';
import { compareRules, EMPTY_OVERLAY } from '@miji/core';
import { overlaid } from './content.ts';

/** One entry that two documents do not have alike, with the documents in which its words are found. */
export interface EntryChange {
  /** whose rules: null the group's, otherwise a company's own */
  readonly company: string | null;
  readonly part: RulePart;
  readonly key: string;
  readonly before: RuleDocument;
  readonly after: RuleDocument;
}

/** The name of an entry within a document. */
export const entryId = (part: RulePart, key: string): string => `${part} ${key}`;

const between = (company: string | null, before: RuleDocument, after: RuleDocument): readonly EntryChange[] =>
  compareRules({ ...before, overlays: {} }, { ...after, overlays: {} }).map(({ part, key }) => ({
    company,
    part,
    key,
    before,
    after,
  }));

/** Every entry that differs: the group's first, then what each company makes stricter, held against the same rules of the group. */
export const changesBetween = (before: RuleDocument, after: RuleDocument): readonly EntryChange[] => {
  const companies = [...new Set([...Object.keys(before.overlays), ...Object.keys(after.overlays)])].toSorted();
  return [
    ...between(null, before, after),
    ...companies.flatMap((company) =>
      between(
        company,
        overlaid(after, before.overlays[company] ?? EMPTY_OVERLAY),
        overlaid(after, after.overlays[company] ?? EMPTY_OVERLAY),
      ),
    ),
  ];
};

/** What a draft changes of the version that it was begun from. */
export const changesOfDraft = (
  content: RuleContent,
  scope: string | null,
  published: RuleDocument,
): readonly EntryChange[] => {
  if (content.kind === 'group') return between(null, published, content.document);
  if (scope === null) return [];
  return between(
    scope,
    overlaid(published, published.overlays[scope] ?? EMPTY_OVERLAY),
    overlaid(published, content.overlay),
  );
};
