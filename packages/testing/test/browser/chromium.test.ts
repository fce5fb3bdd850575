import { expect, onTestFinished, test } from 'vitest';
import { launchChromium } from '../../src/index.ts';

test('the browser of the tests starts, draws Chinese and clicks', async () => {
  const browser = await launchChromium();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
  await page.setContent(`<button onclick="this.textContent='已批准'">批准</button>`);
  await page.getByRole('button', { name: '批准' }).click();
  expect(await page.getByRole('button').textContent()).toBe('已批准');
});

test('without a named browser the hint says how to get one', async () => {
  const named = process.env['MIJI_CHROMIUM'];
  delete process.env['MIJI_CHROMIUM'];
  onTestFinished(() => {
    if (named !== undefined) process.env['MIJI_CHROMIUM'] = named;
  });
  await expect(launchChromium()).rejects.toThrow(/npm test/);
});
