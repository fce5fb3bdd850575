import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { choose, textOf } from './support/acts.ts';
import { registerItem } from './support/items.ts';
import { barriers, overflow } from './support/looks.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();
const story = { number: '', request: '', part: '' };

beforeAll(async () => {
  story.number = await registerItem(stage(), {
    title: '流动性压力测试口径',
    text: '第一行\n第二行\n第三行',
    known: ['张明远', '赵一诺'],
  });
  const { miji } = await stage().as('responsibleManager');
  await miji.items.confirm({ number: story.number, version: 1 });
});

const LONGER = '变更前：10年→变更后：20年';

/** What stands there without any white space: some of the words are for screen readers alone, and stand apart. */
const packed = async (place: Locator): Promise<string> => (await textOf(place)).replaceAll(' ', '');

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('GS-15: an extension is looked at before it is asked for: before and after, and who decides', async () => {
  const { page, open } = await stage().enter('reader');
  await open(`/items/${story.number}`);
  await page
    .getByRole('link', { name: '申请变更' })
    .or(page.getByRole('button', { name: '申请变更' }))
    .click();
  await page.getByText('延长期限', { exact: true }).click();
  await page.getByLabel('时长').fill('20');
  await page.getByRole('button', { name: '看变更前后' }).click();
  const preview = section(page, '变更前后');
  await preview.getByText('周建国').waitFor();
  expect(await packed(preview)).toContain(LONGER);
  expect(await textOf(preview)).toContain('GS-15');
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('理由').fill('压力测试延续三年');
  await page.getByRole('button', { name: '提出申请' }).click();
  await page
    .getByRole('heading', { level: 1, name: '张明远申请将保密期限延长为 20 年，理由：压力测试延续三年' })
    .waitFor();
  story.request = new URL(page.url()).pathname.replace('/requests/', '');
});

test('GS-15: a period that ends no later is refused, and says why', async () => {
  const { page, open } = await stage().enter('reader');
  await open(`/items/${story.number}/change?kind=extend`);
  await page.getByLabel('时长').fill('3');
  await page.getByRole('button', { name: '看变更前后' }).click();
  const alert = section(page, '变更前后').getByRole('alert');
  await alert.waitFor();
  expect(await textOf(alert)).toContain('与现状相同，无需变更。');
});

test('the general manager sees before and after on a phone, approves, and the item has the new period', async () => {
  const { page, open } = await stage().enter('bankManager', PHONE);
  await open(`/requests/${story.request}`);
  await section(page, '变更内容').getByText('10 年').waitFor();
  expect(await packed(section(page, '变更内容'))).toContain(LONGER);
  expect(await overflow(page)).toEqual([]);
  await page.getByRole('button', { name: '批准', exact: true }).tap();
  await page.getByRole('button', { name: '确认批准' }).tap();
  await page.getByRole('heading', { level: 1, name: '已批准' }).waitFor();
  await page.getByText('变更已生效，并记入密件的经过。').waitFor();

  const reader = await stage().enter('reader');
  await reader.open(`/items/${story.number}`);
  await section(reader.page, '变更记录').getByText('延长期限').waitFor();
  expect(await packed(section(reader.page, '变更记录'))).toContain(LONGER);
  expect(await textOf(section(reader.page, '变更记录'))).toContain('周建国');
  expect(await textOf(section(reader.page, '概要'))).toContain('20 年');
  expect(await textOf(reader.page.getByRole('article'))).toContain('宏远银行商密·机密·20年');
});

test('GS-14: lines that were approved for release become a declassified item of their own', async () => {
  const { page, open } = await stage().enter('reader');
  await open(`/items/${story.number}/change?kind=declassify_part&from=2&to=2`);
  await page.getByLabel('理由').fill('第二行已在年报中披露');
  await page.getByRole('button', { name: '提出申请' }).click();
  await page.getByText('等待决定').waitFor();
  story.part = new URL(page.url()).pathname.replace('/requests/', '');
  await (await stage().as('bankManager')).miji.requests.decide({ number: story.part, decision: 'approve' });
  await open(`/requests/${story.part}`);
  await page.getByLabel('解密件标题').fill('年报披露口径');
  await page.getByRole('button', { name: '形成解密件' }).click();
  const made = page.getByRole('status').getByRole('link');
  await made.click();
  await page.getByRole('heading', { level: 1, name: '年报披露口径' }).waitFor();
  const summary = await textOf(section(page, '概要'));
  expect(summary).toContain(story.number);
  expect(await textOf(page.getByRole('article'))).toContain('已解密');
});

test('GS-18: a reader whose name is revoked no longer finds the item, and stands in the range as revoked', async () => {
  const manager = await stage().enter('responsibleManager');
  await manager.open(`/items/${story.number}`);
  await manager.page.getByRole('button', { name: '撤销张明远' }).click();
  const dialog = manager.page.getByRole('dialog', { name: '撤销张明远' });
  await dialog.getByLabel('理由').fill('已调离项目');
  await dialog.getByRole('button', { name: '撤销', exact: true }).click();
  const range = section(manager.page, '知晓范围');
  await range.getByText('已撤销或到期的 1 项').click();
  await range.getByText(/林书琴于 .* 撤销：已调离项目/).waitFor();
  expect(await manager.page.getByRole('button', { name: '撤销张明远' }).count()).toBe(0);

  const { page, open } = await stage().enter('reader');
  await open('/items/HYYH-2026-999999');
  const never = await textOf(page.getByRole('main'));
  await open(`/items/${story.number}`);
  await expect.poll(() => textOf(page.getByRole('main'))).toBe(never);
});

test('K-15: the office declares what a table holds, and sees what is left of each field', async () => {
  const { page, open } = await stage().enter('securityOfficer');
  await open('/record-classes');
  await page.getByText('尚未申报数据类').waitFor();
  await page.getByRole('button', { name: '申报数据类' }).click();
  const form = section(page, '申报数据类');
  const shown = form.getByLabel('显示示例');
  expect(await shown.allInnerTexts()).toContain('138****1234');
  expect(await barriers(page)).toEqual([]);
  await form.getByRole('button', { name: '申报', exact: true }).click();
  const card = section(page, '客户 customer');
  await card.getByText('本公司第 1 版').waitFor();
  expect(await textOf(card)).toContain('张**');
  expect(await barriers(page)).toEqual([]);
  await page.setViewportSize(PHONE.viewport);
  expect(await overflow(page)).toEqual([]);
  await card.getByRole('button', { name: '停用' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('理由').fill('改由集团申报');
  await dialog.getByRole('button', { name: '停用' }).click();
  await page.getByText('尚未申报数据类').waitFor();
});

test('what is being declared for one company is not declared for another', async () => {
  const { page, open } = await stage().enter('headOfficeOfficer');
  await open('/record-classes');
  await page.getByRole('button', { name: '申报数据类' }).click();
  await section(page, '申报数据类').waitFor();
  await choose(page, page.getByRole('combobox', { name: '公司', exact: true }), '宏远银行');
  await expect.poll(() => section(page, '申报数据类').count()).toBe(0);
});
