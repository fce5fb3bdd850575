import type { RuleFinding } from '@miji/contract';
import type { RuleSet } from '@miji/core';
import type { RuleDraftRow } from '@miji/db';
import type { Reason } from '../platform/audit.ts';
import { candidateOf, readContent } from './rule-content.ts';
import { findingsOf, loosenedBy, mayBeProposed } from './rule-findings.ts';

/** The version that a draft would become on top of the newest one. */
export const candidateOfDraft = (newest: RuleSet, row: RuleDraftRow): RuleSet =>
  candidateOf(newest, row.scope, readContent(row.scope, row.document));

/** Why a draft cannot become the next version: an error, or something that a company’s rules would allow and the group’s deny. */
export const whyNotPublishable = (newest: RuleSet, row: RuleDraftRow): Reason | null => {
  const candidate = candidateOfDraft(newest, row);
  const findings = findingsOf(candidate, row.scope, newest);
  if (!mayBeProposed(findings)) {
    return { code: 'RULE_INVALID', fields: findings.filter(({ severity }) => severity === 'error').map(toField) };
  }
  const counterexample = loosenedBy(candidate, row.scope);
  return counterexample === null ? null : { code: 'RULE_LOOSENED', article: counterexample.article, counterexample };
};

const toField = ({ part, key }: RuleFinding) =>
  ({ field: `${part}.${key}`.slice(0, 100), code: 'RULE_INVALID', article: null }) as const;
