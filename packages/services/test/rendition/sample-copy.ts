import type { CopyFace } from '../../src/rendition/copy-face.ts';

export const face: CopyFace = {
  kind: 'copy',
  mark: '宏远银行商密·机密·10年',
  ownerName: '宏远银行',
  itemNumber: 'HYYH-2026-000012',
  copyNumber: '003',
  holderName: '张明远',
  grantNumber: 'SQ-2026-000123-G',
  issuedAt: '2026-11-21 10:05',
};

const CLAUSES = [
  '客户信息的收集应当限于办理业务所必需的范围，',
  '未经授权，任何人不得查询、复制或者对外提供；',
  '确因工作需要的（例如司法协助），须按规定报批。',
  '各分支机构应当指定专人负责《登记簿》的保管，',
  '“谁主管、谁负责”的原则适用于每一个环节！',
];

/** Plain Chinese prose of about `length` characters in paragraphs of varying size. */
export function longText(length: number): string {
  let text = '';
  for (let index = 0; text.length < length; index += 1) {
    text += CLAUSES[(index * 3) % CLAUSES.length];
    if (index % 7 === 6) text += `第${index}条完。\n`;
  }
  return text;
}
