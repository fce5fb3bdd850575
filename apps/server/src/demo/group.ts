import type { CompanyKind, Post } from '@miji/core';
import { demoId } from './demo-id.ts';

/** An invented group, with invented people. */
interface DemoCompany {
  readonly code: string;
  readonly kind: CompanyKind;
  readonly name: string;
  readonly departments: readonly string[];
  /** account name, name, post, department, lines of business in charge */
  readonly people: readonly (readonly [
    account: string,
    name: string,
    post: Post,
    department?: string,
    lines?: readonly string[],
  ])[];
}

export const DEMO_PASSWORD = 'miji-demo-2026';

export const DEMO_GROUP: readonly DemoCompany[] = [
  {
    code: 'HYJT',
    kind: 'headquarters',
    name: '宏远集团',
    departments: ['总经理办公室', '集团保密办'],
    people: [
      ['lu.zhengming', '陆正明', 'general_manager', '总经理办公室'],
      ['shen.ruolan', '沈若兰', 'deputy_general_manager', '总经理办公室', ['corporate_credit']],
      ['gu.huaiyuan', '顾怀远', 'deputy_general_manager', '总经理办公室', ['insurance', 'retail']],
      ['he.jing', '何静', 'security_officer', '集团保密办'],
      ['fang.zhe', '方哲', 'system_administrator'],
      ['luo.min', '罗敏', 'auditor'],
    ],
  },
  {
    code: 'HYYH',
    kind: 'subsidiary',
    name: '宏远银行',
    departments: ['信贷部', '零售业务部', '综合部'],
    people: [
      ['zhou.jianguo', '周建国', 'general_manager', '综合部'],
      ['wu.xiaofeng', '吴晓峰', 'deputy_general_manager', '综合部', ['corporate_credit']],
      ['lin.shuqin', '林书琴', 'department_head', '信贷部'],
      ['zhang.mingyuan', '张明远', 'staff', '信贷部'],
      ['zhao.yinuo', '赵一诺', 'staff', '信贷部'],
      ['sun.hao', '孙浩', 'staff', '零售业务部'],
      ['feng.xue', '冯雪', 'security_officer', '综合部'],
      ['qian.li', '钱立', 'custodian', '综合部'],
      ['wei.ran', '魏然', 'system_administrator'],
      ['jiang.ping', '蒋平', 'auditor'],
    ],
  },
  {
    code: 'HYBX',
    kind: 'subsidiary',
    name: '宏远保险',
    departments: ['客户服务部'],
    people: [
      ['han.dong', '韩冬', 'general_manager'],
      ['cao.ying', '曹颖', 'staff', '客户服务部'],
    ],
  },
  {
    code: 'HYWY',
    kind: 'subsidiary',
    name: '宏远物业',
    departments: ['品质管理部'],
    people: [['xu.zhiqiang', '许志强', 'general_manager']],
  },
  {
    code: 'HYSD',
    kind: 'subsidiary',
    name: '宏远速递',
    departments: ['市场部'],
    people: [['tang.lei', '唐磊', 'general_manager']],
  },
];

export const demoCompanyId = (code: string): string => demoId(`company/${code}`);
export const demoPersonId = (account: string): string => demoId(`person/${account}`);
export const demoDepartmentId = (code: string, name: string): string => demoId(`department/${code}/${name}`);

/** How somebody of the demonstration group signs in. */
export interface DemoAccount {
  readonly email: string;
  readonly name: string;
  readonly company: string;
  readonly post: Post;
  readonly personId: string;
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = DEMO_GROUP.flatMap(({ code, name: company, people }) =>
  people.map(([account, name, post]) => ({
    email: `${account}@${code.toLowerCase()}.example`,
    name,
    company,
    post,
    personId: demoPersonId(account),
  })),
);
