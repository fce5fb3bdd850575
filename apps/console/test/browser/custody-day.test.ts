import type { Locator, Page } from 'playwright-core';
import { encode } from 'uqr';
import { beforeAll, describe, expect, test } from 'vitest';
import { choosePerson } from './support/acts.ts';
import { approveLoan, enterOriginal, idempotencyKey, openStore } from './support/custody.ts';
import { registerItem } from './support/items.ts';
import { barriers, overflow } from './support/looks.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();
/** What 张明远 may borrow, and the copies of it and of another item that lie in the store. */
let lent = '';
let lying = '';
let other = '';
let storeId = '';

const loans = async () => (await (await stage().as('reader')).miji.loans.list({})).entries;
const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

beforeAll(async () => {
  storeId = await openStore(stage());
  const first = await enterOriginal(stage(), storeId, '可借的档案');
  const second = await enterOriginal(stage(), storeId, '另一份档案');
  lent = first.item;
  lying = first.copy;
  other = second.copy;
  await approveLoan(stage(), lent, '核对条款');
});

/** Draws a line with the mouse. */
const sign = async (page: Page, frame: Locator): Promise<void> => {
  await frame.scrollIntoViewIfNeeded();
  const box = await frame.boundingBox();
  if (box === null) throw new Error('There is no frame to sign in');
  await page.mouse.move(box.x + 30, box.y + 20);
  await page.mouse.down();
  await page.mouse.move(box.x + 90, box.y + 50, { steps: 5 });
  await page.mouse.move(box.x + 160, box.y + 25, { steps: 5 });
  await page.mouse.up();
};

describe('the custodian’s desk on a phone', () => {
  test('hands a loan out: nothing is counted beforehand, and the borrower signs on the screen', async () => {
    const { page, open } = await stage().enter('custodian', PHONE);
    await open('/custody');
    await region(page, '待借出').getByText(`张明远借阅 ${lent}，3 天`).waitFor();
    expect(await overflow(page)).toEqual([]);
    await region(page, '待借出').getByRole('button', { name: '办理借出' }).click();
    const sheet = page.getByRole('dialog', { name: `借出 ${lent}` });
    expect(await sheet.getByLabel('页数').inputValue()).toBe('');
    await sheet.getByRole('button', { name: '借出', exact: true }).click();
    await sheet.getByText('请借阅人签名').waitFor();
    await sheet.getByLabel('页数').fill('12');
    await sheet.getByLabel('状况').fill('第 2 页有折痕');
    await sign(page, sheet.getByRole('img', { name: '借阅人签名' }));
    await sheet.getByRole('img', { name: '借阅人签名 · 已签' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await sheet.getByRole('button', { name: '借出', exact: true }).click();
    await page
      .getByText(new RegExp(`已借出 ${lying}，签名待本人或第二人确认；\\d{4}-\\d\\d-\\d\\d 24:00 前归还`))
      .waitFor();
    await region(page, '在借').getByText(`张明远借阅 ${lying}`).waitFor();
    expect(await loans()).toMatchObject([{ copy: lying, state: 'out', received: false, pages: 12 }]);
  });

  test('AR-36: what was signed on a keeper’s screen counts once a second person has confirmed it', async () => {
    const { page, open } = await stage().enter('securityOfficer', PHONE);
    await open('/movements');
    const line = page.getByRole('listitem').filter({ hasText: lying });
    await line.getByText('已在钱立的屏幕上签名，待本人或第二人确认').waitFor();
    await line.getByRole('button', { name: `作为第二人确认 ${lying}` }).click();
    const dialog = page.getByRole('dialog', { name: `作为第二人确认 ${lying}` });
    await dialog.getByLabel('页数').fill('12');
    expect(await overflow(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: '已核实，确认' }).click();
    await page.getByText('没有要您清点的副本，都确认过了。').waitFor();
    expect(await loans()).toMatchObject([{ copy: lying, received: true }]);
    const { miji: borrower } = await stage().as('reader');
    expect((await borrower.desk.get()).dueBack).toMatchObject([{ id: lying, state: 'lent' }]);
    await open(`/copies/${lying}`);
    await region(page, '经历').getByText('屏幕签名，冯雪作为第二人确认').waitFor();
  });

  test('takes it back once both have counted the same', async () => {
    const { miji: reader } = await stage().as('reader');
    await reader.movements.announce({ copy: lying, act: 'give_back', pages: 12, idempotencyKey: idempotencyKey() });
    const { page, open } = await stage().enter('custodian', PHONE);
    await open('/custody');
    await region(page, '待清点')
      .getByRole('button', { name: `清点确认 ${lying}` })
      .click();
    const dialog = page.getByRole('dialog', { name: `清点确认 ${lying}` });
    const ok = dialog.getByRole('button', { name: '页数相符，确认' });
    await dialog.getByText('借出时的状况：第 2 页有折痕').waitFor();
    await dialog.getByLabel('页数').fill('11');
    await ok.click();
    await dialog.getByText(/清点的页数与交出方所记不一致/).waitFor();
    await dialog.getByLabel('页数').fill('12');
    await ok.click();
    await page.getByText('没有等您清点的。').waitFor();
    await open('/loans');
    await page.getByRole('listitem').filter({ hasText: lying }).getByText('已归还').waitFor();
    expect(await overflow(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
  });

  test('is nobody’s who keeps nothing', async () => {
    const { page, open } = await stage().enter('outsider');
    await open('/custody');
    await page.getByText('您不是任何库的保管人。').waitFor();
    expect(await page.getByRole('link', { name: '盘点', exact: true }).count()).toBe(0);
  });
});

/** A camera before which somebody holds a label, drawn as a QR code. */
const holdBeforeCamera = async (page: Page, label: string): Promise<void> => {
  const { data } = encode(label, { border: 4 });
  await page.addInitScript((modules: boolean[][]) => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = modules.length * 8;
    const context = canvas.getContext('2d');
    const draw = (): void => {
      if (context === null) return;
      context.fillStyle = '#ffffff';
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = '#000000';
      modules.forEach((row, y) => row.forEach((dark, x) => dark && context.fillRect(x * 8, y * 8, 8, 8)));
    };
    setInterval(draw, 100);
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(10));
  }, data);
};

describe('stocktaking on a phone', () => {
  let number = '';

  test('GS-26: its only keeper begins it, and somebody else counts', async () => {
    const { page, open } = await stage().enter('custodian', PHONE);
    await open(`/custody/stocktaking?store=${storeId}`);
    await page.getByRole('button', { name: '开始盘点' }).click();
    const dialog = page.getByRole('dialog', { name: '开始盘点' });
    // The store that one came from is chosen already.
    await dialog.getByTitle('K-01 机要库').waitFor();
    await dialog.getByRole('button', { name: '开始盘点' }).click();
    await page.waitForURL(/\/custody\/stocktaking\/HYYH-PD-/);
    number = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    await page.getByText('已点 0 / 2').waitFor();
    await page.getByText('唯一的保管人不点自己的库（GS-26）', { exact: false }).waitFor();
    expect(await page.getByRole('textbox', { name: '标签' }).count()).toBe(0);
  });

  test('reads labels by camera and by hand, and says what each is; what is not there yet stands on no list', async () => {
    const { page, open } = await stage().enter('securityOfficer', PHONE);
    await holdBeforeCamera(page, `https://miji.example/copies/${lying}`);
    await open(`/custody/stocktaking/${number}`);
    await page.getByRole('textbox', { name: '标签' }).fill('no label of ours');
    await page.keyboard.press('Enter');
    await page.getByText('不是已知标签').waitFor();
    await page.getByRole('button', { name: '用摄像头扫' }).click();
    await page.locator('.count-found').getByText(lying).waitFor();
    await page.getByText('已点 1 / 2').waitFor();
    await page.getByRole('button', { name: '关闭摄像头' }).click();
    await region(page, '已点到').getByText('扫描').waitFor();
    await region(page, '不认识的标签').getByText('手工输入').waitFor();
    await page.getByText('由未参加的人结束', { exact: false }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain(other);
    expect(await overflow(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
  });

  test('is closed by somebody who took no part, and what is missing has to be looked into', async () => {
    const { page, open } = await stage().enter('auditor');
    await open(`/custody/stocktaking/${number}`);
    await page.getByRole('button', { name: '结束盘点' }).click();
    const dialog = page.getByRole('dialog', { name: '结束盘点' });
    await dialog.getByText('未见 1 份，多出或不认识 1 份').waitFor();
    await dialog.getByLabel('说明').fill('已当场复核');
    await dialog.getByRole('button', { name: '结束盘点' }).click();
    await region(page, '未见').getByText(other).waitFor();
    expect(await page.getByRole('textbox', { name: '标签' }).count()).toBe(0);
    const { miji: officer } = await stage().as('securityOfficer');
    const { entries } = await officer.incidents.list({});
    expect(entries).toMatchObject([{ kind: 'stocktaking_difference', copy: other }]);
    await open('/custody/stores');
    await region(page, 'K-01 机要库').getByText('钱立').waitFor();
    expect(await barriers(page)).toEqual([]);
  });
});

test('everything on a name goes to another one’s, signed by both', async () => {
  const { miji: reader } = await stage().as('reader');
  const { miji: manager } = await stage().as('bankManager');
  const item = await registerItem(stage(), { known: ['张明远', '赵一诺'] });
  const filed = await reader.requests.file({ item, particulars: { operation: 'copy' }, purpose: '评审' });
  await manager.requests.decide({ number: filed.number, decision: 'approve' });
  const { copy } = await reader.grants.use({ grant: `${filed.number}-G` });
  const [receipt] = (await reader.movements.list({ copy: copy.id })).entries;
  if (receipt === undefined) throw new Error('Nothing waits for the reader to confirm');
  await reader.movements.confirm({ movement: receipt.id, pages: receipt.given.pages ?? 1 });
  const giver = await stage().enter('reader', PHONE);
  await giver.open('/handovers');
  await region(giver.page, '我名下的').getByText(copy.id).waitFor();
  await giver.page.getByRole('button', { name: '提出交接' }).click();
  const sheet = giver.page.getByRole('dialog', { name: '提出交接' });
  await choosePerson(giver.page, sheet.getByRole('combobox', { name: '接收人' }), '赵一诺');
  await sheet.getByLabel('事由').fill('调往总公司');
  await sheet.getByText(copy.id).waitFor();
  expect(await overflow(giver.page)).toEqual([]);
  expect(await barriers(giver.page)).toEqual([]);
  await sheet.getByRole('button', { name: '提出', exact: true }).click();
  await giver.page.getByText('待移交人签字').waitFor();
  const signHere = async (page: Page, act: string): Promise<void> => {
    await page.getByRole('button', { name: act }).click();
    await page.getByRole('tooltip').getByRole('button', { name: act }).click();
  };
  await signHere(giver.page, '签字移交');
  await giver.page.getByText('待接收人签字').waitFor();
  const taker = await stage().enter('drafter');
  await taker.open('/handovers');
  await signHere(taker.page, '签字接收');
  await region(taker.page, '交接单').getByText('已办结').waitFor();
  await region(taker.page, '我名下的').getByText(copy.id).waitFor();
  await giver.page.reload();
  await giver.page.getByText('名下没有副本、借阅或库。').waitFor();
});

test('what cannot go over is not proposed; of whoever will not hand over the security officer orders it collected (AR-06)', async () => {
  const officer = await stage().enter('securityOfficer', PHONE);
  const { page } = officer;
  await officer.open('/handovers');
  await choosePerson(page, page.getByRole('combobox', { name: '查看谁的名下' }), '赵一诺');
  await page.getByRole('button', { name: '提出交接' }).click();
  const sheet = page.getByRole('dialog', { name: '提出交接' });
  await choosePerson(page, sheet.getByRole('combobox', { name: '接收人' }), '钱立');
  await sheet.getByText('有 1 项不能移交').waitFor();
  expect(await sheet.getByRole('button', { name: '提出', exact: true }).isDisabled()).toBe(true);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '责令收缴' }).click();
  const dialog = page.getByRole('dialog', { name: '责令收缴赵一诺名下的副本' });
  await dialog.getByLabel('事由').fill('本人拒不交接，书面记录在案');
  expect(await overflow(page)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: '责令收缴' }).click();
  await page.getByText('已责令收缴赵一诺名下的副本，系统管理员可先终止其任职。').waitFor();
});
