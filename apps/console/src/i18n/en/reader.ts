import type { Translation } from '../translation.ts';
import type { reader as zh } from '../zh-cn/reader.ts';

/** Reading page by page. */
export const reader: Translation<typeof zh> = {
  view: 'How to read',
  as: { pages: 'Pages', text: 'Words' },
  pagesOnly: 'At this level there are only pages, no words.',
  bar: 'Turning pages and enlarging',
  page: 'Page',
  previous: 'Previous page',
  next: 'Next page',
  smaller: 'Smaller',
  larger: 'Larger',
  fit: '{{percent}}%, fit the width',
  thumbs: 'Thumbnails',
  goTo: 'Go to page {{page}}',
  pageAlt: 'Page {{page}} of {{count}}',
  wordsOf: 'The words of page {{page}} of {{count}}',
  noWords: 'This page has no words; read it as a page.',
  excerpt: 'Choose pages for an excerpt',
  excerptHint: 'Choose pages to ask for an excerpt.',
  choosePage: 'Excerpt page {{page}}',
  chosen: 'Chosen: pages {{pages}}',
  comma: ', ',
  ask: 'Ask for these pages',
  leaving: 'Nobody has moved anything: the pages are put away in {{count}} seconds.',
  stay: 'Go on reading',
  away: 'The pages were put away because nobody moved anything. Opening them again is traced anew.',
  comeBack: 'Open again',
};
