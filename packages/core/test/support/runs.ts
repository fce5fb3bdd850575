/** Where a run takes its numbers from, so that a red one can be run again: `MIJI_SEED=… MIJI_RUNS=… npx vitest run …`. */
const wholeNumber = (name: string): number | null => {
  const written = process.env[name];
  if (written === undefined || written === '') return null;
  const read = Number(written);
  if (!Number.isSafeInteger(read)) throw new TypeError(`${name} is ${written}, which is no whole number`);
  return read;
};

const seed = wholeNumber('MIJI_SEED') ?? Math.floor(Math.random() * 0x7f_ff_ff_ff);
const wanted = wholeNumber('MIJI_RUNS');
let announced = false;

/**
 * How often a property is tried and from which seed; the seed is printed before the first try.
 *
 * @param usual how often where `MIJI_RUNS` says nothing else
 */
export const runs = (usual = 10_000): { readonly numRuns: number; readonly seed: number } => {
  const numRuns = wanted ?? usual;
  if (!announced) process.stdout.write(`MIJI_SEED=${seed} MIJI_RUNS=${numRuns}\n`);
  announced = true;
  return { numRuns, seed };
};
