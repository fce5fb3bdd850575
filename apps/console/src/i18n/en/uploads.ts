import type { Translation } from '../translation.ts';
import type { uploads as zh } from '../zh-cn/uploads.ts';

/** Files on their way into the vault. */
export const uploads: Translation<typeof zh> = {
  label: 'File of the content',
  choose: 'Choose a file',
  drop: 'Or drop it here. ',
  kinds: 'PDF, DOCX, text, Markdown or an image',
  largest: ', at most {{size}}.',
  progress: 'How far {{name}} has got',
  at: { sending: 'Sending, encrypted', paused: 'Paused', broken: 'The line broke; it goes on where it stopped' },
  sent: '{{sent}} of {{size}}',
  pause: 'Pause',
  resume: 'Go on',
  cancel: 'Cancel',
  checking: 'Sent; the file is being looked at…',
  ready: 'Ready to use',
  remove: 'Remove',
  other: 'Another file',
  nothingKept: 'Nothing of the file was kept.',
  lacking: 'Send a file first, or wait until it has been looked at.',
  kind: { plain: 'plain text', markdown: 'Markdown', pdf: 'PDF', docx: 'DOCX', image: 'image' },
  pages: '{{count}} pages',
  lines: '{{count}} lines',
};
