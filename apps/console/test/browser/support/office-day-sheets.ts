import { Buffer } from 'node:buffer';
import exceljs from 'exceljs';

type Cell = string | number | Date;

/** A file as somebody drops it on the page. */
export interface SheetFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const excelFile = async (name: string, rows: readonly (readonly Cell[])[]): Promise<SheetFile> => {
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Sheet1');
  for (const row of rows) sheet.addRow([...row]);
  return { name, mimeType: XLSX, buffer: Buffer.from(await workbook.xlsx.writeBuffer()) };
};

/** Names that the register has to keep as they are: characters outside the basic plane, one of two strokes, and names that go on. */
export const RARE_NAMES = [
  '𠮷田㐂',
  '䶮䨻',
  '王𫖯𬱟',
  '㛃𬍛',
  '阿卜杜热合曼·买买提江·托合提尼亚孜·艾合买提',
  '乌兰巴雅尔·孟和吉日嘎拉·斯琴高娃·阿拉坦其其格·苏日娜·额尔敦陶格套',
] as const;

export const PEOPLE_COUNT = 300;

const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'.split('');
const GIVEN = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '军', '洋', '勇', '艳', '杰', '涛', '明'];
const DEPARTMENTS = ['信贷部', '零售业务部', '综合部', '风险管理部', '金融科技部'];
/** when all of them began to work there */
const FROM = new Date(Date.UTC(2025, 2, 1));

const nameOf = (index: number): string =>
  RARE_NAMES[index] ??
  `${SURNAMES[index % SURNAMES.length]}${GIVEN[Math.floor(index / SURNAMES.length) % GIVEN.length]}${index % 2 === 0 ? '晨' : '昕'}`;

/** 300 people for five departments, two of them new, and two rows that nobody can enter. */
export const peopleSheet = (): Promise<SheetFile> => {
  const people = Array.from({ length: PEOPLE_COUNT }, (_, index) => [
    nameOf(index),
    `HY${String(10_001 + index)}`,
    index % 60 === 59 ? '部门负责人' : '员工',
    DEPARTMENTS[index % DEPARTMENTS.length] ?? '',
    FROM,
  ]);
  return excelFile('新入职人员.xlsx', [
    ['姓名', '工号', '职务', '部门', '任职起'],
    ...people,
    ['何不在', 'HY20001', '大总管', '综合部', FROM],
    ['工号不对', '工号 一', '员工', '综合部', FROM],
  ]);
};

export const ITEM_COUNT = 2_000;
/** how many of them are 机密, and how many are past their period */
export const SECRET_COUNT = 400;
export const OVER_COUNT = 20;
export const TITLE = '客户报价底稿';
const ENTRY = 'GS-08.5';

const ledgerRow = (index: number): readonly Cell[] => {
  const isSecret = index % 5 === 4;
  const isOver = !isSecret && index < OVER_COUNT * 1.25;
  const year = isOver ? 2015 : 2024;
  return [
    `宏银密〔${year}〕${index + 1}号`,
    `${TITLE} ${String(index + 1).padStart(4, '0')}`,
    isSecret ? '机密' : '秘密',
    isSecret ? '10年' : '5年',
    nameOf(index % PEOPLE_COUNT),
    DEPARTMENTS[index % DEPARTMENTS.length] ?? '',
    '钱立',
    (index % 3) + 1,
    new Date(Date.UTC(year, index % 12, (index % 28) + 1)),
    ENTRY,
    '林书琴',
    isSecret ? '张明远、𠮷田㐂' : '信贷部',
  ];
};

/** A ledger of 2,000 items as an office keeps it, and three lines of it that do not hold together. */
export const ledgerSheet = (): Promise<SheetFile> =>
  excelFile('密件台账.xlsx', [
    ['文号', '题名', '密级', '保密期限', '拟稿人', '部门', '保管人', '份数', '日期', '类别', '主管人员', '知晓范围'],
    ...Array.from({ length: ITEM_COUNT }, (_, index) => ledgerRow(index)),
    [...ledgerRow(0).slice(0, 3), '', ...ledgerRow(0).slice(4)],
    ['宏银密〔2024〕甲号', '无此主管', '秘密', '5年', '', '信贷部', '钱立', 1, FROM, ENTRY, '何不在', '信贷部'],
    ['宏银密〔2024〕乙号', '没有密级', '', '5年', '', '信贷部', '钱立', 1, FROM, ENTRY, '林书琴', '信贷部'],
  ]);
