import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { startServer } from '@miji/stage';
import type { RunningServer } from '@miji/stage';
import { packedClient } from '@miji/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksOf, withoutRemarks } from './blocks.ts';
import type { Registry } from './registry.ts';
import { startRegistry } from './registry.ts';

const run = promisify(execFile);
let server: RunningServer;
let registry: Registry;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'miji-quick-start-'));
  const starting = startServer({ clock: 'system' });
  registry = await startRegistry();
  const tarball = await packedClient();
  server = await starting;
  copyFileSync(tarball, join(folder, 'miji-client.tgz'));
}, 150_000);
afterAll(async () => {
  await server?.stop();
  await registry?.close();
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

/** What some lines print, typed into a shell in the folder. What is to be installed comes from this machine. */
const shell = async (lines: string): Promise<string> => {
  const { stdout } = await run('sh', ['-e', '-c', lines], {
    cwd: folder,
    env: {
      HOME: folder,
      PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
      NPM_CONFIG_REGISTRY: registry.url,
      MIJI_URL: server.url,
    },
  });
  return stdout;
};

test('from an empty folder, the lines of the quick start lead to a guarded read, to a refusal and to a local decision', async () => {
  const printed: string[] = [];
  const promised: { readonly after: number; readonly words: string }[] = [];
  for (const { language, name, code } of blocksOf('quick-start.md')) {
    if (name !== null) writeFileSync(join(folder, name), code);
    else if (language === 'sh') printed.push(await shell(code));
    else promised.push({ after: printed.length - 1, words: code });
  }
  for (const { after, words } of promised) expect(printed[after]).toContain(words);
  const [, , read, decided] = printed;
  expect(read).toMatch(/^宏远银行商密.*机密.*\n# 二〇二七年度对公信贷投放方案\nFor somebody else: NOT_FOUND\n$/);
  expect(decided).toContain("code: 'ALLOWED_NAMED'");
  expect(decided).toMatch(/〔机密〕\n5000000\n$/);
}, 120_000);

test('the Chinese quick start has the same lines', () => {
  const lines = (page: string) => blocksOf(page).map((block) => ({ ...block, code: withoutRemarks(block) }));
  expect(lines('zh/quick-start.md')).toEqual(lines('quick-start.md'));
});
