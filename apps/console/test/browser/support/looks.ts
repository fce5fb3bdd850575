import { AxeBuilder } from '@axe-core/playwright';
import type { Page, Response } from 'playwright-core';

/** What keeps somebody from using the page, with the first place of each kind. */
export const barriers = async (page: Page): Promise<readonly string[]> => {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes: [first, ...others] }) =>
        `${id} at ${first?.html.slice(0, 200)} and ${others.length} more; ${first?.failureSummary?.replaceAll(/\s+/g, ' ')}`,
    );
};

/** What sticks out of the screen on the right. */
export const overflow = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    // Lists become cards, and rails bars, in the frame after the next.
    for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [
      `${scrollWidth - clientWidth} px by ${out
        .slice(0, 5)
        .map((element) => `${element.tagName}.${element.className}`)
        .join(', ')}`,
    ];
  });

/** What the words of the console are kept under, and a place that no value was put into. */
export const KEY =
  /\b(?:common|session|desk|items|requests|ask|holds|copies|movements|tidings|incidents|custody|handovers|register|notices|trace|rules|records|developers|explain)\.[a-z][\w-]+(?:\.[\w-]+)*|\{\{/;

/** Everything that a page says, to the eye and to a screen reader, one piece each; what is marked as Chinese may be Chinese. */
export const wordsOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const said: string[] = [document.title];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement;
      if (element === null || element.closest('style, script, details dl, [lang="zh-CN"]:not(html)') !== null) continue;
      if (node instanceof Element) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) said.push(node.getAttribute(name) ?? '');
      } else said.push(node.textContent ?? '');
    }
    return said.filter((words) => words.trim() !== '');
  });

const HAN = /\p{Script=Han}/u;

/** Every text of an answer, but those that the rule set has in Chinese beside English. */
const textsIn = (value: unknown, key = ''): readonly string[] => {
  if (typeof value === 'string') return key === 'zh' ? [] : [value, ...value.split('\n')];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, name));
};

/** Whether a response is an answer of the API that ends: a stream of notices goes on as long as the page stands. */
export const isAnswer = (response: Response): boolean =>
  new URL(response.url()).pathname.startsWith('/api/') &&
  !(response.headers()['content-type'] ?? '').startsWith('text/event-stream');

/** Notes what the server tells a page: names, titles and purposes stay in the language in which people wrote them. */
export const listenTo = (page: Page): (() => Promise<readonly string[]>) => {
  const answers: Promise<readonly string[]>[] = [];
  page.on('response', (response: Response) => {
    if (!isAnswer(response)) return;
    answers.push(
      response.json().then(
        (body) => textsIn(body),
        () => [],
      ),
    );
  });
  return async () => {
    const told = new Set((await Promise.all(answers)).flat());
    return [...told].filter((text) => HAN.test(text)).toSorted((a, b) => b.length - a.length);
  };
};

/** The words in Chinese that nobody wrote. */
export const chineseIn = (words: readonly string[], told: readonly string[]): readonly string[] =>
  words.filter((said) => HAN.test(said) && HAN.test(told.reduce((left, known) => left.replaceAll(known, ''), said)));
