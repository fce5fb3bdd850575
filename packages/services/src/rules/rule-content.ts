import type { RuleContent } from '@miji/contract';
import { overlay, ruleDocument } from '@miji/contract';
import type { Overlay, RuleDocument, RuleSet } from '@miji/core';
import { cellKey, EMPTY_OVERLAY, lawOf, rangeKey } from '@miji/core';
import type { RuleScope } from './rule-desk.ts';

/** What a draft of a scope begins with: a copy of what is published. */
export const contentOf = (rules: RuleSet, scope: RuleScope): RuleContent => {
  if (scope !== null) return { kind: 'overlay', overlay: rules.overlays[scope] ?? EMPTY_OVERLAY };
  const { version: _, ...document } = rules;
  return { kind: 'group', document };
};

/** A stored draft, checked anew as it is read. */
export const readContent = (scope: RuleScope, stored: unknown): RuleContent =>
  scope === null
    ? { kind: 'group', document: ruleDocument.parse(stored) }
    : { kind: 'overlay', overlay: overlay.parse(stored) };

/** What of a content is stored: the scope says which of the two it is. */
export const storedContent = (content: RuleContent): string =>
  JSON.stringify(content.kind === 'group' ? content.document : content.overlay);

/**
 * The version that a draft would become: the newest one with the draft in its place. A draft of the group takes the overlays as they
 * are published, whatever it says of them; an overlay that says nothing stands there no more.
 */
export const candidateOf = (newest: RuleSet, scope: RuleScope, content: RuleContent): RuleSet => {
  const version = newest.version + 1;
  if (content.kind === 'group') return { ...content.document, overlays: newest.overlays, version };
  const { [scope ?? '']: _, ...others } = newest.overlays;
  const own = scope === null || saysNothing(content.overlay) ? {} : { [scope]: content.overlay };
  return { ...newest, overlays: { ...others, ...own }, version };
};

const saysNothing = ({ limits, ...parts }: Overlay): boolean =>
  Object.keys(limits).length === 0 && Object.values(parts).every((entries) => entries.length === 0);

/** What the overlay is put under where only what it does is asked. */
const OWN = 'OWN';

/** The group’s rules as an overlay changes them for its company: a document without overlays. */
export const documentUnder = (group: RuleDocument, own: Overlay | undefined): RuleDocument => {
  const { catalogue, ranges, approvers, periods } = own ?? EMPTY_OVERLAY;
  const levels = new Map(catalogue.map(({ code, defaultLevel }) => [code, defaultLevel]));
  return {
    ...group,
    catalogue: group.catalogue.map((entry) => ({
      ...entry,
      defaultLevel: levels.get(entry.code) ?? entry.defaultLevel,
    })),
    ranges: replaced(group.ranges, ranges, rangeKey),
    approvers: replaced(group.approvers, approvers, cellKey),
    periods: replaced(group.periods, periods, ({ level }) => level),
    limits: lawOf({ ...group, version: 0, overlays: { [OWN]: own ?? EMPTY_OVERLAY } }, OWN).limits,
    overlays: {},
  };
};

const replaced = <T>(group: readonly T[], own: readonly T[], keyOf: (entry: T) => string): readonly T[] => [
  ...new Map([...group, ...own].map((entry) => [keyOf(entry), entry])).values(),
];
