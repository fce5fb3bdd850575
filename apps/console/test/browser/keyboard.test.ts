import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { registerItem } from './support/items.ts';
import { setStage } from './support/stage.ts';

const stage = setStage();

const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const active = document.activeElement;
    if (!(active instanceof HTMLElement)) return '';
    const label =
      active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement
        ? active.labels?.[0]?.textContent
        : null;
    return active.ariaLabel ?? label ?? active.textContent ?? '';
  });

/** Presses Tab until something with this name has the focus. */
const tabTo = async (page: Page, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  for (let presses = 0; presses < 60; presses += 1) {
    const focused = (await focusedName(page)).trim();
    if (typeof name === 'string' ? focused === name : name.test(focused)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`Tab never came to ${String(name)}`);
};

test('/ and Ctrl-K open the search, from wherever one is, and ? explains the keys', async () => {
  const { page, open } = await stage().enter('reader');
  await open('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const search = page.getByRole('dialog', { name: '查找密件或页面' });
  for (const keys of ['/', 'Control+k']) {
    await page.keyboard.press(keys);
    await search.waitFor();
    await expect.poll(() => focusedName(page)).toBe('查找密件或页面');
    await page.keyboard.press('Escape');
    await search.waitFor({ state: 'hidden' });
  }
  await page.getByRole('main').focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: '快捷键' });
  await sheet.waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  await page.getByRole('heading', { level: 1, name: '申请' }).waitFor();
});

test('the first Tab offers to skip to the content', async () => {
  const { page, open } = await stage().enter('reader');
  await open('/items');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('跳到正文');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content');
});

test('an item can be registered by keyboard alone', async () => {
  const { page, open } = await stage().enter('drafter');
  await open('/items/new');
  await page.getByRole('heading', { level: 1 }).waitFor();
  const { keyboard } = page;
  const pick = async (typed: string, option: string): Promise<void> => {
    await keyboard.type(typed);
    const box = page.locator('[role="combobox"]:focus');
    const active = async (): Promise<string | null> => {
      const id = await box.getAttribute('aria-activedescendant');
      return id === null
        ? null
        : page
            .locator(`[id="${id}"]`)
            .getAttribute('aria-label', { timeout: 500 })
            .catch(() => null);
    };
    await expect.poll(active, { timeout: 5_000 }).toBe(option);
    await keyboard.press('Enter');
  };
  await tabTo(page, '属于哪一类');
  await pick('重要会议', '合同、协议、可行性报告与重要会议纪要 (GS-08.3)');
  await tabTo(page, '标题');
  await keyboard.type('键盘登记');
  await tabTo(page, '定密依据');
  await keyboard.type('合同管理办法');
  await tabTo(page, '主管人员');
  await pick('林书', '林书琴');
  await tabTo(page, '添加一项');
  await keyboard.press('Enter');
  await tabTo(page, '知晓人员', 'Shift+Tab');
  await pick('赵一', '赵一诺');
  await tabTo(page, '为什么必须知道');
  await keyboard.type('起草');
  await tabTo(page, '内容');
  await keyboard.type('甲方乙方');
  await tabTo(page, '登记');
  await keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '键盘登记' }).waitFor();
});

test('after a wrong attempt the focus stands on the first field that has to be filled in', async () => {
  const { page, open } = await stage().enter('drafter');
  await open('/items/new');
  await page.getByRole('button', { name: '登记', exact: true }).click();
  await expect.poll(() => focusedName(page)).toBe('属于哪一类');
  await page.getByText(/还有 \d+ 处需要填写或更正/).waitFor();
});

test('a request can be decided by keyboard alone', async () => {
  const item = await registerItem(stage(), { title: '键盘审批' });
  const { miji } = await stage().as('reader');
  const request = await miji.requests.file({ item, particulars: { operation: 'copy' }, purpose: '键盘审批' });
  const { page, open } = await stage().enter('bankManager');
  await open(`/requests/${request.number}`);
  await page.getByRole('heading', { level: 1, name: /键盘审批/ }).waitFor();
  await tabTo(page, '批准');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '批准这份申请？' }).waitFor();
  await tabTo(page, '确认批准');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '已批准' }).waitFor();
  expect(await focusedName(page)).toBe('已批准');
});

test('nothing slides or fades for whoever has asked his system for less motion', async () => {
  const { page, open } = await stage().enter('reader');
  await open('/items');
  const isStill = () =>
    page.getByRole('button', { name: /English/ }).evaluate((button) =>
      getComputedStyle(button)
        .transitionDuration.split(',')
        .every((time) => parseFloat(time) === 0),
    );
  await expect.poll(isStill).toBe(true);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(isStill).toBe(false);
});
