import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';

export const rules = ({ mutate, query }: Caller) => ({
  current: (options?: CallOptions): Out<typeof contract.currentRules> => query('rules.current', undefined, options),
  versions: (
    input: In<typeof contract.listRuleVersions> = {},
    options?: CallOptions,
  ): Out<typeof contract.listRuleVersions> => query('rules.versions', input, options),
  version: (input: In<typeof contract.getRuleVersion>, options?: CallOptions): Out<typeof contract.getRuleVersion> =>
    query('rules.version', input, options),
  compare: (input: In<typeof contract.compareRuleSets>, options?: CallOptions): Out<typeof contract.compareRuleSets> =>
    query('rules.compare', input, options),
  lint: (input: In<typeof contract.lintRuleSet>, options?: ActOptions): Out<typeof contract.lintRuleSet> =>
    mutate('rules.lint', input, options),
  drafts: (
    input: In<typeof contract.listRuleDrafts> = {},
    options?: CallOptions,
  ): Out<typeof contract.listRuleDrafts> => query('rules.drafts', input, options),
  draft: (input: In<typeof contract.getRuleDraft>, options?: CallOptions): Out<typeof contract.getRuleDraft> =>
    query('rules.draft', input, options),
  startDraft: (input: In<typeof contract.startRuleDraft>, options?: ActOptions): Out<typeof contract.startRuleDraft> =>
    mutate('rules.startDraft', input, options),
  saveDraft: (input: In<typeof contract.saveRuleDraft>, options?: ActOptions): Out<typeof contract.saveRuleDraft> =>
    mutate('rules.saveDraft', input, options),
  proposeDraft: (
    input: In<typeof contract.proposeRuleDraft>,
    options?: ActOptions,
  ): Out<typeof contract.proposeRuleDraft> => mutate('rules.proposeDraft', input, options),
  returnDraft: (
    input: In<typeof contract.returnRuleDraft>,
    options?: ActOptions,
  ): Out<typeof contract.returnRuleDraft> => mutate('rules.returnDraft', input, options),
  discardDraft: (
    input: In<typeof contract.discardRuleDraft>,
    options?: ActOptions,
  ): Out<typeof contract.discardRuleDraft> => mutate('rules.discardDraft', input, options),
  /** Publishes what somebody else has proposed; only ever by a second person himself. */
  publishDraft: (
    input: In<typeof contract.publishRuleDraft>,
    options?: ActOptions,
  ): Out<typeof contract.publishRuleDraft> => mutate('rules.publishDraft', input, options),
  /** Who would gain and who would lose what, were a draft in force now. */
  dryRun: (input: In<typeof contract.dryRunRules>, options?: CallOptions): Out<typeof contract.dryRunRules> =>
    query('rules.dryRun', input, options),
  coverage: (
    input: In<typeof contract.rulesCoverage> = {},
    options?: CallOptions,
  ): Out<typeof contract.rulesCoverage> => query('rules.coverage', input, options),
});
