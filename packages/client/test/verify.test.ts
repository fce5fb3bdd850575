import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeExport } from './support/write-export.ts';

const VERIFY = fileURLToPath(new URL('../src/bin/verify.ts', import.meta.url));
let folder: string;
let file: string;
let keyId: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'miji-verify-'));
  file = join(folder, 'trace.jsonl');
  keyId = writeExport(file, 2_500);
  return () => rmSync(folder, { recursive: true });
});

const verify = (args: readonly string[], nodeArgs: readonly string[] = []) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...nodeArgs, '--conditions=@miji/source', VERIFY, ...args],
    { encoding: 'utf8' },
  );
  return { status, stdout, stderr };
};

/** The verdict on the file after some change of its lines. */
const changed = (change: (lines: string[]) => readonly string[]) => {
  const path = join(folder, 'changed.jsonl');
  writeFileSync(path, change(readFileSync(file, 'utf8').split('\n')).join('\n'));
  return verify([path]);
};

// The manifest and the seals of three segments stand between the entries: entry 1 is in line 3, entry 1500 in line 1503.
const LINE_OF_ENTRY_1500 = 1_502;

describe('npm run verify', () => {
  it('says of a whole export what it holds, and ends with 0', () => {
    const { status, stdout } = verify([file]);
    expect(stdout).toContain('WHOLE   2500 entries in 3 segments');
    expect(stdout).toContain(keyId);
    expect(status).toBe(0);
  });

  it.each([
    ['changed', (line: string) => [line.replace('"outcome":"done"', '"outcome":"dune"')], 'the entry was changed'],
    ['removed', () => [], 'an entry is missing, added or out of place'],
    ['doubled', (line: string) => [line, line], 'an entry is missing, added or out of place'],
  ])('names the first entry that was %s, and ends with 1', (what, tamper, sentence) => {
    const { status, stderr } = changed((lines) =>
      lines.toSpliced(LINE_OF_ENTRY_1500, 1, ...tamper(lines[LINE_OF_ENTRY_1500] ?? '')),
    );
    expect(stderr).toContain(`entry ${what === 'doubled' ? 1_501 : 1_500}`);
    expect(stderr).toContain(sentence);
    expect(status).toBe(1);
  });

  it('finds a tail that was cut off', () => {
    const { status, stderr } = changed((lines) => lines.slice(0, -11));
    expect(stderr).toContain('the end was cut off');
    expect(status).toBe(1);
  });

  it('ends with 1 for a file that is no export', () => {
    const { status, stderr } = changed(() => ['{"hello":"world"}']);
    expect(stderr).toContain('the file is no export of a trace');
    expect(status).toBe(1);
  });

  it('trusts with --key that key alone', () => {
    expect(verify([file, '--key', keyId]).status).toBe(0);
    const { status, stderr } = verify([file, '--key', '0123456789abcdef']);
    expect(stderr).toContain('a key that is not trusted');
    expect(status).toBe(1);
  });

  it('ends with 2 and one line for a file that is not there', () => {
    const { status, stderr } = verify([join(folder, 'nowhere.jsonl')]);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect(stderr).toContain('cannot be read');
    expect(status).toBe(2);
  });

  it('ends with 2 and says how it is used without a file, with two, and with an option that there is not', () => {
    for (const args of [[], [file, file], [file, '--unknown-option']]) {
      const { status, stderr } = verify(args);
      expect(stderr).toContain('Usage: npm run verify -- FILE');
      expect(status).toBe(2);
    }
  });

  it('reads a file of any size within the same memory', () => {
    const large = join(folder, 'large.jsonl');
    writeExport(large, 50_000);
    const heapMb = 16;
    expect(statSync(large).size).toBeGreaterThan(heapMb * 1024 * 1024);
    const { status, stdout } = verify([large], [`--max-old-space-size=${heapMb}`]);
    expect(stdout).toContain('WHOLE   50000 entries');
    expect(status).toBe(0);
  }, 120_000);
});
