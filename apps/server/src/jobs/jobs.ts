import type { Platform } from '@miji/services';
import {
  checkUploads,
  declassifyDue,
  dispatchOutbox,
  indexUntold,
  pruneFeeds,
  refreshStale,
  recallCopies,
  reseatKeys,
  rewrapKeys,
  rollReaders,
  sealAll,
  StrayParts,
  sweepBlobs,
  sweepUploads,
  tendCopies,
  tendLoans,
  tendRequests,
} from '@miji/services';
import type { Logger } from 'pino';

/** A job: what it does for each company, and how long it rests between two rounds. */
interface Job {
  readonly name: string;
  readonly everyMs: number;
  readonly run: (platform: Platform, companyId: string) => Promise<unknown>;
}

/**
 * What is written down without anybody's asking. No right depends on any of it having run: it only seals, and records what has
 * already come to pass.
 */
const jobsOf = (strays: StrayParts): readonly Job[] => [
  { name: 'seal', everyMs: 1_000, run: sealAll },
  { name: 'declassify', everyMs: 5_000, run: declassifyDue },
  { name: 'tend requests', everyMs: 5_000, run: tendRequests },
  { name: 'tend loans', everyMs: 10_000, run: tendLoans },
  { name: 'tend copies', everyMs: 5_000, run: tendCopies },
  { name: 'recall copies', everyMs: 60_000, run: recallCopies },
  { name: 'send', everyMs: 2_000, run: dispatchOutbox },
  { name: 'check uploads', everyMs: 5_000, run: checkUploads },
  { name: 'sweep uploads', everyMs: 60_000, run: sweepUploads },
  { name: 'sweep blobs', everyMs: 600_000, run: (platform, companyId) => sweepBlobs(platform, companyId, strays) },
  { name: 'rewrap keys', everyMs: 5_000, run: rewrapKeys },
  { name: 'reseat keys', everyMs: 60_000, run: reseatKeys },
  { name: 'roll readers', everyMs: 5_000, run: rollReaders },
  { name: 'refresh readers', everyMs: 5_000, run: refreshStale },
  { name: 'prune feeds', everyMs: 600_000, run: pruneFeeds },
  { name: 'index titles', everyMs: 3_600_000, run: indexUntold },
];

/** Starts the jobs; each round begins when the one before has ended. Gives the function that stops them and waits for them. */
export const startJobs = (platform: Platform, log: Logger): (() => Promise<void>) => {
  const stopping = new AbortController();
  const loop = async ({ name, everyMs, run }: Job): Promise<void> => {
    const failing = new Set<string>();
    const attempt = async (place: string, work: () => Promise<unknown>): Promise<void> => {
      try {
        await work();
        if (failing.delete(place) && failing.size === 0) log.warn({ job: name }, 'a job works again');
      } catch (error) {
        // Once is enough: during an outage each of them fails every few seconds.
        if (failing.size === 0)
          log.error({ err: error, job: name, place }, 'a job failed and will be tried until it works');
        failing.add(place);
      }
    };
    while (!stopping.signal.aborted) {
      await attempt('directory', async () => {
        // What fails for one company must not keep the others waiting.
        for (const { id, code } of await platform.companies.all()) await attempt(code, () => run(platform, id));
      });
      await rest(everyMs, stopping.signal);
    }
  };
  const running = jobsOf(new StrayParts()).map(loop);
  return async () => {
    stopping.abort();
    await Promise.all(running);
  };
};

const rest = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
