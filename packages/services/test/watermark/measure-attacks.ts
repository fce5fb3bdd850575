import { parseArgs } from 'node:util';
import { ATTACKS } from './attacks/attacks.ts';
import { trialOf } from './attacks/trial.ts';

/** How often the code of a page is read after each attack, and how often a wrong one. `npm run bench:marks -- [--seed 0] [--count 1000] [--blank 300]` */
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '0' },
    count: { type: 'string', default: '1000' },
    blank: { type: 'string', default: '300' },
    from: { type: 'string', default: '0' },
    verbose: { type: 'boolean', default: false },
  },
});
const [series, from] = [Number(values.seed), Number(values.from)];
const [count, blank] = [Number(values.count), Number(values.blank)];

const tallies = new Map(ATTACKS.map((attack) => [attack, { tried: 0, read: 0, wrong: 0, seconds: 0, slowest: 0 }]));
for (let seed = from; seed < from + count; seed++) {
  const trial = await trialOf(seed, true, series);
  const tally = tallies.get(trial.attack);
  if (tally === undefined) continue;
  tally.tried += 1;
  if (trial.read === trial.code) tally.read += 1;
  else if (trial.read !== null) tally.wrong += 1;
  tally.seconds += trial.seconds;
  tally.slowest = Math.max(tally.slowest, trial.seconds);
  if (values.verbose && trial.read !== trial.code) console.log(`missed: ${seed} ${trial.attack} ${trial.page}`);
}

console.log(
  '| attack | tried | read | rate | wrong | mean s | slowest s |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |',
);
const all = [...tallies, ['all', sumOf([...tallies.values()])] as const];
for (const [attack, { tried, read, wrong, seconds, slowest }] of all) {
  const rate = tried === 0 ? '' : `${((100 * read) / tried).toFixed(1)} %`;
  console.log(
    `| ${attack} | ${tried} | ${read} | ${rate} | ${wrong} | ${(seconds / Math.max(1, tried)).toFixed(2)} | ${slowest.toFixed(2)} |`,
  );
}

let wrong = 0;
for (let seed = from; seed < from + blank; seed++) if ((await trialOf(seed, false, series)).read !== null) wrong += 1;
console.log(`\npages without a pattern: ${blank}, false answers: ${wrong}`);

function sumOf(parts: readonly { tried: number; read: number; wrong: number; seconds: number; slowest: number }[]) {
  return parts.reduce((sum, part) => ({
    tried: sum.tried + part.tried,
    read: sum.read + part.read,
    wrong: sum.wrong + part.wrong,
    seconds: sum.seconds + part.seconds,
    slowest: Math.max(sum.slowest, part.slowest),
  }));
}
