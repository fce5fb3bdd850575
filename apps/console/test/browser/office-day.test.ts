import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { choose, choosePerson, textOf } from './support/acts.ts';
import {
  ITEM_COUNT,
  ledgerSheet,
  OVER_COUNT,
  PEOPLE_COUNT,
  peopleSheet,
  RARE_NAMES,
  SECRET_COUNT,
  TITLE,
} from './support/office-day-sheets.ts';
import type { SheetFile } from './support/office-day-sheets.ts';
import { setStage } from './support/stage.ts';

const stage = setStage();

/** A long step of the day: it takes seconds, unless much else runs beside it. */
const LONG_MS = 240_000;
const patiently = { timeout: 120_000 } as const;

/** What has come forth so far; each test goes on where the one before ended. */
const day = { draft: '' };

/** One click from the desk, as whoever holds the office finds it. */
const fromDesk = async (page: Page, open: (path: string) => Promise<void>, tool: string): Promise<void> => {
  await open('/');
  await page.getByRole('navigation', { name: '我的职责' }).getByRole('link', { name: tool, exact: true }).click();
};
const drop = (page: Page, file: SheetFile): Promise<void> =>
  page.locator('input[type="file"]').setInputFiles({ ...file });
const dialog = (page: Page): Locator => page.getByRole('dialog');
const gap = (page: Page): Locator =>
  page.getByRole('list', { name: '缺口' }).getByRole('listitem').filter({ hasText: '宏远物业无人可批准' });

describe('a day of the office', () => {
  test(
    'begins with 300 people out of an Excel file: what is wrong is named row by row, the rest is entered on one click',
    async () => {
      const { page, open } = await stage().enter('bankAdministrator');
      await fromDesk(page, open, '导入人员');
      await drop(page, await peopleSheet());
      await page
        .getByText(`新增 ${PEOPLE_COUNT} 人，开始任职 ${PEOPLE_COUNT} 项，终止 0 项，新设部门 2 个`)
        .waitFor(patiently);
      await page.getByText('有误 2', { exact: true }).click();
      const wrong = page.getByRole('row');
      await wrong.filter({ hasText: '职务“大总管”' }).waitFor();
      await wrong.filter({ hasText: '工号“工号 一”' }).waitFor();
      expect(await page.getByRole('button', { name: '写入' }).isDisabled()).toBe(true);
      await page.getByRole('radio', { name: '只写无误的行' }).check();
      await page.getByRole('button', { name: '写入' }).click();
      await page.getByText(`已写入：新增 ${PEOPLE_COUNT} 人，开始任职 ${PEOPLE_COUNT} 项`).waitFor(patiently);

      await page.getByRole('tab', { name: '人员与任职' }).click();
      const more = page.getByRole('button', { name: '加载更多' });
      await page.getByRole('row').nth(1).waitFor(patiently);
      for (;;) {
        const shown = await page.getByRole('row').count();
        if ((await more.count()) === 0) break;
        await more.click();
        await expect.poll(() => page.getByRole('row').count(), patiently).toBeGreaterThan(shown);
      }
      for (const name of RARE_NAMES) {
        await page.getByRole('searchbox').fill(name);
        await expect.poll(() => page.getByRole('row').count()).toBe(2);
        expect(await textOf(page.getByRole('row').nth(1))).toContain(name);
      }
    },
    LONG_MS,
  );

  test(
    'goes on with 2,000 items out of the ledger that the office has kept: every good row, and none by halves',
    async () => {
      const { page, open } = await stage().enter('securityOfficer');
      await fromDesk(page, open, '导入台账');
      await drop(page, await ledgerSheet());
      // The ledger has no column for it: what is said once counts for every row.
      await page.getByText(`有误 ${ITEM_COUNT + 3} 行`).waitFor(patiently);
      await page.getByLabel('缺省定密依据').fill('年度定密工作安排');
      await page.getByRole('button', { name: '重新核对' }).click();
      await page.getByText(`可登记 ${ITEM_COUNT} 件（其中 ${OVER_COUNT} 件期限已满`).waitFor(patiently);
      const found = page.locator('.ant-alert').filter({ hasText: `可登记 ${ITEM_COUNT} 件` });
      expect(await textOf(found)).toContain(`秘密 ${ITEM_COUNT - SECRET_COUNT}`);
      expect(await textOf(found)).toContain(`机密 ${SECRET_COUNT}`);
      expect(await textOf(found)).toContain('有误 3 行');
      await page.getByText('有误 3', { exact: true }).click();
      await page.getByRole('row').filter({ hasText: '宏银密〔2024〕甲号' }).filter({ hasText: '主管人员' }).waitFor();
      await page.getByRole('row').filter({ hasText: '宏银密〔2024〕乙号' }).filter({ hasText: '密级' }).waitFor();
      await page.getByRole('button', { name: `写入 ${ITEM_COUNT} 件` }).click();
      await page.getByText(`已登记 ${ITEM_COUNT} 件，跳过重复 0 行，有误未写 3 行。`).waitFor(patiently);

      // Whoever takes a ledger in knows none of its items for that; the manager who is responsible for them does.
      await page.getByRole('link', { name: '查看密件' }).click();
      await page.getByRole('searchbox').fill(`${TITLE} 0005`);
      await page.getByText('没有符合条件的密件。').waitFor(patiently);
      const manager = await stage().enter('responsibleManager');
      await manager.open('/items');
      await manager.page.getByRole('searchbox').fill(`${TITLE} 0005`);
      await manager.page.getByText(`${TITLE} 0005`).first().waitFor(patiently);
    },
    LONG_MS,
  );

  test(
    'changes the catalogue in a draft, and sees on the live data what that would do before proposing it',
    async () => {
      const { page, open } = await stage().enter('headOfficeOfficer');
      await fromDesk(page, open, '现行规则与标志');
      await page.getByRole('button', { name: '修订规则' }).click();
      await page.waitForURL(/\/rules\/drafts\/HYJT-GZ-/);
      day.draft = new URL(page.url()).pathname;
      await page.getByRole('tab', { name: /^保密范围/ }).click();
      await page.getByRole('button', { name: '修改 GS-08.5' }).click();
      await dialog(page).getByRole('radio', { name: '机密' }).check();
      await dialog(page).getByRole('button', { name: '确定' }).click();
      await dialog(page).waitFor({ state: 'detached' });
      await page.getByText(/^已保存/).waitFor(patiently);

      await page.getByRole('tab', { name: /^试算/ }).click();
      await page.getByRole('button', { name: '开始试算' }).click();
      const line = page.getByText(/\d+ 件默认密级不同/);
      await line.waitFor(patiently);
      expect(await textOf(line)).toContain('0 人获得新权限');
      expect(await textOf(line)).toMatch(/(?:19[89]\d|20\d\d) 件默认密级不同/);

      await page.getByRole('button', { name: '提交发布' }).click();
      await page.getByLabel('为什么改').fill('报价类信息改按机密定密');
      await dialog(page).getByRole('button', { name: '提交', exact: true }).click();
      await page.getByText('您参与了起草，不能自己发布。').waitFor(patiently);
      expect(await page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0);
    },
    LONG_MS,
  );

  test(
    'has the change published by a second person, who has seen the same numbers',
    async () => {
      const { page, open } = await stage().enter('headOfficeDeputy');
      await open('/rules');
      await page.getByRole('region', { name: '未发布的草稿' }).getByRole('link', { name: /打开/ }).click();
      await page.waitForURL((url) => url.pathname === day.draft);
      await page.getByText(/\d+ 件默认密级不同/).waitFor(patiently);
      expect(await textOf(page.getByRole('region', { name: '改动' }))).toContain('GS-08.5');
      await page.getByRole('region', { name: '发布' }).getByRole('button', { name: '发布', exact: true }).click();
      await page.getByRole('tooltip').getByRole('button', { name: '发布', exact: true }).click();
      await page.getByText('现行规则第 2 版').waitFor(patiently);
      await page.getByRole('tab', { name: /^保密范围/ }).click();
      const entry = page.getByRole('listitem').filter({ hasText: 'GS-08.5' });
      expect(await textOf(entry)).toContain('机密');
    },
    LONG_MS,
  );

  test(
    'finds a gap in the coverage map, and ends when somebody appointed has closed it',
    async () => {
      const office = await stage().enter('headOfficeOfficer');
      await fromDesk(office.page, office.open, '审批覆盖');
      await office.page.getByRole('tab', { name: /^物业客户信息/ }).click();
      expect(await textOf(gap(office.page))).toContain('打印：请任命项目负责人或部门负责人');

      // The office finds it; the administrator of the register appoints.
      const { page, open } = await stage().enter('clockKeeper');
      await fromDesk(page, open, '人员与任职');
      await choose(page, page.getByLabel('公司', { exact: true }), '宏远物业');
      await page.getByRole('button', { name: '登记新人员' }).click();
      const entering = dialog(page).filter({ hasText: '登记新人员' });
      await entering.getByLabel('姓名').fill('邱㛃𬱖');
      await entering.getByLabel('工号').fill('WY-0001');
      await choose(page, entering.getByLabel('部门'), '品质管理部');
      await entering.getByRole('button', { name: '登记并任职' }).click();
      await page.getByText('已登记 邱㛃𬱖').waitFor();
      await page.getByRole('button', { name: /^任\s?命$/ }).click();
      const appointing = dialog(page).filter({ hasText: '任何人不得任命自己' });
      await choose(page, appointing.getByLabel('在哪个公司查找').first(), '宏远物业');
      await choosePerson(page, appointing.getByLabel('姓名'), '邱㛃𬱖');
      await choose(page, appointing.getByLabel('职务', { exact: true }), '项目负责人');
      await appointing.getByRole('button', { name: /^任\s?命$/ }).click();
      await page.getByText('已任命 邱㛃𬱖').waitFor();

      await fromDesk(office.page, office.open, '审批覆盖');
      await office.page.getByRole('tab', { name: /^物业客户信息/ }).click();
      await office.page.getByRole('row').filter({ hasText: '宏远物业' }).waitFor();
      await expect.poll(() => gap(office.page).filter({ hasText: '打印' }).count()).toBe(0);
    },
    LONG_MS,
  );
});
