import { beforeAll, describe, expect, test } from 'vitest';
import { barriers, chineseIn, KEY, listenTo, overflow, wordsOf } from './looks.ts';
import { furnish, visit } from './places.ts';
import type { Coming, Stage } from './stage.ts';
import { PHONE } from './stage.ts';

/** Every page of the console, looked at as somebody sees it who comes with a language and a colour scheme. */
export const describeEveryPage = (
  stage: () => Stage,
  { language, colorScheme }: Required<Pick<Coming, 'language' | 'colorScheme'>>,
): void => {
  describe(`every page, ${language} and ${colorScheme}`, () => {
    const found = { barriers: [] as string[], overflow: [] as string[], keys: [] as string[], chinese: [] as string[] };

    // Each page is loaded once and looked at in every way: loading is what takes time.
    beforeAll(async () => {
      const places = await furnish(stage());
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
    }, 900_000);

    test('has no serious barrier for whoever sees little or uses a screen reader', () => {
      expect(found.barriers).toEqual([]);
    });

    test('stays within the screen of a phone, however long the words', () => {
      expect(found.overflow).toEqual([]);
    });

    test('says sentences, never the keys under which they are kept', () => {
      expect(found.keys).toEqual([]);
    });

    if (language === 'en') {
      test('says in English what is not somebody’s own words', () => {
        expect(found.chinese).toEqual([]);
      });
    }
  });
};
