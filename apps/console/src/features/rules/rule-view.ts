import type { RuleDocument, RulePart } from '@miji/core';
import { createContext, useContext } from 'react';
import { entryId } from './model/changes.ts';
import type { ContentChange } from './model/content.ts';
import type { Finding } from './model/findings.ts';

/** What the parts of a rule set show, and whether they may change it. */
export interface RuleView {
  readonly document: RuleDocument;
  /** what holds now, against which a draft is marked */
  readonly published: RuleDocument;
  /** the group's rules where a company's own are shown; null for the group's own */
  readonly group: RuleDocument | null;
  /** the entries that are not as they are published, by their ids */
  readonly changed: ReadonlySet<string>;
  /** what a company says itself, by the ids of the entries */
  readonly own: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  readonly onlyChanged: boolean;
  /** the article that the address of the page points at */
  readonly article: string | undefined;
  /** changes the draft; null where the rules are only read */
  readonly edit: ((change: ContentChange) => void) | null;
  /** the entry that is open, and how to open another */
  readonly open: string | undefined;
  readonly onOpen: (key: string | undefined) => void;
}

const RuleViewContext = createContext<RuleView | null>(null);
export const RuleViewProvider = RuleViewContext.Provider;

export const useRuleView = (): RuleView => {
  const view = useContext(RuleViewContext);
  if (view === null) throw new Error('A part of the rules stands outside of a page that shows them');
  return view;
};

/** The rules as they are read: nothing is changed, nothing opens. */
export const readingView = (document: RuleDocument, article?: string): RuleView => ({
  document,
  published: document,
  group: null,
  changed: new Set(),
  own: new Set(),
  findings: [],
  onlyChanged: false,
  article,
  edit: null,
  open: undefined,
  onOpen: () => undefined,
});

/** What is to be said of one entry. */
export const useEntryState = (part: RulePart, key: string) => {
  const { changed, own, findings, onlyChanged } = useRuleView();
  const isChanged = changed.has(entryId(part, key));
  return {
    isChanged,
    isOwn: own.has(entryId(part, key)),
    findings: findings.filter((finding) => finding.part === part && finding.key === key && finding.severity !== 'note'),
    isHidden: onlyChanged && !isChanged,
  };
};
