import { expect, test } from 'vitest';
import { describeEveryPage } from './support/every-page.ts';
import { setStage } from './support/stage.ts';

const stage = setStage();

describeEveryPage(stage, { language: 'zh-CN', colorScheme: 'light' });

test('the language changes at a press, for the screen reader too, and stays after loading anew', async () => {
  const { page, open } = await stage().enter('reader');
  await open('/items');
  await page.getByRole('heading', { level: 1, name: '密件' }).waitFor();
  await page.getByRole('button', { name: /English/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Items' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Items' }).waitFor();
});
