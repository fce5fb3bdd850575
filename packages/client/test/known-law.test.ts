import { describe, expect, it } from 'vitest';
import { eventsIn } from '../src/local/event-stream.ts';
import { Freshness } from '../src/local/freshness.ts';
import { KnownLaw } from '../src/local/known-law.ts';
import { messageIn, trusting } from '../src/local/signed-messages.ts';
import { aliveAt, changeAt, LIFE_MS, newSigner, resetAt, SISTER, snapshotAt } from './support/snapshot-signer.ts';

const T = 1_800_000_000_000;
const untrusted = expect.objectContaining({ name: 'UntrustedSnapshot' });
const lost = expect.objectContaining({ name: 'Lost' });
const thrownBy = (act: () => unknown): unknown => {
  try {
    return { gave: act() };
  } catch (error) {
    return error;
  }
};

describe('a signed message', () => {
  const signer = newSigner();
  const message = signer.sign(snapshotAt(T, 'c1'));

  it('is opened with a key that is trusted', async () => {
    const open = await trusting([newSigner().publicKey, signer.publicKey]);
    expect(await open(message)).toEqual(snapshotAt(T, 'c1'));
  });

  it.each([
    ['a key that is not trusted', newSigner().sign(snapshotAt(T, 'c1'))],
    ['another key under the name of the right one', { ...newSigner().sign(snapshotAt(T, 'c1')), keyId: message.keyId }],
    ['a changed byte', { ...message, payload: message.payload.replace('c1', 'c2') }],
    ['white space that changes nothing', { ...message, payload: `${message.payload} ` }],
    ['a signature of something else', { ...message, signature: signer.sign(aliveAt(T, 'c1')).signature }],
    ['no signature', { ...message, signature: '' }],
    ['a signature that is no base64', { ...message, signature: '%' }],
    ['a signed text of another form', signer.sign({ ...aliveAt(T, 'c1'), kind: 'other' } as never)],
  ])('is refused with %s', async (_, forged) => {
    const open = await trusting([signer.publicKey]);
    await expect(open(forged)).rejects.toEqual(untrusted);
  });

  it('needs keys that are some', async () => {
    await expect(trusting(['nonsense'])).rejects.toEqual(untrusted);
    expect(thrownBy(() => messageIn('{"payload":1}'))).toEqual(untrusted);
    expect(thrownBy(() => messageIn('rubbish'))).toEqual(untrusted);
  });
});

describe('freshness', () => {
  it('ends a life after the signed time, to the millisecond, by our own steady clock', () => {
    const freshness = new Freshness();
    expect([freshness.now(1_000), freshness.remaining(1_000)]).toEqual([null, 0]);
    freshness.heard({ at: T, lifeMs: LIFE_MS }, 1_000);
    expect(freshness.now(1_000)).toBe(T);
    expect(freshness.remaining(1_000)).toBe(LIFE_MS);
    expect(freshness.remaining(1_000 + 29_900)).toBeGreaterThan(0);
    expect(freshness.remaining(1_000 + 30_100)).toBeLessThan(0);
  });

  it('of a message that was kept back is that of when it was signed', () => {
    const freshness = new Freshness();
    freshness.heard({ at: T, lifeMs: LIFE_MS }, 0);
    // Signed one second later, and held back for twenty.
    freshness.heard({ at: T + 1_000, lifeMs: LIFE_MS }, 21_000);
    expect(freshness.remaining(21_000)).toBeLessThan(10_100);
    expect(freshness.now(21_000)).toBeGreaterThan(T + 20_980);
  });

  it('is not prolonged by what was heard before, nor by hearing it again', () => {
    const freshness = new Freshness();
    freshness.heard({ at: T, lifeMs: LIFE_MS }, 0);
    expect(freshness.heard({ at: T - 1, lifeMs: 3_600_000 }, 29_000)).toBe(false);
    freshness.heard({ at: T, lifeMs: LIFE_MS }, 29_000);
    expect(freshness.remaining(30_100)).toBeLessThan(0);
  });

  it('survives a clock of ours that runs a little fast for a month', () => {
    const freshness = new Freshness();
    const month = 30 * 24 * 3_600_000;
    for (let server = 0; server < month; server += 600_000)
      freshness.heard({ at: T + server, lifeMs: LIFE_MS }, server * 1.0001);
    expect(freshness.remaining((month - 600_000) * 1.0001)).toBeGreaterThan(LIFE_MS - 1_000);
  });

  it('ends at once when it is forgotten', () => {
    const freshness = new Freshness();
    freshness.heard({ at: T, lifeMs: LIFE_MS }, 0);
    freshness.forget();
    expect(freshness.remaining(1)).toBe(Number.NEGATIVE_INFINITY);
    expect(freshness.heard({ at: T - 1, lifeMs: LIFE_MS }, 1)).toBe(false);
  });
});

describe('what is known', () => {
  const knowing = (): KnownLaw => {
    const known = new KnownLaw();
    known.begin(snapshotAt(T, 'c1'), 0);
    return known;
  };

  it('goes on with what follows', () => {
    const known = knowing();
    known.follow(aliveAt(T + 10_000, 'c1'), 10_000);
    known.follow(changeAt(T + 20_000, 'c1', 'c2'), 20_000);
    known.follow(changeAt(T + 20_000, 'c1', 'c2'), 20_001);
    known.follow(aliveAt(T + 30_000, 'c2'), 30_000);
    expect(known.law?.cursor).toBe('c2');
    expect(known.freshness.remaining(30_000)).toBeGreaterThan(29_000);
  });

  it('is lost where something was left out', () => {
    expect(thrownBy(() => knowing().follow(aliveAt(T + 1, 'c2'), 1))).toEqual(lost);
    expect(thrownBy(() => knowing().follow(changeAt(T + 1, 'c2', 'c3'), 1))).toEqual(lost);
    expect(thrownBy(() => knowing().follow(resetAt(T + 1, 'c1', 'c1'), 1))).toEqual(lost);
    expect(thrownBy(() => new KnownLaw().follow(aliveAt(T, 'c1'), 1))).toEqual(lost);
  });

  it('takes nothing that is older, whole or in part', () => {
    const known = knowing();
    known.follow(changeAt(T + 5_000, 'c1', 'c2'), 5_000);
    known.follow(aliveAt(T + 1_000, 'c1'), 6_000);
    known.follow(changeAt(T + 4_000, 'c2', 'c0'), 6_000);
    expect(known.law?.cursor).toBe('c2');
    expect(thrownBy(() => known.begin(snapshotAt(T, 'c1'), 7_000))).toEqual(untrusted);
    known.forget();
    expect(thrownBy(() => known.begin(snapshotAt(T + 4_999, 'c1'), 8_000))).toEqual(untrusted);
    known.begin(snapshotAt(T + 5_000, 'c2'), 8_000);
    expect(known.law?.cursor).toBe('c2');
  });

  it('is of one company for good', () => {
    const known = knowing();
    expect(thrownBy(() => known.begin(snapshotAt(T + 1, 'c9', SISTER), 1))).toEqual(untrusted);
    expect(thrownBy(() => known.follow(aliveAt(T + 1, 'c1', SISTER.id), 1))).toEqual(untrusted);
    expect(thrownBy(() => known.follow(changeAt(T + 1, 'c1', 'c2', SISTER), 1))).toEqual(untrusted);
    known.forget();
    expect(thrownBy(() => known.begin(snapshotAt(T + 2, 'c9', SISTER), 2))).toEqual(untrusted);
    expect(known.isFresh).toBe(false);
  });
});

describe('a stream of events', () => {
  const read = async (...pieces: readonly string[]) => {
    const body = ReadableStream.from(pieces.map((piece) => new TextEncoder().encode(piece)));
    const events: unknown[] = [];
    for await (const event of eventsIn(body)) events.push(event);
    return events;
  };

  it('is read however it is cut', async () => {
    const text =
      ': hello\n\nevent: alive\nid: c1\ndata: {"a":\ndata: 1}\n\nevent: changed\r\ndata: 密\r\n\r\ndata: x\n\ndata: cut off';
    const events = [
      { event: 'alive', data: '{"a":\n1}' },
      { event: 'changed', data: '密' },
      { event: 'message', data: 'x' },
    ];
    expect(await read(text)).toEqual(events);
    expect(await read(...Array.from(text))).toEqual(events);
  });
});
