import type { TestProject } from 'vitest/node';
import { prepareData } from './miji-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of a house that has been founded, to be copied. */
    readonly mijiPreparedData: string;
  }
}

/** Vitest calls this once before the first browser test; what it returns, after the last one. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { dataDir, remove } = await prepareData();
  project.provide('mijiPreparedData', dataDir);
  return remove;
}
