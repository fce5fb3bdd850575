import { beforeAll, expect, test } from 'vitest';
import { choose, choosePerson, timelessTextOf } from './support/acts.ts';
import { registerItem } from './support/items.ts';
import { setStage } from './support/stage.ts';

const UNREACHABLE = '连接不到服务，请检查网络后再试。';
const stage = setStage();
let number = '';

beforeAll(async () => {
  number = await registerItem(stage(), { title: '断网演练' });
});

const whileDown = async (act: () => Promise<void>): Promise<void> => {
  await stage().server.stop();
  try {
    await act();
  } finally {
    await stage().server.restart();
  }
};

test('somebody new finds sentences where lists are empty', async () => {
  const { page, open } = await stage().enter('newcomer');
  const says = async (path: string, ...sentences: readonly string[]): Promise<void> => {
    await open(path);
    for (const sentence of sentences) await page.getByText(sentence).waitFor();
    expect(await page.getByRole('main').getByRole('table').count()).toBe(0);
  };
  await says(
    '/',
    '今天没有要您处理的事。',
    '没有等您决定的申请。',
    '您手上没有授权，也没有副本。',
    '近期没有到期的事项。',
    '您没有进行中的申请。',
  );
  await says('/items', '您可以知悉的密件会列在这里。');
  await says('/items?level=secret', '没有符合条件的密件。');
  await says('/requests?box=to_decide', '没有等您决定的申请。');
  await says('/requests?box=mine', '您还没有提出过申请。打开一份密件，选择“复制”或“摘抄”即可提出。');
  await says('/requests?box=decided_by_me', '您还没有决定过申请。');
  await says('/copies', '您可见范围内还没有副本。');
});

test('whoever may not see the trace is told who may', async () => {
  const { page, open } = await stage().enter('reader');
  await open('/trace');
  await page.getByText('您的职务看不到追溯').waitFor();
  expect(await page.getByRole('link', { name: '追溯' }).count()).toBe(0);
});

test('without a network a banner says so, and what is typed stays', async () => {
  const { page, context, open } = await stage().enter('reader');
  await open(`/items/${number}/request?operation=copy`);
  await page.getByLabel('用途').fill('断网时写下');
  await context.setOffline(true);
  await page.getByText('网络已断开。已填写的内容仍在此页，联网后可继续。').waitFor();
  await context.setOffline(false);
  await page.getByText('网络已断开。').waitFor({ state: 'hidden' });
  expect(await page.getByLabel('用途').inputValue()).toBe('断网时写下');
});

test('while the server is down a page says so and can be asked again, and a form keeps what was typed', async () => {
  const drafter = await stage().enter('drafter');
  const { page } = drafter;
  await drafter.open('/items/new');
  await choose(page, page.getByLabel('属于哪一类'), '合同、协议、可行性报告与重要会议纪要 (GS-08.3)');
  await page.getByLabel('标题').fill('停机时登记');
  await page.getByLabel('定密依据').fill('合同管理办法');
  await choosePerson(page, page.getByLabel('主管人员', { exact: true }), '林书琴');
  await page.getByRole('button', { name: '添加一项' }).click();
  await choosePerson(page, page.getByRole('combobox', { name: '知晓人员' }), '赵一诺');
  await page.getByLabel('为什么必须知道').fill('起草');
  await page.getByPlaceholder('粘贴文本').fill('甲方乙方');

  const reader = await stage().enter('reader');
  await reader.open('/items');
  await reader.page.getByText('断网演练').waitFor();
  // The code of the other pages comes by itself; the stream of notices stays open, so the network is never idle.
  await reader.page.waitForFunction(() =>
    performance
      .getEntriesByType('resource')
      .every(({ startTime, duration }) => performance.now() - startTime - duration > 700),
  );
  const outside = await stage().enter(null);
  await outside.open('/sign-in');
  await outside.page.getByLabel('邮箱').fill('sun.hao@hyyh.example');
  await outside.page.getByLabel('密码').fill('miji-demo-2026');

  await whileDown(async () => {
    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('alert').getByText(UNREACHABLE).waitFor();
    expect(await page.getByLabel('标题').inputValue()).toBe('停机时登记');

    await reader.page.getByRole('link', { name: '台账', exact: true }).click();
    await reader.page.getByRole('alert').getByText(UNREACHABLE).waitFor();
    await reader.page.getByRole('link', { name: '密件', exact: true }).click();
    await choose(reader.page, reader.page.getByRole('combobox', { name: '密级' }), '机密');
    await reader.page.getByRole('alert').getByText(UNREACHABLE).waitFor();

    await outside.page.getByRole('button', { name: '登录' }).click();
    await outside.page.getByText(UNREACHABLE).waitFor();
  });

  await page.getByRole('button', { name: '登记', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '停机时登记' }).waitFor();
  await reader.page.getByRole('main').getByRole('button', { name: '再试一次' }).click();
  await reader.page.getByText('断网演练').waitFor();
  await outside.page.getByRole('button', { name: '登录' }).click();
  await outside.page.getByRole('heading', { level: 1, name: '孙浩，您好' }).waitFor();
});

test('leaving a form with something unsaved asks first', async () => {
  const { page, open } = await stage().enter('drafter');
  await open('/items/new');
  await page.getByLabel('标题').fill('写到一半');
  await page.getByRole('link', { name: '密件', exact: true }).click();
  await page.getByRole('dialog', { name: '离开此页？' }).getByRole('button', { name: '留在此页' }).click();
  expect(await page.getByLabel('标题').inputValue()).toBe('写到一半');
  await page.getByRole('link', { name: '密件', exact: true }).click();
  await page.getByRole('dialog', { name: '离开此页？' }).getByRole('button', { name: '离开', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: '密件' }).waitFor();
});

test('a wrong address of any kind is answered by the one page', async () => {
  const { page, open } = await stage().enter('reader');
  const said = new Set<string>();
  for (const path of [
    '/nothing',
    '/items/nothing',
    '/items/HYYH-2026-999999',
    '/requests/nothing',
    '/requests/HYYH-SQ-2026-999999',
  ]) {
    await open(path);
    await page.getByText('没有这个页面或编号，或您无权知悉。').waitFor();
    said.add(await timelessTextOf(page.getByRole('main')));
  }
  expect(said.size).toBe(1);
});
