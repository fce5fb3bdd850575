import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Out } from '../caller.ts';
import type { FileSource, FileToSend } from '../uploads.ts';
import { sendFile } from '../uploads.ts';

export const uploads = ({ connection, mutate, query }: Caller) => ({
  /**
   * Sends a file and waits until it has been looked at; its id is what {@link items.register} takes as `upload`. What breaks off on the
   * way is sent again from where it stood.
   */
  send: (
    source: FileSource,
    file: FileToSend,
    options: Pick<CallOptions, 'signal'> = {},
  ): Out<typeof contract.getUpload> => {
    const { signal = new AbortController().signal } = options;
    const look = (id: string): Out<typeof contract.getUpload> => query('uploads.get', { id }, { signal });
    return sendFile({ connection, look, signal }, source, file);
  },
  get: (input: In<typeof contract.getUpload>, options?: CallOptions): Out<typeof contract.getUpload> =>
    query('uploads.get', input, options),
  cancel: (input: In<typeof contract.cancelUpload>, options?: ActOptions): Out<typeof contract.cancelUpload> =>
    mutate('uploads.cancel', input, options),
  /** How large a file may be, and of what kinds. */
  limits: (options?: CallOptions): Out<typeof contract.uploadLimits> => query('uploads.limits', undefined, options),
});
