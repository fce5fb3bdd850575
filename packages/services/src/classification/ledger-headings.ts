import type { LedgerColumn } from '@miji/contract';
import { LEDGER_COLUMNS } from '@miji/contract';

/** What offices write over the columns of their ledgers. */
const HEADINGS: Readonly<Record<LedgerColumn, readonly string[]>> = {
  number: ['编号', '文号', '文件编号', '档号', '序列号', 'number', 'no', 'no.', 'file number', 'reference'],
  title: ['题名', '标题', '文件名称', '名称', '文件题名', 'title', 'name', 'subject'],
  level: ['密级', '保密级别', 'level', 'secrecy level', 'classification'],
  period: ['保密期限', '期限', '保密期', 'period', 'secrecy period', 'term'],
  drafter: ['拟稿人', '起草人', '拟稿', 'drafter', 'drafted by', 'author'],
  department: ['部门', '拟稿部门', '起草部门', '所属部门', 'department', 'unit'],
  custodian: ['保管人', '保管员', '保管', 'custodian', 'keeper', 'kept by'],
  copies: ['份数', '数量', 'copies', 'number of copies'],
  issuedOn: [
    '日期',
    '签发日期',
    '成文日期',
    '印发日期',
    '发文日期',
    'issued on',
    'date',
    'issue date',
    'date of issue',
  ],
  catalogue: ['类别', '保密范围', '目录', '目录编号', 'catalogue', 'catalogue code', 'category'],
  basis: ['定密依据', '依据', 'basis', 'basis of classification'],
  responsibleManager: ['主管人员', '主管', '负责人', '责任人', 'responsible manager', 'manager', 'in charge'],
  range: ['知晓范围', '知悉范围', '范围', 'range', 'need to know', 'readers'],
};

const plain = (heading: string): string =>
  heading
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s:：*]+/gu, ' ')
    .trim();

const BY_HEADING = new Map(
  LEDGER_COLUMNS.flatMap((column) => HEADINGS[column].map((name) => [plain(name), column] as const)),
);

/** What each column of a ledger holds; null where its heading says nothing, or an earlier column holds it already. */
export const columnsOfHeading = (heading: readonly string[]): readonly (LedgerColumn | null)[] => {
  const seen = new Set<LedgerColumn>();
  return heading.map((text) => {
    const withoutSpaces = plain(text).replaceAll(' ', '');
    const column = BY_HEADING.get(plain(text)) ?? BY_HEADING.get(withoutSpaces) ?? null;
    if (column === null || seen.has(column)) return null;
    seen.add(column);
    return column;
  });
};
