import type { CopySummary, GrantSummary, MovementWire } from '@miji/contract';
import { expect } from 'vitest';
import { demoPersonId } from '../../src/demo/group.ts';
import type { Answer, Desk } from './desk.ts';
import { expectDone, grantCopies } from './desk.ts';
import type { Act, Desks, Prepare } from './kill-act.ts';
import { uploading } from './kill-upload.ts';

const COPIES = 3;

const idOf = ({ body }: Answer): string => (body as { copy: CopySummary }).copy.id;
const spend = ({ giver }: Desks, { number }: GrantSummary, idempotencyKey: string): Promise<Answer> =>
  giver.post(`/grants/${number}/copies`, { idempotencyKey });

const confirm = (desk: Desk, { id, given }: MovementWire): Promise<Answer> =>
  desk.post(`/movements/${id}/confirmation`, { pages: given.pages ?? 1 });

/** Counts and confirms all that waits for somebody. */
const confirmAll = async (desk: Desk): Promise<void> => {
  const { entries } = expectDone(await desk.get('/movements?box=to_confirm&limit=100')) as {
    entries: readonly MovementWire[];
  };
  for (const entry of entries) expectDone(await confirm(desk, entry));
};

const heldBy = async (desk: Desk, account: string): Promise<readonly CopySummary[]> => {
  const query = `/copies?state=held&holderId=${demoPersonId(account)}&limit=100`;
  return (expectDone(await desk.get(query)) as { entries: readonly CopySummary[] }).entries;
};
const among = (copies: readonly CopySummary[], ids: readonly string[]): readonly CopySummary[] =>
  copies.filter(({ id }) => ids.includes(id));

/** So many copies on the giver's desk, counted and confirmed. */
const hold = async (desks: Desks, key: string): Promise<readonly string[]> => {
  const grant = await grantCopies(desks.giver, desks.manager, COPIES, key);
  const ids: string[] = [];
  for (let copy = 0; copy < COPIES; copy += 1) {
    const used = await spend(desks, grant, `${key}-${copy}`);
    expectDone(used);
    ids.push(idOf(used));
  }
  await confirmAll(desks.giver);
  return ids;
};

/** More people at a grant than it gives copies. */
const issuing: Prepare = async (before, key) => {
  const grant = await grantCopies(before.giver, before.manager, COPIES, key);
  const keys = Array.from({ length: COPIES + 2 }, (_, index) => `${key}-${index}`);
  const promised: string[] = [];
  return {
    answers: keys.length,
    during: (desks, hear) =>
      Promise.allSettled(
        keys.map(async (one) => {
          const answer = await hear(spend(desks, grant, one));
          if (answer.status === 200) promised.push(idOf(answer));
        }),
      ),
    finish: async (desks) => {
      const again = await Promise.all(keys.map((one) => spend(desks, grant, one)));
      const copies = new Set(again.filter(({ status }) => status === 200).map(idOf));
      expect(copies.size).toBe(COPIES);
      expect([...copies]).toEqual(expect.arrayContaining(promised));
      await confirmAll(desks.giver);
      expect(among(await heldBy(desks.giver, 'zhang.mingyuan'), [...copies])).toHaveLength(COPIES);
    },
  };
};

/** Copies that go back into the store, each counted in by its keeper. */
const returning: Prepare = async (before, key) => {
  const ids = await hold(before, key);
  const { stores } = expectDone(await before.keeper.get('/stores')) as {
    stores: readonly { id: string; yours: boolean; separate: boolean }[];
  };
  const store = stores.find(({ yours, separate }) => yours && separate);
  if (store === undefined) throw new Error('the keeper keeps no store');
  const announce = ({ giver }: Desks, id: string): Promise<Answer> =>
    giver.post(`/copies/${id}/movements`, {
      act: 'return',
      to: { storeId: store.id },
      pages: pages.get(id) ?? 1,
      idempotencyKey: `${key}-back-${id}`,
    });
  const pages = new Map<string, number | null>();
  for (const id of ids) {
    pages.set(id, (expectDone(await before.giver.get(`/copies/${id}`)) as { pages: number | null }).pages);
  }
  const promised: string[] = [];
  return {
    answers: 2 * COPIES,
    during: (desks, hear) =>
      Promise.allSettled(
        ids.map(async (id) => {
          const movement = expectDone(await hear(announce(desks, id))) as MovementWire;
          if ((await hear(confirm(desks.keeper, movement))).status === 200) promised.push(id);
        }),
      ),
    finish: async (desks) => {
      const left = among(await heldBy(desks.giver, 'zhang.mingyuan'), ids);
      expect(left.map(({ id }) => id).filter((id) => promised.includes(id))).toEqual([]);
      for (const { id, movementOpen } of left) if (!movementOpen) expectDone(await announce(desks, id));
      await confirmAll(desks.keeper);
      expect(among(await heldBy(desks.giver, 'zhang.mingyuan'), ids)).toEqual([]);
    },
  };
};

/** All that is on a name goes to another, with both signatures. */
const handingOver: Prepare = async (before, key) => {
  const ids = await hold(before, key);
  const propose = async ({ giver }: Desks): Promise<{ readonly number: string; readonly state: string }> =>
    expectDone(
      await giver.post('/handovers', {
        takerId: demoPersonId('zhao.yinuo'),
        reason: '调离',
        idempotencyKey: `${key}-handover`,
      }),
    ) as { number: string; state: string };
  const sign = async (desk: Desk, number: string): Promise<unknown> =>
    expectDone(await desk.post(`/handovers/${number}/signature`));
  let isDone = false;
  return {
    answers: 3,
    during: async (desks, hear) => {
      const { number } = await hear(propose(desks));
      await hear(sign(desks.giver, number));
      await hear(sign(desks.taker, number));
      isDone = true;
    },
    finish: async (desks) => {
      const moved = among(await heldBy(desks.taker, 'zhao.yinuo'), ids).length;
      expect(isDone ? [COPIES] : [0, COPIES], 'all of it or nothing').toContain(moved);
      const { number, state } = await propose(desks);
      if (state === 'proposed') await sign(desks.giver, number);
      if (state !== 'done') await sign(desks.taker, number);
      expect(among(await heldBy(desks.taker, 'zhao.yinuo'), ids)).toHaveLength(COPIES);
    },
  };
};

/** Several at the same moment; none of them may mind the others. */
const atOnce =
  (...all: readonly Prepare[]): Prepare =>
  async (desks, key) => {
    const acts: Act[] = [];
    for (const [index, prepare] of all.entries()) acts.push(await prepare(desks, `${key}-${index}`));
    return {
      answers: acts.reduce((sum, { answers }) => sum + answers, 0),
      during: (now, hear) => Promise.allSettled(acts.map((act) => act.during(now, hear))),
      finish: async (now) => {
        for (const act of acts) await act.finish(now);
      },
    };
  };

/** All that is on a name is handed over at once only while nothing of it is on its way. */
export const ACTS: Readonly<Record<string, Prepare>> = {
  'a file arrives and copies are issued and returned': atOnce(uploading, issuing, returning),
  'a desk is handed over': handingOver,
};
