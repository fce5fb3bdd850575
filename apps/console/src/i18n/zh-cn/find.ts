/** 全局查找。 */
export const find = {
  label: '查找密件或页面',
  hint: '可输入编号、标题，或正文里的词；只查您有权知悉的。',
  searching: '正在查找…',
  nothing: '没有找到。您无权知悉的不会出现在这里。',
  found: '查找结果',
  more: '只列出最新的 {{count}} 件，多输入几个字可缩小范围。',
  page: '页面',
  in: { number: '编号相符', title: '标题中', text: '正文中' },
} as const;
