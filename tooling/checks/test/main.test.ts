import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

function run(root: string): { status: number | null; lines: string[] } {
  const { status, stdout } = spawnSync(process.execPath, [join(import.meta.dirname, '../src/main.ts'), root], {
    encoding: 'utf8',
  });
  return { status, lines: stdout.trim().split('\n') };
}

describe('main: runs all checks', () => {
  it('exits with 1 and prints file, line, rule and what to do', () => {
    const { status, lines } = run(join(import.meta.dirname, 'fixtures/procedure-shape/red'));
    expect(status).toBe(1);
    expect(lines).toContain(
      'packages/api/src/items.ts:3  procedure-shape/schema  the chain that ends in .query( lacks .output(…); give it a schema of @miji/contract',
    );
  });

  it('exits with 0 and prints one line per check on a tree that obeys', () => {
    const root = mkdtempSync(join(tmpdir(), 'checks-main-'));
    try {
      mkdirSync(join(root, 'docs'));
      writeFileSync(join(root, 'README.md'), '# Miji\n\n```sh\nnpm start\n```\n');
      writeFileSync(join(root, 'package.json'), '{ "name": "miji", "scripts": { "start": "node start.mjs" } }');
      writeFileSync(join(root, 'pnpm-workspace.yaml'), 'catalog:\n  pg: 8.23.1\n');
      writeFileSync(join(root, 'docs/rules.json'), '[]\n');
      const { status, lines } = run(root);
      expect(lines.filter((line) => !line.startsWith('ok '))).toEqual([]);
      expect(lines).toHaveLength(13);
      expect(status).toBe(0);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
