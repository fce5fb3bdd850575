import { expect, test } from 'vitest';
import { en } from '../src/i18n/en.ts';
import { zhCn } from '../src/i18n/zh-cn.ts';

type Words = { readonly [key: string]: string | Words };

const flatten = (words: Words, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : flatten(value, `${prefix}${key}.`),
  );

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted();

const zhWords = new Map(flatten(zhCn));
const enWords = new Map(flatten(en));

test('Chinese and English have the same keys', () => {
  expect([...enWords.keys()].toSorted()).toEqual([...zhWords.keys()].toSorted());
});

test('a sentence speaks of the same things in both languages', () => {
  for (const [key, text] of zhWords) expect(placeholders(enWords.get(key) ?? ''), key).toEqual(placeholders(text));
});

test('Chinese sentences use full-width punctuation', () => {
  const halfWidth = [...zhWords].filter(([, text]) => /\p{Script=Han}[,;:?!]/u.test(text));
  expect(halfWidth).toEqual([]);
});
