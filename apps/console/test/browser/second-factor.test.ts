import { authenticatorOf } from '@miji/testing/second-factor';
import type { Authenticator } from '@miji/testing/second-factor';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { signInAs } from './support/acts.ts';
import { barriers, overflow } from './support/looks.ts';
import type { Part } from './support/people.ts';
import { PASSWORD, PEOPLE } from './support/people.ts';
import type { Coming, Visitor } from './support/stage.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();

/** A device that makes passkeys and knows whose hand touches it. */
const plugIn = async (context: BrowserContext, page: Page): Promise<{ verify(isHe: boolean): Promise<void> }> => {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    verify: async (isUserVerified) => {
      await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
  };
};

/** Somebody on the page of his account, under the name to which passkeys are bound. */
const atAccount = async (part: Part, coming: Coming = {}): Promise<Visitor & { readonly url: string }> => {
  const visitor = await stage().enter(null, coming);
  const url = stage().server.url.replace('127.0.0.1', 'localhost');
  const { cookies } = await stage().as(part);
  await visitor.context.addCookies(cookies.map((cookie) => ({ ...cookie, url })));
  await visitor.page.goto(`${url}/account`);
  return { ...visitor, url };
};

/** Sets an authenticator app up by what the page shows. */
const setUpApp = async (page: Page): Promise<Authenticator> => {
  await page.getByRole('button', { name: '设置', exact: true }).click();
  await page.getByLabel('您的登录密码').fill(PASSWORD);
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByRole('img', { name: '供身份验证器应用扫描的二维码' }).waitFor();
  const secret = (await page.locator('.totp-secret').innerText()).replaceAll(/\s/g, '');
  const app = authenticatorOf(`otpauth://totp/Miji?secret=${secret}`);
  expect(await barriers(page)).toEqual([]);
  await page.getByLabel('动态口令（六位数字）').pressSequentially(await app.next());
  await page.getByText('身份验证器应用已启用。').waitFor();
  return app;
};

test('an authenticator app is set up from the menu of one’s account, and the next sign-in takes its code', async () => {
  const { page, open } = await stage().enter('insurerManager');
  await open('/');
  await page.getByRole('button', { name: /^账号/ }).click();
  await page.getByRole('menuitem', { name: '账号安全' }).click();
  await page.getByRole('heading', { level: 1, name: '账号安全' }).waitFor();
  await page.getByText('通行密钥只能在 localhost 这个网址下使用。').waitFor();
  const app = await setUpApp(page);
  await page.getByText('用密码登录时也须输入动态口令。', { exact: false }).first().waitFor();

  await page.getByRole('button', { name: /^账号/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await signInAs(page, PEOPLE.insurerManager);
  await page.getByRole('heading', { level: 1, name: '输入动态口令' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  const field = page.getByLabel('动态口令（六位数字）');
  await field.pressSequentially('000000');
  await page.getByRole('alert').getByText('动态口令不正确').waitFor();
  await expect.poll(() => field.inputValue()).toBe('');
  await page.keyboard.type(await app.next());
  await page.getByRole('heading', { level: 1, name: '韩冬，您好' }).waitFor();
});

test('a passkey is made, renamed, asked for at a change, and removed by one touch', async () => {
  const { context, page } = await atAccount('bankManager');
  await plugIn(context, page);
  await page.getByRole('button', { name: '添加通行密钥' }).click();
  await page.getByLabel(/^名称/).fill('办公电脑');
  await page.getByLabel('您的登录密码').fill(PASSWORD);
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByText('通行密钥已添加。').waitFor();
  await page.getByRole('listitem').getByText('办公电脑').waitFor();
  expect(await barriers(page)).toEqual([]);

  await page.getByRole('button', { name: '改名 办公电脑' }).click();
  await page.getByLabel('名称', { exact: true }).fill('行长室电脑');
  await page.getByRole('dialog').getByRole('button', { name: '改名' }).click();
  await page.getByRole('listitem').getByText('行长室电脑').waitFor();

  await page.getByRole('button', { name: '删除 行长室电脑' }).click();
  await page.getByLabel('您的登录密码').fill(PASSWORD);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^删\s?除$/ })
    .click();
  const touch = page.getByRole('button', { name: '用通行密钥确认' });
  await touch.waitFor();
  expect(await barriers(page)).toEqual([]);
  await touch.click();
  await page.getByText('通行密钥已删除。').waitFor();
  await page.getByRole('heading', { level: 2, name: '通行密钥' }).waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^删除 / }).count()).toBe(0);
});

test('a device that does not know whose hand it is confirms nothing, and the page says what to do', async () => {
  const { context, page } = await atAccount('bankDeputy');
  const device = await plugIn(context, page);
  await page.getByRole('button', { name: '添加通行密钥' }).click();
  await page.getByLabel('您的登录密码').fill(PASSWORD);
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByText('通行密钥已添加。').waitFor();

  await device.verify(false);
  await page.getByRole('button', { name: /^删除 / }).click();
  await page.getByLabel('您的登录密码').fill(PASSWORD);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^删\s?除$/ })
    .click();
  const touch = page.getByRole('button', { name: '用通行密钥确认' });
  await touch.click();
  await page.getByText('设备没有完成验证，请重试。').waitFor();
  await device.verify(true);
  await touch.click();
  await page.getByText('通行密钥已删除。').waitFor();
  await expect.poll(() => page.getByRole('button', { name: /^删除 / }).count()).toBe(0);
});

test('whoever has an app and no passkey here types six digits, the last of which sends them, with the keyboard alone', async () => {
  const { page } = await atAccount('headOfficeDeputy', PHONE);
  const app = await setUpApp(page);
  expect(await overflow(page)).toEqual([]);
  await page.getByRole('button', { name: '停用', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByLabel('您的登录密码').waitFor();
  await page.getByLabel('您的登录密码').focus();
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('输满即提交', { exact: false }).waitFor();
  const field = page.getByLabel('动态口令（六位数字）');
  await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await barriers(page)).toEqual([]);
  expect(await overflow(page)).toEqual([]);
  await page.keyboard.type(await app.next());
  await page.getByText('身份验证器应用已停用。').waitFor();
});

test('whoever closes the sheet while his code is on its way has changed nothing', async () => {
  const { page } = await atAccount('responsibleManager');
  const app = await setUpApp(page);
  await page.getByRole('button', { name: '停用', exact: true }).click();
  await page.getByLabel('您的登录密码').fill(PASSWORD);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^停\s?用$/ })
    .click();
  const answered = page.waitForResponse('**/acts/code');
  await page.route('**/acts/code', async (route) => {
    await page
      .getByRole('button', { name: /关闭|Close/ })
      .last()
      .click();
    await page.getByText('输满即提交', { exact: false }).waitFor({ state: 'hidden' });
    await route.continue();
  });
  await page.getByLabel('动态口令（六位数字）').pressSequentially(await app.next());
  expect((await answered).status()).toBe(200);
  await page.reload();
  await page.getByText('用密码登录时也须输入动态口令。', { exact: false }).first().waitFor();
  expect(await page.getByRole('button', { name: '停用', exact: true }).count()).toBe(1);
});

describe.each([
  ['zh-CN', '账号安全'],
  ['en', 'Account security'],
] as const)('the page of one’s account (%s)', (language, title) => {
  test.each([
    ['on a desk', {}],
    ['on a telephone', PHONE],
  ] as const)('%s fits and can be used without seeing it', async (_, size) => {
    const { page } = await atAccount('securityOfficer', { language, ...size });
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await overflow(page)).toEqual([]);
    expect(await barriers(page)).toEqual([]);
  });
});
