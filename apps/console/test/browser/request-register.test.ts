import { readFile } from 'node:fs/promises';
import { Workbook } from 'exceljs';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { registerItem } from './support/items.ts';
import { barriers, overflow } from './support/looks.ts';
import { PHONE, setStage } from './support/stage.ts';

const TITLE = '台账上不应出现的标题';
const stage = setStage();
let approved = '';
let refused = '';
let waiting = '';

beforeAll(async () => {
  const item = await registerItem(stage(), { title: TITLE });
  const { miji: reader } = await stage().as('reader');
  const { miji: manager } = await stage().as('bankManager');
  const ask = async (purpose: string): Promise<string> =>
    (await reader.requests.file({ item, particulars: { operation: 'copy' }, purpose })).number;
  approved = await ask('季度评审');
  await manager.requests.decide({ number: approved, decision: 'approve' });
  refused = await ask('留作参考');
  await manager.requests.decide({ number: refused, decision: 'refuse', reason: '在线查阅即可', ground: 'too_much' });
  waiting = await ask('评审会');
});

const row = (page: Page, number: string) => page.getByRole('row').filter({ hasText: number });
const downloadOf = async (page: Page, act: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> => {
  const coming = page.waitForEvent('download');
  await act();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
};

describe('the register of requests', () => {
  test('is found under 台账, has every request with who decided it, and no title', async () => {
    const { page, open } = await stage().enter('auditor');
    await open('/copies');
    await page.getByRole('link', { name: '申请台账' }).click();
    await page.getByRole('heading', { level: 1, name: '申请台账' }).waitFor();
    expect(await page.getByRole('link', { name: '台账', exact: true }).first().getAttribute('aria-current')).toBe(
      'page',
    );
    await row(page, approved).getByText('周建国同意').waitFor();
    await row(page, refused).getByText('周建国不同意').waitFor();
    await row(page, waiting).getByText('未决').waitFor();
    expect(await page.locator('body').textContent()).not.toContain(TITLE);
  });

  test('keeps its filters and its order in the address', async () => {
    const { page, open } = await stage().enter('auditor', { viewport: { width: 1_440, height: 900 } });
    await open('/register');
    await row(page, approved).waitFor();
    await page.getByRole('combobox', { name: '状态' }).click();
    await page.getByTitle('已拒绝').click();
    await row(page, approved).waitFor({ state: 'detached' });
    await row(page, refused).waitFor();
    expect(new URL(page.url()).searchParams.get('state')).toBe('refused');
    await page.reload();
    await row(page, refused).waitFor();
    expect(await row(page, approved).count()).toBe(0);
    await page.getByRole('button', { name: '清除筛选' }).click();
    await row(page, approved).waitFor();
    await open('/register?order=slowest');
    await page.getByText('只列已批准或已拒绝的申请').waitFor();
    await row(page, approved).waitFor();
    expect(await row(page, waiting).count()).toBe(0);
    await open('/register?operation=destroy');
    await page.getByText('没有符合条件的申请。').waitFor();
  });

  test('goes into an Excel file with everything that matches, and is traced as that', async () => {
    const { page, open } = await stage().enter('auditor');
    await open('/register?state=refused');
    await page.getByText(refused).waitFor();
    const { name, bytes } = await downloadOf(page, () => page.getByRole('button', { name: '导出 Excel' }).click());
    expect(name).toBe('申请台账.xlsx');
    const book = new Workbook();
    await book.xlsx.load(Uint8Array.from(bytes).buffer);
    const sheet = book.worksheets[0];
    expect(sheet?.rowCount).toBe(2);
    expect(sheet?.getRow(2).values).toEqual(expect.arrayContaining([refused, '周建国不同意', '在线查阅即可']));
    const { miji: auditor } = await stage().as('auditor');
    const { entries } = await auditor.trace.list({ action: 'register.exported' });
    expect(entries).toMatchObject([{ outcome: 'done', details: { entries: 1 } }]);
  });

  test('gives the official form by the keyboard alone', async () => {
    const { page, open } = await stage().enter('auditor');
    await open('/register');
    const button = page.getByRole('button', { name: `${approved} 的审批表（PDF）` });
    await button.focus();
    const { name, bytes } = await downloadOf(page, () => page.keyboard.press('Enter'));
    expect(name).toBe(`${approved}.pdf`);
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('gives whoever asked the form of his own request, on its page', async () => {
    const { page, open } = await stage().enter('reader');
    await open(`/requests/${refused}`);
    const { bytes } = await downloadOf(page, () => page.getByRole('button', { name: /的审批表（PDF）/ }).click());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('is nobody’s who does not answer for it', async () => {
    const { page, open } = await stage().enter('reader');
    await open('/register');
    await page.getByText('您不看这份台账').waitFor();
    await open('/register/figures');
    await page.getByText('您不看这份台账').waitFor();
    await open('/copies');
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('link', { name: '申请台账' }).count()).toBe(0);
  });

  test.each(['zh-CN', 'en'] as const)(
    'on a phone it is cards within the screen, without a barrier, in %s',
    async (language) => {
      const { page, open } = await stage().enter('auditor', { ...PHONE, language, colorScheme: 'dark' });
      await open('/register');
      await page.getByRole('listitem').filter({ hasText: approved }).waitFor();
      expect(await overflow(page)).toEqual([]);
      await page.getByRole('button', { name: /筛选与排序|Filter and order/ }).click();
      await page.getByRole('combobox', { name: /操作|Operation/ }).waitFor();
      expect(await overflow(page)).toEqual([]);
      expect(await barriers(page)).toEqual([]);
    },
  );
});

describe('figures about approvals', () => {
  test('stand on the desk of the general manager as tables that a screen reader reads', async () => {
    const { page, open } = await stage().enter('bankManager');
    await open('/');
    const times = page.getByRole('table', { name: '各职务用了多久' });
    await times.getByRole('rowheader', { name: /总经理/ }).waitFor();
    await times.getByText('2 次').waitFor();
    await page
      .getByRole('table', { name: '为什么拒绝' })
      .getByRole('row', { name: /过多\s*1/ })
      .waitFor();
    const longest = page.getByRole('table', { name: '等得最久的' });
    expect(await longest.getByRole('link', { name: waiting }).getAttribute('href')).toBe(`/requests/${waiting}`);
    expect(await barriers(page)).toEqual([]);
  });

  test('are for one company or, at the head office, for all; company and time stand in the address', async () => {
    const { page, open } = await stage().enter('headOfficeOfficer');
    await open('/register/figures');
    await page.getByRole('combobox', { name: '公司' }).click();
    await page.getByTitle('全部公司').click();
    await page
      .getByRole('table', { name: '各职务用了多久' })
      .getByRole('rowheader', { name: /宏远银行/ })
      .waitFor();
    await page.getByText('近 30 天').click();
    await page.waitForURL(/from=\d{4}-\d\d-\d\d&to=/);
    expect(new URL(page.url()).searchParams.get('company')).toBe('all');
    await page.getByText('份申请，现在的状态').waitFor();
    await page
      .getByRole('table', { name: '申请去向' })
      .getByRole('row', { name: /已批准\s*1/ })
      .waitFor();
  });

  test.each(['zh-CN', 'en'] as const)('keep within a phone and raise no barrier, in %s', async (language) => {
    const { page, open } = await stage().enter('auditor', { ...PHONE, language });
    await open('/register/figures');
    await page.getByRole('table').first().waitFor();
    expect(await overflow(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
  });
});
