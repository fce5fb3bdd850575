import { describe, expect, it } from 'vitest';
import type { MijiClient, MijiClientOptions } from '../src/index.ts';
import { Refusal } from '../src/index.ts';
import { codeOf } from './support/bank.ts';

/** What a transport is tried on: a bank behind it, and hands on the line. */
export interface Stage {
  client(options?: Pick<MijiClientOptions, 'timeoutMs' | 'attempts'>): MijiClient;
  readonly readerId: string;
  readonly outsiderId: string;
  draft(title: string): Parameters<MijiClient['items']['register']>[0];
  /** Loses the next answers to such calls, after the server has acted. */
  loseAnswers(path: string, times: number): void;
  /** Keeps back every answer to such calls. */
  holdAnswers(path: string): void;
  /** how often such calls were sent */
  sent(path: string): number;
}

/** What every transport must do, whatever it goes through. */
export const transportSuite = (name: string, stage: () => Stage): void => {
  const register = async (title: string): Promise<string> => {
    const { number } = await stage().client().items.register(stage().draft(title));
    return number;
  };
  const reader = (options?: Parameters<Stage['client']>[0]): MijiClient =>
    stage().client(options).onBehalfOf(stage().readerId);
  const titled = async (title: string): Promise<number> =>
    (await reader().items.list({ search: title })).entries.length;

  describe(`${name}: an answer`, () => {
    it('is what the contract says, or a refusal with all that belongs to it', async () => {
      const number = await register('传输之一');
      expect(await reader().items.get({ number })).toMatchObject({ number, title: '传输之一' });
      const { title: _, ...untitled } = stage().draft('x');
      const wrong: unknown = await stage()
        .client()
        .items.register({ ...untitled, title: '' })
        .catch((error: unknown) => error);
      expect(wrong).toBeInstanceOf(Refusal);
      expect(wrong).toMatchObject({ code: 'VALIDATION', fields: [{ field: 'title' }] });
    });

    it('is one’s own, of many asked at once and for two persons', async () => {
      const number = await register('传输之二');
      const outsider = stage().client().onBehalfOf(stage().outsiderId);
      const asked = Array.from({ length: 30 }, (_, index) => (index % 3 === 0 ? outsider : reader()));
      const answers = await Promise.all(asked.map((one) => codeOf(one.items.get({ number }))));
      expect(answers.map((answer) => answer === 'NOT_FOUND')).toEqual(asked.map((_, index) => index % 3 === 0));
    });

    it('of a file that is not there is NOT_FOUND', async () => {
      const id = 'HYYH-2026-999999/001';
      expect(await codeOf(reader().copies.file({ id }))).toMatch(/NOT_FOUND|VALIDATION/);
    });
  });

  describe(`${name}: a lost answer`, () => {
    it('to a question is asked for again', async () => {
      stage().loseAnswers('session.get', 2);
      const before = stage().sent('session.get');
      await reader().session.get();
      expect(stage().sent('session.get') - before).toBe(3);
    });

    it('to a registration leaves one item, and to a request one request', async () => {
      stage().loseAnswers('items.register', 1);
      const number = await register('传输之三');
      expect(await titled('传输之三')).toBe(1);
      stage().loseAnswers('requests.file', 2);
      const asking = { item: number, particulars: { operation: 'copy' }, purpose: '传输' } as const;
      const filed = await reader().requests.file(asking);
      const { entries } = await reader().requests.list({ box: 'mine' });
      expect(entries.filter((request) => request.item === number).map((request) => request.number)).toEqual([
        filed.number,
      ]);
    });

    it('to an act without a key of its own leaves one act', async () => {
      const number = await register('传输之四');
      const asking = { item: number, particulars: { operation: 'copy' }, purpose: '传输' } as const;
      const filed = await reader().requests.file(asking);
      stage().loseAnswers('requests.withdraw', 2);
      expect((await reader().requests.withdraw({ number: filed.number })).state).toBe('withdrawn');
      expect(await codeOf(reader().requests.withdraw({ number: filed.number }))).toBe('WITHDRAWN');
    });

    it('is given up after so many attempts, and the same key gets the answer later', async () => {
      const idempotencyKey = crypto.randomUUID();
      const number = await register('传输之五');
      const asking = { item: number, particulars: { operation: 'copy' }, purpose: '传输' } as const;
      const { number: request } = await reader().requests.file(asking);
      stage().loseAnswers('requests.withdraw', 2);
      const patience = reader({ attempts: 2 }).requests;
      expect(await codeOf(patience.withdraw({ number: request }, { idempotencyKey }))).toBe('UNAVAILABLE');
      const answer = await reader().requests.withdraw({ number: request }, { idempotencyKey });
      expect(answer.state).toBe('withdrawn');
    });

    it('a key that was used for something else is refused', async () => {
      const idempotencyKey = crypto.randomUUID();
      const number = await register('传输之六');
      const asking = { item: number, particulars: { operation: 'copy' }, purpose: '传输' } as const;
      await reader().requests.file({ ...asking, idempotencyKey: crypto.randomUUID() }, { idempotencyKey });
      expect(await codeOf(reader().requests.file({ ...asking, purpose: '另一目的' }, { idempotencyKey }))).toBe(
        'KEY_REUSED',
      );
    });
  });

  describe(`${name}: a call`, () => {
    it('that is given up beforehand is not sent, and rejects with the reason', async () => {
      const before = stage().sent('loans.list');
      const reason = new Error('no longer wanted');
      await expect(reader().loans.list({}, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
      expect(stage().sent('loans.list')).toBe(before);
    });

    it('that is given up on its way rejects at once, and those that travel with it do not', async () => {
      stage().holdAnswers('copies.list');
      const giving = new AbortController();
      const held = reader().copies.list({}, { signal: giving.signal });
      const reason = new Error('no longer wanted');
      setTimeout(() => giving.abort(reason), 50);
      await expect(held).rejects.toBe(reason);
      expect(await reader().session.get()).toHaveProperty('clock');
    });

    it('has a time of its own, after which it is UNAVAILABLE and not sent again', async () => {
      stage().holdAnswers('grants.list');
      const before = stage().sent('grants.list');
      const began = performance.now();
      expect(await codeOf(reader().grants.list({}, { timeoutMs: 150 }))).toBe('UNAVAILABLE');
      expect(performance.now() - began).toBeLessThan(2_000);
      expect(stage().sent('grants.list') - before).toBe(1);
    });
  });
};
