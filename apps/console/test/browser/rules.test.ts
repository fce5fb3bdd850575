import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { choose, textOf } from './support/acts.ts';
import { barriers, overflow } from './support/looks.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();

/** What has come forth so far; each test goes on where the one before ended. */
const story = { draft: '', own: '' };

const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const cell = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`修改 ${name}`) });
const drawer = (page: Page) => page.getByRole('dialog');
const done = async (page: Page): Promise<void> => {
  await drawer(page).getByRole('button', { name: '确定' }).click();
  await drawer(page).waitFor({ state: 'detached' });
};
const saved = (page: Page) => page.getByText(/已保存/).waitFor();

describe('the rules of the group', () => {
  test('are read by everybody, by regime, each cell as a sentence with its article', async () => {
    const { page, open } = await stage().enter('reader');
    await open('/rules');
    await page.getByText('现行规则第 1 版').waitFor();
    const row = page.getByRole('row').filter({ hasText: '复制' });
    await row.getByText('总公司总经理或副总经理，须说明必要性').waitFor();
    await page.getByRole('tab', { name: '档案', exact: true }).click();
    await page.getByText('申请人所在部门负责人').first().waitFor();
    // Who asks is said where it matters (AR-28…30).
    await page.getByText('先经主管人员，再经密件所属公司总经理').first().waitFor();
    await page.getByText('按申请人分别规定').first().waitFor();
    expect(await page.getByRole('button', { name: '修订规则' }).count()).toBe(0);
    await open('/rules?article=GS-22');
    await page.locator('.article-target').first().waitFor();
  });

  test('are changed by the head office’s security officer: the cell is put together from words and keeps itself', async () => {
    const { page, open } = await stage().enter('headOfficeOfficer');
    await open('/');
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '规则', exact: true }).click();
    await page.getByRole('button', { name: '修订规则' }).click();
    await page.waitForURL(/\/rules\/drafts\/HYJT-GZ-/);
    story.draft = new URL(page.url()).pathname;

    await cell(page, '复制 · 机密').click();
    await drawer(page).getByRole('button', { name: '再加一人' }).click();
    await choose(page, drawer(page).getByLabel('由谁同意').nth(1), '主管人员');
    await choose(page, drawer(page).getByLabel('如何同意'), '下列均须同意');
    await drawer(page).getByText('密件所属公司总经理和主管人员（均须同意）').first().waitFor();
    await done(page);
    await saved(page);

    await page.reload();
    const changed = page.getByRole('row').filter({ hasText: '复制' });
    await changed.getByText('密件所属公司总经理和主管人员（均须同意）').waitFor();
    expect(await textOf(changed)).toContain('现行：密件所属公司总经理（GS-22）');
    await page.getByRole('switch').click();
    await page.getByRole('row').filter({ hasText: '打印' }).waitFor({ state: 'detached' });
    expect(await barriers(page)).toEqual([]);
  });

  test('are looked at by the linter while they are typed, and an error keeps them from being proposed', async () => {
    const { page, open } = await stage().enter('headOfficeOfficer');
    await open(story.draft);
    await cell(page, '复制 · 秘密').click();
    await drawer(page).getByRole('radio', { name: '禁止' }).check();
    await done(page);
    await page.getByText('较高密级比秘密更容易获准').first().waitFor();
    await page.getByRole('button', { name: '提交发布' }).click();
    expect(await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('dialog').getByRole('button', { name: '去看看' }).click();
    const list = page.getByRole('region', { name: '检查结果' });
    await list.getByText(/处错误/).waitFor();
    await list.getByRole('button', { name: '去看看' }).first().click();
    await drawer(page).waitFor();
    await drawer(page).getByRole('button', { name: '取消' }).click();
    await cell(page, '复制 · 秘密').click();
    await drawer(page).getByRole('radio', { name: '须经批准' }).check();
    await done(page);
    await expect.poll(() => page.getByText(/^有 \d+ 处错误/).count()).toBe(0);
    await saved(page);
  });

  test('show their printed mark at once, and have room for an entry of the office’s own', async () => {
    const { page, open } = await stage().enter('headOfficeOfficer');
    await open(`${story.draft}?part=marks`);
    await page.getByLabel('机密印作').fill('机密甲');
    await page.getByText('宏远集团商密·机密甲·10年').waitFor();
    await page.getByLabel('机密印作').fill('机密');
    await tab(page, '保密范围').click();
    await page.getByRole('button', { name: '增列一类' }).click();
    await drawer(page).getByLabel('种类（中文）').fill('未公布的并购名单');
    await drawer(page).getByLabel('种类（英文）').fill('Names in mergers not yet public');
    await drawer(page).getByRole('radio', { name: '机密' }).check();
    await drawer(page).getByLabel('依据条款').fill('BM-01');
    await done(page);
    await page.getByText('未公布的并购名单').waitFor();
    await saved(page);
    await tab(page, '改动').click();
    const list = await textOf(page.getByRole('tabpanel').filter({ hasText: '处不同' }));
    expect(list).toContain('共 2 处不同。');
    expect(list).toContain('集团保密 · 复制 · 机密');
    expect(list).toContain('未公布的并购名单；默认机密');
  });

  test('are tried out on the live data before anybody proposes them: one line first', async () => {
    const { page, open } = await stage().enter('headOfficeOfficer');
    await open(`${story.draft}?part=effects`);
    await page.getByRole('button', { name: '开始试算' }).click();
    await page.getByText(/0 人获得新权限；\d+ 份副本需要收回；\d+ 件申请改由他人审批；\d+ 件默认密级不同/).waitFor();
    const rows = page.getByRole('tabpanel').getByRole('button', { name: '导出 Excel' });
    const hasRows = await rows.isEnabled();
    const saved = hasRows ? await Promise.all([page.waitForEvent('download'), rows.click()]) : null;
    expect(saved?.[0].suggestedFilename() ?? '试算 HYJT-GZ-0.xlsx').toMatch(/^试算 HYJT-GZ-.*\.xlsx$/);
  });

  test('are proposed with a reason, and whoever proposed them is told why he cannot publish them', async () => {
    const { page, open } = await stage().enter('headOfficeOfficer');
    await open(story.draft);
    await page.getByRole('button', { name: '提交发布' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('请填写').waitFor();
    await page.getByLabel('为什么改').fill('机密的复制须经主管人员同意');
    await page.getByRole('dialog').getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('您参与了起草，不能自己发布。').waitFor();
    expect(await page.getByRole('button', { name: '发布', exact: true }).count()).toBe(0);
  });

  test('are published by a second person, who sees what changes and what it would do', async () => {
    const { page, open } = await stage().enter('headOfficeDeputy');
    await open('/rules');
    await page.getByRole('region', { name: '未发布的草稿' }).getByRole('link', { name: /打开/ }).click();
    await page.getByText(/人获得新权限；/).waitFor();
    expect(await textOf(page.getByRole('region', { name: '改动' }))).toContain(
      '密件所属公司总经理和主管人员（均须同意）（GS-22）',
    );
    expect(await barriers(page)).toEqual([]);
    const panel = page.getByRole('region', { name: '发布' });
    await panel.getByRole('radio', { name: '自某日起' }).check();
    await panel.getByText('当日 00:00 起（上海时间）').waitFor();
    await panel.getByRole('radio', { name: '立即' }).check();
    await panel.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByRole('tooltip').getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('现行规则第 2 版').waitFor();
    await page.getByText('密件所属公司总经理和主管人员（均须同意）').first().waitFor();
  });

  test('of two versions differ in words, before and after', async () => {
    const { page, open } = await stage().enter('reader');
    await open('/rules/versions');
    await page.getByText('机密的复制须经主管人员同意').waitFor();
    const compared = page.getByRole('region', { name: '比较两版' });
    await compared.getByText('共 2 处不同。').waitFor();
    expect(await textOf(compared)).toContain('密件所属公司总经理（GS-22）');
  });
});

describe('a company’s own rules', () => {
  test('are marked at once where they are looser than the group’s, with the counterexample', async () => {
    const { page, open } = await stage().enter('securityOfficer');
    await open('/rules');
    await page.getByRole('button', { name: '收紧本公司规则' }).click();
    await page.waitForURL(/\/rules\/drafts\/HYYH-GZ-/);
    story.own = new URL(page.url()).pathname;
    await cell(page, '摘抄 · 机密').click();
    expect(await drawer(page).getByRole('radio', { name: '未规定' }).count()).toBe(0);
    await drawer(page).getByRole('button', { name: '再加一人' }).click();
    await choose(page, drawer(page).getByLabel('由谁同意').nth(1), '主管人员');
    await done(page);
    await page.getByText('机密件的摘抄：只要主管人员同意，原不许可，按新规则许可').first().waitFor();
    await cell(page, '摘抄 · 机密').click();
    await choose(page, drawer(page).getByLabel('如何同意'), '下列依次同意');
    await done(page);
    await page.getByText(/比集团宽松/).waitFor({ state: 'detached' });
    await saved(page);
  });

  test('keep what was typed when somebody else changed the draft meanwhile, and overwrite nothing unasked', async () => {
    const first = await stage().enter('securityOfficer');
    const second = await stage().enter('securityOfficer');
    await first.open(`${story.own}?part=limits`);
    await second.open(`${story.own}?part=limits`);
    // Both have read the draft as it was before either writes.
    await saved(second.page);
    await first.page.getByLabel('一份申请最多的份数').fill('5');
    await saved(first.page);
    await first.page.getByText('现行：20 份').waitFor();
    await expect.poll(() => first.calls().includes('rules.saveDraft')).toBe(true);
    await saved(first.page);
    await second.page.getByLabel('一份申请最多的份数').fill('3');
    await second.page.getByText('有人同时改了这份草稿').waitFor();
    expect(await second.page.getByLabel('一份申请最多的份数').inputValue()).toBe('3');
    await second.page.getByRole('button', { name: '看看有什么不同' }).click();
    const note = second.page.getByRole('alert').filter({ hasText: '有人同时改了这份草稿' });
    await note.getByText('5 份').waitFor();
    await note.getByText('3 份').waitFor();
    await second.page.getByRole('button', { name: '用我的内容覆盖' }).click();
    await note.waitFor({ state: 'detached' });
    await saved(second.page);
  });

  test('tell applicants apart and count people: a quorum for visitors stands under the rule for everybody', async () => {
    const { page, open } = await stage().enter('securityOfficer');
    await open(`${story.own}?part=approvers`);
    await cell(page, '提前解密 · 机密').click();
    await drawer(page).getByRole('button', { name: '为外单位人员另作规定' }).click();
    await drawer(page).getByText('集团保密 · 提前解密 · 机密 · 外单位人员').waitFor();
    // It begins with what holds for everybody.
    await drawer(page).getByText('密件所属公司总经理').first().waitFor();
    await drawer(page).getByRole('button', { name: '再加一人' }).click();
    await choose(page, drawer(page).getByLabel('由谁同意').nth(1), '主管人员');
    await choose(page, drawer(page).getByLabel('如何同意'), '下列人员中够数即可');
    await drawer(page).getByText('密件所属公司总经理、主管人员（至少 2 人同意）').waitFor();
    expect(await drawer(page).getByRole('button', { name: '再加一组' }).count()).toBe(0);
    // By keyboard: one more than can ever be, which is said at once.
    await drawer(page).getByLabel('至少').focus();
    await page.keyboard.press('ArrowUp');
    await drawer(page).getByText('（至少 3 人同意）').waitFor();
    await done(page);
    await page.getByText('法定人数多于这些职务可能有的人数，永远达不到').first().waitFor();
    await cell(page, '提前解密 · 机密 · 外单位人员').click();
    await drawer(page).getByLabel('至少').fill('2');
    await done(page);
    await page.getByText('法定人数多于这些职务可能有的人数').waitFor({ state: 'detached' });
    await saved(page);
    const row = page.getByRole('row').filter({ hasText: '提前解密' });
    await row.getByText('外单位人员', { exact: true }).waitFor();
    await row.getByText('其他申请人：密件所属公司总经理').first().waitFor();
    expect(await barriers(page)).toEqual([]);

    await tab(page, '改动').click();
    const list = await textOf(page.getByRole('tabpanel').filter({ hasText: '处不同' }));
    expect(list).toContain('集团保密 · 提前解密 · 机密 · 外单位人员');

    await open(`${story.own}?entry=group+declassify+secret+outsider`);
    await drawer(page).getByRole('button', { name: '恢复集团规定' }).click();
    await drawer(page).waitFor({ state: 'detached' });
    await saved(page);
    await row.getByText('外单位人员', { exact: true }).waitFor({ state: 'detached' });
  });

  test('are written on a phone too', async () => {
    const { page, open } = await stage().enter('securityOfficer', PHONE);
    for (const part of [
      'approvers',
      'catalogue',
      'ranges',
      'periods',
      'marks',
      'limits',
      'calendar',
      'changes',
      'lint',
    ]) {
      await open(`${story.own}?part=${part}`);
      await page.getByText(/已保存/).waitFor();
      expect(await overflow(page), part).toEqual([]);
    }
    await open(`${story.own}?entry=group+copy+secret`);
    await drawer(page).getByText('须经批准').waitFor();
    expect(await overflow(page)).toEqual([]);
    await open(`${story.own}?entry=archive+loan+secret+group`);
    await drawer(page).getByText('档案 · 借阅 · 机密 · 集团其他公司人员').waitFor();
    await choose(page, drawer(page).getByLabel('如何同意'), '下列人员中够数即可');
    await drawer(page).getByLabel('至少').waitFor();
    expect(await overflow(page)).toEqual([]);
  });
});

describe('the coverage map', () => {
  test('says in words who has to be appointed where, and leads there', async () => {
    const { page, open } = await stage().enter('headOfficeOfficer');
    await open('/rules');
    await page.getByRole('link', { name: '审批覆盖' }).click();
    // The page before has a tab of that name too.
    await page.waitForURL(/\/rules\/coverage/);
    await page.getByRole('tab', { name: /^物业客户信息/ }).click();
    const gaps = page.getByRole('list', { name: '缺口' });
    const gap = gaps.getByRole('listitem').filter({ hasText: '宏远物业无人可批准' });
    expect(await textOf(gap)).toContain('打印：请任命项目负责人或部门负责人');
    expect(await gap.getByRole('link', { name: '去任命：宏远物业' }).getAttribute('href')).toBe(
      '/organisation?company=HYWY',
    );
    const row = page.getByRole('row').filter({ hasText: '宏远物业' });
    expect(await row.getByText('缺').count()).toBe(3);
    await page.getByRole('switch').click();
    await page.getByRole('columnheader', { name: '复制' }).waitFor({ state: 'detached' });
    expect(await barriers(page)).toEqual([]);
    // Loans of archives are told apart by who asks (K-03).
    await page.getByRole('switch').click();
    await page.getByRole('tab', { name: /^档案/ }).click();
    await page.getByRole('cell').filter({ hasText: '外单位' }).first().waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test('is not shown to whoever holds no office for it', async () => {
    const { page, open } = await stage().enter('reader');
    await open('/rules/coverage');
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});
