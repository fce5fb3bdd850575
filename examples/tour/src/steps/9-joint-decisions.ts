import type { ApproverCell, Approver } from '@miji/core';
import { allOf, atLeast, OWNER_GENERAL_MANAGER } from '@miji/core';
import type { Story } from '../story.ts';
import { underBankRules } from './bank-rules.ts';

/** A 机密 document that both bank executives may know, for what follows. */
export interface Shared {
  readonly number: string;
  /** the rule under which two of three have to agree */
  readonly quorum: ApproverCell;
}

const TWO_OF_THREE: Approver = allOf(
  OWNER_GENERAL_MANAGER,
  atLeast(
    2,
    OWNER_GENERAL_MANAGER,
    { kind: 'post', company: 'owner', post: 'deputy_general_manager' },
    { kind: 'responsible_manager' },
  ),
);

const QUORUM: ApproverCell = {
  regime: 'group',
  operation: 'excerpt',
  level: 'secret',
  approver: TWO_OF_THREE,
  necessityRequired: false,
  article: 'GS-22',
};

/** Two regimes that bind one item each have their approvers; a quorum counts people, not signatures. */
export const shareTheDecision = async (story: Story): Promise<Shared> => {
  const { tell, cast } = story;
  tell.chapter('Several have to agree: two regimes, and two people out of three');
  const { service, text, today, mark } = story;
  const { reader, bankManager, bankDeputy, responsibleManager, headOfficeDeputy } = cast;
  const content = { format: 'plain', text } as const;
  const common = { period: { kind: 'event', event: '公布' }, issuedOn: today, content } as const;
  const file = await service.items.register({
    ...common,
    title: `重大客户档案 ${mark}`,
    catalogueCode: 'GS-08.1',
    level: 'top_secret',
    basis: '客户服务规程',
    regimes: ['customer_file'],
    responsibleManagerId: responsibleManager.id,
    range: [],
  });
  const secret = await service.items.register({
    ...common,
    title: `并购尽调清单 ${mark}`,
    catalogueCode: 'GS-08.2',
    level: 'secret',
    levelReason: '尚未公开的安排',
    basis: '项目立项通知',
    responsibleManagerId: responsibleManager.id,
    range: [reader, bankManager, bankDeputy].map(({ id }) => ({
      member: { kind: 'person', personId: id } as const,
      reason: '项目组成员',
    })),
  });
  const { version } = await responsibleManager.miji.items.get({ number: secret.number });
  await responsibleManager.miji.items.confirm({ number: secret.number, version });
  await tell.granted(
    `${headOfficeDeputy.name} designates ${reader.name} for a 绝密 customer file, by its number`,
    headOfficeDeputy.miji.items.name({
      number: file.number,
      member: { kind: 'person', personId: reader.id },
      reason: '承办该客户',
    }),
    ({ entry }) => [`${entry.name}, named by ${entry.namedBy?.name ?? '?'}`, 'GS-17, K-07'],
  );
  await twoRegimes(story, file.number);
  await underBankRules(story, { cells: [QUORUM], note: '机密摘抄须两人同意' }, () => quorum(story, secret.number));
  return { number: secret.number, quorum: QUORUM };
};

const twoRegimes = async ({ tell, cast, apps }: Story, item: string): Promise<void> => {
  const { reader, bankManager, headOfficeDeputy } = cast;
  const particulars = { operation: 'copy' } as const;
  const asked = { item, particulars, purpose: '面谈使用', necessity: '客户要求当面核对纸质资料' };
  const preview = await tell.granted(
    `${reader.name} looks who would decide about a copy`,
    reader.miji.requests.preview({ item, operation: 'copy', necessity: asked.necessity }),
    ({ outcome, route }) => [
      `${outcome}: ${route?.kind === 'open' ? route.approvers.map(({ name }) => name).join(', ') : 'nobody'}`,
      'K-01: the union of the group’s rule and that of customer files',
    ],
  );
  tell.expect(preview.outcome === 'can_be_filed', 'who decides is known before anything is sent');
  const filed = await reader.miji.requests.file(asked);
  await apps.bankManager.confirm(filed.number);
  const one = await tell.granted(
    `${bankManager.name}, the bank’s GM, approves it for the rules of customer files`,
    bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    ({ state, stillMissing }) => [
      `${state}; ${stillMissing?.kind === 'open' ? stillMissing.approvers.map(({ name }) => name).join(' or ') : 'nobody'} has to agree besides`,
      'CF-30',
    ],
  );
  tell.expect(one.state === 'pending', 'one regime’s approval is not the other’s');
  await apps.headOfficeDeputy.confirm(filed.number);
  const both = await tell.granted(
    `${headOfficeDeputy.name}, a head-office deputy, approves it for the group’s`,
    headOfficeDeputy.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    ({ state }) => [state, 'GS-21, CF-30'],
  );
  tell.expect(both.state === 'approved', 'with both it is approved');
};

const quorum = async ({ tell, cast }: Story, item: string): Promise<void> => {
  const { reader, bankManager, bankDeputy } = cast;
  const filed = await reader.miji.requests.file({
    item,
    particulars: { operation: 'excerpt' },
    terms: { spans: [{ unit: 'lines', from: 1, to: 3 }] },
    purpose: '汇总进度',
  });
  const one = await tell.granted(
    `${bankManager.name} agrees to an excerpt that two of three have to agree to, he among them`,
    bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    ({ state }) => [state, 'GS-22'],
  );
  tell.expect(one.state === 'pending', 'one person is no quorum of two');
  await tell.refused(
    `${bankManager.name} agrees once more`,
    bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    'ALREADY_APPROVED_BY_YOU',
  );
  const two = await tell.granted(
    `${bankDeputy.name} agrees, and cuts it down to the first line`,
    bankDeputy.miji.requests.decide({
      number: filed.number,
      decision: 'approve',
      terms: {
        recipients: [{ personId: reader.id, copies: 1 }],
        spans: [{ unit: 'lines', from: 1, to: 1 }],
        useBefore: null,
      },
    }),
    ({ state, terms }) => [`${state}: lines 1 to ${terms.spans[0]?.to ?? '?'}`, 'GS-22'],
  );
  tell.expect(two.state === 'approved' && two.terms.spans[0]?.to === 1, 'who agrees may give less, and that is given');
};
