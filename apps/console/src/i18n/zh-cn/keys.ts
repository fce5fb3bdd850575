/** 公司密钥。 */
export const keys = {
  lead: '每件内容有自己的数据密钥，由公司密钥封存；公司密钥由根密钥封存。换密钥只重新封存数据密钥，不动内容，期间照常使用。',
  none: '本公司还没有密钥：登记第一件密件时生成。',
  version: '公司密钥第 {{version}} 版',
  since: '启用于',
  never: '没有换过密钥。',
  scope: { company: '更换公司密钥', root: '更换根密钥' },
  state: {
    running: '正在重新封存：{{done}} / {{of}}',
    done: '已完成，共 {{of}} 个',
    failed: '中断于 {{done}} / {{of}}，将自动继续',
  },
  rotate: '更换密钥',
  rotateQuestion: '更换{{company}}的密钥？',
  rotateExplain: '立即启用新一版，数据密钥在后台逐批重新封存。此操作留痕。',
  begun: '已启用第 {{version}} 版密钥，正在重新封存。',
} as const;
