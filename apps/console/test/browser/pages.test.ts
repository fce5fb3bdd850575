import { beforeAll, describe, expect, test } from 'vitest';
import { barriers, chineseIn, KEY, listenTo, overflow, wordsOf } from './support/looks.ts';
import type { Place } from './support/places.ts';
import { furnish, visit } from './support/places.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();
let places: readonly Place[] = [];

beforeAll(async () => {
  places = await furnish(stage());
});

describe.each([
  { language: 'zh-CN', colorScheme: 'light' },
  { language: 'en', colorScheme: 'dark' },
] as const)('every page, $language and $colorScheme', ({ language, colorScheme }) => {
  const found = { barriers: [] as string[], overflow: [] as string[], keys: [] as string[], chinese: [] as string[] };

  // Each page is loaded once and looked at in every way: loading is what takes time.
  beforeAll(async () => {
    await visit(stage(), places, { language, colorScheme }, listenTo, async ({ name }, { page }, heard) => {
      const say = (list: string[], what: readonly string[]): void =>
        void list.push(...what.map((one) => `${name}: ${one}`));
      say(found.barriers, await barriers(page));
      const words = await wordsOf(page);
      say(
        found.keys,
        words.filter((said) => KEY.test(said)),
      );
      if (language === 'en') say(found.chinese, chineseIn(words, await heard()));
      const before = page.viewportSize();
      await page.setViewportSize(PHONE.viewport);
      say(found.overflow, await overflow(page));
      if (before !== null) await page.setViewportSize(before);
    });
  }, 300_000);

  test('has no serious barrier for whoever sees little or uses a screen reader', () => {
    expect(found.barriers).toEqual([]);
  });

  test('stays within the screen of a phone, however long the words', () => {
    expect(found.overflow).toEqual([]);
  });

  test('says sentences, never the keys under which they are kept', () => {
    expect(found.keys).toEqual([]);
  });

  test('says in English what is not somebody’s own words', () => {
    expect(found.chinese).toEqual([]);
  });
});

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
