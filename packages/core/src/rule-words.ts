import type { Applicant, ApprovedOperation } from './approver.ts';
import type { SecretLevel } from './level.ts';
import type { RangeMemberKind } from './range.ts';
import type { Regime } from './regime.ts';
import type { Bilingual, Namer } from './rule-set.ts';

/** What the levels are called. */
export const LEVEL_WORDS: Readonly<Record<SecretLevel, Bilingual>> = {
  confidential: { zh: '秘密', en: 'confidential' },
  secret: { zh: '机密', en: 'secret' },
  top_secret: { zh: '绝密', en: 'top secret' },
};

/** What the regimes are called. */
export const REGIME_WORDS: Readonly<Record<Regime, Bilingual>> = {
  group: { zh: '集团保密', en: 'group secrecy' },
  customer: { zh: '客户保密', en: 'customer secrecy' },
  archive: { zh: '档案', en: 'archive' },
  customer_file: { zh: '客户档案', en: 'customer files' },
  property: { zh: '物业客户信息', en: 'property customers' },
  insurance: { zh: '保险客户资料', en: 'insurance customers' },
  bank: { zh: '银行个人金融信息', en: 'bank personal information' },
};

/** What the operations of the matrix are called. */
export const OPERATION_WORDS: Readonly<Record<ApprovedOperation, Bilingual>> = {
  excerpt: { zh: '摘抄', en: 'excerpt' },
  copy: { zh: '复制', en: 'copy' },
  print: { zh: '打印', en: 'print' },
  export: { zh: '导出', en: 'export' },
  loan: { zh: '借阅', en: 'lend' },
  carry_out: { zh: '外出携带', en: 'carry out' },
  provide: { zh: '对外提供', en: 'provide outside' },
  regrade: { zh: '变更密级', en: 'regrade' },
  extend: { zh: '延长期限', en: 'extend' },
  declassify: { zh: '提前解密', en: 'declassify early' },
  destroy: { zh: '销毁', en: 'destroy' },
};

/** Who asks. */
export const APPLICANT_WORDS: Readonly<Record<Applicant, Bilingual>> = {
  insider: { zh: '本公司人员', en: 'people of the owning company' },
  group: { zh: '集团其他公司人员', en: 'people of other companies of the group' },
  outsider: { zh: '外单位人员', en: 'visitors from outside' },
};

/** The same in as few signs as a table has room for. */
export const APPLICANT_SHORT: Readonly<Record<Applicant, Bilingual>> = {
  insider: { zh: '本公司', en: 'own' },
  group: { zh: '集团', en: 'group' },
  outsider: { zh: '外单位', en: 'visitor' },
};

/** Who may name readers. */
export const NAMER_WORDS: Readonly<Record<Namer, Bilingual>> = {
  headquarters_executive: { zh: '总公司总经理或副总经理', en: 'a head-office executive' },
  responsible_manager: { zh: '主管人员', en: 'the responsible manager' },
  owner_security_officer: { zh: '密件所属公司保密专员', en: 'the owner’s security officer' },
};

/** By what somebody may know an item. */
export const READER_WORDS: Readonly<
  Record<RangeMemberKind | 'responsible_manager' | 'headquarters_executive', Bilingual>
> = {
  person: { zh: '逐一写明的人员', en: 'a person named' },
  post: { zh: '列明岗位的人员', en: 'whoever holds a listed post' },
  department: { zh: '列明部门的人员', en: 'whoever is in a listed department' },
  group: { zh: '列明项目组的人员', en: 'whoever is in a listed project group' },
  responsible_manager: { zh: '主管人员', en: 'the responsible manager' },
  headquarters_executive: { zh: '总公司总经理或副总经理', en: 'a head-office executive' },
};
