import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { signInAs, textOf } from './support/acts.ts';
import { registerItem } from './support/items.ts';
import { PEOPLE } from './support/people.ts';
import type { Visitor } from './support/stage.ts';
import { setStage } from './support/stage.ts';

const TITLE = '兑付安排密件乙';
const CONTENT = '兑付窗口定于每季末';
const stage = setStage();
let number = '';

beforeAll(async () => {
  number = await registerItem(stage(), { title: TITLE, text: `${CONTENT}\n其余另行通知` });
});

const itemHead = (page: Page) => page.getByRole('heading', { level: 1, name: TITLE });

/** Leaves by the menu of the account. */
const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^账号/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await page.getByLabel('密码').waitFor();
};

/** Somebody with a session of his own, which he may end without ending another test's. */
const enterByForm = async (email: string, path: string): Promise<Visitor> => {
  const visitor = await stage().enter(null);
  await visitor.open(path);
  await signInAs(visitor.page, email);
  return visitor;
};

test('whoever is not signed in comes to the sign-in page, and afterwards to where he wanted to go', async () => {
  const { page, open } = await stage().enter(null);
  await open(`/items/${number}`);
  await page.getByLabel('密码').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  expect(await textOf(page.locator('body'))).not.toContain(TITLE);
  await signInAs(page, PEOPLE.reader);
  await itemHead(page).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/items/${number}`);
});

test('a link cannot send somebody elsewhere after signing in', async () => {
  for (const next of ['//example.org/', 'https://example.org/', '/\\example.org']) {
    const { page, open } = await stage().enter(null);
    await open(`/sign-in?next=${encodeURIComponent(next)}`);
    await signInAs(page, PEOPLE.outsider);
    await page.getByRole('heading', { level: 1, name: '孙浩，您好' }).waitFor();
    expect(new URL(page.url()).origin).toBe(stage().server.url);
  }
});

test('a wrong password is told as such, and after the fifth the account is locked, even for the right one', async () => {
  const { page, open } = await stage().enter(null);
  await open('/sign-in');
  const failure = page.getByRole('alert');
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    await signInAs(page, 'tang.lei@hysd.example', `wrong-password-${attempt}`);
    await failure.getByText('邮箱或密码不正确。').waitFor();
  }
  await signInAs(page, 'tang.lei@hysd.example');
  await failure.getByText('登录失败次数过多，该账号已锁定，请十五分钟后再试。').waitFor();
  expect(await page.getByLabel('邮箱').inputValue()).toBe('tang.lei@hysd.example');
});

test('after signing out in another tab the next click asks to sign in, over the same page with what was typed', async () => {
  const { page, context } = await enterByForm(PEOPLE.reader, `/items/${number}/request?operation=copy`);
  await page.getByLabel('用途').fill('季末对账使用');
  const other = await context.newPage();
  await other.goto('/');
  await signOut(other);

  await page.getByRole('button', { name: '提出申请' }).click();
  const door = page.getByRole('dialog', { name: '登录已结束' });
  await door.waitFor();
  await signInAs(door, PEOPLE.reader);
  await door.waitFor({ state: 'hidden' });
  expect(await page.getByLabel('用途').inputValue()).toBe('季末对账使用');
  await page.getByRole('button', { name: '提出申请' }).click();
  await page.getByText('等待决定').waitFor();
});

test('whoever signs in over another person’s page sees nothing of it', async () => {
  const { page, context } = await enterByForm(PEOPLE.reader, `/items/${number}`);
  await itemHead(page).waitFor();
  const other = await context.newPage();
  await other.goto('/');
  await signOut(other);
  await page.getByRole('link', { name: '申请', exact: true }).click();
  const door = page.getByRole('dialog', { name: '登录已结束' });
  await signInAs(door, PEOPLE.outsider);
  await page.getByRole('heading', { level: 1, name: '孙浩，您好' }).waitFor();
  expect(await page.content()).not.toContain(TITLE);
});

test('when an appointment ends, the next click is refused, and signing in says why it is not possible', async () => {
  const { page } = await enterByForm(PEOPLE.securityOfficer, '/items');
  await page.getByRole('heading', { level: 1, name: '密件' }).waitFor();
  const { miji } = await stage().as('bankAdministrator');
  const { entries } = await miji.organisation.appointments({ company: 'HYYH', limit: 100 });
  const post = entries.find(({ person }) => person.name === '冯雪');
  await miji.organisation.endAppointment({ company: 'HYYH', appointmentId: post?.appointmentId ?? '' });

  await page.getByRole('link', { name: '申请', exact: true }).click();
  const door = page.getByRole('dialog', { name: '登录已结束' });
  await signInAs(door, PEOPLE.securityOfficer);
  await door.getByText('您当前没有任职，请联系人事部门。').waitFor();
  expect(new URL(page.url()).pathname).toBe('/requests');
});

test('neither the tab, nor the address, nor the machine keeps anything of a 机密 item', async () => {
  const { page, open } = await stage().enter('reader');
  const kept: string[] = [];
  const keep = async (): Promise<void> => {
    kept.push(
      decodeURIComponent(page.url()),
      await page.title(),
      await page.evaluate(async () =>
        JSON.stringify([
          Object.entries(localStorage),
          Object.entries(sessionStorage),
          await caches.keys(),
          await indexedDB.databases(),
          document.cookie,
          history.state,
        ]),
      ),
    );
  };
  const storable: string[] = [];
  page.on('response', (response) => {
    const isOurs = new URL(response.url()).pathname.startsWith('/api/');
    if (isOurs && !(response.headers()['cache-control'] ?? '').includes('no-store')) storable.push(response.url());
  });
  page.on('request', (request) => void kept.push(decodeURIComponent(request.url())));

  await open('/items');
  await page.getByRole('link', { name: TITLE }).waitFor();
  await page.getByRole('searchbox').fill(TITLE);
  await page.getByRole('searchbox').press('Enter');
  await page.getByText('已全部列出').waitFor();
  await keep();
  await page.getByRole('link', { name: TITLE }).click();
  await itemHead(page).waitFor();
  await keep();
  await page
    .getByRole('link', { name: '阅读内容' })
    .or(page.getByRole('button', { name: '阅读内容' }))
    .click();
  await page.getByText(CONTENT).waitFor();
  await keep();
  await open(`/items/${number}/request?operation=copy`);
  await page.getByText(TITLE).waitFor();
  await keep();

  for (const one of kept) for (const secret of [TITLE, CONTENT]) expect(one).not.toContain(secret);
  expect(storable).toEqual([]);
});

test('the session is a cookie that no script can read', async () => {
  const { page, context } = await enterByForm(PEOPLE.reader, '/items');
  await page.getByRole('link', { name: TITLE }).waitFor();
  const cookies = await context.cookies();
  expect(cookies.length).toBeGreaterThan(0);
  for (const { name, httpOnly, sameSite } of cookies) expect([name, httpOnly, sameSite]).toEqual([name, true, 'Lax']);
  expect(await page.evaluate(() => document.cookie)).toBe('');
});

test('the back button shows nothing after signing out', async () => {
  const { page } = await enterByForm(PEOPLE.reader, `/items/${number}`);
  await page
    .getByRole('link', { name: '阅读内容' })
    .or(page.getByRole('button', { name: '阅读内容' }))
    .click();
  await page.getByText(CONTENT).waitFor();
  await signOut(page);
  for (const _ of ['read page', 'item page']) {
    // A page that the browser has kept comes back without being loaded.
    await page.goBack({ waitUntil: 'commit' });
    await page.getByLabel('密码').waitFor();
    const shown = await page.content();
    expect(shown).not.toContain(TITLE);
    expect(shown).not.toContain(CONTENT);
  }
});

test('text of an item is text: nothing in it becomes part of the page', async () => {
  const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script><b>粗</b>';
  const hostile = await registerItem(stage(), { title: markup, text: `# ${markup}\n[链接](javascript:alert(1))` });
  const { page, open } = await stage().enter('reader');
  await open(`/items/${hostile}`);
  await page.getByRole('heading', { level: 1, name: markup }).waitFor();
  await open(`/items/${hostile}/read`);
  await page.getByText(markup).first().waitFor();
  expect(await page.getByRole('link', { name: '链接' }).count()).toBe(0);
  expect(await page.title()).not.toMatch(/^[12]$/);
});
