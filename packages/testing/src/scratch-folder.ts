import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder of its own for the tests of a file; gone after them. */
export const scratchFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'miji-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
