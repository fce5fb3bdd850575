import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { choose, textOf } from './support/acts.ts';
import { registerItem } from './support/items.ts';
import { barriers, overflow } from './support/looks.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();
const ROOM = { timeout: 20_000 } as const;
const TITLE = '通知演练机密件';
let item = '';

beforeAll(async () => {
  item = await registerItem(stage(), { title: TITLE });
});

const ask = async (): Promise<string> => {
  const { miji } = await stage().as('reader');
  const filed = await miji.requests.file({
    item,
    particulars: { operation: 'copy' },
    purpose: '会议使用',
    necessity: '现场只许用纸质文本',
  });
  return filed.number;
};

/** How many notices the bell says are unread, once it knows. */
const unread = async (page: Page): Promise<number> => {
  const label = (await page.getByRole('link', { name: /^通知，/ }).getAttribute('aria-label')) ?? '';
  return Number(/(\d+) 条未读/.exec(label)?.[1] ?? 0);
};

describe('the inbox', () => {
  test('counts by itself while a page stands open, leads to the request, and is read by going there', async () => {
    const { page, open } = await stage().enter('bankManager');
    await open('/rules');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('link', { name: /^通知，/ }).waitFor();
    const before = await unread(page);
    const number = await ask();
    await expect.poll(() => unread(page), ROOM).toBe(before + 1);
    await page.getByRole('link', { name: /^通知，/ }).click();
    const line = page.getByRole('listitem').filter({ hasText: number });
    await line.waitFor();
    expect(await textOf(line)).toContain('机密');
    expect(await textOf(page.locator('body'))).not.toContain(TITLE);
    await line.getByRole('link', { name: '有一件申请待您审批' }).click();
    await expect.poll(() => new URL(page.url()).pathname, ROOM).toBe(`/requests/${number}`);
    await expect.poll(() => unread(page), ROOM).toBe(before);
  });

  test('shows the unread ones alone, in the address too, and says so where there are none', async () => {
    const number = await ask();
    const { page, open } = await stage().enter('bankManager', PHONE);
    await open('/notices?unread=1');
    await page.getByRole('listitem').filter({ hasText: number }).waitFor();
    expect(await overflow(page)).toEqual([]);
    await page.getByRole('button', { name: '全部标为已读' }).click();
    await page.getByText('没有未读通知，都看过了。').waitFor();
    await expect.poll(() => unread(page), ROOM).toBe(0);
    await page.getByText('全部', { exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: number }).waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  test('of somebody who was told nothing is a sentence', async () => {
    const { page, open } = await stage().enter('insurer');
    await open('/notices');
    await page.getByText('还没有通知。').waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: /SQ-/ }).count()).toBe(0);
  });
});

describe('the settings', () => {
  test('keep what was chosen; what is forced cannot be left out, and the missing mail service is said', async () => {
    const { page, open } = await stage().enter('reader');
    await open('/notices/settings');
    await page.getByText('本系统没有配置邮件服务').waitFor();
    expect(await page.getByRole('checkbox', { name: '有一件申请待您审批：邮件' }).isDisabled()).toBe(true);
    const approved = page.getByRole('checkbox', { name: '您的申请已获批准：邮件' });
    await approved.focus();
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { name: /免打扰|此时段内不发邮件/ }).check();
    await page.getByLabel('开始').fill('21:30');
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('已保存').waitFor();
    await page.reload();
    await approved.waitFor();
    expect(await approved.isChecked()).toBe(false);
    expect(await page.getByLabel('开始').inputValue()).toBe('21:30');
    expect(await page.getByRole('radio', { name: 'English' }).isChecked()).toBe(true);
  });
});

describe('the page of the system', () => {
  test('is an administrator’s: he adds a robot at its own house alone, changes it and removes it', async () => {
    const { page, open } = await stage().enter('bankAdministrator');
    await open('/system');
    await page.getByText('还没有群机器人。').waitFor();
    await page.getByRole('button', { name: '添加机器人' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('名称').fill('审批群');
    await dialog.getByText('钉钉', { exact: true }).click();
    await dialog.getByLabel('机器人地址').fill('https://example.org/robot/send?access_token=hidden0123');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('须为该类型机器人的官方 https 地址').waitFor();
    await dialog.getByLabel('机器人地址').fill('https://oapi.dingtalk.com/robot/send?access_token=hidden0123');
    await dialog.getByRole('button', { name: '保存' }).click();
    const card = page.getByRole('listitem').filter({ hasText: 'oapi.dingtalk.com' });
    await card.waitFor();
    expect(await page.content()).not.toContain('hidden0123');
    await card.getByRole('button', { name: '修改' }).click();
    await page.getByRole('dialog').getByLabel('名称').fill('总经办群');
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await page.getByRole('heading', { name: '总经办群' }).waitFor();
    await card.getByRole('button', { name: '移除' }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '移除' }).click();
    await page.getByText('还没有群机器人。').waitFor();
    await page.getByRole('tab', { name: '未送达' }).click();
    await page.getByText('没有未送达的通知。').waitFor();
  });

  test('of the head office’s administrator is about any company', async () => {
    const { page, open } = await stage().enter('clockKeeper');
    await open('/system');
    await choose(page, page.getByRole('combobox', { name: '公司' }), '宏远保险');
    await expect.poll(() => new URL(page.url()).search, ROOM).toBe('?company=HYBX');
    await page.getByText('还没有群机器人。').waitFor();
  });

  test('is nobody else’s, and no way leads there', async () => {
    const { page, open } = await stage().enter('bankManager');
    await open('/system');
    await page.getByText('只有系统管理员可以设置群机器人').waitFor();
    expect(await page.getByRole('link', { name: '系统', exact: true }).count()).toBe(0);
  });
});

test.each([
  ['zh-CN', 'light'],
  ['en', 'dark'],
] as const)('every page of notices is open to everybody, in %s and %s', async (language, colorScheme) => {
  for (const [part, path] of [
    ['bankManager', '/notices'],
    ['bankManager', '/notices/settings'],
    ['bankAdministrator', '/system'],
    ['bankAdministrator', '/system?tab=dead_letters'],
  ] as const) {
    const { page, open } = await stage().enter(part, { ...PHONE, language, colorScheme });
    await open(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
    expect(await overflow(page), path).toEqual([]);
    expect(await barriers(page), path).toEqual([]);
  }
});
