import { execFile } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { CopyTooComplexError } from '../../src/rendition/copy-too-complex-error.ts';
import { renderCopy } from '../../src/rendition/render-copy.ts';
import { RenderQueue } from '../../src/rendition/render-queue.ts';
import { UnprintableCharacterError } from '../../src/rendition/unprintable-character-error.ts';
import { paint } from './raster.ts';
import { face, longText } from './sample-copy.ts';

const plain = (text: string) => ({ text, format: 'plain' }) as const;
const failureOf = (rendering: Promise<unknown>): Promise<unknown> =>
  rendering.then(
    () => undefined,
    (error: unknown) => error,
  );

const queues: RenderQueue[] = [];
const queueOf = (memoryMb?: number): RenderQueue => {
  const queue = new RenderQueue(memoryMb);
  queues.push(queue);
  return queue;
};
afterEach(async () => {
  await Promise.all(queues.splice(0).map((queue) => queue.close()));
});

describe('rendering beside the thread that serves requests', () => {
  it('leaves that thread responsive while a heavy document is set', { timeout: 60_000 }, async () => {
    const content = plain(longText(300_000));
    await renderCopy(plain('甲'), face);
    // Time of this very thread, so that other work on the machine does not count; no delay can be longer than all of it.
    const before = process.threadCpuUsage();
    const pdf = await renderCopy(content, face);
    const { user, system } = process.threadCpuUsage(before);
    expect(pdf.length).toBeGreaterThan(300_000);
    expect((user + system) / 1000).toBeLessThan(250);
  });

  it('gives each of many callers the copy he asked for', { timeout: 60_000 }, async () => {
    const numbers = Array.from({ length: 20 }, (_, index) => String(index + 1).padStart(3, '0'));
    const copies = await Promise.all(
      numbers.map((copyNumber) => renderCopy(plain(`正文${copyNumber}`), { ...face, copyNumber })),
    );
    const painted = await Promise.all(copies.map(paint));
    expect(painted.map(({ info }) => info['Title'])).toEqual(numbers.map((number) => `${face.itemNumber} ${number}`));
    expect(painted.map(({ pages }) => pages[0]?.text.find(({ text }) => text.startsWith('正文'))?.text)).toEqual(
      numbers.map((number) => `正文${number}`),
    );
    const again = await renderCopy(plain('正文007'), { ...face, copyNumber: '007' });
    expect(Buffer.from(again).equals(copies[6] ?? new Uint8Array())).toBe(true);
  });

  it('lets a process end by itself after its last copy', { timeout: 60_000 }, async () => {
    const module = new URL('../../src/rendition/render-copy.ts', import.meta.url).href;
    const script = `import(${JSON.stringify(module)})
      .then(({ renderCopy }) => renderCopy({ text: '正文', format: 'plain' }, ${JSON.stringify(face)}))
      .then((pdf) => console.log(pdf.length));`;
    const args = ['--conditions=@miji/source', '--eval', script];
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 30_000 });
    expect(Number(stdout)).toBe((await renderCopy(plain('正文'), face)).length);
  });
});

describe('a copy that cannot be rendered', () => {
  it('is refused by the class of its error', async () => {
    const unprintable = await failureOf(renderCopy(plain('甲'), { ...face, holderName: '张𠮷' }));
    expect(unprintable).toBeInstanceOf(UnprintableCharacterError);
    expect(unprintable).toMatchObject({ characters: ['𠮷'] });
    expect(await failureOf(renderCopy(plain('甲'), { ...face, issuedAt: '明天' }))).toBeInstanceOf(RangeError);
    const long = await failureOf(renderCopy(plain('甲'), { ...face, ownerName: '宏远'.repeat(4000) }));
    expect(long).toBeInstanceOf(RangeError);
    expect(long).toMatchObject({ message: expect.stringContaining('too long') });
  });

  it('is given up after its time, and the next one is set by a new thread', { timeout: 60_000 }, async () => {
    const queue = queueOf();
    await queue.render({ content: plain('甲'), face });
    const [slow, next] = await Promise.all([
      failureOf(queue.render({ content: plain(longText(300_000)), face }, 50)),
      queue.render({ content: plain('乙'), face }),
    ]);
    expect(slow).toBeInstanceOf(CopyTooComplexError);
    expect(slow).toMatchObject({ code: 'COPY_TOO_COMPLEX', limit: 'time' });
    expect(Buffer.from(next).equals(await renderCopy(plain('乙'), face))).toBe(true);
  });

  it('takes its own thread down when memory runs out, and nothing else', { timeout: 60_000 }, async () => {
    const queue = queueOf(48);
    const [hungry, next] = await Promise.all([
      failureOf(queue.render({ content: plain('保密'.repeat(250_000)), face })),
      queue.render({ content: plain('乙'), face }),
    ]);
    expect(hungry).toBeInstanceOf(CopyTooComplexError);
    expect(hungry).toMatchObject({ limit: 'memory' });
    expect(next.length).toBeGreaterThan(10_000);
  });

  it('is not laid out beyond two thousand pages', async () => {
    const started = performance.now();
    const error = await failureOf(renderCopy(plain('密\n'.repeat(250_000)), face));
    expect(error).toBeInstanceOf(CopyTooComplexError);
    expect(error).toMatchObject({ limit: 'pages' });
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('fails when the renderer is closed under it', { timeout: 30_000 }, async () => {
    const queue = queueOf();
    await queue.render({ content: plain('甲'), face });
    const cut = failureOf(queue.render({ content: plain(longText(300_000)), face }));
    await setImmediate();
    await queue.close();
    expect(await cut).toMatchObject({ message: 'the renderer was closed' });
    expect((await queue.render({ content: plain('乙'), face })).length).toBeGreaterThan(10_000);
  });
});
