import { DetailedError, Upload } from 'tus-js-client';
import { paths } from '../../app/paths.ts';
import { failureIn } from '../../lib/refused-answer.ts';

/** A file on its way. */
export interface Sending {
  /** its id, as soon as the server has given it one */
  readonly id: () => string | null;
  readonly pause: () => void;
  /** goes on where the server has got to */
  readonly resume: () => void;
}

interface Progress {
  readonly onProgress: (sent: number) => void;
  readonly onArrived: (id: string) => void;
  /** the line is broken for good, or the server refused */
  readonly onFailed: (error: Error) => void;
}

/** As large as what the vault seals at a time: after a broken line no more than one of these is sent again. */
const PIECE = 4 * 1_024 * 1_024;
const TRY_AGAIN_AFTER = [500, 2_000, 5_000];

const idIn = (upload: Upload): string | null => {
  const last = upload.url?.split('/').at(-1);
  return last === undefined || last === '' ? null : last;
};

const failureOf = (error: Error): Error => {
  const response = error instanceof DetailedError ? error.originalResponse : null;
  return response === null || response === undefined ? error : failureIn(response.getBody());
};

/** Sends a file in pieces. Nothing about it is kept in the browser, neither its name nor where it got to. */
export const sendFile = (file: File, { onProgress, onArrived, onFailed }: Progress): Sending => {
  const upload = new Upload(file, {
    endpoint: new URL(paths.uploads(), window.location.href).href,
    chunkSize: PIECE,
    retryDelays: TRY_AGAIN_AFTER,
    storeFingerprintForResuming: false,
    metadata: { filename: file.name },
    onProgress,
    onError: (error) => onFailed(failureOf(error)),
    onSuccess: () => {
      const id = idIn(upload);
      if (id === null) onFailed(new Error('the server has not said where the file is'));
      else onArrived(id);
    },
  });
  upload.start();
  return { id: () => idIn(upload), pause: () => void upload.abort(), resume: () => upload.start() };
};
