import type { EffectiveLevel } from '@miji/core';
import type { Reason } from '../platform/audit.ts';

/** Whether the words of an item may be had as text: of 绝密 only pictures leave, each with its reader in it. @see GS-22 */
export const mayHaveText = (level: EffectiveLevel): boolean => level !== 'top_secret';

/** What is answered to whoever asks for the words all the same. */
export const PAGES_ALONE: Reason = { code: 'NOT_ENTITLED', rule: 'reading.text', article: 'GS-22' };
