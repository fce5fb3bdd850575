import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFolder } from '@miji/testing';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { choose, choosePerson, textOf } from './support/acts.ts';
import { registerItem } from './support/items.ts';
import { barriers } from './support/looks.ts';
import { pdfOf } from './support/pdf.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();

const TITLE = '季度流动性报告';
const MEBIBYTE = 1_024 * 1_024;
const PART = 4 * MEBIBYTE;
/** three parts, so that the line can break between two of them */
const REPORT = { name: '报告.pdf', mimeType: 'application/pdf' } as const;
const report = () => pdfOf(3, (page) => `Liquidity corridor ${page}`, 9 * MEBIBYTE);

/** The same file each time that it is chosen, and not only one of the same name. */
const reportFile = join(scratchFolder(), REPORT.name);

const told = { number: '' };
const image = (page: Page, at: number) => page.getByRole('img', { name: `第 ${at} 页，共 3 页` });

/** Everything that the form asks for beside the content. */
const fillForm = async (page: Page): Promise<void> => {
  await choose(page, page.getByLabel('属于哪一类'), '未实施的战略、方向、规划与项目 (GS-08.2)');
  await page.getByRole('radio', { name: '机密' }).check();
  await page.getByLabel('标题').fill(TITLE);
  await page.getByLabel('为什么是这个密级').fill('尚未实施');
  await page.getByLabel('定密依据').fill('年度工作安排');
  await choosePerson(page, page.getByLabel('主管人员', { exact: true }), '林书琴');
  for (const [row, name] of ['张明远', '赵一诺'].entries()) {
    await page.getByRole('button', { name: '添加一人' }).click();
    await choosePerson(page, page.getByRole('combobox', { name: '知晓人员' }).nth(row), name);
    await page.getByLabel('为什么必须知道').nth(row).fill('承办');
  }
};

describe('a file from the one who drafts it to the one who reads it', () => {
  test('it is sent with its progress, goes on where a broken line stopped, and is registered', async () => {
    const { page, context, open } = await stage().enter('drafter');
    await open('/items/new');
    await page.getByText('文件', { exact: true }).click();
    const offsets: string[] = [];
    let isBroken = false;
    await page.route('**/api/v1/uploads/*', async (route) => {
      const request = route.request();
      if (request.method() !== 'PATCH') return route.continue();
      offsets.push(request.headers()['upload-offset'] ?? '');
      if (offsets.length !== 2) return route.continue();
      isBroken = true;
      await context.setOffline(true);
      return route.abort('internetdisconnected');
    });
    await writeFile(reportFile, report());
    await page.locator('input[data-upload]').setInputFiles(reportFile);
    await page.getByText('网络中断，可从断点继续').waitFor();
    expect(isBroken).toBe(true);
    await page.getByRole('progressbar', { name: '报告.pdf的上传进度' }).waitFor();
    await context.setOffline(false);
    await page.getByText('可以使用').waitFor();
    // The first part was there already; the second is sent again, and no other.
    const sent = ['0', String(PART), String(PART), String(2 * PART)];
    expect(offsets).toEqual(sent);
    // Nor is anything sent again once the page was closed.
    await page.reload();
    await page.getByText('文件', { exact: true }).click();
    await page.locator('input[data-upload]').setInputFiles(reportFile);
    await page.getByText('可以使用').waitFor();
    expect(offsets).toEqual(sent);
    expect(await textOf(page.getByRole('region', { name: '内容文件' }))).toContain('PDF · 9 MB · 3 页');
    expect(
      await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])),
    ).not.toContain('报告');
    await fillForm(page);
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    told.number = new URL(page.url()).pathname.replace('/items/', '');
  });

  test('what lies about itself is refused in a sentence, and another can be chosen', async () => {
    const { page, open } = await stage().enter('drafter');
    await open('/items/new');
    await page.getByText('文件', { exact: true }).click();
    const input = page.locator('input[data-upload]');
    await input.setInputFiles({ ...REPORT, buffer: Buffer.alloc(0) });
    await page.getByText('文件是空的。').waitFor();
    await page.getByRole('button', { name: '另选文件' }).click();
    await input.setInputFiles({ name: '报告.docx', mimeType: 'application/zip', buffer: pdfOf(1, () => 'x') });
    await page.getByText('文件内容与扩展名不符。').waitFor();
    await page.getByRole('button', { name: '另选文件' }).click();
    expect(await page.getByRole('button', { name: '选择文件' }).isVisible()).toBe(true);
  });

  test('its pages are fetched one by one, turned and enlarged by the keyboard, and nobody can print them', async () => {
    const { page, open } = await stage().enter('reader');
    const fetched: string[] = [];
    page.on('request', (request) => {
      const [, at] = /\/pages\/(\d+)$/.exec(new URL(request.url()).pathname) ?? [];
      if (at !== undefined) fetched.push(at);
    });
    await open(`/items/${told.number}/read`);
    await image(page, 1).waitFor();
    expect(fetched).toEqual(['1']);
    await page.keyboard.press('ArrowRight');
    await image(page, 2).waitFor();
    expect(fetched).toEqual(['1', '2']);
    expect(new URL(page.url()).searchParams.get('page')).toBe('2');
    const width = async (): Promise<number> => (await image(page, 2).boundingBox())?.width ?? 0;
    const before = await width();
    await page.keyboard.press('+');
    await expect.poll(width).toBeCloseTo(before * 1.25, -1);
    await page.keyboard.press('0');
    expect(await barriers(page)).toEqual([]);
    await page.emulateMedia({ media: 'print' });
    expect(await image(page, 2).isVisible()).toBe(false);
    expect(await page.getByText('此页不能打印').isVisible()).toBe(true);
  });

  test('its words can be read aloud, page by page, on a phone too', async () => {
    const { page, open } = await stage().enter('reader', PHONE);
    await open(`/items/${told.number}/read?page=2`);
    await image(page, 2).waitFor();
    await page.getByText('文字', { exact: true }).click();
    const words = page.getByRole('region', { name: '第 2 页的文字，共 3 页' });
    await words.getByText('Liquidity corridor 2').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '下一页' }).click();
    await page.getByText('Liquidity corridor 3').waitFor();
  });

  test('pages that are chosen lead to a request for just these', async () => {
    const { page, open } = await stage().enter('reader');
    await open(`/items/${told.number}/read?page=2`);
    await image(page, 2).waitFor();
    await page.getByRole('group', { name: '选择要摘抄的页' }).getByRole('checkbox', { name: '摘抄第 2 页' }).check();
    await page.getByRole('navigation', { name: '缩略图' }).getByRole('checkbox', { name: '摘抄第 3 页' }).check();
    await page.getByText('已选第 2–3 页').waitFor();
    await page.getByRole('link', { name: '申请摘抄这些页' }).click();
    await page.getByText('按页码填写，首尾两页均包括在内，共 3 页。').waitFor();
    expect(await page.getByLabel('起', { exact: true }).inputValue()).toBe('2');
    expect(await page.getByLabel('止', { exact: true }).inputValue()).toBe('3');
    await page.getByLabel('用途').fill('报送监管');
    await page.getByRole('button', { name: '提出申请' }).click();
    await page.getByText('等待决定').waitFor();
  });

  test('the search finds it by its words for whoever may know it, and for nobody else', async () => {
    const find = async (part: 'reader' | 'outsider') => {
      const { page, open } = await stage().enter(part);
      await open('/');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox', { name: '查找密件或页面' }).fill('liquidity corridor');
      return page;
    };
    const page = await find('reader');
    const offer = page.getByRole('option', { name: TITLE });
    await offer.waitFor();
    expect(await textOf(offer)).toContain('正文中');
    expect(await barriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    const stranger = await find('outsider');
    await stranger.getByText('没有找到。').waitFor();
    expect(stranger.url()).not.toContain('liquidity');
  });

  test('a new content makes the next version, and is read at once', async () => {
    const { page, open } = await stage().enter('drafter');
    await open(`/items/${told.number}`);
    await page.getByRole('button', { name: '更换内容' }).click();
    const dialog = page.getByRole('dialog', { name: '更换内容' });
    await dialog
      .locator('input[data-upload]')
      .setInputFiles({ ...REPORT, buffer: pdfOf(2, (at) => `Second edition ${at}`) });
    await dialog.getByText('可以使用').waitFor();
    await dialog.getByLabel('更换的理由').fill('数据更正');
    await dialog.getByRole('button', { name: '更换', exact: true }).click();
    await page.getByText('内容已更换，现为第 2 版。').waitFor();
    await open(`/items/${told.number}/read?view=text`);
    await page.getByText('Second edition 1').waitFor();
    expect(await page.getByText('Liquidity').count()).toBe(0);
  });
});

test('at 机密 the pages are put away when nobody moves anything, after a warning', async () => {
  const item = await registerItem(stage(), { title: '久置', text: '不宜久置' });
  const { page, open } = await stage().enter('reader');
  await page.clock.install();
  await open(`/items/${item}/read`);
  await page.getByText('不宜久置').waitFor();
  await page.clock.fastForward('04:45');
  await page.getByText(/秒后收起页面/).waitFor();
  await page.clock.fastForward('00:30');
  await page.getByText('页面已收起').waitFor();
  expect(await page.content()).not.toContain('不宜久置');
  await page.getByRole('button', { name: '再次打开' }).click();
  await page.getByText('不宜久置').waitFor();
});

test('from a number that nothing stands under, or that one may not know, the way back is to the list', async () => {
  const hidden = await registerItem(stage(), { title: '不可知悉' });
  const { page, open } = await stage().enter('outsider');
  for (const at of [`/items/${hidden}/read`, '/items/HYYH-2026-999999/read', `/items/${hidden}/request`]) {
    await open(at);
    await page.getByRole('link', { name: '返回密件列表' }).click();
    await page.getByRole('heading', { level: 1, name: '密件', exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/items');
  }
});

test('an administrator changes the key of his company and sees how far it has come', async () => {
  await registerItem(stage(), { title: '换密钥' });
  const { page, open } = await stage().enter('bankAdministrator');
  await open('/system?tab=keys');
  const card = page.getByRole('region', { name: '宏远银行' });
  await card.getByText('公司密钥第 1 版').waitFor();
  await card.getByRole('button', { name: '更换密钥' }).click();
  await page.getByRole('tooltip').getByRole('button', { name: '更换密钥' }).click();
  await card.getByText('公司密钥第 2 版').waitFor();
  await card.getByText(/已完成，共 \d+ 个/).waitFor();
  expect(await barriers(page)).toEqual([]);
});
