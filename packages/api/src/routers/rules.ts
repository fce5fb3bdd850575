import * as contract from '@miji/contract';
import {
  compareRuleSets,
  currentRules,
  discardRuleDraft,
  dryRunRules,
  getRuleDraft,
  getRuleVersion,
  lintRuleSet,
  listRuleDrafts,
  listRuleVersions,
  proposeRuleDraft,
  publishRuleDraft,
  returnRuleDraft,
  rulesCoverage,
  saveRuleDraft,
  startRuleDraft,
} from '@miji/services';
import { procedure, router } from '../trpc.ts';

export const rulesRouter = router({
  current: procedure
    .input(contract.currentRules.input)
    .output(contract.currentRules.output)
    .query(({ ctx }) => currentRules(ctx)),
  versions: procedure
    .input(contract.listRuleVersions.input)
    .output(contract.listRuleVersions.output)
    .query(({ ctx, input }) => listRuleVersions(ctx, input)),
  version: procedure
    .input(contract.getRuleVersion.input)
    .output(contract.getRuleVersion.output)
    .query(({ ctx, input }) => getRuleVersion(ctx, input)),
  compare: procedure
    .input(contract.compareRuleSets.input)
    .output(contract.compareRuleSets.output)
    .query(({ ctx, input }) => compareRuleSets(ctx, input)),
  drafts: procedure
    .input(contract.listRuleDrafts.input)
    .output(contract.listRuleDrafts.output)
    .query(({ ctx, input }) => listRuleDrafts(ctx, input)),
  draft: procedure
    .input(contract.getRuleDraft.input)
    .output(contract.getRuleDraft.output)
    .query(({ ctx, input }) => getRuleDraft(ctx, input)),
  startDraft: procedure
    .input(contract.startRuleDraft.input)
    .output(contract.startRuleDraft.output)
    .mutation(({ ctx, input }) => startRuleDraft(ctx, input)),
  saveDraft: procedure
    .input(contract.saveRuleDraft.input)
    .output(contract.saveRuleDraft.output)
    .mutation(({ ctx, input }) => saveRuleDraft(ctx, input)),
  proposeDraft: procedure
    .input(contract.proposeRuleDraft.input)
    .output(contract.proposeRuleDraft.output)
    .mutation(({ ctx, input }) => proposeRuleDraft(ctx, input)),
  returnDraft: procedure
    .input(contract.returnRuleDraft.input)
    .output(contract.returnRuleDraft.output)
    .mutation(({ ctx, input }) => returnRuleDraft(ctx, input)),
  discardDraft: procedure
    .input(contract.discardRuleDraft.input)
    .output(contract.discardRuleDraft.output)
    .mutation(({ ctx, input }) => discardRuleDraft(ctx, input)),
  publishDraft: procedure
    .input(contract.publishRuleDraft.input)
    .output(contract.publishRuleDraft.output)
    .mutation(({ ctx, input }) => publishRuleDraft(ctx, input)),
  // A mutation, as what has not been saved yet is too long for an address.
  lint: procedure
    .input(contract.lintRuleSet.input)
    .output(contract.lintRuleSet.output)
    .mutation(({ ctx, input }) => lintRuleSet(ctx, input)),
  dryRun: procedure
    .input(contract.dryRunRules.input)
    .output(contract.dryRunRules.output)
    .query(({ ctx, input }) => dryRunRules(ctx, input)),
  coverage: procedure
    .input(contract.rulesCoverage.input)
    .output(contract.rulesCoverage.output)
    .query(({ ctx, input }) => rulesCoverage(ctx, input)),
});
