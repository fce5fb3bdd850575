import { setTimeout as sleep } from 'node:timers/promises';
import { sweepVault } from '@miji/services';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beside, expectReconciled } from './support/beside.ts';
import { expectConsistent, verifyTrace } from './support/consistency.ts';
import { CAST, deskAt, signIn } from './support/desk.ts';
import type { Act, Desks } from './support/kill-act.ts';
import { ACTS } from './support/kill-acts.ts';
import { embeddedUrl } from './support/look-behind.ts';
import type { Scratch } from './support/scratch.ts';
import { makeScratch } from './support/scratch.ts';
import type { RunningServer } from './support/server-process.ts';
import { killEveryone, startServer } from './support/server-process.ts';

/** How often it is killed; 200 times in `npm run test:deep`. */
const KILLS = Number(process.env['MIJI_KILLS'] ?? 2);
const LATEST_MS = 25;

let scratch: Scratch;
let env: { readonly MIJI_DATA_DIR: string };
let server: RunningServer;
let desks: Desks;

beforeAll(async () => {
  scratch = await makeScratch();
  env = { MIJI_DATA_DIR: scratch.dataDir() };
  server = await startServer({ env });
  const at = (account: string) => signIn(server.baseUrl, account);
  desks = {
    giver: await at(CAST.reader),
    taker: await at('zhao.yinuo@hyyh'),
    keeper: await at('qian.li@hyyh'),
    manager: await at(CAST.manager),
    auditor: await at(CAST.auditor),
  };
}, 120_000);

afterAll(async () => {
  await killEveryone();
  await scratch.remove();
});

const restart = async (): Promise<void> => {
  server = await startServer({ env });
  // Nobody has to sign in again: sessions lie in the database.
  const again = (name: keyof Desks) => deskAt(server.baseUrl, desks[name].cookie);
  desks = {
    giver: again('giver'),
    taker: again('taker'),
    keeper: again('keeper'),
    manager: again('manager'),
    auditor: again('auditor'),
  };
};

/** Kills the server in the middle of an act: so many milliseconds after so many of its answers. */
const killIn = async (act: Act, answers: number, ms: number): Promise<void> => {
  let heard = 0;
  const enough = Promise.withResolvers<void>();
  const hear = async <T>(answer: Promise<T>): Promise<T> => {
    const said = await answer;
    heard += 1;
    if (heard === answers) enough.resolve();
    return said;
  };
  if (answers === 0) enough.resolve();
  const over = act.during(desks, hear).then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([enough.promise, over]);
  await sleep(ms);
  server.child.kill('SIGKILL');
  await Promise.all([over, server.ended]);
};

test(
  `killed ${KILLS} times while files arrive and copies are issued, returned and handed over, a server has lost nothing and halved nothing`,
  async () => {
    for (let round = 0; round < KILLS; round += 1) {
      const [name, prepare] = Object.entries(ACTS)[round % Object.keys(ACTS).length] ?? never();
      const act = await prepare(desks, `kill-round-${round}`);
      const [answers, ms] = [Math.floor(Math.random() * act.answers), Math.random() * LATEST_MS];
      await killIn(act, answers, ms);
      await restart();
      const when = `killed while ${name}: ${ms.toFixed(1)} ms after ${answers} answers of round ${round}`;
      await expectConsistent(await embeddedUrl(env.MIJI_DATA_DIR));
      // What the cut left of a part that came twice, or of a file that is gone, is all that a sweep has to clear away.
      await beside(env, async (platform) => {
        for (const { id } of await platform.companies.all()) await sweepVault(platform, id);
        await expectReconciled(platform, when);
      });
      await act.finish(desks).catch((cause: unknown) => {
        throw new Error(when, { cause });
      });
    }
    await expectConsistent(await embeddedUrl(env.MIJI_DATA_DIR));
    expect(await verifyTrace(desks.auditor)).toMatchObject({ ok: true });
    await beside(env, async (platform) => {
      for (const { id } of await platform.companies.all()) {
        await sweepVault(platform, id);
        expect(await sweepVault(platform, id)).toEqual({ files: 0, parts: 0 });
      }
      await expectReconciled(platform, 'at the end');
    });
  },
  120_000 + KILLS * 20_000,
);

const never = (): never => {
  throw new Error('there is always another act');
};
