import type { Page, Response } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import type { Place } from './support/places.ts';
import { furnish, settled, visit } from './support/places.ts';
import { useStage } from './support/stage.ts';

const stage = useStage();
let places: readonly Place[] = [];

beforeAll(async () => {
  places = await furnish(stage());
});

const HAN = /\p{Script=Han}/u;
/** What the words of the console are kept under. */
const KEY = /\b(?:common|session|desk|items|requests|copies|trace|rules)\.[\w-]+(?:\.[\w-]+)*|\{\{/;

/** Everything that a page says, to the eye and to a screen reader, one piece each; what is marked as Chinese may be Chinese. */
const wordsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const said: string[] = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || element.closest('style, script, [lang="zh-CN"]:not(html)') !== null) continue;
      if (node instanceof Element) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
          const value = node.getAttribute(name);
          if (value !== null) said.push(value);
        }
      } else if (node.textContent !== null) said.push(node.textContent);
    }
    return said;
  });

/** Every text of an answer, but those that the rule set has in Chinese beside English. */
const textsIn = (value: unknown, key = ''): readonly string[] => {
  if (typeof value === 'string') return key === 'zh' ? [] : [value, ...value.split('\n')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, name));
};

/** What the server told this page: names, titles, purposes are in the language in which people wrote them. */
const listenTo = (page: Page): (() => Promise<readonly string[]>) => {
  const answers: Promise<readonly string[]>[] = [];
  page.on('response', (response: Response) => {
    if (response.url().includes('/api/')) answers.push(response.json().then((body) => textsIn(body), () => []));
  });
  return async () => {
    const known = new Set((await Promise.all(answers)).flat());
    return [...known].filter((text) => HAN.test(text)).toSorted((a, b) => b.length - a.length);
  };
};

test('in English no word of the console is Chinese, on any page', async () => {
  const found: string[] = [];
  const ears = new Map<Page, () => Promise<readonly string[]>>();
  await visit(stage(), places, { language: 'en' }, async ({ name }, { page }) => {
    if (!ears.has(page)) {
      ears.set(page, listenTo(page));
      await page.reload();
      await settled(page);
    }
    const data = (await ears.get(page)?.()) ?? [];
    for (const said of await wordsOf(page)) {
      const rest = data.reduce((left, known) => left.replaceAll(known, ''), said);
      if (HAN.test(rest)) found.push(`${name}: ${said}`);
    }
  });
  expect(found).toEqual([]);
});

test.each(['zh-CN', 'en'] as const)('no page shows the key of a sentence instead of the sentence, in %s', async (language) => {
  const found: string[] = [];
  await visit(stage(), places, { language }, async ({ name }, { page }) => {
    const shown = await page.locator('body').innerText();
    const attributes = (await wordsOf(page)).filter((said) => KEY.test(said) && shown.includes(said));
    for (const said of [...shown.split('\n').filter((line) => KEY.test(line)), ...attributes]) found.push(`${name}: ${said}`);
  });
  expect(found).toEqual([]);
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
