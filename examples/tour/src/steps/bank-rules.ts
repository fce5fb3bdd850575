import type { MijiClient } from '@miji/client';
import type { ApproverCell, Overlay } from '@miji/core';
import { cellKey } from '@miji/core';
import { Deviation } from '../narrator.ts';
import type { Story } from '../story.ts';

export type RuleDraft = Awaited<ReturnType<MijiClient['rules']['draft']>>;

export const BANK = 'HYYH';

/** The bank's own rules with other cells in the place of those that they had. */
export const withCells = (overlay: Overlay, cells: readonly ApproverCell[]): Overlay => ({
  ...overlay,
  approvers: [...overlay.approvers.filter((old) => !cells.some((cell) => cellKey(cell) === cellKey(old))), ...cells],
});

/** What a draft is called, and which state of it one has seen. */
export const seen = ({ summary: { number, revision } }: RuleDraft) => ({ draft: number, revision });

export const overlayOf = ({ content }: RuleDraft): Overlay => {
  if (content.kind === 'overlay') return content.overlay;
  throw new Deviation('a draft of a company is an overlay');
};

export const saveOverlay = ({ cast }: Story, draft: RuleDraft, overlay: Overlay): Promise<RuleDraft> =>
  cast.bankSecurityOfficer.miji.rules.saveDraft({ ...seen(draft), content: { kind: 'overlay', overlay } });

/** Proposed by the bank's office, which cannot publish it; published by the head office's. */
export const publish = async ({ tell, cast }: Story, draft: RuleDraft, note: string): Promise<void> => {
  const { bankSecurityOfficer: officer, headOfficeSecurityOfficer: second } = cast;
  const proposed = await tell.granted(
    `${officer.name} proposes it`,
    officer.miji.rules.proposeDraft({ ...seen(draft), note }),
    ({ summary }) => [`${summary.number} is ${summary.state}`, 'GS-01'],
  );
  await tell.refused(
    `${officer.name} publishes it herself`,
    officer.miji.rules.publishDraft({ ...seen(proposed), onto: proposed.newestVersion }),
    'NOT_ENTITLED',
  );
  const read = await second.miji.rules.draft({ draft: proposed.summary.number });
  await tell.granted(
    `${second.name}, the head office’s security officer, publishes it`,
    second.miji.rules.publishDraft({ ...seen(read), onto: read.newestVersion }),
    ({ version, standing }) => [`version ${version}, ${standing}`, 'GS-01'],
  );
};

/** Lets the bank live by further cells for a while; in the end its rules are what they were. */
export const underBankRules = async (
  story: Story,
  change: { readonly cells: readonly ApproverCell[]; readonly note: string },
  live: () => Promise<void>,
): Promise<void> => {
  const { bankSecurityOfficer: officer } = story.cast;
  const draft = await officer.miji.rules.startDraft({ scope: BANK, note: change.note });
  const before = overlayOf(draft);
  await publish(story, await saveOverlay(story, draft, withCells(before, change.cells)), change.note);
  try {
    await live();
  } finally {
    story.tell.remark('the bank goes back to what it had, the same way');
    const back = await officer.miji.rules.startDraft({ scope: BANK });
    await publish(story, await saveOverlay(story, back, before), '恢复原规则');
  }
};
