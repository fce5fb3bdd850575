/** 客户与其等级。 */
export const customers = {
  title: '客户',
  lead: '客户资料的密级随客户等级而定（CD-05…07）；等级变更时，其资料即时重新定密。',
  register: '登记客户',
  registered: '已登记 {{name}}',
  find: '客户编号或名称',
  all_grades: '全部等级',
  none: '没有符合的客户。',
  field: {
    number: '客户编号',
    name: '客户名称',
    grade: '等级',
    since: '起始日',
    catalogue: '资料所属目录',
    reason: '变更理由',
    act: '操作',
  },
  grade: { ordinary: '一般', important: '重要', decisive: '直接影响公司权益' },
  grade_means: {
    ordinary: '一般业务往来：资料为秘密（CD-05）',
    important: '重要业务往来：资料为机密（CD-06）',
    decisive: '直接影响公司权益：资料为绝密（CD-07）',
  },
  change: '变更等级',
  change_of: '变更{{name}}的等级',
  change_lead: '其全部资料的密级、知晓范围与副本标志同时变更。',
  graded: '已变更等级，{{count}} 件资料重新定密',
} as const;
