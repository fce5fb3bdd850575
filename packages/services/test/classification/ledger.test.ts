import type { Ledger } from '@miji/contract';
import { REGULATIONS } from '@miji/core';
import { describe, expect, test } from 'vitest';
import {
  declassifyDue,
  getItem,
  importLedger,
  listCopies,
  listItems,
  previewLedger,
  readItem,
} from '../../src/index.ts';
import { codeOf, openHouse, tally, times } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const officer = own.people.security_officer;
const custodian = own.people.custodian;
const executive = headquarters.people.general_manager;
const reader = await house.group.hire(own, 'staff', '沈一');
const colleague = await house.group.hire(own, 'staff', '沈二');
await house.group.hire(own, 'staff', '重名');
await house.group.hire(own, 'staff', '重名');

const names = new Map<string, string>();
for (const person of Object.values(own.people)) {
  const { rows } = await house.superuser.query<{ name: string }>('select name from miji.person where id = $1', [
    person,
  ]);
  names.set(person, rows[0]?.name ?? '');
}
const nameOf = (personId: string): string => names.get(personId) ?? '';
const HEAD = nameOf(own.people.department_head);
const KEEPER = nameOf(custodian);

const HEADING = [
  '编号',
  '题名',
  '密级',
  '保密期限',
  '拟稿人',
  '部门',
  '保管人',
  '份数',
  '日期',
  '类别',
  '定密依据',
  '主管人员',
  '知晓范围',
];
const GOOD = [
  '',
  '二〇二五年度决算',
  '机密',
  '10年',
  '旧人',
  '综合部',
  KEEPER,
  '2',
  '2025-03-01',
  'GS-08.4',
  '决算通知',
  HEAD,
  '沈一',
];
let running = 0;
/** A row that nothing is wrong with, changed by the heading of its column. */
const row = (changes: Readonly<Record<string, string>> = {}): string[] => {
  running += 1;
  return HEADING.map(
    (heading, index) => changes[heading] ?? (heading === '编号' ? `宏银密〔2025〕${running}号` : (GOOD[index] ?? '')),
  );
};
const ledgerOf = (...rows: string[][]): Ledger => ({ heading: HEADING, rows });
const preview = async (ledger: Ledger, personId: string = officer) => previewLedger(await house.as(personId), ledger);
const take = async (ledger: Ledger, personId: string = officer) =>
  importLedger(await house.as(personId), { ...ledger, digest: (await preview(ledger, personId)).digest });
const numbers = (report: Awaited<ReturnType<typeof take>>) => report.rows.flatMap(({ number }) => number ?? []);
const wrong = async (changes: Readonly<Record<string, string>>) => {
  const [first] = (await preview(ledgerOf(row(changes)))).rows;
  return [first?.status, ...(first?.findings ?? []).map(({ column, code }) => `${column} ${code}`)];
};

describe('the preview', () => {
  test('says of every row what it would become, and writes nothing', async () => {
    const ledger = ledgerOf(
      row(),
      row({ 密级: '秘密', 知晓范围: '沈一、综合部', 保密期限: '1年' }),
      row({ 密级: '内部' }),
    );
    const seen = await preview(ledger);
    expect(seen.rows.map(({ status }) => status)).toEqual(['new', 'new', 'error']);
    expect(seen.counts).toEqual({
      new: 2,
      duplicate: 0,
      error: 1,
      declassified: 1,
      copies: 4,
      levels: { confidential: 1, secret: 1, top_secret: 0 },
    });
    expect(seen.columns.map(({ column }) => column)).not.toContain(null);
    expect(seen.missing).toEqual([]);
    const { rows } = await house.superuser.query('select 1 from miji.item');
    expect(rows).toEqual([]);
  });

  test('names row, column and reason', async () => {
    expect(await wrong({ 编号: '' })).toEqual(['error', 'number VALIDATION']);
    expect(await wrong({ 题名: '' })).toEqual(['error', 'title VALIDATION']);
    expect(await wrong({ 密级: '内部' })).toContain('level VALIDATION');
    expect(await wrong({ 保密期限: '若干年' })).toContain('period PERIOD_REQUIRED');
    expect(await wrong({ 日期: '去年' })).toContain('issuedOn VALIDATION');
    expect(await wrong({ 份数: '若干' })).toEqual(['error', 'copies VALIDATION']);
    expect(await wrong({ 类别: '杂项' })).toContain('catalogue OUT_OF_SCOPE');
    expect(await wrong({ 类别: '通告与通知' })).toContain('catalogue OUT_OF_SCOPE');
    expect(await wrong({ 定密依据: '' })).toEqual(['error', 'basis BASIS_REQUIRED']);
    expect(await wrong({ 保管人: '查无此人' })).toEqual(['error', 'custodian NOT_EMPLOYED']);
    expect(await wrong({ 保管人: '' })).toEqual(['error', 'custodian VALIDATION']);
    expect(await wrong({ 主管人员: '沈一' })).toEqual(['error', 'responsibleManager NOT_MANAGER_IN_CHARGE']);
    expect(await wrong({ 部门: '没有的部门' })).toEqual(['error', 'department VALIDATION']);
    expect(await wrong({ 知晓范围: '重名' })).toEqual(['error', 'range VALIDATION']);
    expect(await wrong({ 知晓范围: '查无此人' })).toEqual(['error', 'range NOT_EMPLOYED']);
    expect(await wrong({ 知晓范围: '综合部' })).toEqual(['error', 'range RANGE_TOO_WIDE']);
    expect(await wrong({ 密级: '秘密', 知晓范围: '' })).toEqual(['error', 'range RANGE_REQUIRED']);
  });

  test('takes a catalogue entry by its name, and what a column lacks from what is given for all rows', async () => {
    const [named] = REGULATIONS.catalogue;
    expect(await wrong({ 类别: named?.zh ?? '' })).toEqual(['new']);
    const lacking: Ledger = {
      heading: HEADING.slice(0, 9),
      rows: [row().slice(0, 9)],
      otherwise: { catalogueCode: 'GS-08.4', basis: '原台账', responsibleManagerId: own.people.department_head },
    };
    expect((await preview(lacking)).rows).toMatchObject([{ status: 'new' }]);
    expect((await preview({ ...lacking, otherwise: undefined })).rows).toMatchObject([{ status: 'error' }]);
    expect((await preview({ heading: ['编号', '题名'], rows: [['1', '题']] })).missing).toEqual([
      'level',
      'period',
      'issuedOn',
    ]);
  });
});

describe('the import', () => {
  test('makes confirmed items on paper, each with its named custodian (GS-26), their range and their copies', async () => {
    const report = await take(ledgerOf(row()));
    const [number = ''] = numbers(report);
    const item = await getItem(await house.as(reader), { number });
    expect(item).toMatchObject({
      state: 'confirmed',
      origin: 'ledger',
      medium: 'paper',
      level: 'secret',
      custodian: { id: custodian },
      responsibleManager: { id: own.people.department_head },
      drafter: { kind: 'person', name: '旧人' },
      fileNumber: report.rows[0]?.fileNumber,
      copyCount: { issued: 2, conserved: true },
      lastSecretDay: '2035-03-01',
    });
    expect(item.copies).toMatchObject([
      { holder: { id: custodian }, grant: null, mark: item.mark },
      { holder: { id: custodian }, grant: null },
    ]);
    expect(await readItem(await house.as(reader), { number })).toMatchObject({
      text: '',
      paper: { custodian: { name: KEEPER } },
    });
    expect(await codeOf(getItem(await house.as(colleague), { number }))).toBe('NOT_FOUND');
    const register = await listCopies(await house.as(custodian), { company: own.code, item: number, limit: 50 });
    expect(register.entries).toHaveLength(2);
  });

  test('takes the good rows and says of the others why', async () => {
    const report = await take(ledgerOf(row(), row({ 日期: '不详' }), row()));
    expect(report).toMatchObject({ imported: 2, duplicate: 0, error: 1 });
    expect(report.rows.map(({ status }) => status)).toEqual(['imported', 'error', 'imported']);
    expect(report.rows[1]?.findings).toMatchObject([{ column: 'issuedOn' }]);
  });

  test('twice does nothing the second time, and ten at once do it once', async () => {
    const ledger = ledgerOf(row(), row());
    expect(await take(ledger)).toMatchObject({ imported: 2, duplicate: 0 });
    expect(await take(ledger)).toMatchObject({ imported: 0, duplicate: 2 });
    expect((await preview(ledger)).rows.map(({ status }) => status)).toEqual(['duplicate', 'duplicate']);
    const another = ledgerOf(row(), row(), row());
    const reports = await Promise.all(times(10, () => take(another)));
    expect(reports.reduce((sum, { imported }) => sum + imported, 0)).toBe(3);
    expect(new Set(reports.flatMap(numbers)).size).toBe(3);
    const { rows } = await house.superuser.query<{ number: string }>('select number from miji.item order by number');
    // Numbers have no gaps, whatever was tried.
    expect(rows.map(({ number }) => Number(number.slice(-6)))).toEqual(rows.map((_, index) => index + 1));
  });

  test('of a number that stands twice takes the first row alone', async () => {
    const first = row();
    const report = await take(ledgerOf(first, first.with(1, '同号另件')));
    expect(report.rows.map(({ status }) => status)).toEqual(['imported', 'error']);
    expect(report.rows[1]?.findings).toMatchObject([{ column: 'number', code: 'DUPLICATE' }]);
  });

  test('registers what is over as declassified, so that the owner’s people find it', async () => {
    const [number = ''] = numbers(await take(ledgerOf(row({ 保密期限: '6个月' }))));
    expect(await getItem(await house.as(colleague), { number })).toMatchObject({ level: 'declassified' });
    const listed = await listItems(await house.as(colleague), { company: own.code, sort: 'newest', limit: 100 });
    expect(listed.entries.map((entry) => entry.number)).toContain(number);
    expect(await declassifyDue(house.platform, own.id)).toBe(0);
  });

  test('designates nobody for 绝密: the names are told, and are not taken over (GS-17)', async () => {
    const ledger = ledgerOf(row({ 密级: '绝密', 类别: 'GS-08.1' }));
    expect((await preview(ledger)).rows).toMatchObject([
      { status: 'new', findings: [{ column: 'range', code: 'NOT_ENTITLED_TO_DESIGNATE', article: 'GS-17' }] },
    ]);
    const [number = ''] = numbers(await take(ledger));
    expect(await codeOf(getItem(await house.as(reader), { number }))).toBe('NOT_FOUND');
    expect(await getItem(await house.as(executive), { number })).toMatchObject({ level: 'top_secret', range: [] });
  });

  test('is of the ledger that was looked at, by whoever keeps the register', async () => {
    const ledger = ledgerOf(row());
    const { digest } = await preview(ledger);
    const changed = { ...ledger, rows: [row()], digest };
    expect(await codeOf(importLedger(await house.as(officer), changed))).toBe('VERSION_CONFLICT');
    expect(await preview(ledger, custodian)).toMatchObject({ counts: { new: 1 } });
    for (const personId of [own.people.general_manager, reader, own.people.system_administrator]) {
      expect(await codeOf(preview(ledger, personId))).toBe('NOT_ENTITLED');
    }
    const foreign = { ...ledger, company: own.code };
    expect(await codeOf(preview(foreign, sister.people.security_officer))).toBe('NOT_ENTITLED');
    expect(await tally([take(ledger, custodian)])).toEqual({ done: 1 });
  });

  test('of two thousand rows takes seconds, whole', async () => {
    const ledger = ledgerOf(...times(2_000, () => row()));
    const begun = performance.now();
    const report = await take(ledger);
    const seconds = (performance.now() - begun) / 1_000;
    process.stdout.write(`2,000 rows, previewed and imported: ${seconds.toFixed(1)} s\n`);
    expect(report.imported).toBe(2_000);
    expect(seconds).toBeLessThan(30);
  });
});
