import { Temporal } from '@miji/core';
import type { Items, Story } from '../story.ts';

const ABSENCE_DAYS = 7;

/**
 * The general manager is away: his deputy decides in his name, for copies up to 机密 and nothing else, until he takes it back. Gives the
 * request that is still open.
 */
export const delegate = async ({ tell, cast }: Story, { secret }: Items): Promise<string> => {
  tell.chapter('The general manager is away: he delegates, and takes it back');
  const { bankManager, bankDeputy, reader } = cast;
  const want = { item: secret, particulars: { operation: 'copy' }, purpose: '评审会补充材料' } as const;
  const first = await reader.miji.requests.file(want);
  await tell.refused(
    `${bankDeputy.name}, the bank’s deputy, opens request ${first.number}`,
    bankDeputy.miji.requests.get({ number: first.number }),
    'NOT_FOUND',
  );

  const { now } = await bankManager.miji.clock.read();
  const wanted = {
    company: 'HYYH',
    post: 'general_manager' as const,
    highestLevel: 'secret' as const,
    operations: ['copy' as const],
    reason: '出差',
    to: Temporal.Instant.from(now)
      .add({ hours: 24 * ABSENCE_DAYS })
      .toString({ fractionalSecondDigits: 3 }),
  };
  const delegation = await tell.granted(
    `${bankManager.name} delegates copies up to 机密 to ${bankDeputy.name}, for ${ABSENCE_DAYS} days`,
    bankManager.miji.delegations.give({ ...wanted, delegateId: bankDeputy.id }),
    ({ number, delegate: to, highestLevel }) => [`${number}: ${to.name}, up to ${highestLevel}`, 'GS-22'],
  );
  await tell.refused(
    `${bankDeputy.name} lends on what was lent to him`,
    bankDeputy.miji.delegations.give({ ...wanted, delegateId: cast.responsibleManager.id }),
    'NOT_ENTITLED',
  );

  const approved = await tell.granted(
    `${bankDeputy.name} approves ${first.number}`,
    bankDeputy.miji.requests.decide({ number: first.number, decision: 'approve' }),
    ({ state }) => [state, 'GS-22'],
  );
  tell.expect(approved.state === 'approved', 'whoever holds a delegation decides in its giver’s name');
  const { route } = await reader.miji.requests.get({ number: first.number });
  const [agreed] = route.agreed;
  tell.exchange(
    `${reader.name} looks at who has agreed`,
    `${agreed?.person.name ?? 'nobody'} in the name of ${agreed?.onBehalfOf?.name ?? 'nobody'}, ${agreed?.delegation ?? 'no delegation'}`,
    'GS-22',
  );
  tell.expect(
    agreed?.onBehalfOf?.id === bankManager.id && agreed.delegation === delegation.number,
    'a decision names in whose name it was made, and under which delegation',
  );

  const second = await reader.miji.requests.file(want);
  const page = await tell.granted(
    `${bankDeputy.name} opens the next request`,
    bankDeputy.miji.requests.get({ number: second.number }),
    ({ number, mayNotDecide }) => [`${number}, ${mayNotDecide ?? 'his to decide'}`, 'GS-22'],
  );
  tell.expect(page.mayNotDecide === null, 'while it is in force, the delegation covers what comes in');
  const revoked = await tell.granted(
    `${bankManager.name} is back, and revokes ${delegation.number}`,
    bankManager.miji.delegations.revoke({ number: delegation.number }),
    ({ inForce }) => [inForce ? 'still in force' : 'no longer in force', 'GS-22'],
  );
  tell.expect(!revoked.inForce, 'a revocation counts at once');
  await tell.refused(
    `${bankDeputy.name} approves ${second.number}`,
    bankDeputy.miji.requests.decide({ number: second.number, decision: 'approve' }),
    'NOT_FOUND',
  );
  return second.number;
};
