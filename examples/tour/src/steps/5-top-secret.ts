import type { Items, Story } from '../story.ts';

/** 绝密: not even the owner's general manager knows of it until a head-office executive designates him; and only they approve. */
export const handleTopSecret = async ({ tell, cast, apps }: Story, { topSecret }: Items): Promise<void> => {
  tell.chapter('绝密: designated one by one, copied only in need, approved by the head office alone');
  const { bankManager, bankDeputy, headOfficeDeputy } = cast;
  const never = topSecret.replace(/\d{6}$/, '999998');
  await tell.indistinguishable(
    `${bankManager.name}, the bank’s GM, asks for ${topSecret}`,
    bankManager.miji.items.get({ number: topSecret }),
    bankManager.miji.items.get({ number: never }),
  );
  await tell.granted(
    `${headOfficeDeputy.name}, a head-office deputy, designates him`,
    headOfficeDeputy.miji.items.name({
      number: topSecret,
      member: { kind: 'person', personId: bankManager.id },
      reason: '参与重组谈判',
    }),
    ({ entry }) => [`${entry.name}, named by ${entry.namedBy?.name ?? '?'}`, 'GS-17'],
  );
  await tell.refused(
    `${bankManager.name} asks for its text`,
    bankManager.miji.items.read({ number: topSecret }),
    'NOT_ENTITLED',
  );
  await tell.granted(
    `${bankManager.name} reads it, page by page with his name in every picture`,
    bankManager.miji.items.openReading({ number: topSecret }),
    ({ pages, reader }) => [`${pages} page, ${reader}`, 'GS-17, GS-22'],
  );
  const want = { item: topSecret, particulars: { operation: 'copy' }, purpose: '谈判现场使用' } as const;
  await tell.refused(`${bankManager.name} asks for a copy`, bankManager.miji.requests.file(want), 'NECESSITY_REQUIRED');
  const filed = await tell.granted(
    `${bankManager.name} asks again and says why it is needed`,
    bankManager.miji.requests.file({ ...want, necessity: '谈判地点不许联网，须携带纸质条款' }),
    (request) => [`${request.number}, ${request.state}`, 'GS-20, GS-21'],
  );
  await tell.refused(
    `${bankDeputy.name}, the bank’s deputy, approves`,
    bankDeputy.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    'NOT_FOUND',
  );
  await tell.refused(
    `${bankManager.name} approves it himself`,
    bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    'SELF_APPROVAL',
  );
  await tell.refused(
    `${headOfficeDeputy.name} approves from a screen that somebody left open`,
    headOfficeDeputy.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    'SECOND_FACTOR_REQUIRED',
  );
  await apps.headOfficeDeputy.confirm(filed.number);
  await tell.granted(
    `${headOfficeDeputy.name} approves, with the code of the authenticator app`,
    headOfficeDeputy.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    (request) => [request.state, 'GS-21'],
  );
  const { copy } = await tell.granted(
    `${bankManager.name} takes the copy`,
    bankManager.miji.grants.use({ grant: `${filed.number}-G` }),
    (use) => [`copy ${use.copy.number}, ${use.copy.mark}`, 'GS-23, GS-24'],
  );
  tell.expect(
    copy.level === 'top_secret' && copy.number === '001',
    'a copy has the level of its original, and a number',
  );
};
