import { RULE_PARTS } from '@miji/core';
import { z } from 'zod';
import { companyCode, companyRef, cursor, instant, limit, pageOf, paragraph, personRef } from './primitives.ts';
import { overlay, ruleDocument } from './rules.ts';

/** `HYJT-GZ-2026-000001`: a draft of rules, under the company whose office wrote it. */
export const ruleDraftNumber = z
  .string()
  .regex(/^[A-Z]{2,8}-GZ-\d{4}-\d{6}$/)
  .meta({ examples: ['HYJT-GZ-2026-000001'] });

export const RULE_DRAFT_STATES = ['draft', 'proposed', 'published', 'discarded'] as const;

export const ruleVersion = z.int().min(1).max(1_000_000);
/** Whose rules: null the group’s, or what one company makes stricter for itself, by its code. */
export const ruleScope = companyCode.nullable();
/** Counts the changes of a draft: whoever changes it names the one that he has seen. */
const revision = z.int().min(1);

/** What a draft holds: the group’s whole document, or the overlay of one company. */
export const ruleContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('group'), document: ruleDocument }),
  z.object({ kind: z.literal('overlay'), overlay }),
]);

/** What the linter says. Errors keep a draft from being proposed; warnings and notes do not. */
export const ruleFinding = z.object({
  severity: z.enum(['error', 'warning', 'note']),
  kind: z.enum(['duplicate', 'unreachable', 'contradictory', 'not_set', 'missing']),
  part: z.enum(RULE_PARTS),
  /** the entry within its part: a code, `group copy secret` */
  key: z.string().max(200),
  zh: z.string().max(500),
  en: z.string().max(500),
});

/** A published version: who, when, from when on. Version 1 are the regulations themselves, which nobody proposed. */
export const ruleVersionSummary = z.object({
  version: ruleVersion,
  scope: ruleScope,
  baseVersion: ruleVersion.nullable(),
  note: z.string().max(2_000),
  effectiveFrom: instant,
  /** whether it is in force now, was, or will be */
  standing: z.enum(['past', 'current', 'future']),
  proposedBy: personRef.nullable(),
  publishedBy: personRef.nullable(),
  publishedAt: instant.nullable(),
});

/** Every published version, the newest first. For everybody. */
export const listRuleVersions = {
  input: z.object({ cursor: cursor.optional(), limit }),
  output: pageOf(ruleVersionSummary),
};

/** One published version whole. For everybody. */
export const getRuleVersion = {
  input: z.object({ version: ruleVersion }),
  output: z.object({ summary: ruleVersionSummary, document: ruleDocument }),
};

/** What may be done with a draft. */
export const ruleDraftAct = z.enum(['save', 'propose', 'return', 'discard', 'publish']);

export const ruleDraftSummary = z.object({
  number: ruleDraftNumber,
  scope: ruleScope,
  company: companyRef,
  state: z.enum(RULE_DRAFT_STATES),
  revision,
  baseVersion: ruleVersion,
  note: z.string().max(2_000),
  draftedBy: personRef,
  /** everybody who wrote or proposed any of it: none of them publishes it */
  authors: z.array(personRef),
  draftedAt: instant,
  changedAt: instant,
  proposedBy: personRef.nullable(),
  proposedAt: instant.nullable(),
  /** why it was given back, the last time that it was */
  returnedBecause: z.string().max(2_000).nullable(),
  publishedVersion: ruleVersion.nullable(),
});

/** A draft whole, with what the linter says of it and what the caller may do with it. */
export const ruleDraft = z.object({
  summary: ruleDraftSummary,
  content: ruleContent,
  findings: z.array(ruleFinding),
  /** the newest published version: what publication would build on, to be named when publishing */
  newestVersion: ruleVersion,
  /** whether a version of the same scope was published since the draft was begun: then it can only be discarded */
  overtaken: z.boolean(),
  may: z.array(ruleDraftAct),
});

/** Drafts that the caller’s office may see, the newest first. */
export const listRuleDrafts = {
  input: z.object({
    /** the company whose office wrote it; all that the caller may see where absent */
    company: companyCode.optional(),
    state: z.enum(RULE_DRAFT_STATES).optional(),
  }),
  output: z.object({ entries: z.array(ruleDraftSummary) }),
};

export const getRuleDraft = { input: z.object({ draft: ruleDraftNumber }), output: ruleDraft };

/**
 * Begins a draft with a copy of what is published: the group’s rules for the head office’s security officer, a company’s own overlay
 * for its security officer.
 */
export const startRuleDraft = {
  input: z.object({ scope: ruleScope, note: paragraph.optional() }),
  output: ruleDraft,
};

/** Replaces what a draft says. Findings come back with it; they do not keep it from being saved. */
export const saveRuleDraft = {
  input: z.object({ draft: ruleDraftNumber, revision, content: ruleContent, note: paragraph.optional() }),
  output: ruleDraft,
};

/** Proposes a draft without errors to a second person. The note says why, and stands with the version for good. */
export const proposeRuleDraft = {
  input: z.object({ draft: ruleDraftNumber, revision, note: paragraph }),
  output: ruleDraft,
};

/** Gives a proposal back to its authors. */
export const returnRuleDraft = {
  input: z.object({ draft: ruleDraftNumber, revision, reason: paragraph }),
  output: ruleDraft,
};

export const discardRuleDraft = {
  input: z.object({ draft: ruleDraftNumber, revision }),
  output: ruleDraft,
};

/**
 * Publishes a proposal as the next version. `onto` is the newest version that the publisher has looked at: where another was
 * published meanwhile, he looks again.
 */
export const publishRuleDraft = {
  input: z.object({
    draft: ruleDraftNumber,
    revision,
    onto: ruleVersion,
    /** from when on it is in force; at once where absent */
    effectiveFrom: instant.optional(),
  }),
  output: ruleVersionSummary,
};

/** A draft, a published version, or something not saved yet. */
export const lintRuleSet = {
  input: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('draft'), draft: ruleDraftNumber }),
    z.object({ kind: z.literal('version'), version: ruleVersion }),
    z.object({ kind: z.literal('content'), scope: ruleScope, content: ruleContent }),
  ]),
  output: z.object({ findings: z.array(ruleFinding) }),
};

export type RuleDraftState = (typeof RULE_DRAFT_STATES)[number];
export type RuleContent = z.output<typeof ruleContent>;
export type RuleFinding = z.output<typeof ruleFinding>;
export type RuleVersionSummary = z.output<typeof ruleVersionSummary>;
export type RuleDraftSummary = z.output<typeof ruleDraftSummary>;
export type RuleDraft = z.output<typeof ruleDraft>;
export type RuleDraftAct = z.output<typeof ruleDraftAct>;
