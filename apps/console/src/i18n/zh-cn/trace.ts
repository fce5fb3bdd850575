/** 追溯：每个动作一句话。动词接在“谁”之后。 */
export const trace = {
  title: '追溯',
  intro: '谁在什么时候做了什么，或被拒绝做什么。记录只增不改。',
  said: {
    sentence: '{{actor}}{{act}}',
    on_behalf: '{{actor}}（代 {{other}}）',
    system: '系统',
    some_item: '某件',
  },
  done: {
    session: {
      signed_in: '登录了',
      refused: '尝试登录',
      signed_out: '退出了',
    },
    company: {
      founded: '建立了公司',
      entered: '登记了公司',
    },
    person: {
      appointed: '任命了人员',
      registered: '登记了人员',
      transferred: '调动了人员',
    },
    appointment: {
      ended: '终止了一项任职',
    },
    service: {
      registered: '登记了服务',
    },
    service_key: {
      issued: '签发了服务密钥',
      confirmed: '确认了服务密钥',
      listed: '查看了服务密钥',
      revoked: '吊销了服务密钥',
    },
    item: {
      proposed: '拟定了密件 {{target}}',
      confirmed: '确认了密件 {{target}} 的密级',
      declassified: '将到期的密件 {{target}} 记为解密',
      viewed: '查看了密件 {{target}} 的登记',
      read: '查阅了 {{target}}',
      listed: '浏览了密件列表',
      checked: '询问了对 {{target}} 的权限',
      regraded: '变更了 {{target}} 的密级',
      extended: '延长了 {{target}} 的保密期限',
      released: '将 {{target}} 提前解密',
      part_released: '将 {{target}} 的一部分解密',
      imported: '从台账导入了 {{target}}',
    },
    range: {
      named: '为 {{target}} 写明了知悉人员',
      revoked: '撤销了 {{target}} 的一项知悉',
      excluded: '将人员排除出 {{target}} 的知悉范围',
      readmitted: '取消了 {{target}} 的一项排除',
    },
    request: {
      filed: '申请摘抄或复制 {{target}}',
      viewed: '查看了关于 {{target}} 的申请',
      listed: '浏览了申请列表',
      agreed: '同意了关于 {{target}} 的申请',
      approved: '批准了关于 {{target}} 的申请',
      refused: '拒绝了关于 {{target}} 的申请',
      withdrawn: '撤回了关于 {{target}} 的申请',
      expired: '将关于 {{target}} 的申请记为逾期未决',
    },
    copy: {
      issued: '领取了 {{target}} 的副本',
      printed: '打开了 {{target}} 的副本文件',
      listed: '查看了副本台账',
    },
    trace: {
      listed: '查看了追溯',
      exported: '导出了追溯',
    },
    clock: {
      set: '调整了系统时钟',
    },
    department: {
      opened: '设立了部门',
      closed: '撤销了部门',
    },
    account: {
      opened: '开立了账号',
    },
    people: {
      imported: '导入了人员与任职',
    },
    delegation: {
      given: '作出了委托',
      revoked: '撤销了委托',
    },
    project_group: {
      opened: '设立了项目组',
      joined: '将人员编入项目组',
      left: '将人员移出项目组',
    },
    customer: {
      registered: '登记了客户',
      graded: '变更了客户等级',
    },
    ledger: {
      imported: '导入了台账',
    },
    decision: {
      explained: '查询了对 {{target}} 的判定依据',
    },
    headquarters_reads: {
      reported: '查看了总公司领导查阅月报',
    },
    rules: {
      drafted: '起草了规则',
      proposed: '提请发布规则',
      discarded: '废弃了规则草案',
      returned: '退回了规则草案',
      published: '发布了规则',
      tried: '试算了规则草案',
      covered: '查看了审批覆盖情况',
      viewed: '查看了规则草案',
    },
    single_sign_on: {
      configured: '设置了单点登录',
    },
  },
  denied: {
    session: {
      signed_in: '登录被拒绝',
      refused: '登录被拒绝',
      signed_out: '退出被拒绝',
    },
    company: {
      founded: '建立公司被拒绝',
      entered: '登记公司被拒绝',
    },
    person: {
      appointed: '任命人员被拒绝',
      registered: '登记人员被拒绝',
      transferred: '调动人员被拒绝',
    },
    appointment: {
      ended: '终止任职被拒绝',
    },
    service: {
      registered: '登记服务被拒绝',
    },
    service_key: {
      issued: '签发服务密钥被拒绝',
      confirmed: '确认服务密钥被拒绝',
      listed: '查看服务密钥被拒绝',
      revoked: '吊销服务密钥被拒绝',
    },
    item: {
      proposed: '拟定密件 {{target}} 被拒绝',
      confirmed: '确认密件 {{target}} 的密级被拒绝',
      declassified: '将密件 {{target}} 记为解密被拒绝',
      viewed: '查看密件 {{target}} 的登记被拒绝',
      read: '查阅 {{target}} 被拒绝',
      listed: '浏览密件列表被拒绝',
      checked: '询问对 {{target}} 的权限被拒绝',
      regraded: '变更 {{target}} 的密级被拒绝',
      extended: '延长 {{target}} 的保密期限被拒绝',
      released: '提前解密 {{target}} 被拒绝',
      part_released: '部分解密 {{target}} 被拒绝',
      imported: '导入密件被拒绝',
    },
    range: {
      named: '为 {{target}} 写明知悉人员被拒绝',
      revoked: '撤销 {{target}} 的知悉被拒绝',
      excluded: '变更 {{target}} 的排除名单被拒绝',
      readmitted: '变更 {{target}} 的排除名单被拒绝',
    },
    request: {
      filed: '申请摘抄或复制 {{target}} 被拒绝',
      viewed: '查看关于 {{target}} 的申请被拒绝',
      listed: '浏览申请列表被拒绝',
      agreed: '同意关于 {{target}} 的申请被拒绝',
      approved: '批准关于 {{target}} 的申请被拒绝',
      refused: '拒绝关于 {{target}} 的申请被拒绝',
      withdrawn: '撤回关于 {{target}} 的申请被拒绝',
      expired: '将关于 {{target}} 的申请记为逾期被拒绝',
    },
    copy: {
      issued: '领取 {{target}} 的副本被拒绝',
      printed: '打开 {{target}} 的副本文件被拒绝',
      listed: '查看副本台账被拒绝',
    },
    trace: {
      listed: '查看追溯被拒绝',
      exported: '导出追溯被拒绝',
    },
    clock: {
      set: '调整系统时钟被拒绝',
    },
    department: {
      opened: '设立部门被拒绝',
      closed: '撤销部门被拒绝',
    },
    account: {
      opened: '开立账号被拒绝',
    },
    people: {
      imported: '导入人员与任职被拒绝',
    },
    delegation: {
      given: '作出委托被拒绝',
      revoked: '撤销委托被拒绝',
    },
    project_group: {
      opened: '设立项目组被拒绝',
      joined: '编入项目组被拒绝',
      left: '移出项目组被拒绝',
    },
    customer: {
      registered: '登记客户被拒绝',
      graded: '变更客户等级被拒绝',
    },
    ledger: {
      imported: '导入台账被拒绝',
    },
    decision: {
      explained: '查询 {{target}} 的判定依据被拒绝',
    },
    headquarters_reads: {
      reported: '查看总公司领导查阅月报被拒绝',
    },
    rules: {
      drafted: '起草规则被拒绝',
      proposed: '提请发布规则被拒绝',
      discarded: '废弃规则草案被拒绝',
      returned: '退回规则草案被拒绝',
      published: '发布规则被拒绝',
      tried: '试算规则草案被拒绝',
      covered: '查看审批覆盖情况被拒绝',
      viewed: '查看规则草案被拒绝',
    },
    single_sign_on: {
      configured: '设置单点登录被拒绝',
    },
  },
  action: {
    session: {
      signed_in: '登录',
      refused: '登录被拒',
      signed_out: '退出',
    },
    company: {
      founded: '建立公司',
      entered: '登记公司',
    },
    person: {
      appointed: '任命人员',
      registered: '登记人员',
      transferred: '调动人员',
    },
    appointment: {
      ended: '终止任职',
    },
    service: {
      registered: '登记服务',
    },
    service_key: {
      issued: '签发服务密钥',
      confirmed: '确认服务密钥',
      listed: '查看服务密钥',
      revoked: '吊销服务密钥',
    },
    item: {
      proposed: '拟定密件',
      confirmed: '确认密件',
      declassified: '到期解密',
      viewed: '查看密件登记',
      read: '查阅内容',
      listed: '浏览密件列表',
      checked: '询问权限',
      regraded: '变更密级',
      extended: '延长期限',
      released: '提前解密',
      part_released: '部分解密',
      imported: '导入密件',
    },
    range: {
      named: '写明知悉人员',
      revoked: '撤销知悉',
      excluded: '列入排除名单',
      readmitted: '取消排除',
    },
    request: {
      filed: '提出申请',
      viewed: '查看申请',
      listed: '浏览申请',
      agreed: '同意申请',
      approved: '批准申请',
      refused: '拒绝申请',
      withdrawn: '撤回申请',
      expired: '申请逾期',
    },
    copy: {
      issued: '领取副本',
      printed: '打开副本文件',
      listed: '查看副本台账',
    },
    trace: {
      listed: '查看追溯',
      exported: '导出追溯',
    },
    clock: {
      set: '调整时钟',
    },
    department: {
      opened: '设立部门',
      closed: '撤销部门',
    },
    account: {
      opened: '开立账号',
    },
    people: {
      imported: '导入人员',
    },
    delegation: {
      given: '作出委托',
      revoked: '撤销委托',
    },
    project_group: {
      opened: '设立项目组',
      joined: '编入项目组',
      left: '移出项目组',
    },
    customer: {
      registered: '登记客户',
      graded: '变更客户等级',
    },
    ledger: {
      imported: '导入台账',
    },
    decision: {
      explained: '解释判定',
    },
    headquarters_reads: {
      reported: '领导查阅月报',
    },
    rules: {
      drafted: '起草规则',
      proposed: '提请发布规则',
      discarded: '废弃规则草案',
      returned: '退回规则草案',
      published: '发布规则',
      tried: '试算规则',
      covered: '审批覆盖',
      viewed: '查看规则草案',
    },
    single_sign_on: {
      configured: '设置单点登录',
    },
  },
  fact: {
    copies_request: '（{{count}} 份）',
    copy: '（{{id}}）',
    request: '（{{id}}）',
    effective: '生效时间 {{at}}',
  },
  refused: '被拒绝',
  sealed: '已封存，链上第 {{position}} 位',
  unsealed: '等待封存',
  raw: '原始字段',
  raw_field: {
    id: '事件',
    at: '时间（UTC）',
    effectiveAt: '生效（UTC）',
    action: '动作',
    actor: '行为人',
    onBehalfOf: '代表',
    subject: '对象',
    item: '密件',
    outcome: '结果',
    code: '代码',
    rule: '规则',
    article: '条款',
    details: '细节',
    entry: '链上位置',
  },
  filter: {
    label: '筛选追溯',
    from: '起始日',
    to: '截止日',
    item: '密件编号',
    item_invalid: '编号形如 HYYH-2026-000012。',
    action: '动作',
    all_actions: '全部动作',
    refused_only: '只看被拒绝的',
    company: '公司',
    clear: '清除筛选',
  },
  export: {
    heading: '导出并验证',
    explain: '导出一天的已封存记录，不依赖本系统即可验证：',
    verify: 'npm run verify -- FILE',
    day: '哪一天',
    download: '导出这一天',
    changed: '改动、删除、插入、调换或截尾，都会指出第一条不符的记录。',
  },
  not_entitled: {
    heading: '您的职务看不到追溯',
    explain: '追溯由本公司审计员、保密专员查看，总公司的审计员、保密专员可查看各公司。需要时请联系他们。',
    own: '您自己做过的事，在密件页的“经过”和申请页里可以看到。',
  },
  empty: '这段时间没有记录。',
  empty_filtered: '没有符合条件的记录。',
} as const;
