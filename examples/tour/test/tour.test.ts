import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMijiClient, signIn } from '@miji/client';
import type { RunningServer } from '@miji/stage';
import { DEMO_PASSWORD, startServer } from '@miji/stage';
import { beforeAll, describe, expect, it } from 'vitest';
import { startAlteringProxy } from './altering-proxy.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const PLAY_TIMEOUT_MS = 180_000;

const play = async (url: string, ...args: readonly string[]) => {
  const child = spawn(process.execPath, ['--conditions=@miji/source', MAIN, ...args], {
    env: { ...process.env, MIJI_URL: url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  await once(child, 'close');
  return { status: child.exitCode, output, errors };
};

const rulesAt = async (url: string) => {
  const session = await signIn(url, { email: 'feng.xue@hyyh.example', password: DEMO_PASSWORD });
  return createMijiClient({ url, session }).rules.current();
};

describe('the tour with a manual clock', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ clock: 'manual' });
    return () => server.stop();
  }, PLAY_TIMEOUT_MS);

  it(
    'plays twice in a row on the same data, every answer the law’s, and leaves the rules as they were',
    async () => {
      const before = await rulesAt(server.url);
      for (const _time of ['first', 'second']) {
        const { status, output, errors } = await play(server.url);
        expect(errors).toBe('');
        expect(output).toContain('the last millisecond of its period');
        expect(output).toMatch(/copies 001, 002; refused: 18 × GRANT_USED/);
        expect(output).toMatch(/吴晓峰 in the name of 周建国, HYYH-WT-\d{4}-\d{6}/);
        expect(output).toMatch(/RULE_LOOSENED[^]*机密件的复制：只要密件所属公司员工同意，原不许可，按新规则许可/);
        expect(output).toMatch(/0 answers gained, [1-9]\d* lost by \d+ persons; [1-9]\d* requests re-routed/);
        expect(output).toMatch(/BROKEN {2}line \d+, entry \d+/);
        expect(output).toContain('Every answer is the law’s.');
        expect(status).toBe(0);
      }
      const after = await rulesAt(server.url);
      // Three chapters tighten them and put them back, twice.
      expect(after).toEqual({ ...before, version: before.version + 12 });
    },
    PLAY_TIMEOUT_MS,
  );
});

describe('the tour on real time', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer({ clock: 'system' });
    return () => server.stop();
  }, PLAY_TIMEOUT_MS);

  it(
    'plays with a document of 70 KB, and shows the end of a period on an item that is past it',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'miji-tour-test-'));
      try {
        const file = join(folder, 'document.txt');
        const paragraph = '本方案以宏观情景为起点，逐户测算对公与零售敞口，列示缓释安排及其前提。\n';
        writeFileSync(file, paragraph.repeat(Math.ceil(70_000 / Buffer.byteLength(paragraph))));
        const { status, output, errors } = await play(server.url, '--file', file);
        expect(errors).toBe('');
        expect(output).toContain('the server runs on real time');
        expect(output).toContain('Every answer is the law’s.');
        expect(status).toBe(0);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    PLAY_TIMEOUT_MS,
  );

  it(
    'ends with 1 and says which law, when a single answer differs from it',
    async () => {
      // The register of copies forgets one: the story goes on, and has to notice.
      const proxy = await startAlteringProxy(server.url, (body) => body.replace('"issued":2,', '"issued":3,'));
      try {
        const { status, output, errors } = await play(proxy.url, '--until', '4');
        expect(proxy.altered()).toBeGreaterThan(0);
        expect(errors).toContain('DIFFERS FROM THE LAW: issued = held');
        expect(output).toContain('1 answers differ from the law.');
        expect(status).toBe(1);
      } finally {
        await proxy.close();
      }
    },
    PLAY_TIMEOUT_MS,
  );

  it(
    'ends with 1 when somebody outside the range is told that he may',
    async () => {
      const allowed =
        '{"result":{"data":{"outcome":"allowed","code":"ALLOWED_NAMED","rule":"range.secret","article":"GS-18","missing":[],"obligations":["trace"]}}}';
      let pairs = 0;
      const proxy = await startAlteringProxy(server.url, (body, address) => {
        // Of the two questions that travel together, the first one is about the secret.
        if (!address.includes('/access.check,access.check?') || !body.includes('NOT_FOUND')) return body;
        pairs += 1;
        const [, ...rest]: readonly unknown[] = JSON.parse(body);
        return pairs === 1 ? `[${allowed},${rest.map((answer) => JSON.stringify(answer)).join(',')}]` : body;
      });
      try {
        const { status, errors } = await play(proxy.url, '--until', '2');
        expect(proxy.altered()).toBe(1);
        expect(errors).toContain('DIFFERS FROM THE LAW');
        expect(errors).toContain('can be told from “NOT_FOUND”');
        expect(status).toBe(1);
      } finally {
        await proxy.close();
      }
    },
    PLAY_TIMEOUT_MS,
  );
});

describe('the tour without what it needs', () => {
  it('ends with 1 and one line when nobody answers', async () => {
    const { status, errors } = await play('http://127.0.0.1:1');
    expect(errors.trim().split('\n')).toEqual([
      'Nobody answers at http://127.0.0.1:1: start the server with npm start, or say where it is in MIJI_URL.',
    ]);
    expect(status).toBe(1);
  });

  it('ends with 1 and one line when there is no such chapter', async () => {
    const { status, errors } = await play('http://127.0.0.1:1', '--until', 'the end');
    expect(errors.trim()).toBe('--until takes the number of the last chapter to be played, such as 4.');
    expect(status).toBe(1);
  });

  it('ends with 1 and one line when the document cannot be read', async () => {
    const { status, errors } = await play('http://127.0.0.1:1', '--file', '/nowhere/document.txt');
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toContain('/nowhere/document.txt');
    expect(status).toBe(1);
  });
});
