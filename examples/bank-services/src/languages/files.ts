import { join } from 'node:path';
import type { OpenApi } from './chosen.ts';
import { chosenCalls } from './chosen.ts';
import { javaOf } from './java.ts';
import { pythonOf } from './python.ts';

const FOLDER = join(import.meta.dirname, '../../../other-languages');

/** Every generated file with its text. */
export const filesFrom = (document: OpenApi): ReadonlyMap<string, string> => {
  const calls = chosenCalls(document);
  return new Map([
    [join(FOLDER, 'python/miji.py'), pythonOf(calls)],
    [join(FOLDER, 'java/Miji.java'), javaOf(calls)],
  ]);
};

/** The document of a server that runs. */
export const documentOf = async (url: string): Promise<OpenApi> => {
  const response = await fetch(new URL('/openapi.json', url));
  return (await response.json()) as OpenApi;
};
