import type { ReasonCode } from '@miji/core';
import { EN } from './en.ts';
import { ZH_CN } from './zh-cn.ts';

/** The languages in which Miji speaks to people; Chinese is the first. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The sentence for a code. */
export const sentenceFor = (code: ReasonCode, language: Language): string =>
  language === 'en' ? EN[code] : ZH_CN[code];
