import { createHash } from 'node:crypto';

/** The id of something in the demonstration group: always the same for the same name, so that loading it twice changes nothing. */
export const demoId = (name: string): string => {
  const hash = createHash('sha256').update(`miji/demo/${name}`).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-8${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
};
