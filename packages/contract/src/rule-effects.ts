import type { RulePart } from '@miji/core';
import { APPLICANTS } from '@miji/core';
import { z } from 'zod';
import { approver, seat } from './approver.ts';
import { approvedOperation, operation, reasonCode } from './decision.ts';
import { companyCode, companyRef, copyId, instant, itemNumber, level, personRef, requestNumber } from './primitives.ts';
import { ruleDraftNumber, ruleScope, ruleVersion } from './rule-drafts.ts';
import { approverCell, periodRule, rangeRule, regime, scopeEntry } from './rules.ts';

const sentence = z.string().max(500);

/** One entry of one part of the document, as it was and as it would be; null where it was not there, or would be no more. */
const changeOf = <Part extends RulePart, Entry extends z.ZodType>(part: Part, entry: Entry) =>
  z.object({
    part: z.literal(part),
    /** null for the group’s rules; otherwise the company for which its own overlay changes it */
    scope: ruleScope,
    /** what the entry is called within its part: `GS-08.3`, `group copy secret`, `maxCopies` */
    key: z.string().max(200),
    before: entry.nullable(),
    after: entry.nullable(),
  });

const kindOfMaterial = z.object({ code: z.string().max(20), article: z.string().max(20), zh: sentence, en: sentence });
const ruleSentence = z.object({ id: z.string().max(100), article: z.string().max(20), zh: sentence, en: sentence });
const word = z.string().max(40);

/** One difference of two documents, by part. An overlay’s differences stand under the parts that it tightens. */
export const ruleChange = z.discriminatedUnion('part', [
  changeOf('catalogue', scopeEntry),
  changeOf('outOfScope', kindOfMaterial),
  changeOf('ranges', rangeRule),
  changeOf('approvers', approverCell),
  changeOf('periods', periodRule),
  changeOf('marks', z.union([word, z.boolean(), z.record(level, word)])),
  changeOf('limits', z.union([word, z.number()])),
  changeOf('calendar', z.union([word, z.boolean()])),
  changeOf('rules', ruleSentence),
]);

/** Two published versions, or a draft and the version that it was begun from. */
export const compareRuleSets = {
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('versions'), before: ruleVersion, after: ruleVersion }),
    z.object({ kind: z.literal('draft'), draft: ruleDraftNumber }),
  ]),
  output: z.object({
    before: ruleVersion,
    /** null where the later side is a draft */
    after: ruleVersion.nullable(),
    changes: z.array(ruleChange),
  }),
};

const outcome = z.object({
  outcome: z.enum(['allowed', 'needs_approval', 'denied']),
  code: reasonCode,
});

/** One person, one item, one operation whose answer changes. Never a title. */
export const effectRow = z.object({
  person: personRef,
  company: companyCode,
  item: itemNumber,
  level,
  operation,
  before: outcome,
  after: outcome,
  article: z.string().max(20),
});

/** How many answers change one way, with at most twenty of them. */
export const effectTally = z.object({
  count: z.int().min(0),
  persons: z.int().min(0),
  items: z.int().min(0),
  byOperation: z.array(z.object({ operation, count: z.int().min(1) })),
  examples: z.array(effectRow).max(20),
});

/** An open request that would go to other people if it were filed anew. It keeps the route of its own version. */
export const reroutedRequest = z.object({
  request: requestNumber,
  item: itemNumber,
  operation: approvedOperation,
  level,
  before: z.array(personRef),
  after: z.array(personRef),
});

/** A copy whose holder would no longer be in the range of its item. */
export const recalledCopy = z.object({ copy: copyId, item: itemNumber, holder: personRef, level });

/** An item whose entry of the catalogue would have another default level. */
export const relevelledItem = z.object({
  item: itemNumber,
  catalogueCode: z.string().max(20),
  level,
  before: level.nullable(),
  after: level.nullable(),
});

const counted = <T extends z.ZodType>(entry: T) =>
  z.object({ count: z.int().min(0), examples: z.array(entry).max(20) });

/** How many rows a table of everything that changes may have. */
export const MOST_EFFECT_ROWS = 5_000;

/**
 * What a draft would do to the live data, were it in force now: who gains and who loses what, which open requests would be routed
 * otherwise, which copies would have to be recalled, which items get another default level. Only the companies that the caller’s
 * office covers; never a title.
 */
export const dryRunRules = {
  input: z.object({
    draft: ruleDraftNumber,
    /** one company; all that the draft concerns and the caller’s office covers where absent */
    company: companyCode.optional(),
    /** whether to list every row too, for a table */
    rows: z.boolean().default(false),
  }),
  output: z.object({
    draft: ruleDraftNumber,
    /** the newest published version, which the draft was held against */
    version: ruleVersion,
    at: instant,
    companies: z.array(companyRef),
    /** how much was looked at */
    looked: z.object({ persons: z.int(), items: z.int(), requests: z.int(), copies: z.int() }),
    gains: effectTally,
    losses: effectTally,
    rerouted: counted(reroutedRequest),
    recalled: counted(recalledCopy),
    relevelled: counted(relevelledItem),
    /** empty unless asked for: losses first */
    rows: z.array(effectRow.extend({ change: z.enum(['gain', 'loss']) })).max(MOST_EFFECT_ROWS),
    /** whether there are more rows than that */
    truncated: z.boolean(),
  }),
};

/**
 * One cell of the approver matrix in one company, held against today’s register of appointments; delegations do not count, as they
 * come and go:
 *
 * - `covered`: whoever asks, somebody else may decide it
 * - `gap_for_some`: the people in `lockedFor` can get no decision in their own matters
 * - `gap`: nobody can get one; it is locked until a seat in `appoint` is filled
 * - `not_set`: the rules set nothing; it is locked
 * - `forbidden`: the rules forbid it; nobody is to be appointed
 */
export const coverageCell = z.object({
  regime,
  operation: approvedOperation,
  level,
  /** whose requests it is about, where the rules tell applicants apart; null where all are alike */
  applicant: z.enum(APPLICANTS).nullable(),
  status: z.enum(['covered', 'gap_for_some', 'gap', 'not_set', 'forbidden']),
  approver: approver.nullable(),
  article: z.string().max(20),
  appoint: z.array(seat),
  lockedFor: z.array(personRef),
});

export const rulesCoverage = {
  input: z.object({
    /** one company; every company that the caller’s office covers where absent */
    company: companyCode.optional(),
    /** held against a draft instead of the rules in force */
    draft: ruleDraftNumber.optional(),
  }),
  output: z.object({
    version: ruleVersion,
    at: instant,
    companies: z.array(z.object({ company: companyRef, gaps: z.int().min(0), cells: z.array(coverageCell) })),
  }),
};

export type RuleChange = z.output<typeof ruleChange>;
export type EffectRow = z.output<typeof effectRow>;
export type EffectTally = z.output<typeof effectTally>;
export type ReroutedRequest = z.output<typeof reroutedRequest>;
export type RecalledCopy = z.output<typeof recalledCopy>;
export type RelevelledItem = z.output<typeof relevelledItem>;
export type DryRun = z.output<typeof dryRunRules.output>;
export type CoverageCell = z.output<typeof coverageCell>;
export type Coverage = z.output<typeof rulesCoverage.output>;
