import type { RuleContent, RuleDraft, RuleVersionSummary } from '@miji/contract';
import type { ApprovedOperation, Approver, Overlay, RuleDocument, SecretLevel } from '@miji/core';
import { EMPTY_OVERLAY } from '@miji/core';
import { getRuleDraft, proposeRuleDraft, publishRuleDraft, saveRuleDraft, startRuleDraft } from '../../../src/index.ts';
import type { House } from '../../support/house.ts';

/** Drafting and publishing as the two offices do it. */
export interface RuleOffice {
  /** begins a draft, changes it and saves it */
  draft(author: string, scope: string | null, change: (content: RuleContent) => RuleContent): Promise<RuleDraft>;
  propose(author: string, draft: RuleDraft): Promise<RuleDraft>;
  publish(publisher: string, draft: RuleDraft, effectiveFrom?: string): Promise<RuleVersionSummary>;
  /** all three, for the group, by the head office’s security officer and its general manager */
  enact(change: (document: RuleDocument) => RuleDocument, effectiveFrom?: string): Promise<RuleVersionSummary>;
  /** all three, for the owner’s overlay, by its own security officer and the head office’s */
  tighten(overlay: Partial<Overlay>): Promise<RuleVersionSummary>;
}

export const ruleOffice = (house: House): RuleOffice => {
  const { headquarters, own } = house.group;
  const office: RuleOffice = {
    draft: async (author, scope, change) => {
      const ctx = await house.as(author);
      const { summary, content } = await startRuleDraft(ctx, { scope });
      const { number: draft, revision } = summary;
      return saveRuleDraft(ctx, { draft, revision, content: change(content) });
    },
    propose: async (author, { summary: { number, revision } }) =>
      proposeRuleDraft(await house.as(author), { draft: number, revision, note: '按年度检查结果修订' }),
    publish: async (publisher, { summary: { number } }, effectiveFrom) => {
      const ctx = await house.as(publisher);
      const { summary, newestVersion } = await getRuleDraft(ctx, { draft: number });
      return publishRuleDraft(ctx, { draft: number, revision: summary.revision, onto: newestVersion, effectiveFrom });
    },
    enact: async (change, effectiveFrom) => {
      const author = headquarters.people.security_officer;
      const drafted = await office.draft(author, null, inGroup(change));
      return office.publish(headquarters.people.general_manager, await office.propose(author, drafted), effectiveFrom);
    },
    tighten: async (overlay) => {
      const author = own.people.security_officer;
      const drafted = await office.draft(author, own.code, () => overlayContent(overlay));
      return office.publish(headquarters.people.security_officer, await office.propose(author, drafted));
    },
  };
  return office;
};

/** A change of the group’s document. */
export const inGroup =
  (change: (document: RuleDocument) => RuleDocument) =>
  (content: RuleContent): RuleContent =>
    content.kind === 'group' ? { kind: 'group', document: change(content.document) } : content;

export const overlayContent = (overlay: Partial<Overlay>): RuleContent => ({
  kind: 'overlay',
  overlay: { ...EMPTY_OVERLAY, ...overlay },
});

/** Another approver for one cell of the group’s regime. */
export const cell = (operation: ApprovedOperation, level: SecretLevel, approver: Approver) =>
  ({ regime: 'group', operation, level, approver, necessityRequired: false, article: 'GS-22' }) as const;

/** The document with another approver in one cell of the group’s regime. */
export const withCell =
  (operation: ApprovedOperation, level: SecretLevel, approver: Approver) =>
  (document: RuleDocument): RuleDocument => ({
    ...document,
    approvers: [
      ...document.approvers.filter(
        (other) => other.regime !== 'group' || other.operation !== operation || other.level !== level,
      ),
      cell(operation, level, approver),
    ],
  });
