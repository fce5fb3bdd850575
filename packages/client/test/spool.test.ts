import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directSpool } from '../src/index.ts';
import type { FolderSpool, SpoolOptions } from '../src/node/index.ts';
import { openSpool } from '../src/node/index.ts';
import type { SpoolServer } from './support/spool-server.ts';
import { reading, spoolServer } from './support/spool-server.ts';

const WRITER = fileURLToPath(new URL('support/spool-writer.ts', import.meta.url));
const ARGUMENTS = ['--conditions=@miji/source', WRITER];
const LATER = 60_000;
let folder: string;
let server: SpoolServer;
const opened: FolderSpool[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'miji-spool-'));
  server = spoolServer();
});
afterEach(async () => {
  for (const spool of opened.splice(0)) await spool.close();
  rmSync(folder, { recursive: true });
});

const mountAt = (path: string): number | null =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', path]).status;
const canMount = (): boolean => {
  const path = mkdtempSync(join(tmpdir(), 'miji-mount-'));
  const isMounted = mountAt(path) === 0;
  if (isMounted) spawnSync('umount', [path]);
  rmSync(path, { recursive: true });
  return isMounted;
};

const open = async (options: Partial<SpoolOptions> = {}): Promise<FolderSpool> => {
  const spool = await openSpool({ folder, client: server.client, deliverEveryMs: LATER, ...options });
  opened.push(spool);
  return spool;
};
const files = (): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.jsonl'));
const lines = (): string[] => files().flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
const asideLines = (): string[] => readFileSync(join(folder, 'refused.txt'), 'utf8').trimEnd().split('\n');
const receivedIds = (): Set<string> => new Set(server.received.map(({ id }) => id));

describe('a spool', () => {
  it('has an event on the disk when it says so, and those of one moment together', async () => {
    const spool = await open();
    const events = Array.from({ length: 50 }, () => reading());
    await Promise.all(events.map((event) => spool.keep([event])));
    expect(lines().map((line) => JSON.parse(line))).toEqual(events);
    expect(server.received).toEqual([]);
  });

  it('tells the server in the background, and nothing is left', async () => {
    const spool = await open({ deliverEveryMs: 10 });
    const event = reading();
    await spool.keep([event]);
    await expect.poll(() => files()).toEqual([]);
    expect(server.received).toEqual([event]);
    expect(spool.pendingBytes).toBe(0);
  });

  it('keeps everything while the server is away, and tells it when it is back', async () => {
    server.isAway = true;
    const spool = await open({ deliverEveryMs: 10 });
    await spool.keep([reading(), reading()]);
    await sleep(60);
    expect(server.received).toEqual([]);
    server.isAway = false;
    await expect.poll(() => receivedIds().size).toBe(2);
  });

  it('tells everything again where an answer was lost: at least once', async () => {
    const spool = await open();
    await spool.keep([reading()]);
    server.losing = 1;
    await expect(spool.deliver()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await spool.deliver();
    expect(server.received).toHaveLength(2);
    expect(receivedIds().size).toBe(1);
  });

  it('begins another file when one is large, and tells them in order, 500 at a time', async () => {
    const spool = await open({ fileBytes: 2_000 });
    const events = Array.from({ length: 1_100 }, () => reading());
    for (const event of events.slice(0, 20)) await spool.keep([event]);
    await spool.keep(events.slice(20));
    expect(files().length).toBeGreaterThan(2);
    await spool.deliver();
    expect(server.received).toEqual(events);
    expect(files()).toEqual([]);
  });

  it('goes on in a file where the server had enough for a while: what it has taken is not told again', async () => {
    const spool = await open();
    const events = Array.from({ length: 1_200 }, () => reading());
    await spool.keep(events);
    for (const told of [500, 1_000]) {
      server.patience = 1;
      await expect(spool.deliver()).rejects.toMatchObject({ code: 'RATE_LIMITED' });
      expect(server.received).toHaveLength(told);
    }
    server.patience = 1;
    await spool.deliver();
    expect(server.received).toEqual(events);
    expect(files()).toEqual([]);
  });

  it('lets what the server will never take hold up nothing, and keeps it aside', async () => {
    const spool = await open();
    const events = Array.from({ length: 9 }, () => reading());
    const [never, odd] = [events[2]?.id ?? '', events[7]?.id ?? ''];
    server.neverTaken.add(never);
    server.notUnderstood.add(odd);
    await spool.keep(events);
    await spool.deliver();
    expect(files()).toEqual([]);
    expect(receivedIds().size).toBe(8);
    expect(asideLines().map((line) => JSON.parse(line).id)).toEqual(expect.arrayContaining([never, odd]));
  });

  it('takes no event that the server would not understand', async () => {
    const spool = await open();
    await expect(spool.keep([{ ...reading(), item: 'x' }])).rejects.toMatchObject({ code: 'VALIDATION' });
    expect(files()).toEqual([]);
  });

  it('says what the server did not take, and tries again', async () => {
    const troubles: unknown[] = [];
    server.isAway = true;
    const spool = await open({
      deliverEveryMs: 10,
      onTrouble: (error) => {
        troubles.push(error);
        throw new Error('whoever is told fails himself');
      },
    });
    await spool.keep([reading()]);
    await expect.poll(() => troubles.length).toBeGreaterThan(1);
    expect(troubles[0]).toMatchObject({ code: 'UNAVAILABLE' });
    server.isAway = false;
    await expect.poll(() => files()).toEqual([]);
  });

  it('notes without anybody waiting, in one write, and tells it with the rest', async () => {
    const spool = await open();
    const noted = Array.from({ length: 1_000 }, () => reading());
    expect(noted.every((event) => spool.note(event))).toBe(true);
    await expect.poll(() => files().length).toBe(1);
    await spool.deliver();
    expect(server.received).toEqual(noted);
    await spool.close();
    expect(spool.note(reading())).toBe(false);
  });

  it('notes nothing more while the disk takes no more', async () => {
    const spool = await open({ maxBytes: 100 });
    expect(spool.note(reading())).toBe(true);
    await expect.poll(() => spool.note(reading())).toBe(false);
  });
});

describe('a spool that fills up with decisions', () => {
  it('has room left for what is read', async () => {
    const spool = await open({ maxBytes: 4_000 });
    for (let turn = 0; spool.note(reading()) && turn < 100; turn += 1) await sleep(5);
    expect(spool.note(reading())).toBe(false);
    await spool.keep([reading()]);
    expect(spool.pendingBytes).toBeLessThan(4_000);
  });
});

describe('a spool without a disk', () => {
  it('tells the server what is noted, together, and notes nothing while it is away', async () => {
    const direct = directSpool(server.client);
    const events = [reading(), reading()];
    expect(events.map((event) => direct.note(event))).toEqual([true, true]);
    expect(direct.note({ ...reading(), item: 'no number' })).toBe(true);
    await expect.poll(() => server.received).toEqual(events);
    server.isAway = true;
    direct.note(reading());
    await expect.poll(() => direct.note(reading())).toBe(false);
    await direct.close();
  });
});

describe('a folder of several processes', () => {
  const folders = (): string[] => readdirSync(folder).filter((name) => name !== 'refused.txt');

  it('gives each a part of its own; nobody takes from one who lives', async () => {
    const [one, other] = [await open(), await open()];
    const events = [reading(), reading()];
    await one.keep(events.slice(0, 1));
    await other.keep(events.slice(1));
    expect(folders()).toHaveLength(2);
    await other.deliver();
    expect(server.received).toEqual(events.slice(1));
    await one.close();
    await (await open()).deliver();
    expect(receivedIds()).toEqual(new Set(events.map(({ id }) => id)));
  });

  it('hands nothing out once another one has taken over what it wrote, and goes on in a file that is its own', async () => {
    const one = await open();
    const before = reading();
    await one.keep([before]);
    // As after a long sleep: the other one has not heard of it for longer than anybody is silent.
    const other = await open({ abandonedAfterMs: 0 });
    await other.deliver();
    expect(server.received).toEqual([before]);
    await expect(one.keep([reading()])).rejects.toMatchObject({ code: 'SPOOL_FULL' });
    const after = reading();
    await one.keep([after]);
    await one.deliver();
    expect(server.received).toEqual([before, after]);
  });

  it('is taken over by one alone where several come at once', async () => {
    const left = Array.from({ length: 5 }, () => reading());
    for (const event of left) {
      const gone = await openSpool({ folder, client: server.client, deliverEveryMs: LATER });
      await gone.keep([event]);
      await gone.close();
    }
    const taken = await Promise.all([open(), open(), open()]);
    await Promise.all(taken.map((spool) => spool.deliver()));
    expect(server.received).toHaveLength(left.length);
    expect(receivedIds().size).toBe(left.length);
  });
});

describe('after a crash', () => {
  it('the line that was being written is dropped, and every whole one told', async () => {
    const first = await open();
    const events = [reading(), reading(), reading()];
    await first.keep(events);
    await first.close();
    const [file = ''] = files();
    const path = join(folder, file);
    truncateSync(path, readFileSync(path).length - 40);
    await (await open()).deliver();
    expect(server.received).toEqual(events.slice(0, 2));
  });

  it('zeros and what was not ended are dropped; a line that this client does not know is kept aside as it stands', async () => {
    const first = await open();
    const event = reading();
    await first.keep([event]);
    await first.close();
    appendFileSync(join(folder, files()[0] ?? ''), Buffer.concat([Buffer.alloc(4_096), Buffer.from('\n{"id":1}\n{')]));
    await (await open()).deliver();
    expect(server.received).toEqual([event]);
    expect(asideLines()).toEqual(['{"id":1}']);
    expect(files()).toEqual([]);
  });

  it('by SIGKILL while it writes, nothing is lost that was handed out', async () => {
    const child = spawn(process.execPath, [...ARGUMENTS, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.length > 20_000) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const handedOut = printed.split('\n').slice(0, -1);
    expect(handedOut.length).toBeGreaterThan(500);
    await (await open()).deliver();
    expect(handedOut.filter((id) => !receivedIds().has(id))).toEqual([]);
    expect(files()).toEqual([]);
  }, 60_000);
});

describe('a disk that takes no more', () => {
  it('by its own limit hands nothing out, until the server has taken something', async () => {
    const spool = await open({ maxBytes: 700 });
    await spool.keep([reading(), reading()]);
    await expect(spool.keep([reading()])).rejects.toMatchObject({ code: 'SPOOL_FULL' });
    await spool.deliver();
    await spool.keep([reading()]);
  });

  it('by the limit of the system hands nothing out, and keeps what was handed out before', async () => {
    const command = `ulimit -f 24; exec "$0" "$@"`;
    const { stdout } = spawnSync('bash', ['-c', command, process.execPath, ...ARGUMENTS, folder], { encoding: 'utf8' });
    const printed = stdout.trimEnd().split('\n');
    expect(printed.at(-1)).toBe('SPOOL_FULL');
    const handedOut = printed.slice(0, -1);
    expect(handedOut.length).toBeGreaterThan(30);
    await (await open()).deliver();
    expect(handedOut.filter((id) => !receivedIds().has(id))).toEqual([]);
  }, 30_000);

  // Only root may bring a disk of his own, and in a container not even he; the limit of the system says the same there.
  if (canMount()) {
    it('by being full hands nothing out, and goes on when there is room', async () => {
      expect(mountAt(folder)).toBe(0);
      try {
        const spool = await open();
        const kept = [reading()];
        await spool.keep(kept);
        const filler = join(folder, 'filler');
        expect(() => writeFileSync(filler, Buffer.alloc(1_000_000))).toThrow('ENOSPC');
        const refused = Array.from({ length: 40 }, () => reading());
        await expect(spool.keep(refused)).rejects.toMatchObject({ code: 'SPOOL_FULL', cause: { code: 'ENOSPC' } });
        await expect(spool.keep(refused)).rejects.toMatchObject({ code: 'SPOOL_FULL' });
        rmSync(filler);
        const after = reading();
        await spool.keep([after]);
        await spool.deliver();
        expect(server.received).toEqual([...kept, after]);
      } finally {
        for (const spool of opened.splice(0)) await spool.close();
        spawnSync('umount', [folder]);
      }
    });
  }
});
