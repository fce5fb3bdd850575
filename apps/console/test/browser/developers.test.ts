import { readFile } from 'node:fs/promises';
import { createMijiClient } from '@miji/client';
import { Workbook } from 'exceljs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { choosePerson } from './support/acts.ts';
import { personId, registerItem } from './support/items.ts';
import { overflow } from './support/looks.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();
const SERVICE = '授信审批系统';
const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click();

test('a key is issued for some things and some time, confirmed by another, used, and what it was refused is explained', async () => {
  const number = await registerItem(stage(), { title: '开发者页上不应出现的标题' });
  const administrator = await stage().enter('bankAdministrator');
  await administrator.open('/');
  await administrator.page.getByRole('link', { name: '开发' }).click();
  await administrator.page.getByText('还没有服务密钥').waitFor();
  await administrator.page.getByRole('button', { name: '签发密钥' }).click();
  const dialog = administrator.page.getByRole('dialog');
  await dialog.getByLabel('业务系统名称').fill(SERVICE);
  // Nothing is ticked beforehand: a key is for what was chosen.
  await dialog.getByRole('checkbox', { name: '询问判定' }).check();
  await dialog.getByLabel('最后有效日').fill('2035-12-31');
  await dialog.getByRole('button', { name: '签发密钥' }).click();
  const apiKey = (await administrator.page.locator('.developer-key').textContent()) ?? '';
  const ofKey = (page: Page) => page.getByRole('listitem').filter({ hasText: SERVICE }).first();
  await ofKey(administrator.page).getByText('2036-01-01 00:00').waitFor();
  expect(await ofKey(administrator.page).getByText('组织与规则').count()).toBe(0);

  const officer = await stage().enter('securityOfficer', PHONE);
  await officer.open('/developers');
  await ofKey(officer.page).getByText('待确认').waitFor();
  await ofKey(officer.page).getByRole('button', { name: '确认' }).click();
  await officer.page.getByRole('tooltip').getByRole('button', { name: '确认' }).click();
  await ofKey(officer.page).getByText('有效', { exact: true }).waitFor();

  const service = createMijiClient({ url: stage().server.url, apiKey });
  const outsider = service.onBehalfOf(await personId(stage(), '孙浩'));
  await outsider.access.check({ item: number, operation: 'copy' }).catch(() => undefined);
  await tab(officer.page, '调用');
  const denial = officer.page.getByRole('listitem').filter({ hasText: number });
  await denial.getByText('NOT_IN_RANGE').waitFor();
  await denial.getByRole('button', { name: '说明' }).click();
  await denial
    .getByText(/不在知晓范围/)
    .first()
    .waitFor();
  await denial.getByText(/孙浩.*不可以/).waitFor();
  expect(await overflow(officer.page)).toEqual([]);
  const coming = officer.page.waitForEvent('download');
  await officer.page.getByRole('button', { name: '导出 Excel' }).click();
  const book = new Workbook();
  await book.xlsx.load(Uint8Array.from(await readFile(await (await coming).path())).buffer);
  expect(book.worksheets[0]?.getRow(2).values).toEqual(
    expect.arrayContaining([SERVICE, '孙浩', number, 'NOT_IN_RANGE']),
  );

  await tab(officer.page, '试问');
  await choosePerson(officer.page, officer.page.getByRole('combobox', { name: '人员' }), '张明远');
  await officer.page.getByLabel('密件编号').fill(number);
  await officer.page.getByLabel('时刻（上海时间）').fill('2090-01-01T09:00');
  await officer.page.getByRole('button', { name: '查询' }).click();
  await officer.page.getByText(/张明远可以/).waitFor();
  await officer.page.getByText('代码片段').click();
  await officer.page.getByText(`item: '${number}'`).waitFor();
  expect(await officer.page.locator('body').textContent()).not.toContain('开发者页上不应出现的标题');

  await tab(administrator.page, '调用');
  await administrator.page.getByRole('list', { name: '被拒绝的调用' }).getByText('NOT_FOUND').waitFor();
  expect(await administrator.page.getByText(number).count()).toBe(0);

  await tab(administrator.page, '服务密钥');
  await ofKey(administrator.page).getByRole('button', { name: '吊销' }).click();
  await administrator.page.getByRole('tooltip').getByRole('button', { name: '吊销' }).click();
  await administrator.page.getByText('还没有服务密钥').waitFor();
  await expect(outsider.access.check({ item: number, operation: 'copy' })).rejects.toThrow('UNAUTHENTICATED');
});
