import { DetailedError, Upload } from 'tus-js-client';
import { paths } from '../../app/paths.ts';
import { failureIn } from '../../lib/refused-answer.ts';
import { fingerprintOf, keepPlace, knownPlace } from './known-place.ts';

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

/**
 * Sends a file in pieces. Where this browser has sent some of it before, for the same person, it goes on from there, even after the page
 * was closed. What is kept of it here says neither its name nor anything else of it.
 */
export const sendFile = (file: File, personId: string, { onProgress, onArrived, onFailed }: Progress): Sending => {
  const endpoint = new URL(paths.uploads(), window.location.href).href;
  let isPaused = false;
  let fingerprint: string | null | undefined;
  const upload = new Upload(file, {
    endpoint,
    chunkSize: PIECE,
    retryDelays: TRY_AGAIN_AFTER,
    storeFingerprintForResuming: false,
    metadata: { filename: file.name },
    onUploadUrlAvailable: () => {
      const id = idIn(upload);
      if (typeof fingerprint === 'string' && id !== null) keepPlace(fingerprint, id);
    },
    onProgress,
    onError: (error) => onFailed(failureOf(error)),
    onSuccess: () => {
      const id = idIn(upload);
      if (id === null) onFailed(new Error('the server has not said where the file is'));
      else onArrived(id);
    },
  });
  const begin = async (): Promise<void> => {
    fingerprint = await fingerprintOf(personId, file).catch(() => null);
    const known = fingerprint === null ? null : knownPlace(fingerprint);
    if (known !== null) upload.url = `${endpoint}/${known}`;
    if (!isPaused) upload.start();
  };
  void begin();
  return {
    id: () => idIn(upload),
    pause: () => {
      isPaused = true;
      void upload.abort();
    },
    resume: () => {
      isPaused = false;
      if (fingerprint !== undefined) upload.start();
    },
  };
};
