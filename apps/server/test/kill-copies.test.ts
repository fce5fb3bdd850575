import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GrantSummary, MovementWire } from '@miji/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPersonId } from '../src/demo/group.ts';
import { expectConsistent, expectMovementsConsistent, verifyTrace } from './support/consistency.ts';
import type { Desk } from './support/desk.ts';
import { CAST, creditPlan, deskAt, expectDone, grantCopies, signIn } from './support/desk.ts';
import { embeddedUrl, rowsOf } from './support/look-behind.ts';
import type { Scratch } from './support/scratch.ts';
import { makeScratch } from './support/scratch.ts';
import type { RunningServer } from './support/server-process.ts';
import { killEveryone, startServer } from './support/server-process.ts';
import { sendPieces } from './support/send-pieces.ts';

/** At how many moments it is killed; 200 in `npm run test:deep`. */
const KILLS = Number(process.env['MIJI_KILLS'] ?? 6);
const LATEST_MS = 350;
const COPIES = 3;
const FILE_BYTES = 9 * 1024 * 1024;

const GIVER = 'zhang.mingyuan@hyyh';
const TAKER = 'zhao.yinuo@hyyh';
const KEEPER = 'qian.li@hyyh';

let scratch: Scratch;
let dataDir: string;
let server: RunningServer;
let desks: Record<'giver' | 'taker' | 'keeper' | 'manager' | 'auditor', Desk>;

const restart = async (): Promise<void> => {
  server = await startServer({ env: { MIJI_DATA_DIR: dataDir } });
  // Nobody has to sign in again: sessions lie in the database.
  for (const [name, { cookie }] of Object.entries(desks)) {
    desks[name as keyof typeof desks] = deskAt(server.baseUrl, cookie);
  }
};

beforeAll(async () => {
  scratch = await makeScratch();
  dataDir = scratch.dataDir();
  server = await startServer({ env: { MIJI_DATA_DIR: dataDir } });
  const at = (account: string) => signIn(server.baseUrl, account);
  desks = {
    giver: await at(GIVER),
    taker: await at(TAKER),
    keeper: await at(KEEPER),
    manager: await at(CAST.manager),
    auditor: await at(CAST.auditor),
  };
}, 120_000);

afterAll(async () => {
  await killEveryone();
  await scratch.remove();
});

const isFrom = (entry: MovementWire, act: MovementWire['act']): boolean => entry.act === act;
const toConfirm = async (desk: Desk): Promise<readonly MovementWire[]> =>
  (expectDone(await desk.get('/movements?box=to_confirm&limit=100')) as { entries: readonly MovementWire[] }).entries;
const confirm = (desk: Desk, { id, given }: MovementWire) =>
  desk.post(`/movements/${id}/confirmation`, { pages: given.pages ?? 1 });

/** Everything at once: copies are issued and confirmed, returned and counted in, handed over with all that is on a name, a file arrives. */
const bustle = async (grant: GrantSummary, storeId: string, round: number): Promise<void> => {
  const { giver, taker, keeper } = desks;
  const key = `bustle-${round}`;
  const uses = Array.from({ length: COPIES }, (_, index) =>
    giver.post(`/grants/${grant.number}/copies`, { idempotencyKey: `${key}-use-${index}` }),
  );
  const receipts = toConfirm(giver).then((waiting) =>
    Promise.all(waiting.filter((one) => isFrom(one, 'issue')).map((one) => confirm(giver, one))),
  );
  const returns = (async () => {
    const { body } = await giver.get(`/copies?state=held&limit=100`);
    const { entries } = body as { entries: readonly { id: string; movementOpen: boolean; holder: { id: string } }[] };
    const own = entries.filter(
      ({ movementOpen, holder }) => !movementOpen && holder.id === demoPersonId('zhang.mingyuan'),
    );
    await Promise.all(
      own.slice(0, 2).map(({ id }, index) =>
        giver.post(`/copies/${id}/movements`, {
          act: 'return',
          to: { storeId },
          pages: 1,
          idempotencyKey: `${key}-back-${index}`,
        }),
      ),
    );
    await Promise.all((await toConfirm(keeper)).map((one) => confirm(keeper, one)));
  })();
  const handover = (async () => {
    const { body } = await giver.post('/handovers', {
      takerId: demoPersonId('zhao.yinuo'),
      reason: '调离',
      idempotencyKey: `${key}-handover`,
    });
    const { number } = body as { number?: string };
    if (number === undefined) return;
    await giver.post(`/handovers/${number}/signature`);
    await taker.post(`/handovers/${number}/signature`);
  })();
  const upload = sendPieces(server.baseUrl, giver.cookie, Buffer.alloc(FILE_BYTES, `%PDF-1.4 round ${round}\n`));
  await Promise.allSettled([...uses, receipts, returns, handover, upload]);
};

/** What lies in the blob store is what the database says lies there. */
const expectBlobsAgree = async (url: string): Promise<void> => {
  const rows = await rowsOf<{ id: string; company_id: string; parts: number; state: string }>(
    url,
    `select id, company_id, state, ceil(received::numeric / part_size)::int as parts from miji.content_file`,
  );
  const listed = await readdir(join(dataDir, 'blobs'), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = listed.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  for (const { id, parts } of rows) {
    const own = files.filter((file) => file.includes(id) && !file.includes('.tmp'));
    expect(own.length, `every part of ${id} that is said to be safe is there`).toBeGreaterThanOrEqual(parts);
  }
};

test(
  `a server that is killed at ${KILLS} random moments of issuing, returning, handing over and receiving files loses nothing and halves nothing`,
  async () => {
    const { giver, manager } = desks;
    await creditPlan(giver);
    const { stores } = expectDone(await desks.keeper.get('/stores')) as {
      stores: readonly { id: string; yours: boolean; separate: boolean }[];
    };
    const store = stores.find(({ yours, separate }) => yours && separate) ?? stores.find(({ yours }) => yours);
    if (store === undefined) throw new Error('the demonstration keeper keeps no store');
    for (let round = 0; round < KILLS; round++) {
      const grant = await grantCopies(desks.giver, desks.manager, COPIES, `round-${round}-grant`);
      const busy = bustle(grant, store.id, round);
      await sleep(Math.random() * LATEST_MS);
      server.child.kill('SIGKILL');
      await Promise.all([busy, server.ended]);
      await restart();
      const url = await embeddedUrl(dataDir);
      await expectConsistent(url);
      await expectMovementsConsistent(url);
      await expectBlobsAgree(url);
    }
    expect(await verifyTrace(desks.auditor)).toMatchObject({ ok: true });
    expect(manager).toBeDefined();
  },
  60_000 + KILLS * 15_000,
);
