import { chromium, type Browser } from 'playwright-core';

/**
 * Starts the browser that `npm test` found, silent towards the network: what it would fetch by itself is switched off.
 *
 * @throws Error with a hint when MIJI_CHROMIUM does not name a browser.
 */
export async function launchChromium(): Promise<Browser> {
  const executablePath = process.env['MIJI_CHROMIUM'];
  if (!executablePath) {
    throw new Error(
      'MIJI_CHROMIUM is not set: run `npm test`, which finds or installs a browser, or set it to the path of a Chromium.',
    );
  }
  return chromium.launch({
    executablePath,
    headless: true,
    // Without a locale of the system files lose names that are not ASCII.
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    // Chromium's sandbox does not work for root.
    chromiumSandbox: process.getuid?.() !== 0,
    // As with everybody at his desk, a page that was left may be kept whole for the back button.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
