import { whoseCopy } from '@miji/contract';
import type { CallOptions, Caller, Out } from '../caller.ts';

/** The picture is looked at in the time of many answers. */
const LOOKING_MS = 60_000;

export const marks = ({ file }: Caller) => ({
  /** Whose copy or reading a picture shows: a PNG, JPEG or WebP of any part of a page. Traced. @see GS-24 */
  whoseCopy: (picture: Blob, options?: CallOptions): Out<typeof whoseCopy> =>
    file(
      '/api/v1/marks/whose-copy',
      { method: 'POST', body: picture, headers: { 'content-type': picture.type || 'application/octet-stream' } },
      async (response) => whoseCopy.output.parse(await response.json()),
      { timeoutMs: LOOKING_MS, ...options },
    ),
});
