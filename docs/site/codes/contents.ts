import type { Causes } from './cause.ts';

export const CONTENTS = {
  CONTENT_EMPTY: ['The file has no bytes.', 'Check that the stream was not read before.'],
  CONTENT_TOO_LARGE: [
    'The file is larger than this server takes.',
    'Split it, or ask the operators for a higher `MIJI_UPLOAD_LIMIT`.',
  ],
  CONTENT_TYPE_UNKNOWN: ['The file is none of PDF, DOCX, text, Markdown and pictures.', 'Convert it first.'],
  CONTENT_TYPE_MISMATCH: ['The bytes are not what the name or type says.', 'Send it under its true type.'],
  CONTENT_ENCRYPTED: ['The file has a password of its own.', 'Remove that; the vault seals every content itself.'],
  CONTENT_BOMB: ['The file unfolds into far more than it seems.', 'Save it anew from the program that made it.'],
  CONTENT_BROKEN: ['The file cannot be read.', 'Open it yourself, and save it anew.'],
  CONTENT_TIMED_OUT: [
    'Looking at the file took longer than there is time for.',
    'Try again later, or send fewer pages.',
  ],
  CONTENT_NOT_READY: [
    'The upload has not arrived in full, or is still looked at.',
    'Ask for the upload until its state is `ready`, then go on.',
  ],
  UPLOAD_GONE: [
    'The upload was given up, or was never finished and has been removed.',
    'Send the file from its beginning.',
  ],
} as const satisfies Causes;
