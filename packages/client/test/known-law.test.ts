import { describe, expect, it } from 'vitest';
import { eventsIn } from '../src/local/event-stream.ts';
import { Freshness } from '../src/local/freshness.ts';
import { KnownLaw } from '../src/local/known-law.ts';
import { messageIn, trusting } from '../src/local/signed-messages.ts';
import {
  aliveAt,
  changeAt,
  LIFE_MS,
  newSigner,
  NONCE,
  resetAt,
  SISTER,
  snapshotAt,
} from './support/snapshot-signer.ts';

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
  const said = (at: number) => ({ at, lifeMs: LIFE_MS });
  const begun = (asked = 1_000, came = asked): Freshness => {
    const freshness = new Freshness();
    freshness.begin(said(T), { asked, came }, came);
    return freshness;
  };
  /** with a clock on the wall that goes as the steady one does */
  const left = (freshness: Freshness, mine: number): number => freshness.remaining(mine, mine);

  it('ends a life after the signed time, to the millisecond, by our own steady clock', () => {
    const none = new Freshness();
    expect([none.latest(1_000), none.earliest(1_000), none.remaining(1_000)]).toEqual([null, null, 0]);
    const freshness = begun();
    expect(freshness.latest(1_000)).toBe(T);
    expect(left(freshness, 1_000)).toBe(LIFE_MS);
    expect(left(freshness, 1_000 + 29_900)).toBeGreaterThan(0);
    expect(left(freshness, 1_000 + 30_100)).toBeLessThan(0);
  });

  it('of a message that was kept back is that of when it was signed', () => {
    const freshness = begun(0);
    // Signed one second later, and held back for twenty.
    freshness.heard(said(T + 1_000), 21_000);
    expect(left(freshness, 21_000)).toBeLessThan(10_100);
    expect(freshness.latest(21_000)).toBeGreaterThan(T + 20_980);
  });

  it('begins nothing early after an answer that took long, and ends nothing late', () => {
    const freshness = begun(0, 15_000);
    expect([freshness.earliest(15_000), freshness.latest(15_000)]).toEqual([T, T + 15_000]);
    // The first word on a stream that was asked for shows it better.
    freshness.measured(said(T + 2), { asked: 15_000, came: 15_004 }, 15_004);
    expect(freshness.earliest(15_004)).toBe(T + 3);
    expect(freshness.latest(15_004)).toBe(T + 6);
    expect(left(freshness, 15_004)).toBe(LIFE_MS - 4);
  });

  it('cannot be dragged by messages that are each held back a little longer', () => {
    const freshness = begun(0, 0);
    const hour = 3_600_000;
    for (let passed = 0; passed < 24 * hour; passed += 10_000) {
      freshness.heard(said(T + passed), passed + (passed / hour) * 1_800);
    }
    // After a day the last one is 43 seconds old.
    expect(left(freshness, 24 * hour + 24 * 1_800)).toBeLessThan(0);
  });

  it('is not prolonged by what was heard before, nor by hearing it again', () => {
    const freshness = begun(0);
    expect(freshness.heard({ at: T - 1, lifeMs: 3_600_000 }, 29_000)).toBe(false);
    freshness.heard(said(T), 29_000);
    expect(left(freshness, 30_100)).toBeLessThan(0);
  });

  it('is none after the machine has slept, until the clocks are measured again', () => {
    const freshness = begun(0);
    const nextMorning = 14 * 3_600_000;
    expect(freshness.remaining(10, 10)).toBeGreaterThan(0);
    expect([freshness.hasSlept(10, nextMorning), freshness.remaining(10, nextMorning)]).toEqual([true, 0]);
    freshness.measured(said(T + nextMorning), { asked: 20, came: 20 }, nextMorning);
    expect(freshness.latest(20)).toBe(T + nextMorning);
    expect(freshness.remaining(20, nextMorning)).toBe(LIFE_MS);
  });

  it('survives a clock of ours that runs a little fast for a month, measured every hour', () => {
    const freshness = begun(0);
    const month = 30 * 24 * 3_600_000;
    for (let server = 0; server < month; server += 600_000) {
      const mine = server * 1.0001;
      if (server % 3_600_000 === 0) freshness.measured(said(T + server), { asked: mine, came: mine }, mine);
      else freshness.heard(said(T + server), mine);
    }
    expect(left(freshness, (month - 600_000) * 1.0001)).toBeGreaterThan(LIFE_MS - 2_000);
  });

  it('ends at once when it is forgotten', () => {
    const freshness = begun(0);
    freshness.forget();
    expect(left(freshness, 1)).toBe(Number.NEGATIVE_INFINITY);
    expect(freshness.heard(said(T - 1), 1)).toBe(false);
  });
});

describe('what is known', () => {
  const answered = (at: number) => ({ nonce: NONCE, asked: at, came: at });
  const came = (at: number) => ({ nonce: NONCE, came: at, asked: null });
  const knowing = (): KnownLaw => {
    const known = new KnownLaw();
    known.begin(snapshotAt(T, 'c1'), answered(0));
    return known;
  };

  it('goes on with what follows', () => {
    const known = knowing();
    known.follow(aliveAt(T + 10_000, 'c1'), came(10_000));
    known.follow(changeAt(T + 20_000, 'c1', 'c2'), came(20_000));
    known.follow(changeAt(T + 20_000, 'c1', 'c2'), came(20_001));
    known.follow(aliveAt(T + 30_000, 'c2'), came(30_000));
    expect(known.law?.cursor).toBe('c2');
    expect(known.freshness.at).toBe(T + 30_000);
  });

  it('is lost where something was left out', () => {
    expect(thrownBy(() => knowing().follow(aliveAt(T + 1, 'c2'), came(1)))).toEqual(lost);
    expect(thrownBy(() => knowing().follow(changeAt(T + 1, 'c2', 'c3'), came(1)))).toEqual(lost);
    expect(thrownBy(() => knowing().follow(resetAt(T + 1, 'c1', 'c1'), came(1)))).toEqual(lost);
    expect(thrownBy(() => new KnownLaw().follow(aliveAt(T, 'c1'), came(1)))).toEqual(lost);
  });

  it('takes no answer to another question, and nothing of another stream: both may have been recorded', () => {
    const other = { nonce: 'asked-by-somebody-else' };
    expect(thrownBy(() => new KnownLaw().begin(snapshotAt(T, 'c1'), { ...answered(0), ...other }))).toEqual(untrusted);
    expect(thrownBy(() => new KnownLaw().begin({ ...snapshotAt(T, 'c1'), nonce: null }, answered(0)))).toEqual(
      untrusted,
    );
    for (const recorded of [aliveAt(T + 1, 'c1'), changeAt(T + 1, 'c1', 'c2'), resetAt(T + 1, 'c1', 'c1')]) {
      const known = knowing();
      expect(thrownBy(() => known.follow({ ...recorded, nonce: null }, came(1)))).toEqual(untrusted);
      expect(thrownBy(() => known.follow(recorded, { ...came(1), ...other }))).toEqual(untrusted);
      expect([known.law?.cursor, known.freshness.at]).toEqual(['c1', T]);
    }
  });

  it('takes nothing on a stream that is older, and is lost where that was just asked for', () => {
    const known = knowing();
    known.follow(changeAt(T + 5_000, 'c1', 'c2'), came(5_000));
    known.follow(aliveAt(T + 1_000, 'c1'), came(6_000));
    known.follow(changeAt(T + 4_000, 'c2', 'c0'), came(6_000));
    expect(known.law?.cursor).toBe('c2');
    expect(thrownBy(() => known.follow(aliveAt(T + 4_000, 'c2'), { ...came(7_000), asked: 6_999 }))).toEqual(lost);
  });

  it('begins anew with an answer to its own question, also of a server whose clock was set back', () => {
    const known = knowing();
    known.begin(snapshotAt(T - 3_600_000, 'c0'), answered(5));
    expect([known.law?.cursor, known.freshness.latest(5)]).toEqual(['c0', T - 3_600_000]);
    known.follow(aliveAt(T - 3_500_000, 'c0'), came(100_005));
    expect(known.freshness.at).toBe(T - 3_500_000);
  });

  it('is of one company for good, and of the one that was named', () => {
    const known = knowing();
    expect(thrownBy(() => known.begin(snapshotAt(T + 1, 'c9', SISTER), answered(1)))).toEqual(untrusted);
    expect(thrownBy(() => known.follow(aliveAt(T + 1, 'c1', SISTER.id), came(1)))).toEqual(untrusted);
    expect(thrownBy(() => known.follow(changeAt(T + 1, 'c1', 'c2', SISTER), came(1)))).toEqual(untrusted);
    known.forget();
    expect(thrownBy(() => known.begin(snapshotAt(T + 2, 'c9', SISTER), answered(2)))).toEqual(untrusted);
    expect(known.isFresh).toBe(false);
    expect(thrownBy(() => new KnownLaw('HYYH').begin(snapshotAt(T, 'c1', SISTER), answered(0)))).toEqual(untrusted);
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
