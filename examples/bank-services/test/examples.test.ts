import type { ChildProcess } from 'node:child_process';
import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { MijiClient } from '@miji/client';
import { createMijiClient, Refusal, signIn } from '@miji/client';
import type { RunningServer } from '@miji/stage';
import { DEMO_PASSWORD, startServer } from '@miji/stage';
import { launchChromium, offlineInstall, packedClient, supportedRuntimes } from '@miji/testing';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { askForACopy } from '../src/ask-for-a-copy.ts';
import type { BankService } from '../src/bank.ts';
import { startService } from '../src/bank.ts';
import { registerCreditFile } from '../src/credit-file.ts';
import { creditLimits } from '../src/guard-endpoint.ts';
import { documentOf, filesFrom } from '../src/languages/files.ts';
import { declareCustomers, screenOf } from '../src/mask-customers.ts';
import { exportTonight } from '../src/nightly-export.ts';
import { limitsPage } from '../src/react-page.ts';

const START_TIMEOUT_MS = 150_000;
/** A change is here within two seconds, and later where everything is slow. */
const ARRIVES_WITHIN_MS = 10_000;
const TEST_TIMEOUT_MS = 60_000;
const EXAMPLES = join(import.meta.dirname, '../..');
const run = promisify(execFile);

let server: RunningServer;
let service: BankService;
let manager: MijiClient;
let readerId: string;
let outsiderId: string;
let item: string;
const folder = mkdtempSync(join(tmpdir(), 'miji-examples-'));

beforeAll(async () => {
  server = await startServer({ clock: 'system' });
  service = await startService(server.url, '示例服务');
  const session = await signIn(server.url, { email: 'zhou.jianguo@hyyh.example', password: DEMO_PASSWORD });
  manager = createMijiClient({ url: server.url, session });
  [readerId, outsiderId] = [await service.idOf('张明远'), await service.idOf('孙浩')];
  item = await registerCreditFile(service, { title: '授信档案', readerId });
  const question = { person: readerId, item, operation: 'view' } as const;
  await vi.waitFor(
    () => expect(service.local.decide(question)).toMatchObject({ decision: { outcome: 'allowed' } }),
    ARRIVES_WITHIN_MS,
  );
}, START_TIMEOUT_MS);
afterAll(async () => {
  await service?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The number of the request for an item that waits for the manager, as soon as there is one. */
const waitingRequest = async (wanted: string): Promise<string> =>
  vi.waitFor(async () => {
    const { entries } = await manager.requests.list({ box: 'to_decide' });
    const found = entries.find((one) => one.item === wanted);
    if (found === undefined) throw new Error('nothing waits');
    return found.number;
  }, ARRIVES_WITHIN_MS);

/** What a program of somebody else’s is told about the live server. */
const settings = (person: string): NodeJS.ProcessEnv => ({
  ...process.env,
  MIJI_URL: server.url,
  MIJI_API_KEY: service.apiKey,
  PERSON: person,
  ITEM: item,
});

describe('guard an endpoint', () => {
  it('gives the limit to whoever may know the file, and to nobody else', async () => {
    const app = creditLimits(service, new Map([[item, 98_000]]));
    const ask = (person: string) => app.inject({ url: `/limits/${item}`, headers: { 'x-employee': person } });
    expect((await ask(readerId)).json()).toEqual({ limit: 98_000 });
    expect((await ask(outsiderId)).statusCode).toBe(404);
  });
});

describe('mask customers', () => {
  it('shows one’s own customers, masked', async () => {
    await declareCustomers(service);
    await declareCustomers(service);
    const rows = [
      { id: 1, vip: 'B', manager_id: readerId, phone: '13812345678', segment: '零售' },
      { id: 2, vip: 'C', manager_id: outsiderId, phone: '13987654321', segment: '对公' },
    ] as const;
    const screen = await vi.waitFor(() => screenOf(service, rows, readerId), ARRIVES_WITHIN_MS);
    expect(screen).toEqual(['1 零售 138****5678']);
  });
});

describe('ask for a copy', () => {
  const approving = async (decision: 'approve' | 'refuse') => {
    const asked = { person: readerId, item, purpose: `当面核对（${decision}）` };
    // An approval is waited for without asking at all; a refusal is asked for soon, so that nobody waits for the test.
    const askEveryMs = decision === 'approve' ? TEST_TIMEOUT_MS : 200;
    const answer = askForACopy(service, asked, AbortSignal.timeout(TEST_TIMEOUT_MS), askEveryMs);
    const number = await waitingRequest(item);
    await manager.requests.decide(
      decision === 'approve' ? { number, decision } : { number, decision, ground: 'unclear', reason: '用途不清' },
    );
    return answer;
  };

  it(
    'comes to an end by itself when it is decided',
    async () => {
      const refused = await approving('refuse');
      expect(refused).toEqual({ state: 'refused' });
      const granted = await approving('approve');
      if (granted.state !== 'granted') throw new Error(granted.state);
      expect(Buffer.from(granted.pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    },
    TEST_TIMEOUT_MS,
  );
});

describe('export at night', () => {
  it(
    'exports what was granted, once, and nothing without a grant',
    async () => {
      expect(await exportTonight(service, { person: readerId, into: folder })).toEqual([]);
      const asked = { item, particulars: { operation: 'copy' }, purpose: '按季归档' } as const;
      const { number } = await service.miji.onBehalfOf(readerId).requests.file(asked);
      await manager.requests.decide({ number, decision: 'approve' });
      const isAllowed = () => service.local.decide({ person: readerId, item, operation: 'copy' });
      await expect.poll(isAllowed, { timeout: ARRIVES_WITHIN_MS }).toMatchObject({ decision: { outcome: 'allowed' } });
      const written = await exportTonight(service, { person: readerId, into: folder });
      expect(written).toHaveLength(1);
      expect(
        readFileSync(written[0] ?? '')
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
      expect(await exportTonight(service, { person: readerId, into: folder })).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'started again after it was broken off, writes the copy that was already taken',
    async () => {
      const asked = { item, particulars: { operation: 'copy' }, purpose: '补送归档' } as const;
      const { number } = await service.miji.onBehalfOf(readerId).requests.file(asked);
      await manager.requests.decide({ number, decision: 'approve' });
      const cutOff: BankService = {
        ...service,
        miji: {
          ...service.miji,
          onBehalfOf: (person) => {
            const reader = service.miji.onBehalfOf(person);
            return { ...reader, copies: { ...reader.copies, file: () => Promise.reject(new Refusal('UNAVAILABLE')) } };
          },
        },
      };
      const tonight = { person: readerId, into: folder };
      const isCutOff = () => expect(exportTonight(cutOff, tonight)).rejects.toThrow('UNAVAILABLE');
      await vi.waitFor(isCutOff, ARRIVES_WITHIN_MS);
      expect(await exportTonight(service, tonight)).toEqual([join(folder, `${number}-G.pdf`)]);
      expect(await exportTonight(service, tonight)).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('a page in React', () => {
  let app: FastifyInstance;
  let browser: Awaited<ReturnType<typeof launchChromium>>;
  let address: string;

  beforeAll(async () => {
    app = await limitsPage(service, new Map([[item, 98_000]]));
    address = await app.listen({ host: '127.0.0.1', port: 0 });
    browser = await launchChromium();
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await app?.close();
  });

  /** The page as somebody opens it, with a clock that can be set. */
  const openedBy = async (employee: string) => {
    const context = await browser.newContext();
    await context.addCookies([{ name: 'employee', value: employee, url: address }]);
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${address}/?item=${item}`);
    return page;
  };
  type Page = Awaited<ReturnType<typeof openedBy>>;
  const number = (page: Page) => page.getByText('98,000元').waitFor({ timeout: ARRIVES_WITHIN_MS });
  const instead = (page: Page, words: string) => page.getByText(words).waitFor({ timeout: 2 * ARRIVES_WITHIN_MS });
  const HALF_A_MINUTE_MS = 30_000;

  it(
    'shows the number to whoever may see it, and to another that there is none',
    async () => {
      await number(await openedBy(readerId));
      const page = await openedBy(outsiderId);
      await instead(page, '没有这份材料');
      expect(await page.getByText('98,000').count()).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    'takes the number away within half a minute after it was taken back, and where nobody answers any more',
    async () => {
      const page = await openedBy(readerId);
      await number(page);
      await page.route('**/miji', (route) => route.fulfill({ status: 404, json: { code: 'NOT_FOUND' } }));
      await page.clock.runFor(HALF_A_MINUTE_MS);
      await instead(page, '没有这份材料');
      await page.unrouteAll();
      await page.clock.runFor(HALF_A_MINUTE_MS);
      await number(page);
      // The line is cut: what is asked is never answered.
      await page.route('**/miji', () => {});
      await page.clock.runFor(HALF_A_MINUTE_MS);
      await instead(page, '〔密〕');
      expect(await page.getByText('98,000').count()).toBe(0);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('each example', () => {
  const MAIN = join(EXAMPLES, 'bank-services/src/main.ts');
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  /** Starts one by its name, as its command does. What it prints is looked at until it ends by itself, or is interrupted. */
  const start = (name: string, url = server.url) => {
    const child = spawn(process.execPath, ['--conditions=@miji/source', MAIN, name], {
      env: { ...process.env, MIJI_URL: url, PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    const closed = once(child, 'close');
    return {
      /** what it has said, once that is to be found in it */
      saying: (words: RegExp): Promise<RegExpExecArray> =>
        vi.waitFor(() => words.exec(said) ?? Promise.reject(new Error(said)), START_TIMEOUT_MS),
      interrupt: () => child.kill('SIGINT'),
      ended: async () => {
        const [status]: readonly unknown[] = await closed;
        return { status, said };
      },
    };
  };

  it.each([
    ['mask-customers', /^1 零售 138\*{4}5678\n$/],
    ['nightly-export', /^nothing was granted\n$/],
  ])(
    '%s is one command',
    async (name, words) => {
      expect(await start(name).ended()).toEqual({ status: 0, said: expect.stringMatching(words) });
    },
    START_TIMEOUT_MS,
  );

  it(
    'guard-endpoint is one command, that serves until it is interrupted',
    async () => {
      const running = start('guard-endpoint');
      const [address] = await running.saying(/http\S+(?=\n)/);
      const ask = async (person: string) => (await fetch(address, { headers: { 'x-employee': person } })).status;
      expect([await ask(readerId), await ask(outsiderId)]).toEqual([200, 404]);
      running.interrupt();
      expect(await running.ended()).toMatchObject({ status: 0 });
    },
    START_TIMEOUT_MS,
  );

  it(
    'react-page is one command, that serves until it is interrupted',
    async () => {
      const running = start('react-page');
      const [address] = await running.saying(/http\S+(?=\n)/);
      expect(await (await fetch(address)).text()).toContain('<div id="root"></div>');
      running.interrupt();
      expect(await running.ended()).toMatchObject({ status: 0 });
    },
    START_TIMEOUT_MS,
  );

  it(
    'ask-for-a-copy is one command, that waits for the approval',
    async () => {
      const running = start('ask-for-a-copy');
      const [, asked = ''] = await running.saying(/the copy of (\S+)/);
      await manager.requests.decide({ number: await waitingRequest(asked), decision: 'approve' });
      const end = await running.ended();
      expect(end).toEqual({ status: 0, said: expect.stringMatching(/-G, \d+ bytes of PDF\n$/) });
    },
    START_TIMEOUT_MS,
  );

  it(
    'says in one line what is wrong',
    async () => {
      expect(await start('guard').ended()).toEqual({
        status: 1,
        said: expect.stringMatching(/^Which one\? guard-endpoint \|.*\n$/),
      });
      const nobody = 'http://127.0.0.1:9';
      expect(await start('nightly-export', nobody).ended()).toEqual({
        status: 1,
        said: `Nobody answers at ${nobody}: start the server with npm start, or say where it is in MIJI_URL.\n`,
      });
    },
    START_TIMEOUT_MS,
  );
});

describe('other languages', () => {
  it('are what the live document says', async () => {
    for (const [file, text] of filesFrom(await documentOf(server.url))) {
      expect(readFileSync(file, 'utf8'), `${file}: npm run other-languages writes it anew`).toBe(text);
    }
  });

  const hasPython = spawnSync('python3', ['-c', 'import sys; assert sys.version_info >= (3, 10)']).status === 0;
  it('read an item in Python, where there is one', async () => {
    if (!hasPython) return;
    const python = async (person: string): Promise<unknown> => {
      const script = join(EXAMPLES, 'other-languages/python/miji.py');
      const { stdout } = await run('python3', ['-B', script], { env: settings(person) });
      return JSON.parse(stdout);
    };
    expect(await python(readerId)).toMatchObject({ text: '授信额度与条件。', mark: expect.stringContaining('秘密') });
    expect(await python(outsiderId)).toEqual({ code: 'NOT_FOUND', status: 404 });
  });

  const hasJava = /^javac (?:1[7-9]|[2-9]\d)/.test(spawnSync('javac', ['-version'], { encoding: 'utf8' }).stdout ?? '');
  it(
    'read an item in Java, where there is a compiler',
    async () => {
      if (!hasJava) return;
      const source = join(EXAMPLES, 'other-languages/java/Miji.java');
      await run('javac', ['-encoding', 'UTF-8', '-Xlint:all', '-Werror', '-d', folder, source]);
      // Before Java 18 what is read and written has the letters of the machine’s language, and a bare machine has none.
      const letters = ['file.encoding', 'sun.stdout.encoding', 'stdout.encoding'].map((name) => `-D${name}=UTF-8`);
      const java = async (person: string): Promise<string> =>
        (await run('java', [...letters, '-cp', folder, 'Miji'], { env: settings(person) })).stdout;
      expect(await java(readerId)).toContain('授信额度与条件。');
      expect(await java(outsiderId)).toMatch(/^404 .*NOT_FOUND/);
    },
    TEST_TIMEOUT_MS,
  );
});

describe('a project outside the workspace', () => {
  const project = join(folder, 'consumer');

  beforeAll(async () => {
    const tarball = await packedClient();
    cpSync(join(EXAMPLES, 'consumer'), project, { recursive: true });
    cpSync(tarball, join(project, 'miji-client.tgz'));
    offlineInstall(project, join(project, 'miji-client.tgz'), ['@types/node']);
  }, START_TIMEOUT_MS);

  it('has of Miji the tarball, and nothing beside it', () => {
    const { packages } = JSON.parse(readFileSync(join(project, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, unknown>;
    };
    expect(Object.keys(packages).filter((name) => name.includes('@miji/'))).toEqual(['node_modules/@miji/client']);
  });

  it.each(['tsconfig.json', 'tsconfig.bundler.json'])(
    'has strict types that fit, by %s',
    async (config) => {
      const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');
      const { stdout } = await run(process.execPath, [compiler, '-p', config], { cwd: project });
      expect(stdout).toBe('');
    },
    60_000,
  );

  // Its TypeScript is stripped of types by what runs it, which Node does unasked since 22.18.
  it.each(supportedRuntimes())(
    'reads, decides and reveals against a live server on %s',
    async (_, program) => {
      const { stdout } = await run(program, ['src/main.ts'], { cwd: project, env: settings(readerId) });
      expect(JSON.parse(stdout)).toMatchObject({
        mark: expect.stringContaining('秘密'),
        isSame: true,
        isClassified: true,
        unheard: 'NOT_FOUND',
        code: { known: true, decision: { outcome: 'allowed' } },
        pending: 0,
      });
    },
    TEST_TIMEOUT_MS,
  );

  it('cannot reach what is no entry point', async () => {
    const deep = [
      '@miji/client/dist/index.js',
      '@miji/client/index.js',
      '@miji/client/src/index.ts',
      '@miji/client/classified/allowed',
      '@miji/client/adapters/guard.js',
    ];
    const tries = deep.map((name) => `import(${JSON.stringify(name)}).then(() => 'reached', (error) => error.code)`);
    const script = `console.log(JSON.stringify(await Promise.all([${tries.join()}])))`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: project });
    expect(JSON.parse(stdout)).toEqual(deep.map(() => 'ERR_PACKAGE_PATH_NOT_EXPORTED'));
  });
});
