import type { CounterexampleWire, RuleFinding } from '@miji/contract';
import type { Overlay, RuleDocument, RuleSet } from '@miji/core';
import { findLoosenedOverlay, isLintFree, lintRules } from '@miji/core';
import type { RuleScope } from './rule-desk.ts';
import { documentUnder } from './rule-content.ts';

/**
 * What the linter says of a version that a draft would become. Of an overlay only what it is to blame for is said, not what the
 * group’s rules bring with them.
 */
export const findingsOf = (candidate: RuleSet, scope: RuleScope, newest: RuleDocument): readonly RuleFinding[] =>
  scope === null
    ? [...removedEntries(newest, candidate), ...lintRules(candidate)]
    : findingsOfOverlay(candidate, scope, candidate.overlays[scope]);

/** Whether nothing keeps it from being proposed. */
export const mayBeProposed = (findings: readonly RuleFinding[]): boolean => isLintFree(findings);

const findingsOfOverlay = (candidate: RuleSet, scope: string, own: Overlay | undefined): readonly RuleFinding[] => {
  if (own === undefined) return [];
  const group = lintRules({ ...candidate, overlays: {} });
  const known = new Set(group.map(nameOf));
  const twice = lintRules({
    ...candidate,
    catalogue: [],
    outOfScope: [],
    rules: [],
    ranges: own.ranges,
    approvers: own.approvers,
    periods: own.periods,
    overlays: {},
  }).filter(({ kind }) => kind === 'duplicate');
  const brought = lintRules(documentUnder(candidate, own)).filter((finding) => !known.has(nameOf(finding)));
  const stray = lintRules({ ...candidate, overlays: { [scope]: own } }).filter(({ part }) => part === 'overlays');
  return [...twice, ...brought, ...stray];
};

const nameOf = ({ severity, kind, part, key, en }: RuleFinding): string => `${severity} ${kind} ${part} ${key} ${en}`;

/** Items stand under entries of the catalogue: one that was ever published is closed, and never goes away. */
const removedEntries = (newest: RuleDocument, candidate: RuleDocument): readonly RuleFinding[] =>
  newest.catalogue
    .filter(({ code }) => !candidate.catalogue.some((entry) => entry.code === code))
    .map(({ code }) => ({
      severity: 'error',
      kind: 'missing',
      part: 'catalogue',
      key: code,
      zh: `${code} 已经公布，只能停用，不能删除`,
      en: `${code} has been published: it can be closed, not removed`,
    }));

/** The first thing that a version would allow some company although the group’s rules deny it; null where there is none. */
export const loosenedBy = (candidate: RuleSet, scope: RuleScope): CounterexampleWire | null => {
  const companies = scope === null ? Object.keys(candidate.overlays) : [scope];
  for (const company of companies) {
    const found = findLoosenedOverlay(candidate, company);
    if (found === null) continue;
    const { question, regimes, ...rest } = found;
    return {
      company,
      ...rest,
      regimes: [...regimes],
      question: question.kind === 'agreement' ? { ...question, agreeing: [...question.agreeing] } : question,
    };
  }
  return null;
};
