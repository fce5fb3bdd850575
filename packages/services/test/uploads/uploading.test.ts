import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { USUAL_SCOPES } from '@miji/contract';
import { itemDraft, personsNamed, scratchFolder } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import type { BlobStore, CallContext, OpenedContent } from '../../src/index.ts';
import {
  cancelUpload,
  checkUpload,
  checkUploads,
  collect,
  getItem,
  getUpload,
  localBlobs,
  openContent,
  readItem,
  receiveUpload,
  registerItem,
  startUpload,
  StrayParts,
  sweepBlobs,
  sweepVault,
} from '../../src/index.ts';
import { scopeOfCompany } from '../../src/platform/acting.ts';
import { allOf } from '../support/all-of.ts';
import { codeOf, openHouse, START } from '../support/house.ts';
import { pdf } from './support/files.ts';
import { arriving, send } from './support/send.ts';

const MB = 1024 * 1024;
const house = await openHouse();
const folder = scratchFolder();
const blobs = localBlobs(folder);
const { own, sister } = house.group;
const reader = await house.group.hire(own, 'staff');
const stranger = await house.group.hire(own, 'staff');
const abroad = await house.group.hire(sister, 'staff');

/** A call in this house, with a store that can be looked into. */
const as = async (personId: string): Promise<CallContext> => {
  const ctx = await house.as(personId);
  return { ...ctx, platform: { ...ctx.platform, blobs } };
};
const ours = async () => (await as(house.clerk)).platform;
const parts = (): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => /\d{6}-[\da-f]+$/.test(path));
setFlagsFromString('--expose-gc');
const collectGarbage: unknown = runInNewContext('gc');
/** What is still held, and not what has only not been cleared away yet. */
const heldInBuffers = (): number => {
  if (typeof collectGarbage === 'function') Reflect.apply(collectGarbage, undefined, []);
  return process.memoryUsage().arrayBuffers;
};
const draft = (upload: string) => ({
  ...itemDraft('secret', own.people.department_head),
  content: undefined,
  upload,
  range: personsNamed(reader),
});
const opened = async (ctx: CallContext, number: string): Promise<OpenedContent | undefined> => {
  const { rows } = await house.superuser.query<{ id: string; version: number }>(
    'select id, version from miji.item where number = $1',
    [number],
  );
  const [item] = rows;
  if (item === undefined) throw new Error('no such item');
  return ctx.platform.db.transact(scopeOfCompany(ctx, own.id), (tx) => openContent(ctx.platform, tx, item));
};
/** A PDF of several parts: what cannot be packed is hidden in it behind its end. */
const large = Buffer.concat([await pdf(3), randomBytes(9 * MB)]);
const secretWord = 'hidden-in-the-middle';
large.write(secretWord, 6 * MB);

describe('what arrives is sealed before it is kept (SG-03)', () => {
  test('in parts, none of which holds a byte of it', async () => {
    const ctx = await as(house.clerk);
    const upload = await send(ctx, '合同.pdf', large);
    expect(upload).toMatchObject({ state: 'ready', kind: 'pdf', pages: 3, size: large.length, received: large.length });
    expect(parts()).toHaveLength(3);
    for (const part of parts()) expect(readFileSync(join(folder, part)).includes(secretWord)).toBe(false);
    await cancelUpload(ctx, { id: upload.id });
    expect(parts()).toEqual([]);
  });

  test('and one part at a time is in memory, whatever the size', async () => {
    const ctx = await as(house.clerk);
    const size = 60 * MB;
    const { id } = await startUpload(ctx, { fileName: 'a.pdf', size });
    let most = 0;
    const before = heldInBuffers();
    const piece = Buffer.alloc(MB);
    async function* flowing() {
      for (let sent = 0; sent < size; sent += MB) {
        if (sent % (10 * MB) === 0) most = Math.max(most, heldInBuffers() - before);
        yield piece;
      }
    }
    await receiveUpload(ctx, { id, offset: 0 }, flowing());
    expect(most).toBeLessThan(40 * MB);
    await checkUpload(await ours(), own.id, id);
    expect(await getUpload(ctx, { id })).toMatchObject({ state: 'refused', refusal: 'CONTENT_TYPE_MISMATCH' });
    expect(parts()).toEqual([]);
  });
});

describe('a line that breaks', { timeout: 60_000 }, () => {
  test('loses what is less than a part, and the rest goes on from where it stands', async () => {
    const ctx = await as(house.clerk);
    const { id } = await startUpload(ctx, { fileName: 'a.pdf', size: large.length });
    async function* breaking() {
      yield* arriving(large.subarray(0, 5 * MB));
      throw new Error('the line broke');
    }
    await expect(receiveUpload(ctx, { id, offset: 0 }, breaking())).rejects.toThrow('the line broke');
    expect((await getUpload(ctx, { id })).received).toBe(4 * MB);
    expect(await codeOf(receiveUpload(ctx, { id, offset: 5 * MB }, arriving(large.subarray(5 * MB))))).toBe(
      'VERSION_CONFLICT',
    );
    expect(await receiveUpload(ctx, { id, offset: 4 * MB }, arriving(large.subarray(4 * MB)))).toBe(large.length);
    await checkUpload(await ours(), own.id, id);
    const { number } = await registerItem(ctx, draft(id));
    const content = await opened(await as(reader), number);
    expect((await collect(content ?? never(), large.length)).equals(large)).toBe(true);
  });

  test('of two who send the same part, one goes on', async () => {
    const ctx = await as(house.clerk);
    const { id } = await startUpload(ctx, { fileName: 'a.pdf', size: large.length });
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => receiveUpload(ctx, { id, offset: 0 }, arriving(large.subarray(0, 4 * MB)))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await getUpload(ctx, { id })).received).toBe(4 * MB);
    await cancelUpload(ctx, { id });
  });

  test('less than a part at a time is not taken, nor more than was announced', async () => {
    const ctx = await as(house.clerk);
    const { id } = await startUpload(ctx, { fileName: 'a.pdf', size: 6 * MB });
    expect(await codeOf(receiveUpload(ctx, { id, offset: 0 }, arriving(Buffer.alloc(MB))))).toBe('VALIDATION');
    expect(await codeOf(receiveUpload(ctx, { id, offset: 0 }, arriving(Buffer.alloc(7 * MB))))).toBe('VALIDATION');
    await cancelUpload(ctx, { id });
  });
});

describe('a file is its sender’s alone', () => {
  test('to everybody else it answers like what never was', async () => {
    const { id } = await send(await as(house.clerk), 'a.pdf', await pdf(1));
    for (const other of [reader, stranger, abroad, own.people.department_head, own.people.system_administrator]) {
      const ctx = await as(other);
      expect(await codeOf(getUpload(ctx, { id }))).toBe('NOT_FOUND');
      expect(await codeOf(cancelUpload(ctx, { id }))).toBe('NOT_FOUND');
      expect(await codeOf(receiveUpload(ctx, { id, offset: 0 }, arriving(Buffer.alloc(9))))).toBe('NOT_FOUND');
      expect(
        await codeOf(registerItem(ctx, { ...draft(id), responsibleManagerId: own.people.general_manager })),
      ).toMatch(/^(?:UPLOAD_GONE|VALIDATION|NOT_EMPLOYED|NOT_MANAGER_IN_CHARGE)$/);
    }
    expect((await getUpload(await as(house.clerk), { id })).state).toBe('ready');
  });

  test('nor is it what a service may see that did not send it', async () => {
    const { id } = await send(await as(house.clerk), 'a.pdf', await pdf(1));
    const ctx = await as(house.clerk);
    const caller = {
      kind: 'service',
      serviceId: randomUUID(),
      companyId: own.id,
      name: 'x',
      scopes: USUAL_SCOPES,
      expiresAt: null,
      onBehalfOf: null,
    } as const;
    expect(await codeOf(getUpload({ ...ctx, caller }, { id }))).toBe('NOT_FOUND');
    const person = ctx.caller.kind === 'person' ? ctx.caller.person : null;
    expect(await codeOf(getUpload({ ...ctx, caller: { ...caller, onBehalfOf: person } }, { id }))).toBe('NOT_FOUND');
  });
});

describe('an item made of a file', () => {
  test('has its kind and its pages, and only its readers get a byte of it', async () => {
    const ctx = await as(house.clerk);
    const { id } = await send(ctx, 'a.pdf', await pdf(3));
    const { number } = await registerItem(ctx, draft(id));
    expect(await getItem(await as(reader), { number })).toMatchObject({
      contentKind: 'pdf',
      pages: 3,
      medium: 'electronic',
    });
    const content = await opened(await as(reader), number);
    expect(content).toMatchObject({ kind: 'pdf', pages: 3, fileName: 'a.pdf' });
    expect((await content?.read(0, 5))?.toString()).toBe('%PDF-');
    expect(await opened(await as(stranger), number)).toBeUndefined();
    expect(await codeOf(getUpload(ctx, { id }))).toBe('NOT_FOUND');
    expect(await codeOf(registerItem(ctx, { ...draft(id), idempotencyKey: randomUUID() }))).toBe('UPLOAD_GONE');
  });

  test('a text that came as a file is a text like any other, and the file is gone', async () => {
    const ctx = await as(house.clerk);
    const before = parts().length;
    const { id } = await send(ctx, 'a.md', Buffer.from('# 标题\r\n正文'));
    const { number } = await registerItem(ctx, draft(id));
    expect(await readItem(await as(reader), { number })).toMatchObject({ format: 'markdown', text: '# 标题\n正文' });
    expect(await getItem(await as(reader), { number })).toMatchObject({ contentKind: 'markdown', lines: 2 });
    expect(parts()).toHaveLength(before);
    expect(await codeOf(getUpload(ctx, { id }))).toBe('NOT_FOUND');
  });

  test('the same registration a second time is the same item', async () => {
    const ctx = await as(house.clerk);
    const { id } = await send(ctx, 'a.pdf', await pdf(1));
    const registration = { ...draft(id), idempotencyKey: randomUUID() };
    const first = await registerItem(ctx, registration);
    expect(await registerItem(ctx, registration)).toEqual(first);
  });

  test('of two who register the same file at once, one gets it', async () => {
    const ctx = await as(house.clerk);
    const { id } = await send(ctx, 'a.pdf', await pdf(1));
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => registerItem(ctx, { ...draft(id), idempotencyKey: randomUUID() })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const { rows } = await house.superuser.query('select 1 from miji.item_content where file_id = $1', [id]);
    expect(rows).toHaveLength(1);
  });

  test('a part of it that was changed, exchanged or taken away is noticed', async () => {
    const ctx = await as(house.clerk);
    const { id } = await send(ctx, 'a.pdf', large);
    const { number } = await registerItem(ctx, draft(id));
    const [first, second, third] = (await allOf(blobs.list(`${own.id}/${id}`))).toSorted();
    if (first === undefined || second === undefined || third === undefined) throw new Error('not three parts');
    const [one, other] = [(await blobs.get(first)) ?? never(), (await blobs.get(second)) ?? never()];
    const readsWhole = async () => collect((await opened(await as(reader), number)) ?? never(), large.length);
    expect((await readsWhole()).equals(large)).toBe(true);
    await blobs.put(first, other);
    await expect(readsWhole()).rejects.toThrow(/authenticate|sealed/);
    const flipped = Buffer.from(one);
    flipped.writeUInt8(flipped.readUInt8(1_000) ^ 1, 1_000);
    await blobs.put(first, flipped);
    await expect(readsWhole()).rejects.toThrow(/authenticate|sealed/);
    await blobs.put(first, one);
    await blobs.remove(third);
    await expect(readsWhole()).rejects.toThrow('missing');
  });

  test('what has not arrived, or is still being looked at, is no content yet', async () => {
    const ctx = await as(house.clerk);
    const { id } = await startUpload(ctx, { fileName: 'a.pdf', size: 100 });
    expect(await codeOf(registerItem(ctx, draft(id)))).toBe('CONTENT_NOT_READY');
    expect(await codeOf(registerItem(ctx, draft(randomUUID())))).toBe('UPLOAD_GONE');
    await cancelUpload(ctx, { id });
    const refused = await send(ctx, 'a.pdf', Buffer.from('no PDF'));
    expect(await codeOf(registerItem(ctx, draft(refused.id)))).toBe('CONTENT_TYPE_MISMATCH');
  });
});

describe('what is not taken', () => {
  test.each([
    ['of no byte', 'a.pdf', 0, 'CONTENT_EMPTY'],
    ['larger than is allowed here', 'a.pdf', 64_000_001, 'CONTENT_TOO_LARGE'],
    ['of a kind that is not taken', 'a.exe', 10, 'CONTENT_TYPE_UNKNOWN'],
    ['of no size', 'a.pdf', Number.NaN, 'VALIDATION'],
  ])('a file %s is refused before a byte of it arrives', async (_, fileName, size, code) => {
    expect(await codeOf(startUpload(await as(house.clerk), { fileName, size }))).toBe(code);
  });

  test('more files than anybody needs, even where all of them are begun at once', async () => {
    const ctx = await as(stranger);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 24 }, () => startUpload(ctx, { fileName: 'a.pdf', size: 9 })),
    );
    const begun = outcomes.filter((outcome) => outcome.status === 'fulfilled');
    expect(begun).toHaveLength(20);
    expect(await codeOf(startUpload(ctx, { fileName: 'a.pdf', size: 9 }))).toBe('BATCH_LIMIT');
    for (const { value } of begun) await cancelUpload(ctx, { id: value.id });
  });

  test('leaves neither a part nor a key behind, and stands in the trace without its name', async () => {
    const { id } = await send(await as(house.clerk), '机密名称.pdf', Buffer.from('not a PDF at all'));
    const { rows } = await house.superuser.query(
      'select state, refusal, sealed_key from miji.content_file where id = $1',
      [id],
    );
    expect(rows).toEqual([{ state: 'refused', refusal: 'CONTENT_TYPE_MISMATCH', sealed_key: null }]);
    expect(await allOf(blobs.list(`${own.id}/${id}`))).toEqual([]);
    const { rows: events } = await house.superuser.query<{ action: string; row: string }>(
      `select action, event::text as row from miji.audit_event as event where subject_id = $1 order by position`,
      [id],
    );
    expect(events.map(({ action }) => action)).toEqual(['content.received', 'content.refused']);
    for (const { row } of events) expect(row).not.toContain('机密名称');
  });
});

describe('the sweep', () => {
  test('takes away what nobody has used in time, and nothing that somebody has', async () => {
    const ctx = await as(house.clerk);
    const used = await send(ctx, 'a.pdf', await pdf(1));
    const { number } = await registerItem(ctx, draft(used.id));
    const waiting = await send(ctx, 'b.pdf', await pdf(1));
    await house.setTime(START.add({ hours: 23 }));
    await sweepVault(await ours(), own.id);
    expect((await getUpload(await as(house.clerk), { id: waiting.id })).state).toBe('ready');
    await house.setTime(START.add({ hours: 25 }));
    expect((await sweepVault(await ours(), own.id)).files).toBeGreaterThan(0);
    expect(await codeOf(getUpload(await as(house.clerk), { id: waiting.id }))).toBe('NOT_FOUND');
    expect(await allOf(blobs.list(`${own.id}/${waiting.id}`))).toEqual([]);
    expect((await opened(await as(reader), number))?.kind).toBe('pdf');
    expect(await sweepVault(await ours(), own.id)).toEqual({ files: 0, parts: 0 });
    await house.setTime(START);
  });

  test('finds parts that belong to no file, and to a refused one', async () => {
    const platform = await ours();
    const ctx = await as(house.clerk);
    const { id } = await send(ctx, 'a.pdf', Buffer.from('no PDF'));
    await blobs.put(`${own.id}/${id}/000000`, Buffer.from('left by a power cut'));
    await blobs.put(`${own.id}/${randomUUID()}/000000`, Buffer.from('of nobody'));
    const kept = await send(ctx, 'b.pdf', await pdf(1));
    await blobs.put(`${own.id}/${kept.id}/000000-0`, Buffer.from('came second'));
    const arriving = await startUpload(ctx, { fileName: 'c.pdf', size: 9 });
    await blobs.put(`${own.id}/${arriving.id}/000000-0`, Buffer.from('about to count'));
    expect(await sweepBlobs(platform, own.id, new StrayParts(0))).toBe(3);
    expect(await allOf(blobs.list(`${own.id}/${arriving.id}`))).toHaveLength(1);
    await cancelUpload(ctx, { id: arriving.id });
    expect(await sweepBlobs(platform, own.id, new StrayParts(0))).toBe(0);
    expect((await getUpload(ctx, { id: kept.id })).state).toBe('ready');
    expect(await allOf(blobs.list(`${own.id}/${kept.id}`))).toHaveLength(1);
  });

  test('believes a register for a day before it takes away what that does not know: it may be the wrong one', async () => {
    const platform = await ours();
    const file = `${own.id}/${randomUUID()}`;
    await blobs.put(`${file}/000000`, Buffer.from('of another register'));
    const strays = new StrayParts();
    const lookAfter = async (hours: number): Promise<number> => {
      await house.setTime(START.add({ hours }));
      return sweepBlobs(platform, own.id, strays);
    };
    expect([await lookAfter(0), await lookAfter(23)]).toEqual([0, 0]);
    expect(await allOf(blobs.list(file))).toHaveLength(1);
    expect(await lookAfter(24)).toBe(1);
    expect(await allOf(blobs.list(file))).toEqual([]);
    await house.setTime(START);
  });

  test('a server that ended before it had looked at a file leaves it to the next', async () => {
    const ctx = await as(house.clerk);
    const { id } = await send(ctx, 'a.pdf', await pdf(2));
    await house.superuser.query(
      `update miji.content_file set state = 'checking', kind = null, pages = null where id = $1`,
      [id],
    );
    await checkUploads(await ours(), own.id);
    expect(await getUpload(ctx, { id })).toMatchObject({ state: 'ready', pages: 2 });
  });
});

describe('two servers over one store', () => {
  /** A server for which something happens elsewhere just before it puts or gets its first part. */
  const meanwhile = async (act: 'put' | 'get', happening: () => Promise<unknown>): Promise<CallContext> => {
    const ctx = await as(house.clerk);
    let hasHappened: Promise<unknown> | undefined;
    const first = (): Promise<unknown> => (hasHappened ??= happening());
    const elsewhere: BlobStore = {
      ...blobs,
      put: async (key, bytes) => {
        if (act === 'put') await first();
        await blobs.put(key, bytes);
      },
      get: async (key) => {
        if (act === 'get') await first();
        return blobs.get(key);
      },
    };
    return { ...ctx, platform: { ...ctx.platform, blobs: elsewhere } };
  };
  const state = (id: string, to: string): Promise<unknown> =>
    house.superuser.query(`update miji.content_file set ${to} where id = $1`, [id]);

  test('a part that comes second touches nothing of the one that counts', async () => {
    const ctx = await as(house.clerk);
    const mine = await pdf(2);
    const other = Buffer.from(mine).fill('swapped');
    const { id } = await startUpload(ctx, { fileName: 'a.pdf', size: mine.length });
    const late = await meanwhile('put', () => receiveUpload(ctx, { id, offset: 0 }, arriving(mine)));
    expect(await codeOf(receiveUpload(late, { id, offset: 0 }, arriving(other)))).toBe('VERSION_CONFLICT');
    expect(await allOf(blobs.list(`${own.id}/${id}`))).toHaveLength(1);
    await checkUpload(await ours(), own.id, id);
    const { number } = await registerItem(ctx, draft(id));
    const content = await opened(await as(reader), number);
    expect((await collect(content ?? never(), mine.length)).equals(mine)).toBe(true);
  });

  test('one that an item is made of while somebody takes it back, stays whole', async () => {
    const ctx = await as(house.clerk);
    const { id } = await send(ctx, 'a.pdf', await pdf(1));
    const { number } = await registerItem(ctx, draft((await send(ctx, 'b.pdf', await pdf(1))).id));
    const registering = await house.superuser.connect();
    await registering.query('begin');
    await registering.query('select 1 from miji.content_file where id = $1 for update', [id]);
    const cancelled = codeOf(cancelUpload(ctx, { id }));
    await expect.poll(waitsForALock).toBe(true);
    await registering.query(
      `update miji.content_file set state = 'bound', sealed_key = null, item_id = (select id from miji.item where number = $2)
        where id = $1`,
      [id, number],
    );
    await registering.query('commit');
    registering.release();
    expect(await cancelled).toBe('NOT_FOUND');
    expect(await allOf(blobs.list(`${own.id}/${id}`))).toHaveLength(1);
  });

  test('one that the other has found good meanwhile is not cleared away by whoever finds fault with it', async () => {
    const ctx = await as(house.clerk);
    const bytes = Buffer.from('no PDF at all');
    const { id } = await startUpload(ctx, { fileName: 'a.pdf', size: bytes.length });
    const slow = await meanwhile('get', () => state(id, `state = 'ready', kind = 'pdf', pages = 1, digest = ''`));
    await receiveUpload(slow, { id, offset: 0 }, arriving(bytes));
    await checkUpload(slow.platform, own.id, id);
    expect(await getUpload(ctx, { id })).toMatchObject({ state: 'ready' });
    expect(await allOf(blobs.list(`${own.id}/${id}`))).toHaveLength(1);
    await cancelUpload(ctx, { id });
  });

  test('one looks at a file, and the other only where that one says no more', async () => {
    const ctx = await as(house.clerk);
    const { id } = await send(ctx, 'a.pdf', await pdf(1));
    await state(id, `state = 'checking', claimed_until = clock_timestamp() + interval '5 seconds'`);
    await checkUploads(await ours(), own.id);
    await checkUpload(await ours(), own.id, id);
    expect((await getUpload(ctx, { id })).state).toBe('checking');
    await state(id, `claimed_until = clock_timestamp() - interval '1 millisecond'`);
    await checkUploads(await ours(), own.id);
    expect((await getUpload(ctx, { id })).state).toBe('ready');
    await cancelUpload(ctx, { id });
  });
});

const waitsForALock = async (): Promise<boolean> => {
  const { rows } = await house.superuser.query(
    `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
};

const never = (): never => {
  throw new Error('it is not there');
};
