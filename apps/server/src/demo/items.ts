import type { RegisterItemInput } from '@miji/contract';
import { demoCompanyId, demoPersonId } from './group.ts';

/** An item of the demonstration group: who drafts it, and what he writes down. `issuedDaysAgo` makes ages that stay plausible. */
export interface DemoItem {
  readonly key: string;
  readonly drafter: string;
  readonly issuedDaysAgo: number;
  /** who has confirmed it; absent for what still waits for that */
  readonly confirmedBy?: string;
  readonly input: Omit<RegisterItemInput, 'issuedOn' | 'idempotencyKey'>;
}

const person = (account: string) => ({ kind: 'person', personId: demoPersonId(account) }) as const;
const text = (heading: string, ...paragraphs: string[]) =>
  ({ format: 'markdown', text: [`# ${heading}`, ...paragraphs].join('\n\n') }) as const;

export const DEMO_ITEMS: readonly DemoItem[] = [
  {
    key: 'demo-item-credit-plan',
    drafter: 'zhao.yinuo',
    issuedDaysAgo: 12,
    input: {
      title: '二〇二七年度对公信贷投放方案',
      catalogueCode: 'GS-08.2',
      level: 'secret',
      levelReason: '尚未实施的年度投放方向，泄露会使议价失去主动',
      basis: '年度经营计划编制通知',
      period: { kind: 'term', term: 'P3Y' },
      responsibleManagerId: demoPersonId('lin.shuqin'),
      range: [
        { member: person('zhang.mingyuan'), reason: '承办投放测算' },
        { member: person('zhao.yinuo'), reason: '起草方案' },
      ],
      content: text(
        '二〇二七年度对公信贷投放方案',
        '一、总量：全年新增投放按上年末余额的百分之九安排。',
        '二、结构：制造业与普惠领域占比不低于六成。',
        '三、节奏：按季均衡投放，一季度不超过三成。',
      ),
    },
  },
  {
    key: 'demo-item-merger',
    drafter: 'shen.ruolan',
    issuedDaysAgo: 5,
    input: {
      title: '集团并购备选标的评估',
      catalogueCode: 'GS-08.1',
      level: 'top_secret',
      basis: '集团战略委员会会议决定',
      period: { kind: 'event', event: '公布' },
      responsibleManagerId: demoPersonId('gu.huaiyuan'),
      range: [{ member: person('lu.zhengming'), reason: '主持评估' }],
      content: text('集团并购备选标的评估', '备选标的三家，估值区间另附。', '决策前只限指定人员知悉。'),
    },
  },
  {
    key: 'demo-item-contract',
    drafter: 'zhang.mingyuan',
    issuedDaysAgo: 40,
    input: {
      title: '与远帆科技的系统采购合同',
      catalogueCode: 'GS-08.3',
      level: 'confidential',
      basis: '合同管理办法',
      period: { kind: 'term', term: 'P5Y' },
      responsibleManagerId: demoPersonId('lin.shuqin'),
      range: [
        { member: person('zhang.mingyuan'), reason: '经办人' },
        { member: { kind: 'post', companyId: demoCompanyId('HYYH'), post: 'general_manager' }, reason: '合同签署' },
      ],
      content: text('系统采购合同', '甲方：宏远银行。乙方：远帆科技。', '价款与付款节点见第四条，双方均负保密义务。'),
    },
  },
  {
    key: 'demo-item-wages',
    drafter: 'zhang.mingyuan',
    issuedDaysAgo: 360,
    confirmedBy: 'lin.shuqin',
    input: {
      title: '信贷部年度奖金分配表',
      catalogueCode: 'GS-08.10',
      level: 'confidential',
      basis: '薪酬管理办法',
      period: { kind: 'term', term: 'P1Y' },
      responsibleManagerId: demoPersonId('lin.shuqin'),
      range: [{ member: person('zhang.mingyuan'), reason: '考核联络人' }],
      content: text('信贷部年度奖金分配表', '按岗位系数与考核等次分配，明细略。'),
    },
  },
  {
    key: 'demo-item-market',
    drafter: 'zhang.mingyuan',
    issuedDaysAgo: 800,
    input: {
      title: '新版手机银行上线计划',
      catalogueCode: 'GS-08.5',
      level: 'confidential',
      basis: '产品上线管理流程',
      period: { kind: 'term', term: 'P2Y' },
      responsibleManagerId: demoPersonId('lin.shuqin'),
      range: [{ member: person('zhang.mingyuan'), reason: '项目成员' }],
      content: text('新版手机银行上线计划', '灰度范围、时间表与回退方案。'),
    },
  },
  {
    key: 'demo-item-budget',
    drafter: 'cao.ying',
    issuedDaysAgo: 20,
    input: {
      title: '宏远保险二〇二七年预算草案',
      catalogueCode: 'GS-08.4',
      level: 'secret',
      levelReason: '目录未规定默认密级，预算定案前不宜外泄',
      basis: '预算编制通知',
      period: { kind: 'term', term: 'P2Y' },
      responsibleManagerId: demoPersonId('han.dong'),
      range: [{ member: person('cao.ying'), reason: '编制人' }],
      content: text('二〇二七年预算草案', '保费收入、赔付与费用三张主表。'),
    },
  },
];
