import type { Locator, Page } from 'playwright-core';

/** What a person reads there, with every run of white space as one space. */
export const textOf = async (place: Locator): Promise<string> => (await place.innerText()).replaceAll(/\s+/g, ' ').trim();

/** Opens a list box and takes one of what it offers. */
export const choose = async (page: Page, box: Locator, option: string): Promise<void> => {
  await box.click();
  await page.getByTitle(option, { exact: true }).filter({ visible: true }).click();
};

/** Finds somebody by typing his name, and takes him. */
export const choosePerson = async (page: Page, box: Locator, name: string): Promise<void> => {
  await box.fill(name);
  await page.getByTitle(name, { exact: true }).filter({ visible: true, hasText: '·' }).click();
};
