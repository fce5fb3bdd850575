/** 报表。 */
export const reports = {
  company: '公司',
  month: '月份',
  field: {
    number: '密件编号',
    level: '密级',
    catalogue: '目录',
    ends: '解密时间',
    manager: '主管人员',
    at: '时间',
    person: '人员',
    act: '行为',
  },
  act: { viewed: '查看登记', read: '查阅内容' },
  expiring: {
    title: '90 天内到期',
    lead: '到期即自行解密（GS-14）；需要继续保密的，须在到期前申请延长（GS-15）。',
    none: '90 天内没有到期的密件。',
    by_week: '按周统计',
    week: '{{from}} 起',
    none_this_week: '无',
    file_name: '90天内到期',
  },
  headquarters: {
    title: '总公司领导查阅月报',
    lead: '总公司总经理、副总经理凭职务查阅的记录（GS-16）。',
    none: '本月没有这类查阅。',
    sum: '查阅 {{reads}} 次，涉及 {{items}} 件；最近一次',
    file_name: '总公司领导查阅月报',
  },
} as const;
