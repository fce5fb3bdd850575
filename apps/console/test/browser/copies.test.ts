import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { choose, choosePerson, textOf } from './support/acts.ts';
import { openStore } from './support/custody.ts';
import { personId, registerItem } from './support/items.ts';
import { barriers, overflow } from './support/looks.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();
/** As many lines as make a copy of two pages. */
const TEXT = Array.from({ length: 40 }, (_, line) => `第${line + 1}行`).join('\n');
const PAGES = 2;
const story = { item: '', copy: '', copyOfCopy: '' };

/** What may be copied how often by whom, approved. */
const granted = async (part: 'reader' | 'drafter', name: string, copies: number): Promise<string> => {
  const { miji } = await stage().as(part);
  const recipients = [{ personId: await personId(stage(), name), copies }];
  const wish = {
    item: story.item,
    particulars: { operation: 'copy' },
    terms: { recipients },
    purpose: '评审',
  } as const;
  const { number } = await miji.requests.file(wish);
  await (await stage().as('bankManager')).miji.requests.decide({ number, decision: 'approve' });
  return number;
};

beforeAll(async () => {
  story.item = await registerItem(stage(), { known: ['张明远', '赵一诺'], text: TEXT });
  await (await stage().as('responsibleManager')).miji.items.confirm({ number: story.item, version: 1 });
  const { miji } = await stage().as('reader');
  const { copy } = await miji.grants.use({ grant: `${await granted('reader', '张明远', 1)}-G` });
  story.copy = copy.id;
});

const dialog = (page: Page): Locator => page.getByRole('dialog').filter({ visible: true });
const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
const fits = async (page: Page): Promise<void> => {
  expect(await overflow(page)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
};

describe('a copy goes from hand to hand', () => {
  test('AR-36: its first holder finds it on his desk, counts it on his phone, and confirms', async () => {
    const { page, open } = await stage().enter('reader', PHONE);
    await open('/');
    const card = region(page, '待我清点确认');
    await card.getByText(story.copy).waitFor();
    await card.getByRole('link', { name: '去清点' }).tap();
    await page.waitForURL(`**/copies/${story.copy}`);
    await page.getByRole('heading', { level: 1, name: '第 001 号副本' }).waitFor();
    await fits(page);
    await page.getByRole('button', { name: `清点确认 ${story.copy}` }).tap();
    await dialog(page).getByLabel('页数').fill(String(PAGES));
    await dialog(page).getByRole('button', { name: '页数相符，确认' }).tap();
    await region(page, '经历').getByText('已确认').waitFor();
    expect(await textOf(region(page, '概要'))).toContain(`${PAGES} 页`);
  });

  test('AR-36: whoever passes it on says how many pages it has, and answers for it until that is confirmed', async () => {
    const { page, open } = await stage().enter('reader', PHONE);
    await open(`/copies/${story.copy}`);
    await page.getByRole('button', { name: '移交', exact: true }).tap();
    await choosePerson(page, dialog(page).getByRole('combobox', { name: '人员' }), '赵一诺');
    expect(await overflow(page)).toEqual([]);
    await dialog(page)
      .getByRole('button', { name: /^移\s?交$/ })
      .tap();
    await page.getByText('等待清点确认', { exact: true }).waitFor();
    expect(await textOf(region(page, '概要'))).toContain('张明远');
    // One thing at a time: what is being handed over is not sent elsewhere meanwhile.
    expect(await page.getByRole('button', { name: '移交', exact: true }).count()).toBe(0);
  });

  test('AR-36: a count that differs cannot be confirmed, only declined, and is looked into', async () => {
    const { page, open } = await stage().enter('drafter', PHONE);
    await open('/movements');
    await page.getByRole('button', { name: `清点确认 ${story.copy}` }).tap();
    await dialog(page)
      .getByLabel('页数')
      .fill(String(PAGES - 1));
    await dialog(page).getByRole('button', { name: '页数相符，确认' }).tap();
    await dialog(page).getByRole('alert').filter({ hasText: '不一致' }).waitFor();
    await dialog(page).getByRole('button', { name: '改为不接收' }).tap();
    const declining = page.getByRole('dialog', { name: `不接收 ${story.copy}` });
    await expect.poll(() => declining.getByLabel('清点到的页数（可不填）').inputValue()).toBe(String(PAGES - 1));
    await declining.getByLabel('理由').fill('少一页');
    await declining.getByRole('button', { name: '不接收', exact: true }).tap();
    await page.getByText('没有要您清点的副本，都确认过了。').waitFor();

    const officer = await stage().enter('securityOfficer', PHONE);
    await officer.open('/incidents');
    const line = officer.page.getByRole('listitem').filter({ hasText: story.copy });
    await line.getByText('页数不符').waitFor();
    await fits(officer.page);
  });

  test('handed over again and counted, it is on the other’s name', async () => {
    const { miji } = await stage().as('reader');
    const to = { personId: await personId(stage(), '赵一诺') };
    await miji.movements.announce({ copy: story.copy, act: 'pass_on', to, pages: PAGES });
    const { page, open } = await stage().enter('drafter');
    await open('/notices?unread=1');
    await page.getByRole('link', { name: '有一份副本交给您，请清点确认' }).first().click();
    await page.waitForURL(`**/copies/${story.copy}`);
    await page.getByRole('button', { name: `清点确认 ${story.copy}` }).click();
    await dialog(page).getByLabel('页数').fill(String(PAGES));
    await dialog(page).getByRole('button', { name: '页数相符，确认' }).click();
    await region(page, '概要').getByText('赵一诺').waitFor();
    const { holder, state } = await miji.copies.get({ id: story.copy });
    expect({ holder: holder.name, state }).toEqual({ holder: '赵一诺', state: 'held' });
  });
});

describe('GS-24: a copy follows its original', () => {
  test('a copy is made from the copy that one holds', async () => {
    const request = await granted('drafter', '赵一诺', 1);
    const { page, open } = await stage().enter('drafter');
    await open(`/requests/${request}`);
    await choose(page, page.getByRole('combobox', { name: '由何复制' }), '第 001 号副本');
    await page.getByRole('button', { name: '领取副本' }).click();
    await page.getByText('第 002 号副本已发出。').waitFor();
    story.copyOfCopy = `${story.item}-002`;
    const { miji } = await stage().as('drafter');
    expect((await miji.copies.get({ id: story.copyOfCopy })).parent).toBe(story.copy);
  });

  test('a regrading reaches the copy and its copy: the new mark beside the old one, which is crossed out', async () => {
    const { miji } = await stage().as('reader');
    const change = { kind: 'regrade', toLevel: 'confidential' } as const;
    const { number } = await miji.classification.file({ item: story.item, change, reason: '情况变化' });
    await (await stage().as('bankManager')).miji.requests.decide({ number, decision: 'approve' });
    const { page, open } = await stage().enter('drafter', PHONE);
    for (const copy of [story.copy, story.copyOfCopy]) {
      await open(`/copies/${copy}`);
      await page
        .getByRole('list', { name: '已作废的标密' })
        .locator('del')
        .getByText('宏远银行商密·机密·10年')
        .waitFor();
      await page.getByText('宏远银行商密·秘密·10年', { exact: true }).first().waitFor();
      expect(await region(page, '经历').locator('del').count()).toBe(1);
    }
    await fits(page);
  });

  test('whoever holds one says that he knows, and the office sees who has said so', async () => {
    const officer = await stage().enter('securityOfficer');
    await officer.open(`/tidings?item=${story.item}`);
    const told = officer.page.getByRole('listitem').filter({ hasText: '赵一诺' });
    await told.getByText('未确认').waitFor();
    expect(await barriers(officer.page)).toEqual([]);
    const { page, open } = await stage().enter('drafter', PHONE);
    await open('/');
    const card = region(page, '变更待确认');
    await card.getByText('密级变更').waitFor();
    await fits(page);
    await card.getByRole('button', { name: `已知悉，已更正标密 ${story.item}` }).tap();
    await card.waitFor({ state: 'hidden' });
    await officer.page.reload();
    await told.getByText(/\d 确认$/).waitFor();
  });

  test('the tree shows what was made from what, adds up, and is walked through by keyboard', async () => {
    const { page, open } = await stage().enter('drafter', PHONE);
    await open(`/items/${story.item}`);
    const copies = region(page, '受控副本');
    const outer = copies.getByRole('listitem').filter({ hasText: '第 001 号副本' });
    await outer.getByRole('list').getByRole('link', { name: '第 002 号副本' }).waitFor();
    await copies.getByText('共发出 2 份 = 持有 2').waitFor();
    await copies.getByText('账实相符').waitFor();
    await fits(page);
    await copies.getByRole('link', { name: '第 001 号副本' }).focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('第 002 号副本');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/copies/${story.copyOfCopy}`);
    const tree = page.getByRole('region', { name: '副本谱系：每份副本列在其来源之下' });
    await tree.locator('[aria-current="true"]').getByText('第 002 号副本').waitFor();
  });

  test('AR-37: what is lost is lost at once, and somebody who has nothing to do with it finds no such page', async () => {
    const { page, open } = await stage().enter('drafter', PHONE);
    await open(`/copies/${story.copyOfCopy}`);
    await page.getByRole('button', { name: '报告遗失' }).tap();
    await dialog(page).getByLabel('经过').fill('会议室未找到');
    await dialog(page).getByRole('button', { name: '报告遗失' }).tap();
    await region(page, '概要').getByText('遗失').waitFor();
    await region(page, '副本谱系').getByText('共发出 2 份 = 持有 1 + 遗失 1').waitFor();
    const outsider = await stage().enter('outsider');
    await outsider.open(`/copies/${story.copyOfCopy}`);
    await outsider.page.getByText('没有这个页面或编号，或您无权知悉。').waitFor();
    expect(await outsider.page.locator('body').innerText()).not.toContain('遗失');
  });
});

test('GS-26: the register is found by its filters and leaves as an Excel file in full', async () => {
  const { page, open } = await stage().enter('securityOfficer');
  await open(`/copies?item=${story.item}&state=held`);
  await page.getByRole('row').filter({ hasText: story.item }).first().waitFor();
  await expect.poll(() => page.getByRole('row').filter({ hasText: story.item }).count()).toBe(1);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出 Excel' }).click();
  expect((await download).suggestedFilename()).toBe('副本台账.xlsx');
  expect(await barriers(page)).toEqual([]);
});

test('GS-24: a picture of a page tells on a phone who read it, and of which item', async () => {
  const { miji } = await stage().as('reader');
  const page = Buffer.from(await miji.items.page({ number: story.item, page: 1 }));
  const looking = await stage().enter('auditor', PHONE);
  await looking.open('/whose-copy');
  await looking.page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'page.jpg', mimeType: 'image/jpeg', buffer: page });
  const answer = region(looking.page, '这是谁的');
  await answer.getByText('张明远').waitFor();
  await answer.getByText('屏幕阅读').waitFor();
  expect(await textOf(answer)).toContain(story.item);
  await fits(looking.page);
});

/** What has come back into a store, with the approval that 张明远 destroys it before 林书琴. */
const cameBack = async (): Promise<void> => {
  const storeId = await openStore(stage());
  const { miji: drafter } = await stage().as('drafter');
  const back = await drafter.movements.announce({ copy: story.copy, act: 'return', to: { storeId }, pages: PAGES });
  await (await stage().as('custodian')).miji.movements.confirm({ movement: back.id, pages: PAGES });
  const particulars = {
    operation: 'destroy' as const,
    copies: [story.copy],
    method: 'shredding' as const,
    executorId: await personId(stage(), '张明远'),
    witnessId: await personId(stage(), '林书琴'),
  };
  const { number } = await drafter.requests.file({ item: story.item, particulars, purpose: '用毕' });
  await (await stage().as('bankManager')).miji.requests.decide({ number, decision: 'approve' });
};

test('K-12, PM-16: one destroys what has come back, another watches, counts and confirms; its life says who and how', async () => {
  await cameBack();
  const { page, open } = await stage().enter('reader', PHONE);
  await open('/');
  await region(page, '待我销毁').getByRole('link', { name: '去销毁' }).tap();
  await page.waitForURL(`**/copies/${story.copy}`);
  await page.getByRole('button', { name: /^销\s?毁$/ }).tap();
  await dialog(page).getByText('方式：粉碎').waitFor();
  await dialog(page).getByLabel('页数').fill(String(PAGES));
  await fits(page);
  await dialog(page).getByRole('button', { name: '开始销毁' }).tap();
  await page.getByText('等待清点确认', { exact: true }).waitFor();

  const watching = await stage().enter('responsibleManager', PHONE);
  await watching.open(`/copies/${story.copy}`);
  await watching.page.getByRole('button', { name: `监销确认 ${story.copy}` }).tap();
  await dialog(watching.page).getByLabel('页数').fill(String(PAGES));
  await fits(watching.page);
  await dialog(watching.page).getByRole('button', { name: '页数相符，已当面销毁' }).tap();
  await region(watching.page, '概要').getByText('已销毁').waitFor();
  const life = region(watching.page, '经历').getByRole('listitem').filter({ hasText: '张明远销毁，林书琴监销' });
  await life.getByText('方式：粉碎').waitFor();
  await fits(watching.page);
  const { count } = await (await stage().as('drafter')).miji.copies.tree({ item: story.item });
  expect(count).toMatchObject({ conserved: true, in: { destroyed: 1, lost: 1 } });
});
