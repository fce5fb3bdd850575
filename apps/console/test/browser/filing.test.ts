import { describe, expect, test } from 'vitest';
import { choose, choosePerson } from './support/acts.ts';
import { personId, registerItem } from './support/items.ts';
import { barriers, overflow } from './support/looks.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();

/** Anybody may make such a number up; its last digit fits. */
const IDENTITY = '11010519491231002X';

describe('asking for something', () => {
  test('says who decides before anything is sent; a visitor’s document is shown without its middle afterwards (AR-30)', async () => {
    const item = await registerItem(stage(), { regimes: ['archive'] });
    const { page, open } = await stage().enter('reader', PHONE);
    await open(`/items/${item}/request?operation=loan`);
    const who = page.getByRole('complementary', { name: '谁来决定' });
    await who.getByText('申请人所在部门负责人').first().waitFor();
    await page.getByRole('checkbox', { name: '为外单位人员借阅，由我陪同' }).check();
    await who.getByText('先经主管人员，再经密件所属公司总经理').first().waitFor();
    await page.getByLabel('借几天').fill('2');
    await page.getByLabel('姓名').fill('来访人');
    await page.getByLabel('单位', { exact: true }).fill('某会计师事务所');
    await page.getByLabel('介绍信编号').fill('介字〔2026〕12 号');
    await choose(page, page.getByLabel('证件', { exact: true }), '居民身份证');
    await page.getByLabel('证件号码').fill(IDENTITY.replace(/X$/, '1'));
    await page.getByLabel('用途').fill('年度审计核对');
    const send = page.getByRole('button', { name: '提出申请' });
    await send.click();
    await page.getByText('填写的内容都还在').waitFor();
    expect(await page.getByLabel('用途').inputValue()).toBe('年度审计核对');
    await page.getByLabel('证件号码').fill(IDENTITY);
    expect(await barriers(page)).toEqual([]);
    expect(await overflow(page)).toEqual([]);
    await send.click();
    await page.waitForURL(/\/requests\/HYYH-SQ-/);
    await page.getByRole('heading', { level: 1, name: /来访人/ }).waitFor();
    expect(await page.locator('body').innerText()).not.toContain('19491231');
  });

  test('for several people at once, each with his own number of copies, as papers of a meeting (CD-13, CD-15)', async () => {
    const item = await registerItem(stage(), { known: ['张明远', '赵一诺'] });
    const { page, open } = await stage().enter('reader');
    await open(`/items/${item}/request?operation=copy`);
    await page.getByRole('button', { name: '再加一位' }).click();
    await choosePerson(page, page.getByLabel('第 2 位领取人'), '赵一诺');
    await page.getByLabel('第 2 位的份数').fill('2');
    await page.getByLabel('用途').fill('双人复核');
    await page.getByRole('checkbox', { name: '用于涉密会议' }).check();
    await page.getByLabel('会议名称').fill('三季度风险例会');
    await page.getByLabel('会议日期').fill('2099-12-31');
    await page.getByLabel('会议场所', { exact: true }).fill('三楼屏蔽会议室');
    await page.getByLabel('场所保密条件').fill('无窗，手机存放于门外');
    await page.getByLabel('传达范围').fill('不传达');
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: '提出申请' }).click();
    await page.waitForURL(/\/requests\/HYYH-SQ-/);
    const number = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const { miji } = await stage().as('reader');
    await page.getByText('三楼屏蔽会议室（无窗，手机存放于门外）').waitFor();
    const { terms, particulars } = await miji.requests.get({ number });
    expect(particulars).toMatchObject({ operation: 'copy', meeting: { name: '三季度风险例会', relay: '不传达' } });
    expect(terms.recipients.map(({ person, copies }) => [person.name, copies])).toEqual([
      ['张明远', 1],
      ['赵一诺', 2],
    ]);
  });

  test('what is asked back is answered on the same page, and begins a new round', async () => {
    const item = await registerItem(stage());
    const { miji: reader } = await stage().as('reader');
    const { miji: manager } = await stage().as('bankManager');
    const recipients = [{ personId: await personId(stage(), '张明远'), copies: 2 }];
    const { number } = await reader.requests.file({
      item,
      particulars: { operation: 'copy' },
      terms: { recipients },
      purpose: '备用',
    });
    await manager.requests.decide({ number, decision: 'ask_back', question: '备用是什么意思？' });
    const { page, open } = await stage().enter('reader', PHONE);
    await open(`/requests/${number}`);
    await page.getByText('周建国问：备用是什么意思？').waitFor();
    await page.getByLabel('您的答复').fill('季度评审会上用，会后收回');
    await page.getByRole('checkbox', { name: '同时调整份数或期限' }).check();
    await page.getByLabel('张明远', { exact: true }).fill('1');
    await page.getByRole('button', { name: '答复并重新提交' }).click();
    await page.getByText('等待决定').waitFor();
    const { state, round, copies } = await reader.requests.get({ number });
    expect({ state, round, copies }).toEqual({ state: 'pending', round: 2, copies: 1 });
  });
});

describe('what follows from an approval', () => {
  test('stands in a list with what is left of it, and whoever approved it takes it back', async () => {
    const item = await registerItem(stage());
    const { miji: reader } = await stage().as('reader');
    const { number } = await reader.requests.file({ item, particulars: { operation: 'copy' }, purpose: '归档' });
    await (await stage().as('bankManager')).miji.requests.decide({ number, decision: 'approve' });
    const { page, open } = await stage().enter('bankManager', PHONE);
    await open('/grants?box=given_by_me');
    const line = page.getByRole('listitem').filter({ hasText: `${number}-G` });
    await line.getByText('剩 1 / 1 份').waitFor();
    await line.getByRole('button', { name: '收回' }).click();
    await page.getByLabel('理由（被授权人会看到）').fill('会议取消');
    await page.getByRole('button', { name: '确认收回' }).click();
    await line.getByText('已作废').waitFor();
    const { entries } = await reader.grants.list();
    expect(entries.find((grant) => grant.request === number)?.voidCode).toBe('GRANT_REVOKED');
  });

  test('a hold stops it, and somebody else than who placed it lifts the hold', async () => {
    const item = await registerItem(stage());
    const { miji: reader } = await stage().as('reader');
    const { page, open } = await stage().enter('securityOfficer');
    await open('/holds');
    await page.getByRole('button', { name: '冻结密件' }).click();
    await page.getByLabel('密件编号').fill(item);
    await page.getByLabel('理由').fill('配合调查');
    await page.getByRole('button', { name: '冻结', exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: item }).getByText('须由另一人解除').waitFor();
    const asked = reader.requests.file({ item, particulars: { operation: 'copy' }, purpose: '归档' });
    await expect(asked).rejects.toMatchObject({ code: 'ON_HOLD' });
    await (await stage().as('headOfficeOfficer')).miji.holds.lift({ item, reason: '调查结束' });
    const { number } = await reader.requests.file({ item, particulars: { operation: 'copy' }, purpose: '归档' });
    expect(number).toMatch(/^HYYH-SQ-/);
  });
});
