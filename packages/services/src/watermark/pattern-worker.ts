import { parentPort, workerData } from 'node:worker_threads';
import type { PatternReply } from './read-apart.ts';
import { PictureRefused, pictureOf } from './picture.ts';
import { readPattern } from './read-pattern.ts';

// The only one that starts this thread gives it the bytes of a picture.
const bytes: Uint8Array = workerData;

async function look(): Promise<PatternReply> {
  try {
    return { read: readPattern(await pictureOf(bytes)) };
  } catch (error) {
    return {
      fault: error instanceof PictureRefused ? error.code : 'CONTENT_BROKEN',
    };
  }
}

parentPort?.postMessage(await look(), []);
