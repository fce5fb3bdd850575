import { httpStatusOf, sentenceFor } from '@miji/contract';
import type { ReasonCode } from '@miji/core';
import { ALLOWED_CODES, REFUSAL_CODES } from '@miji/core';
import { CAUSES, GROUPS } from './groups.ts';

const statusOf = (code: ReasonCode): string => {
  const refusal = REFUSAL_CODES.find((known) => known === code);
  return refusal === undefined ? '' : ` · HTTP ${httpStatusOf(refusal)}`;
};

const entry = (code: ReasonCode): string => {
  const [cause, remedy] = CAUSES[code];
  return [
    `### ${code} {#${code}}`,
    '',
    `${sentenceFor(code, 'en')} <span lang="zh-CN">${sentenceFor(code, 'zh-CN')}</span>${statusOf(code)}`,
    '',
    `**Cause.** ${cause}`,
    '',
    `**Remedy.** ${remedy}`,
    '',
  ].join('\n');
};

/** The codes that have a place in a group, in the order of the law. */
const codesOf = (causes: object): readonly ReasonCode[] =>
  [...ALLOWED_CODES, ...REFUSAL_CODES].filter((code) => code in causes);

/** Every code with its cause and remedy, made from the law’s own codes and the sentences that people are shown. */
export const codesPage = (): string =>
  GROUPS.map(({ title, causes }) => [`## ${title}`, '', ...codesOf(causes).map(entry)].join('\n')).join('\n');
