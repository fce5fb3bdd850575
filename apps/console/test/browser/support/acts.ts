import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { PASSWORD } from './people.ts';

/** What a person reads there, with every run of white space as one space. */
export const textOf = async (place: Locator): Promise<string> =>
  (await place.innerText()).replaceAll(/\s+/g, ' ').trim();

/** What the open list of a box offers; another box's list may still be closing. */
const offersOf = async (page: Page, box: Locator): Promise<Locator> => {
  await expect.poll(() => box.getAttribute('aria-expanded'), { timeout: 5_000 }).toBe('true');
  return page.locator(`:has(> [id="${await box.getAttribute('aria-controls')}"])`);
};

/** Opens a list box and takes one of what it offers. */
export const choose = async (page: Page, box: Locator, option: string): Promise<void> => {
  await box.click();
  await (await offersOf(page, box)).getByTitle(option, { exact: true }).click();
};

/** Finds somebody by typing his name, and takes him. */
export const choosePerson = async (page: Page, box: Locator, name: string): Promise<void> => {
  // A list that has just closed elsewhere may take the focus back, and what was typed with it: a person would type again.
  const found = async (): Promise<number> => {
    if ((await box.inputValue()) !== name) await box.fill(name);
    return (await offersOf(page, box)).getByTitle(/./).count();
  };
  // Only whom the search found: what was there before is on its way out.
  await expect.poll(found, { timeout: 20_000, interval: 250 }).toBe(1);
  const offers = await offersOf(page, box);
  await offers.getByTitle(name, { exact: true }).click();
};

/** Fills in the sign-in form, wherever it stands. */
export const signInAs = async (place: Page | Locator, email: string, password = PASSWORD): Promise<void> => {
  await place.getByLabel('邮箱').fill(email);
  await place.getByLabel('密码').fill(password);
  await place.getByRole('button', { name: '登录' }).click();
};

/** The same without the time of the banner: the clock goes on until somebody sets it, and two questions may stand on two sides of a minute. */
export const timelessTextOf = async (place: Parameters<typeof textOf>[0]): Promise<string> =>
  (await textOf(place)).replace(/现在是 [\d-]+ [\d:]+/, '');
