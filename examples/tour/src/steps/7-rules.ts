import type { Approver } from '@miji/core';
import { allOf, NOBODY, OWNER_GENERAL_MANAGER } from '@miji/core';
import type { Items, Story } from '../story.ts';
import { BANK, overlayOf, publish, saveOverlay, seen, withCells } from './bank-rules.ts';

const ANY_EMPLOYEE: Approver = { kind: 'post', company: 'owner', post: 'staff' };
const GM_AND_RESPONSIBLE_MANAGER = allOf(OWNER_GENERAL_MANAGER, { kind: 'responsible_manager' });

/** One cell of the group's matrix as the bank would have it. */
const cell = (operation: 'copy' | 'excerpt', level: 'secret' | 'top_secret', approver: Approver, article: string) =>
  ({ regime: 'group', operation, level, approver, necessityRequired: level === 'top_secret', article }) as const;

/**
 * The bank's office writes rules of its own: stricter ones are tried out and published by a second person, looser ones are refused with
 * what they would open. In the end the bank's rules are what they were.
 */
export const tightenRules = async (story: Story, items: Items, openRequest: string): Promise<void> => {
  const { tell, cast } = story;
  tell.chapter('The bank makes rules of its own: stricter ones count, looser ones are refused');
  const { bankSecurityOfficer: officer, reader } = cast;
  const started = await tell.granted(
    `${officer.name} begins a draft of the bank’s own rules`,
    officer.miji.rules.startDraft({ scope: BANK, note: '季度检查后的收紧' }),
    ({ summary }) => [`${summary.number}, on version ${summary.baseVersion}`, 'GS-01'],
  );
  const before = overlayOf(started);

  const loosened = await saveOverlay(
    story,
    started,
    withCells(before, [cell('copy', 'secret', ANY_EMPLOYEE, 'GS-22')]),
  );
  const refusal = await tell.refused(
    'she proposes that any employee may approve a copy of 机密',
    officer.miji.rules.proposeDraft({ ...seen(loosened), note: '图方便' }),
    'RULE_LOOSENED',
  );
  const counterexample = refusal?.counterexample ?? null;
  tell.remark(`what it would open: ${counterexample?.zh ?? 'nobody says what'}`);
  if (counterexample !== null) tell.remark(counterexample.en);
  tell.expect(
    counterexample?.question.kind === 'agreement' &&
      counterexample.question.operation === 'copy' &&
      counterexample.level === 'secret',
    'a refusal of looser rules comes with what they would open',
  );

  const tightened = await saveOverlay(
    story,
    loosened,
    withCells(before, [
      cell('copy', 'secret', GM_AND_RESPONSIBLE_MANAGER, 'GS-22'),
      cell('excerpt', 'top_secret', NOBODY, 'GS-20'),
    ]),
  );
  tell.remark('instead: a copy of 机密 needs the responsible manager too, and nobody takes excerpts of 绝密');
  await tell.refused(
    `${reader.name} tries it out`,
    reader.miji.rules.dryRun({ draft: tightened.summary.number }),
    'NOT_FOUND',
  );
  const effect = await tell.granted(
    `${officer.name} tries it out on the live data`,
    officer.miji.rules.dryRun({ draft: tightened.summary.number }),
    ({ looked, gains, losses, rerouted, recalled, relevelled }) => [
      `${looked.persons} persons × ${looked.items} items: ${gains.count} answers gained, ${losses.count} lost by ${losses.persons} persons; ` +
        `${rerouted.count} requests re-routed, ${recalled.count} copies to recall, ${relevelled.count} items with another default level`,
      'GS-21, GS-22',
    ],
  );
  tell.expect(effect.gains.count === 0, 'stricter rules give nobody anything');
  tell.expect(effect.losses.count > 0, 'whoever might have asked for an excerpt of 绝密 loses it');
  tell.expect(
    effect.rerouted.examples.some(({ request }) => request === openRequest) || effect.rerouted.count > 20,
    'an open request would go to other people',
  );
  await publish(story, tightened, '机密的复制须经主管人员同意；绝密不得摘抄');

  try {
    await liveByThem(story, items, openRequest);
  } finally {
    tell.remark('the bank goes back to what it had, the same way');
    const back = await officer.miji.rules.startDraft({ scope: BANK });
    await publish(story, await saveOverlay(story, back, before), '恢复原规则');
  }
};

/** What is asked for since needs both; what was asked for before needs whom it needed then. */
const liveByThem = async ({ tell, cast }: Story, { secret }: Items, openRequest: string): Promise<void> => {
  const { reader, bankManager, responsibleManager } = cast;
  const purpose = '按新规则申请';
  const filed = await reader.miji.requests.file({ item: secret, particulars: { operation: 'copy' }, purpose });
  const one = await tell.granted(
    `${bankManager.name} approves a copy that was asked for since`,
    bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    ({ state, stillMissing }) => [
      `${state}; ${stillMissing?.kind === 'open' ? stillMissing.approvers.map(({ name }) => name).join(', ') : 'nobody'} has to agree besides`,
      'GS-22',
    ],
  );
  tell.expect(one.state === 'pending', 'under the stricter rules one signature is not enough');
  const both = await tell.granted(
    `${responsibleManager.name}, the responsible manager, approves it too`,
    responsibleManager.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    ({ state }) => [state, 'GS-22'],
  );
  tell.expect(both.state === 'approved', 'with both it is approved');
  const old = await tell.granted(
    `${bankManager.name} approves ${openRequest}, filed before`,
    bankManager.miji.requests.decide({ number: openRequest, decision: 'approve' }),
    ({ state }) => [state, 'the rules of the version under which it was filed'],
  );
  tell.expect(old.state === 'approved', 'what was filed earlier keeps the rules of its own version');
};
