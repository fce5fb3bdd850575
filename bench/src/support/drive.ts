import { median, quantile } from './statistics.ts';

/** How something went that was done over and over for a while. */
export interface Pace {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Does something over and over, so many at a time, for about so long; whatever fails ends the measurement. */
export const drive = async (atOnce: number, ms: number, work: () => Promise<unknown>): Promise<Pace> => {
  const times: number[] = [];
  const began = performance.now();
  const until = began + ms;
  const worker = async (): Promise<void> => {
    while (performance.now() < until) {
      const started = performance.now();
      await work();
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: times.length / seconds, p50Ms: median(times), p99Ms: quantile(times, 0.99) };
};

/** Ways of doing the same, by name. */
export type Ways = Readonly<Record<string, () => Promise<unknown>>>;

/** Drives several ways in turn, round after round, so that what else the machine does falls on all of them; the medians. */
export const compare = async (
  ways: Ways,
  { atOnce, rounds, ms }: { readonly atOnce: number; readonly rounds: number; readonly ms: number },
): Promise<ReadonlyMap<string, Pace>> => {
  for (const work of Object.values(ways)) await drive(atOnce, ms / 2, work);
  const paces = new Map<string, Pace[]>(Object.keys(ways).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(ways)) paces.get(name)?.push(await drive(atOnce, ms, work));
  }
  const middle = (of: readonly Pace[], pick: (pace: Pace) => number): number => median(of.map(pick));
  return new Map(
    [...paces].map(([name, of]) => [
      name,
      {
        perSecond: middle(of, (pace) => pace.perSecond),
        p50Ms: middle(of, (pace) => pace.p50Ms),
        p99Ms: middle(of, (pace) => pace.p99Ms),
      },
    ]),
  );
};
