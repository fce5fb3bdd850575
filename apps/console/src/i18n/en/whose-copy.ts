import type { Translation } from '../translation.ts';
import type { whoseCopy as zh } from '../zh-cn/whose-copy.ts';

/** Whose copy a picture shows. */
export const whoseCopy: Translation<typeof zh> = {
  title: 'Whose copy is this',
  link: 'Whose copy is this',
  lead: 'The background of every page says which copy it is, and for whom it was drawn. Give a photograph, a scan or a screenshot, of a corner if need be; question and answer are traced.',
  picture: 'Picture',
  choose: 'Choose a picture',
  photograph: 'Take a photograph',
  kinds: 'PNG, JPEG or WebP, up to 25 MB. As sharp as you can, and at least a quarter of a page.',
  too_large: 'The picture is larger than 25 MB; make it smaller first.',
  looking: 'Looking; this takes some seconds…',
  shown: 'The chosen picture',
  none: 'The pattern was read, but it is none that you may look up.',
  found: 'Whose it is',
  source: 'From',
  reading: 'a reading on a screen',
  item: 'Item',
  person: { copy: 'Drawn for', reading: 'Reader' },
  at: { copy: 'Drawn', reading: 'Read' },
  holder: 'Now with',
  holders: 'Who has had it',
  until_now: 'now',
  certainty: 'The pattern agrees',
  in_trace: 'Look at the trace',
};
