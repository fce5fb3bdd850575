import type { Player } from '../cast.ts';
import type { Story } from '../story.ts';
import { underBankRules } from './bank-rules.ts';
import type { Shared } from './9-joint-decisions.ts';

const HOUR_MS = 3_600_000;
const inHours = (now: string, hours: number): string => new Date(Date.parse(now) + hours * HOUR_MS).toISOString();

/** Nobody approves for himself, by whatever way he comes to the decision. Each request is withdrawn in the end. */
export const decideNothingOfOnesOwn = async (story: Story, shared: Shared): Promise<void> => {
  const { tell, cast } = story;
  tell.chapter('Nobody approves for himself, by whatever way he comes to it');
  const { reader, bankManager, bankDeputy, responsibleManager, clockKeeper: administrator } = cast;
  const copy = { item: shared.number, particulars: { operation: 'copy' }, purpose: '自查' } as const;
  const recipients = (...people: readonly Player[]) => ({
    terms: { recipients: people.map(({ id }) => ({ personId: id, copies: 1 })) },
  });
  const approve = (who: Player, number: string) => who.miji.requests.decide({ number, decision: 'approve' });
  const own = async (
    way: string,
    asker: Player,
    asked: Parameters<Player['miji']['requests']['file']>[0],
    decider: Player,
    code: 'SELF_APPROVAL' | 'DELEGATE_OF_REQUESTER',
  ): Promise<void> => {
    const { number } = await asker.miji.requests.file(asked);
    await tell.refused(`${way}: ${decider.name} approves ${number}`, approve(decider, number), code);
    await asker.miji.requests.withdraw({ number });
  };

  await own('what he asks for himself', bankManager, copy, bankManager, 'SELF_APPROVAL');
  await own('what he files for another', bankManager, { ...copy, ...recipients(reader) }, bankManager, 'SELF_APPROVAL');
  await own('what is for him', reader, { ...copy, ...recipients(bankManager) }, bankManager, 'SELF_APPROVAL');
  await own(
    'what he receives beside others',
    reader,
    { ...copy, ...recipients(reader, bankManager) },
    bankManager,
    'SELF_APPROVAL',
  );

  const { now } = await administrator.miji.clock.read();
  const delegation = await bankManager.miji.delegations.give({
    company: 'HYYH',
    delegateId: bankDeputy.id,
    post: 'general_manager',
    highestLevel: 'secret',
    operations: ['copy'],
    reason: '出差',
    to: inHours(now, 1),
  });
  await own('in the name of whoever asks', bankManager, copy, bankDeputy, 'DELEGATE_OF_REQUESTER');
  await own(
    'in the name of whoever receives it',
    reader,
    { ...copy, ...recipients(bankManager) },
    bankDeputy,
    'DELEGATE_OF_REQUESTER',
  );
  await own('what he asks himself, in his principal’s name', bankDeputy, copy, bankDeputy, 'SELF_APPROVAL');
  await bankManager.miji.delegations.revoke({ number: delegation.number });

  const acting = await administrator.miji.organisation.appoint({
    company: 'HYYH',
    personId: responsibleManager.id,
    post: 'general_manager',
    actingForId: bankManager.id,
    reason: '代理',
  });
  await own('as the stand-in of whoever asks', bankManager, copy, responsibleManager, 'DELEGATE_OF_REQUESTER');
  await administrator.miji.organisation.endAppointment({ company: 'HYYH', appointmentId: acting.appointmentId });

  await underBankRules(story, { cells: [shared.quorum], note: '机密摘抄须两人同意' }, async () => {
    const { number } = await reader.miji.requests.file({
      item: shared.number,
      particulars: { operation: 'excerpt' },
      terms: { spans: [{ unit: 'lines', from: 1, to: 1 }] },
      purpose: '自查',
    });
    const promoted = await administrator.miji.organisation.appoint({
      company: 'HYYH',
      personId: reader.id,
      post: 'deputy_general_manager',
      reason: '任命',
    });
    await tell.refused(
      `by a post that came after filing: ${reader.name}, now a deputy, approves ${number}`,
      approve(reader, number),
      'SELF_APPROVAL',
    );
    await administrator.miji.organisation.endAppointment({ company: 'HYYH', appointmentId: promoted.appointmentId });
    await reader.miji.requests.withdraw({ number });
  });
};
