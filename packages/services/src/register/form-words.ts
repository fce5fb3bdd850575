import type { RequestDetail, RequestStep } from '@miji/contract';
import type { ApprovedOperation, Applicant, RequestState, SpanUnit } from '@miji/core';

type Ground = NonNullable<RequestStep['ground']>;
type Particulars = RequestDetail['particulars'];
type Destruction = Extract<Particulars, { operation: 'destroy' }>['method'];
type Provision = Extract<Particulars, { operation: 'provide' }>['medium'];
type Visitor = NonNullable<Extract<Particulars, { operation: 'loan' }>['visitor']>;

const zh = {
  title: '申请审批表',
  number: (number: string) => `编号：${number}`,
  level: (level: string) => `密级：${level}`,
  printed: (name: string, at: string) => `${name}于 ${at} 打印`,
  joint: '、',
  stop: '；',
  applicant: '申请人',
  name: '姓名',
  posts: '提出时的任职',
  postOf: (company: string, department: string | null, post: string) =>
    [company, department, post].filter((part) => part !== null).join(' '),
  noPosts: '登记中没有留下',
  filedBy: '代为提出',
  kindOfApplicant: '所属',
  applicants: { insider: '本公司人员', group: '集团内其他公司人员', outsider: '外单位人员' } satisfies Record<Applicant, string>,
  matter: '申请事项',
  operation: '操作',
  item: '密件编号',
  catalogue: '目录条目',
  operations: {
    excerpt: '摘抄', copy: '复制', print: '打印', export: '导出', loan: '借阅', carry_out: '外出携带', provide: '对外提供',
    regrade: '变更密级', extend: '延长保密期限', declassify: '提前解密', destroy: '销毁',
  } satisfies Record<ApprovedOperation, string>,
  useUntil: '使用期限至',
  format: '格式', formats: { pdf: 'PDF', text: '文本' }, destination: '去向',
  days: '借阅天数', daysOf: (days: number) => `${days} 天`,
  visitor: '外单位人员', organisation: '单位', letter: '介绍信', document: '证件',
  documents: {
    resident_identity_card: '居民身份证', passport: '护照', work_card: '工作证', other: '其他证件',
  } satisfies Record<Visitor['document'], string>,
  bringBackOn: '带回日期', measures: '保护措施',
  contact: '接收人', legalBasis: '法律依据', exactly: '提供内容', medium: '方式',
  media: { paper: '纸质', electronic: '电子', reading: '仅供阅看' } satisfies Record<Provision, string>,
  destroyed: '销毁对象', destroyedAll: '该件及其全部副本', method: '销毁方式',
  methods: { shredding: '粉碎', pulping: '化浆', burning: '焚毁', erasure: '消除' } satisfies Record<Destruction, string>,
  executor: '执行人', witness: '监销人',
  change: '变更内容',
  changes: {
    regrade: (level: string) => `将密级变更为${level}`,
    extend: (period: string) => `将保密期限延长为${period}`,
    declassify: '解密', event: (event: string) => `解密（${event}）`,
    part: (from: number, to: number) => `将第 ${from}–${to} 行解密`,
  },
  repeats: '此前被拒绝的申请',
  round: (round: number) => `第 ${round} 轮`,
  filed: '提出时间', answered: '答复', recipients: '领取人',
  copiesOf: (name: string, copies: number) => `${name} ${copies} 份`,
  spans: '范围', whole: '全文',
  units: { lines: '行', sections: '节', pages: '页' } satisfies Record<SpanUnit, string>,
  spanOf: (unit: string, from: number, to: number) => (from === to ? `第 ${from} ${unit}` : `第 ${from}–${to} ${unit}`),
  useBefore: '最迟使用', notSet: '依规则',
  purpose: '用途', necessity: '必要性', none: '无',
  step: (round: number, step: number, act: string) => `第 ${round} 轮　第 ${step} 步　${act}`,
  acts: { approve: '同意', refuse: '不同意', ask_back: '要求补充' } satisfies Record<RequestStep['kind'], string>,
  decidedBy: '审批人', capacity: '身份', at: '时间',
  inName: (name: string, principal: string, delegation: string | null) =>
    delegation === null ? `${name} 代 ${principal}` : `${name} 代 ${principal}，委托号 ${delegation}`,
  escalated: (name: string) => `${name}（作为上级）`,
  reason: '理由', question: '问题', ground: '类别',
  grounds: {
    not_needed: '不需要', too_much: '过多', unclear: '不清楚', wrong_person: '找错人', not_permitted: '不允许', other: '其他',
  } satisfies Record<Ground, string>,
  cutDown: '缩减为', confirmed: '当场确认', factors: { totp: '动态口令', passkey: '通行密钥' },
  outcome: '结果',
  state: '状态',
  states: {
    pending: '待决', returned: '待补充', approved: '已批准', refused: '不批准', withdrawn: '已撤回',
    expired: '逾期未决，视为不同意', void: '已失效',
  } satisfies Record<RequestState, string>,
  ended: '结束时间', expires: '决定期限', final: '最终准予',
  rule: '审批规则', rules: (version: number) => `规则集第 ${version} 版`, article: '条文',
  seat: {
    in_charge: (company: string, post: string) => `${company}分管该项业务的${post}`,
    person: '主管人员', department: (department: string) => `${department}部门负责人`, nobody: '规则所称的职务',
    post: (company: string, post: string) => `${company}${post}`,
  },
};

/** The words of the form in one language. */
export type FormWords = typeof zh;

const en: FormWords = {
  title: 'Application and approval form',
  number: (number) => `No. ${number}`,
  level: (level) => `Level: ${level}`,
  printed: (name, at) => `Printed by ${name} at ${at}`,
  joint: ', ',
  stop: '; ',
  applicant: 'Applicant',
  name: 'Name',
  posts: 'Posts when filing',
  postOf: (company, department, post) => [post, department, company].filter((part) => part !== null).join(', '),
  noPosts: 'not kept in the register',
  filedBy: 'Filed by',
  kindOfApplicant: 'Belongs to',
  applicants: { insider: 'the owning company', group: 'another company of the group', outsider: 'another organisation' },
  matter: 'What is asked for',
  operation: 'Operation',
  item: 'Item',
  catalogue: 'Catalogue entry',
  operations: {
    excerpt: 'Excerpt', copy: 'Copy', print: 'Print', export: 'Export', loan: 'Loan', carry_out: 'Carrying out', provide: 'Provide to outside',
    regrade: 'Change of level', extend: 'Extension', declassify: 'Early declassification', destroy: 'Destruction',
  },
  useUntil: 'To be used until',
  format: 'Format', formats: { pdf: 'PDF', text: 'text' }, destination: 'Destination',
  days: 'Length of the loan', daysOf: (days) => `${days} ${days === 1 ? 'day' : 'days'}`,
  visitor: 'Visitor', organisation: 'Organisation', letter: 'Letter of introduction', document: 'Document',
  documents: {
    resident_identity_card: 'Resident identity card', passport: 'Passport', work_card: 'Work card', other: 'Other document',
  },
  bringBackOn: 'To be back on', measures: 'Protection on the way',
  contact: 'Received by', legalBasis: 'Legal basis', exactly: 'What exactly', medium: 'Form',
  media: { paper: 'on paper', electronic: 'electronic', reading: 'for reading only' },
  destroyed: 'To be destroyed', destroyedAll: 'the item with all of its copies', method: 'Method',
  methods: { shredding: 'shredding', pulping: 'pulping', burning: 'burning', erasure: 'erasure' },
  executor: 'Carried out by', witness: 'Witnessed by',
  change: 'Change',
  changes: {
    regrade: (level) => `to the level ${level}`,
    extend: (period) => `to the period ${period}`,
    declassify: 'declassification', event: (event) => `declassification (${event})`,
    part: (from, to) => `declassification of lines ${from}–${to}`,
  },
  repeats: 'Refused before',
  round: (round) => `Round ${round}`,
  filed: 'Handed in at', answered: 'Answer', recipients: 'Recipients',
  copiesOf: (name, copies) => `${name}: ${copies} ${copies === 1 ? 'copy' : 'copies'}`,
  spans: 'Parts', whole: 'the whole',
  units: { lines: 'lines', sections: 'sections', pages: 'pages' },
  spanOf: (unit, from, to) => (from === to ? `${unit.slice(0, -1)} ${from}` : `${unit} ${from}–${to}`),
  useBefore: 'To be used before', notSet: 'as the rules set',
  purpose: 'Purpose', necessity: 'Necessity', none: 'none',
  step: (round, step, act) => `Round ${round}, step ${step}: ${act}`,
  acts: { approve: 'agreed', refuse: 'refused', ask_back: 'asked back' },
  decidedBy: 'Decided by', capacity: 'As', at: 'At',
  inName: (name, principal, delegation) =>
    delegation === null ? `${name} for ${principal}` : `${name} for ${principal}, delegation ${delegation}`,
  escalated: (name) => `${name} (as the next in line)`,
  reason: 'Reason', question: 'Question', ground: 'Kind of reason',
  grounds: {
    not_needed: 'not needed', too_much: 'too much', unclear: 'unclear', wrong_person: 'wrong person', not_permitted: 'not permitted',
    other: 'other',
  },
  cutDown: 'Cut down to', confirmed: 'Confirmed by', factors: { totp: 'one-time password', passkey: 'passkey' },
  outcome: 'Outcome',
  state: 'State',
  states: {
    pending: 'pending', returned: 'waiting for an answer', approved: 'approved', refused: 'refused', withdrawn: 'withdrawn',
    expired: 'expired: not decided in time, which is a no', void: 'void',
  },
  ended: 'Ended at', expires: 'To be decided before', final: 'Granted in the end',
  rule: 'Who decides', rules: (version) => `Rule set, version ${version}`, article: 'Article',
  seat: {
    in_charge: (company, post) => `${post} of ${company}, in charge of this line of business`,
    person: 'responsible manager', department: (department) => `head of department ${department}`.trim(),
    nobody: 'the post that the rules name',
    post: (company, post) => `${post} of ${company}`,
  },
};

export const FORM_WORDS: Readonly<Record<'zh-CN' | 'en', FormWords>> = { 'zh-CN': zh, en };
