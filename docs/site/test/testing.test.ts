import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createMijiClient, signIn } from '@miji/client';
import type { RunningServer } from '@miji/stage';
import { DEMO_PASSWORD, startServer } from '@miji/stage';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { blocksOf } from './blocks.ts';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'miji-testing-'));
let server: RunningServer;

beforeAll(async () => {
  symlinkSync(join(import.meta.dirname, '../node_modules'), join(folder, 'node_modules'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  server = await startServer({ clock: 'manual' });
}, 150_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What a block promises to print: the remark behind each of its lines that prints. */
const promisedBy = (code: string): string =>
  [...code.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, words]) => `${words}\n`).join('');

test('what the page on testing shows sets the clock, and prints what it says', async () => {
  for (const [index, { code }] of blocksOf('testing.md').entries()) {
    const file = join(folder, `block-${index}.ts`);
    writeFileSync(file, code);
    const env = { ...process.env, MIJI_URL: server.url };
    const { stdout } = await run(process.execPath, ['--conditions=@miji/source', file], { env });
    expect(stdout).toBe(promisedBy(code));
  }
  const session = await signIn(server.url, { email: 'fang.zhe@hyjt.example', password: DEMO_PASSWORD });
  const { now } = await createMijiClient({ url: server.url, session }).clock.read();
  expect(now).toBe('2027-01-01T00:00:00.000Z');
}, 60_000);
