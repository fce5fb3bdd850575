import type { Language } from '@miji/contract';

/** A sentence of the rule set in the language of the screen. */
export const wordsIn = (said: { readonly zh: string; readonly en: string }, language: Language): string =>
  language === 'en' ? said.en : said.zh;
