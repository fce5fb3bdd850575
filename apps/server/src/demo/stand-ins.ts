import { Temporal } from '@miji/core';
import {
  appoint,
  giveDelegation,
  joinProjectGroup,
  listDelegations,
  listProjectGroups,
  openProjectGroup,
} from '@miji/services';
import type { CallContext, Platform } from '@miji/services';
import { demoId } from './demo-id.ts';
import { demoCompanyId, demoDepartmentId, demoPersonId } from './group.ts';

const COMPANY = 'HYYH';
const GROUP_NAME = '新一代信贷系统项目组';
const LEAVE = {
  from: Temporal.Instant.from('2025-07-01T00:00:00+08:00'),
  to: Temporal.Instant.from('2025-08-01T00:00:00+08:00'),
};

/** The instant some days after another. */
const daysAfter = (at: Temporal.Instant, days: number): string =>
  at.add({ hours: 24 * days }).toString({ fractionalSecondDigits: 3 });

/**
 * A month in which somebody kept a post for another, a delegation of the bank's general manager, and a project group: each once,
 * however often the group is loaded. The delegation reaches 秘密 alone.
 *
 * @param as somebody of the group, about to act
 */
export const loadStandIns = async (
  platform: Platform,
  as: (account: string) => Promise<CallContext>,
): Promise<void> => {
  await appoint(
    platform,
    {
      id: demoId('appointment/zhao.yinuo/acting'),
      companyId: demoCompanyId(COMPANY),
      personId: demoPersonId('zhao.yinuo'),
      post: 'department_head',
      departmentId: demoDepartmentId(COMPANY, '信贷部'),
      actingFor: demoPersonId('lin.shuqin'),
      ...LEAVE,
    },
    LEAVE.from,
  );

  const manager = await as('zhou.jianguo');
  const given = await listDelegations(manager, { view: 'given', limit: 1 });
  if (given.entries.length === 0) {
    await giveDelegation(manager, {
      company: COMPANY,
      delegateId: demoPersonId('wu.xiaofeng'),
      post: 'general_manager',
      highestLevel: 'confidential',
      operations: ['excerpt', 'copy'],
      reason: '赴外地参加行业会议期间',
      to: daysAfter(manager.at, 30),
    });
  }

  const leader = await as('lin.shuqin');
  const { entries } = await listProjectGroups(leader, { company: COMPANY, past: false });
  const group =
    entries.find(({ name }) => name === GROUP_NAME) ??
    (await openProjectGroup(leader, { company: COMPANY, name: GROUP_NAME }));
  for (const account of ['zhang.mingyuan', 'sun.hao']) {
    const personId = demoPersonId(account);
    if (group.members.some(({ person }) => person.id === personId)) continue;
    await joinProjectGroup(leader, { company: COMPANY, groupId: group.id, personId, reason: '项目成员' });
  }
};
