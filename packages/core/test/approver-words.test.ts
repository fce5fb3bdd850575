import { describe, expect, it } from 'vitest';
import {
  allOf,
  anyOf,
  approverSentence,
  atLeast,
  HEADQUARTERS_EXECUTIVE,
  inOrder,
  leavesOf,
  NOBODY,
  OWNER_GENERAL_MANAGER,
} from '../src/index.ts';
import type { Approver, Office } from '../src/index.ts';

const manager: Office = { kind: 'responsible_manager' };
const deputy: Office = { kind: 'in_charge', company: 'owner', post: 'deputy_general_manager' };

describe('who has to agree, in words', () => {
  it.each<[zh: string, en: string, Approver]>([
    ['密件所属公司总经理', 'the owning company’s general manager', OWNER_GENERAL_MANAGER],
    ['总公司总经理或副总经理', 'the head office’s general manager or deputy general manager', HEADQUARTERS_EXECUTIVE],
    [
      '密件所属公司总经理或密件所属公司分管该项业务的副总经理',
      'the owning company’s general manager or the owning company’s deputy general manager in charge of this line of business',
      anyOf(OWNER_GENERAL_MANAGER, deputy),
    ],
    [
      '主管人员和（总公司总经理或副总经理）（均须同意）',
      'the responsible manager and (the head office’s general manager or deputy general manager) (all of them)',
      allOf(manager, HEADQUARTERS_EXECUTIVE),
    ],
    [
      '先经主管人员，再经密件所属公司总经理',
      'first the responsible manager, then the owning company’s general manager',
      inOrder(manager, OWNER_GENERAL_MANAGER),
    ],
    [
      '总公司总经理、副总经理（至少 2 人同意）',
      'at least 2 different people from: the head office’s general manager, deputy general manager',
      atLeast(2, ...leavesOf<Office>(HEADQUARTERS_EXECUTIVE)),
    ],
    [
      '（主管人员、密件所属公司分管该项业务的副总经理（至少 2 人同意））和密件所属公司总经理（均须同意）',
      '(at least 2 different people from: the responsible manager, the owning company’s deputy general manager in charge of this line of business) and the owning company’s general manager (all of them)',
      allOf<Office>(atLeast<Office>(2, manager, deputy), OWNER_GENERAL_MANAGER),
    ],
    [
      '先经（密件所属公司副总经理（至少 3 人同意）），再经主管人员',
      'first (at least 3 different people from: the owning company’s deputy general manager), then the responsible manager',
      inOrder<Office>(atLeast<Office>(3, { kind: 'post', company: 'owner', post: 'deputy_general_manager' }), manager),
    ],
    ['申请人所在部门负责人', 'the head of the requester’s department', { kind: 'requester_department_head' }],
    ['任何人均不得批准', 'nobody may approve', NOBODY],
  ])('%s', (zh, en, approver) => {
    expect(approverSentence(approver, 'zh')).toBe(zh);
    expect(approverSentence(approver, 'en')).toBe(en);
  });
});
