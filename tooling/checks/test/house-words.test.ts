import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { houseWords } from '../src/house-words.ts';

/** Put together here, so that the repository itself stays free of the words. */
const path = (...parts: string[]): string => ['', ...parts].join('/');
const host = (...parts: string[]): string => parts.join('.');

describe('house-words: nothing tells of the machine it was written on', () => {
  let root = '';

  /** A folder without git beside it, as in an unpacked archive. */
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'house-words-'));
    mkdirSync(join(root, 'node_modules'));
    const write = (file: string, ...lines: string[]): void => writeFileSync(join(root, file), lines.join('\n'));
    write('green.md', 'apps/work/x, ~/home/x, https://example.org/root/x, the home of the work');
    write('pnpm-lock.yaml', host('registry', 'npmjs', 'org'));
    write('node_modules/x.js', path('root', 'x'));
    write('picture.bin', `\0${path('root', 'x')}`);
    write(
      'machine.ts',
      'first',
      `const a = '${path('work', 'main')}';`,
      `// ${path('tmp', 'probe')}`,
      path('home', 'me'),
      `file:/${path('root', 'x')}`,
    );
    write('hosts.yml', `a: https:/${path(host('registry', 'npmmirror', 'com'))}`, `b: ${host('deb', 'debian', 'org')}`);
  });

  afterAll(() => rmSync(root, { recursive: true }));

  it('goes red at every machine path and registry host, and leaves lockfile, packages and binaries alone', () => {
    expect(houseWords(root).map(({ file, line, rule }) => `${file}:${line} ${rule}`)).toEqual([
      'hosts.yml:1 house-words/registry-host',
      'hosts.yml:2 house-words/registry-host',
      'machine.ts:2 house-words/machine-path',
      'machine.ts:3 house-words/machine-path',
      'machine.ts:4 house-words/machine-path',
      'machine.ts:5 house-words/machine-path',
    ]);
  });
});
