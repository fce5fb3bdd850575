import { importPeople as importContract, previewPeopleImport as previewContract } from '@miji/contract';
import { inOffice } from '@miji/core';
import { describe, expect, test } from 'vitest';
import { importPeople, listAppointments, previewPeopleImport } from '../../src/index.ts';
import { codeOf, openHouse, refusalOf, START, tally } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const administrator = own.people.system_administrator;
const groupAdministrator = headquarters.people.system_administrator;

const HEADER = ['姓名', '工号', '部门', '职务', '分管业务', '任职起', '任职止', '邮箱'];
type Rows = readonly (readonly string[])[];

const preview = async (rows: Rows, by = administrator, company = own.code) =>
  previewPeopleImport(await house.as(by), previewContract.input.parse({ company, rows }));
const write = async (rows: Rows, by = administrator, changes: object = {}) => {
  const { digest } = await preview(rows, by);
  const input = { company: own.code, rows, digest, ...changes };
  return importPeople(await house.as(by), importContract.input.parse(input));
};
const findings = async (rows: Rows, by?: string) =>
  (await preview(rows, by)).rows.flatMap((row) =>
    row.findings.map(({ row: at, column, code }) => `${at} ${column} ${code}`),
  );
const register = async (): Promise<unknown> => {
  const { rows } = await house.superuser.query<{ all: unknown }>(`
    select jsonb_build_array((select jsonb_agg(p order by id) from miji.person p),
      (select jsonb_agg(a order by id) from miji.appointment a), (select jsonb_agg(d order by id) from miji.department d),
      (select jsonb_agg(e order by person_id) from miji.employment e),
      (select count(*) from miji.audit_event where action <> 'people.imported')) as all`);
  return rows[0]?.all;
};
const heldBy = async (number: string) => {
  const { rows } = await house.superuser.query<{ person_id: string }>(
    'select person_id from miji.employment where company_id = $1 and employee_number = $2',
    [own.id, number],
  );
  const personId = rows[0]?.person_id;
  if (personId === undefined) return [];
  const input = { company: own.code, personId, which: 'all', limit: 50 } as const;
  return (await listAppointments(await house.as(administrator), input)).entries;
};

describe('reading the table', () => {
  test('the header is found below a title, in Chinese or English, in any order of columns', async () => {
    const chinese = [['宏远银行人员名册'], [], HEADER, ['张一', 'H1', '信贷部', '员工', '', '', '', '']];
    const english = [
      ['Post', 'Employee No.', 'Name'],
      ['staff', 'H1', '张一'],
    ];
    expect((await preview(chinese)).rows).toMatchObject([
      { row: 4, status: 'new', name: '张一', department: '信贷部', post: 'staff' },
    ]);
    expect((await preview(english)).rows).toMatchObject([
      { row: 2, status: 'new', name: '张一', department: null, post: 'staff' },
    ]);
    const refusal = await refusalOf(preview([['张一', 'H1', '信贷部', '员工']]));
    expect([refusal.code, refusal.fields[0]?.field]).toEqual(['VALIDATION', 'rows']);
  });

  test.each(['2026-12-01', '2026/12/1', '2026年12月1日', '46357', '46357.0'])(
    '%s is the first of December 2026',
    async (cell) => {
      const { rows } = await preview([HEADER, ['张一', 'H1', '', '员工', '', cell, cell, '']]);
      expect(rows).toMatchObject([{ findings: [], from: '2026-11-30T16:00:00.000Z', to: '2026-12-01T16:00:00.000Z' }]);
    },
  );

  test('what is wrong is said by row, column and code; the row below is read all the same', async () => {
    const rows = [
      HEADER,
      ['', 'W1', '', '员工', '', '', '', ''],
      ['张一', '工 号', '', '员工', '', '', '', ''],
      ['张二', 'W3', '', '董事', '', '', '', ''],
      ['张三', 'W4', '', '员工', '信贷', '2026-02-30', '昨天', 'nobody'],
      ['张四', 'W5', '', '员工', '', '2026-12-02', '2026-12-01', ''],
      ['', '', '', '', '', '', '', ''],
      ['张五', 'W6', '', '员工', '', '', '', ''],
    ];
    expect(await findings(rows)).toEqual([
      '2 name VALIDATION',
      '3 employeeNumber VALIDATION',
      '4 post VALIDATION',
      '5 lines VALIDATION',
      '5 from VALIDATION',
      '5 to VALIDATION',
      '5 email VALIDATION',
      '6 to VALIDATION',
    ]);
    expect((await preview(rows)).counts).toMatchObject({ errors: 5, people: 1, begun: 1 });
  });
});

describe('writing it', () => {
  test('a preview writes nothing; an import what the preview has shown; the same table again nothing', async () => {
    const rows = [
      HEADER,
      ['李一', 'A1', '新设部', '部门负责人', 'corporate_credit、retail', '2020-03-01', '', 'a1@hyyh.example'],
      ['李二', 'A2', '新设部', '员工', '', '', '', ''],
      ['李二', 'A2', '新设部', '项目负责人', '', '2026-12-01', '2027-11-30', ''],
    ];
    const before = await register();
    const shown = await preview(rows);
    expect(await register()).toEqual(before);
    expect(shown.counts).toEqual({
      people: 2,
      begun: 3,
      ended: 0,
      departments: 1,
      accounts: 1,
      unchanged: 0,
      errors: 0,
    });
    const done = await importPeople(await house.as(administrator), {
      company: own.code,
      rows: rows.map((row) => [...row]),
      digest: shown.digest,
      wrongRows: 'refuse_all',
    });
    expect(done.counts).toEqual(shown.counts);
    const after = await register();
    expect(after).not.toEqual(before);

    const again = await preview(rows);
    expect(again.rows.map(({ status }) => status)).toEqual(['unchanged', 'unchanged', 'unchanged']);
    expect(again.counts).toMatchObject({ people: 0, begun: 0, ended: 0, departments: 0, accounts: 0, unchanged: 3 });
    for (const digest of [again.digest, shown.digest]) {
      await importPeople(
        await house.as(administrator),
        importContract.input.parse({ company: own.code, rows, digest }),
      );
      expect(await register()).toEqual(after);
    }
    expect(await heldBy('A1')).toMatchObject([
      { lines: ['corporate_credit', 'retail'], from: '2020-02-29T16:00:00.000Z', employeeNumber: 'A1' },
    ]);
  });

  test('other lines end one appointment and begin the next at the same instant; an earlier end shortens, a later one prolongs', async () => {
    const row = (lines: string, to: string) => [HEADER, ['王一', 'B1', '', '部门负责人', lines, '2021-01-01', to, '']];
    await write(row('retail', ''));
    expect((await preview(row('corporate_credit', ''))).rows).toMatchObject([{ status: 'changed' }]);
    await write(row('corporate_credit', ''));
    expect((await heldBy('B1')).map(({ lines, to }) => [lines, to])).toEqual([
      [['retail'], '2026-11-02T02:00:00.000Z'],
      [['corporate_credit'], null],
    ]);
    await write(row('corporate_credit', '2026-12-31'));
    await write(row('corporate_credit', '2027-12-31'));
    expect((await heldBy('B1')).map(({ to }) => to)).toEqual([
      '2026-11-02T02:00:00.000Z',
      '2026-12-31T16:00:00.000Z',
      '2027-12-31T16:00:00.000Z',
    ]);
    expect((await preview(row('corporate_credit', '2027-12-31'))).counts).toMatchObject({
      unchanged: 1,
      begun: 0,
      ended: 0,
    });
  });

  test('an end that is over ends the appointment now, and signs its holder out; what is over is not taken up again', async () => {
    const row = (to: string) => [HEADER, ['王二', 'B2', '', '员工', '', '2021-01-01', to, '']];
    await write(row(''));
    await write(row('2026-10-30'));
    const [ended] = await heldBy('B2');
    expect(ended?.to).toBe(START.toString({ fractionalSecondDigits: 3 }));
    expect(house.accounts.endedSessionsOf).toContain(ended?.person.id);
    expect((await preview(row('2026-10-30'))).rows).toMatchObject([{ status: 'unchanged' }]);
    expect(await findings(row(''))).toEqual(['2 from VALIDATION']);
  });

  test('one wrong row keeps out all of them, or only itself, as is asked', async () => {
    const rows = [HEADER, ['赵一', 'C1', '', '员工', '', '', '', ''], ['赵二', 'C2', '', '无此职务', '', '', '', '']];
    const before = await register();
    const refusal = await refusalOf(write(rows));
    expect([refusal.code, refusal.fields]).toMatchObject(['VALIDATION', [{ field: 'rows.3.post' }]]);
    expect(await register()).toEqual(before);
    const { counts, findings: left } = await write(rows, administrator, { wrongRows: 'leave_out' });
    expect([counts.people, counts.errors, left.length]).toEqual([1, 1, 1]);
    expect(await heldBy('C1')).toHaveLength(1);
  });

  test('where the register has changed since the preview, nothing is written', async () => {
    const rows = [HEADER, ['钱一', 'D1', '', '员工', '', '', '', ''], ['钱二', 'D2', '', '员工', '', '', '', '']];
    const { digest } = await preview(rows);
    await write(rows.slice(0, 2));
    const input = importContract.input.parse({ company: own.code, rows, digest });
    expect(await codeOf(importPeople(await house.as(administrator), input))).toBe('VERSION_CONFLICT');
    expect(await heldBy('D2')).toEqual([]);
  });

  test('imported twice at the same moment, everything is there once', async () => {
    const rows = [HEADER, ['钱三', 'D3', '并发部', '员工', '', '', '', '']];
    expect(await tally([write(rows), write(rows)])).toEqual({ done: 2 });
    expect(await heldBy('D3')).toHaveLength(1);
  });

  test('where one statement fails, nothing of the import is left', async () => {
    const rows = [HEADER, ['钱四', 'D4', '半途部', '员工', '', '', '', '']];
    const before = await register();
    await house.superuser.query('revoke insert on miji.audit_event from miji_app');
    await expect(write(rows)).rejects.toMatchObject({ code: '42501' });
    await house.superuser.query('grant insert on miji.audit_event to miji_app');
    expect(await register()).toEqual(before);
  });
});

describe('the rules of appointing hold in an import', () => {
  test('only administrators import, each for his company', async () => {
    const rows = [HEADER, ['孙一', 'E1', '', '员工', '', '', '', '']];
    for (const other of [own.people.general_manager, sister.people.system_administrator, own.people.staff])
      expect(await codeOf(preview(rows, other))).toBe('NOT_ENTITLED');
  });

  test('a company’s administrator cannot slip in a post that decides or controls; the head office’s can, within the rules', async () => {
    const rows = [
      HEADER,
      ['孙一', 'E1', '', '审计员', '', '', '', ''],
      ['孙二', 'E2', '', '副总经理', '', '', '', ''],
      ['孙三', 'E3', '', '员工', '', '', '', ''],
    ];
    expect(await findings(rows)).toEqual(['2 post NOT_ENTITLED', '3 post NOT_ENTITLED']);
    expect(await findings(rows, groupAdministrator)).toEqual([]);
  });

  test('two offices of control in one hand, a second general manager, a post twice, a number for two: each is found', async () => {
    const rows = [
      HEADER,
      ['周一', 'F1', '', '审计员', '', '', '', ''],
      ['周一', 'F1', '', '保密专员', '', '', '', ''],
      ['周二', 'F2', '', '总经理', '', '', '', ''],
      ['周三', 'F3', '', '员工', '', '', '', 'f@hyyh.example'],
      ['周三', 'F3', '', '员工', '', '', '', ''],
      ['周四', 'F3', '', '员工', '', '', '', ''],
      ['周五', 'F5', '', '员工', '', '', '', 'f@hyyh.example'],
    ];
    expect(await findings(rows, groupAdministrator)).toEqual([
      '3 post SEPARATION_OF_DUTIES',
      '4 post DUPLICATE',
      '6 post DUPLICATE',
      '7 name DUPLICATE',
      '8 email DUPLICATE',
    ]);
  });

  test('a successor may stand above his predecessor: what ends is settled before what begins', async () => {
    await write([HEADER, ['吴一', 'G1', '', '审计员', '', '2024-01-01', '', '']], groupAdministrator);
    const rows = [
      HEADER,
      ['吴一', 'G1', '', '保密专员', '', '2026-12-01', '', ''],
      ['吴一', 'G1', '', '审计员', '', '2024-01-01', '2026-11-30', ''],
    ];
    expect(await findings(rows, groupAdministrator)).toEqual([]);
    // Where the row that ends the one is left out, the other office cannot begin.
    const taken = rows.map((row, index) => (index === 2 ? [...row.slice(0, 7), 'a1@hyyh.example'] : row));
    expect(await findings(taken, groupAdministrator)).toEqual(['2 post SEPARATION_OF_DUTIES', '3 email DUPLICATE']);
  });
});

test('three hundred people take no longer than two seconds', async () => {
  const rows = [
    HEADER,
    ...Array.from({ length: 300 }, (_, index) => [
      `员工${index}`,
      `P${index}`,
      `第${index % 20}支行`,
      '员工',
      '',
      '2019/07/01',
      '',
      `p${index}@hyyh.example`,
    ]),
  ];
  const began = performance.now();
  const { counts } = await write(rows);
  expect(counts).toMatchObject({ people: 300, begun: 300, departments: 20, accounts: 300, errors: 0 });
  expect(performance.now() - began).toBeLessThan(2_000);
  const { rows: people } = await house.superuser.query<{ person_id: string }>(
    `select person_id from miji.employment where company_id = $1 and employee_number = 'P7'`,
    [own.id],
  );
  const { caller } = await house.as(people[0]?.person_id ?? '');
  expect(caller.kind === 'person' && inOffice(caller.person, START)).toHaveLength(1);
});
