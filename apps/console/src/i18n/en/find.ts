import type { Translation } from '../translation.ts';
import type { find as zh } from '../zh-cn/find.ts';

/** The search over everything that one may know. */
export const find: Translation<typeof zh> = {
  label: 'Find an item or a page',
  hint: 'A number, a title, or words of a text; only what you may know is searched.',
  searching: 'Searching…',
  nothing: 'Nothing found. What you may not know never appears here.',
  found: 'What was found',
  more: 'Only the {{count}} newest are listed; more words narrow it down.',
  page: 'Page',
  in: { number: 'by its number', title: 'in the title', text: 'in the text' },
};
