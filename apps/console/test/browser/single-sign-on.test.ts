import type { IdentityProvider } from '@miji/testing/identity-provider';
import { startIdentityProvider } from '@miji/testing/identity-provider';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInAs } from './support/acts.ts';
import { barriers, overflow } from './support/looks.ts';
import { PEOPLE } from './support/people.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();
let provider: IdentityProvider | undefined;

/** Two people of the bank let a provider in. */
const letIn = async ({ issuer, clientId, clientSecret }: IdentityProvider): Promise<void> => {
  const { miji: administrator } = await stage().as('bankAdministrator');
  const domains = ['hyyh.example', 'hybx.example'];
  const { configurationId } = await administrator.singleSignOn.set({ issuer, clientId, clientSecret, domains });
  const { miji: officer } = await stage().as('securityOfficer');
  await officer.singleSignOn.confirm({ configurationId });
};

beforeAll(async () => {
  const { server } = stage();
  provider = await startIdentityProvider([`${server.url}/api/auth/callback/hyyh`]);
  provider.accounts.set('zhang', { email: PEOPLE.reader, emailVerified: true });
  provider.accounts.set('zhao', { email: PEOPLE.drafter, emailVerified: true });
  provider.accounts.set('cao', { email: PEOPLE.insurer, emailVerified: true });
  await letIn(provider);
});
afterAll(() => provider?.close());

const passProviderAs = async (page: Page, name: string): Promise<void> => {
  await page.getByPlaceholder('Enter any login').fill(name);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
};

test('whoever chooses his company signs in where it knows him, and is where he wanted to go', async () => {
  const { page, open } = await stage().enter(null);
  await open('/requests?box=mine');
  await page.getByRole('button', { name: '宏远银行' }).click();
  await passProviderAs(page, 'zhang');
  await page.getByRole('heading', { level: 1, name: '申请' }).waitFor();
  expect(new URL(page.url()).search).toBe('?box=mine');
  await open('/');
  await page.getByRole('heading', { level: 1, name: '张明远，您好' }).waitFor();
});

test.each([
  ['zh-CN', '该账号未对应到本公司任职人员', '邮箱'],
  ['en', 'belongs to nobody who works for that company', 'E-mail'],
] as const)(
  'whoever works elsewhere is told so in words, and finds what he typed (%s)',
  async (language, words, field) => {
    const { page, open } = await stage().enter(null, { language });
    await open('/sign-in');
    await page.getByLabel(field).fill(PEOPLE.insurer);
    await page.getByRole('button', { name: '宏远银行' }).click();
    await passProviderAs(page, 'cao');
    await page.getByRole('alert').getByText(words).waitFor();
    expect(await page.getByLabel(field).inputValue()).toBe(PEOPLE.insurer);
    expect(await barriers(page)).toEqual([]);
  },
);

test('the password still opens the same door', async () => {
  const { page, open } = await stage().enter(null);
  await open('/sign-in');
  await page.getByRole('heading', { name: '单点登录' }).waitFor();
  await signInAs(page, PEOPLE.reader);
  await page.getByRole('heading', { level: 1, name: '张明远，您好' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/');
});

test('the page fits a telephone, and can be used without seeing it', async () => {
  const { page, open } = await stage().enter(null, PHONE);
  await open('/sign-in');
  await page.getByRole('button', { name: '宏远银行' }).waitFor();
  expect(await overflow(page)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
});

test('whoever’s session ends while he writes signs in through his company beside the page, and goes on writing', async () => {
  const { page, open, context } = await stage().enter('drafter');
  await open('/items/new');
  await page.getByLabel('标题').fill('写到一半');
  await context.clearCookies();
  await page.getByLabel('主管人员', { exact: true }).fill('林');
  const door = page.getByRole('dialog', { name: '登录已结束' });
  await door.getByRole('button', { name: '已在新窗口完成，继续' }).click();
  await door.getByRole('alert').getByText('登录没有完成').waitFor();
  const [beside] = await Promise.all([context.waitForEvent('page'), door.getByText('打开新窗口').click()]);
  await beside.getByRole('button', { name: '宏远银行' }).click();
  await passProviderAs(beside, 'zhao');
  await beside.getByRole('heading', { level: 1, name: '赵一诺，您好' }).waitFor();
  await door.getByRole('button', { name: '已在新窗口完成，继续' }).click();
  await door.waitFor({ state: 'hidden' });
  expect(await page.getByLabel('标题').inputValue()).toBe('写到一半');
});

test('a provider that does not answer is named as what does not answer', async () => {
  const gone = await startIdentityProvider([]);
  await letIn(gone);
  await gone.close();
  const { page, open } = await stage().enter(null);
  await open('/sign-in');
  await page.getByRole('button', { name: '宏远银行' }).click();
  await page.getByText('公司的登录服务没有应答').waitFor();
  expect(new URL(page.url()).pathname).toBe('/sign-in');
});
