import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalAsk, LocalMiji } from '@miji/client';
import type { FolderSpool } from '@miji/client/node';
import { openSpool } from '@miji/client/node';
import { startServer } from '@miji/stage';
import { openService } from '../support/bank-service.ts';
import type { Finding } from '../support/report.ts';
import { median } from '../support/statistics.ts';

const ROUNDS = 5;
/** as many as may wait for the disk, with room to spare */
const QUESTIONS = 50_000;
const SURE = 2_000;
const AT_ONCE = 32;
/** Telling the server is not what is measured. */
const LATER_MS = 3_600_000;

const perSecond = (count: number, began: number): number => (count * 1_000) / (performance.now() - began);

const written = async (spool: FolderSpool): Promise<void> => {
  for (let bytes = -1; bytes !== spool.pendingBytes || bytes === 0; ) {
    bytes = spool.pendingBytes;
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
};

const decideMany = (local: LocalMiji, question: LocalAsk): void => {
  for (let asked = 0; asked < QUESTIONS; asked += 1) {
    const answer = local.decide(question);
    if ('ask' in answer) throw new Error(`asks, ${answer.why}`);
  }
};

const decideSurely = async (local: LocalMiji, question: LocalAsk): Promise<void> => {
  for (let asked = 0; asked < SURE; asked += AT_ONCE) {
    await Promise.all(Array.from({ length: AT_ONCE }, () => local.decideOrAsk(question)));
  }
};

/** What a service has of deciding locally once every decision is written down as well. */
export const measureLocal = async (): Promise<Finding> => {
  const folder = mkdtempSync(join(tmpdir(), 'miji-bench-spool-'));
  const server = await startServer({ clock: 'system' });
  try {
    const { client, reader, item } = await openService(server.url, ['access', 'items', 'organisation', 'snapshot']);
    const question = { person: reader, item, operation: 'view' } as const;

    const spool = await openSpool({ folder, client, deliverEveryMs: LATER_MS });
    const local = client.local({ spool });
    await local.ready();
    const [said, noted, sure]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round <= ROUNDS; round += 1) {
      const began = performance.now();
      decideMany(local, question);
      said.push(perSecond(QUESTIONS, began));
      await written(spool);
      noted.push(perSecond(QUESTIONS, began));
      const beganSurely = performance.now();
      await decideSurely(local, question);
      sure.push(perSecond(SURE, beganSurely));
    }
    local.close();
    rmSync(folder, { recursive: true });
    await spool.close();
    // The first one is spent on becoming fast.
    const of = (rounds: readonly number[]): number => median(rounds.slice(1));
    return {
      title: 'Deciding locally, and writing it down',
      setting: `The client of a live server with the demonstration's register: snapshot, subscription and a spool in a folder. ${QUESTIONS.toLocaleString('en')} questions a round, one thread; medians of ${ROUNDS} rounds.`,
      columns: ['', 'per second'],
      rows: [
        ['local.decide, until the last answer is there', of(said)],
        ['local.decide, until the last one is written as well', of(noted)],
        [`local.decideOrAsk, ${AT_ONCE} at once, each on the disk before it is said (fdatasync)`, of(sure)],
      ],
      meaning: [
        'An event is an id, a time, who, what, the answer and its code: some 230 bytes. Telling the server is put off and not part of it.',
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  }
};
