import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Finding } from '../support/report.ts';
import { median, quantile } from '../support/statistics.ts';
import type { Ask, Asked, AskLater, Decider } from './decider.ts';
import { handWritten } from './hand-written.ts';
import { interned } from './interned.ts';
import { byDecide, byNames, byQuestion, snapshotText } from './ours.ts';
import { casbinAbac } from './peers/casbin.ts';
import { caslPrebuilt, caslRebuilt } from './peers/casl.ts';
import { cedar } from './peers/cedar.ts';
import { osoPolar } from './peers/oso.ts';
import { plainWorld } from './plain-world.ts';
import type { Check, LawWorld } from './world.ts';
import { buildWorld } from './world.ts';

const ROUNDS = 5;
const LOCAL_GOAL = 1_000_000;
const OBJECTS_GOAL = 500_000;
const GOAL_P99_MICROS = 5;

const DECIDERS: readonly Decider[] = [
  byNames,
  byQuestion,
  byDecide,
  handWritten,
  interned,
  caslPrebuilt,
  caslRebuilt,
  casbinAbac,
  cedar,
  osoPolar,
];

interface Round {
  readonly perSecond: number;
  readonly perCpuSecond: number;
}

interface Measured {
  readonly decider: Decider;
  readonly asked: Asked;
  readonly checks: readonly Check[];
  readonly loadMs: number;
  readonly megabytes: number;
  readonly answers: readonly boolean[];
  readonly rounds: Round[];
}

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
const memory = (): number => {
  if (typeof collect === 'function') collect();
  const { heapUsed, arrayBuffers, external } = process.memoryUsage();
  return (heapUsed + arrayBuffers + external) / 2 ** 20;
};

/** Asks them all; what is said is kept apart, so that keeping it is no part of the time. */
const answersOf = async (asked: Asked, checks: readonly Check[]): Promise<readonly boolean[]> => {
  if (asked.kind === 'now') return checks.map(asked.ask);
  const answers: boolean[] = [];
  for (const check of checks) answers.push(await asked.ask(check));
  return answers;
};

const yesOf = (ask: Ask, checks: readonly Check[]): number => {
  let yes = 0;
  for (const check of checks) if (ask(check)) yes += 1;
  return yes;
};

const yesLater = async (ask: AskLater, checks: readonly Check[]): Promise<number> => {
  let yes = 0;
  for (const check of checks) if (await ask(check)) yes += 1;
  return yes;
};

const round = async (asked: Asked, checks: readonly Check[]): Promise<Round> => {
  const cpu = process.cpuUsage();
  const began = performance.now();
  const yes = asked.kind === 'now' ? yesOf(asked.ask, checks) : await yesLater(asked.ask, checks);
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  if (yes === 0) throw new Error('nothing is allowed');
  return { perSecond: checks.length / seconds, perCpuSecond: (checks.length / (user + system)) * 1e6 };
};

/** The local decider as a client has it: nothing else decides in its process yet. */
const measureAlone = async (world: LawWorld): Promise<readonly Round[]> => {
  const asked = await byNames.load(world);
  const rounds: Round[] = [];
  for (let turn = 0; turn <= ROUNDS; turn += 1) rounds.push(await round(asked, world.checks));
  // The first one is spent on becoming fast.
  return rounds.slice(1);
};

const micros = async (asked: Asked, checks: readonly Check[]): Promise<readonly number[]> => {
  const times: number[] = [];
  for (const check of checks) {
    const began = process.hrtime.bigint();
    if (asked.kind === 'now') asked.ask(check);
    else await asked.ask(check);
    times.push(Number(process.hrtime.bigint() - began) / 1_000);
  }
  return times;
};

/** How many decisions one core makes in a second, and how long one takes: ours and others’, asked the same. */
export const measureLaw = async (): Promise<Finding> => {
  const world = buildWorld();
  const { people, items, grants } = world;
  const text = snapshotText(world);
  const alone = await measureAlone(world);
  plainWorld(world);
  const measured: Measured[] = [];
  for (const decider of DECIDERS) {
    const before = memory();
    const began = performance.now();
    const asked = await decider.load(world);
    const loadMs = performance.now() - began;
    const megabytes = memory() - before;
    const checks = world.checks.slice(0, decider.questions);
    const answers = await answersOf(asked, checks);
    measured.push({ decider, asked, checks, loadMs, megabytes, answers, rounds: [] });
  }
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    for (const { asked, checks, rounds } of measured) rounds.push(await round(asked, checks));
  }
  const plain = measured.find(({ decider }) => decider === handWritten)?.answers ?? [];
  const rows: (string | number)[][] = [
    [
      'local decider, nothing else deciding in its process',
      byNames.reasons,
      rate(alone, 'perSecond'),
      rate(alone, 'perCpuSecond'),
      '',
      '',
      '',
      '',
      '',
    ],
  ];
  for (const { decider, asked, checks, loadMs, megabytes, answers, rounds } of measured) {
    const times = await micros(asked, checks);
    const same = answers.filter((answer, place) => answer === plain[place]).length;
    rows.push([
      decider.name,
      decider.reasons,
      rate(rounds, 'perSecond'),
      rate(rounds, 'perCpuSecond'),
      median(times),
      quantile(times, 0.99),
      loadMs,
      megabytes,
      `${same.toLocaleString('en')} of ${answers.length.toLocaleString('en')}`,
    ]);
  }
  const of = (decider: Decider): number =>
    rate(measured.find((one) => one.decider === decider)?.rounds ?? [], 'perCpuSecond');
  const p99 = rows[1]?.[5];
  const allowed = plain.filter(Boolean).length / plain.length;
  return {
    title: 'The law: deciding',
    setting:
      `${items.size.toLocaleString('en')} items of one company, each with five names and, where it is 秘密, a department; ` +
      `${people.size.toLocaleString('en')} people; ${grants.size.toLocaleString('en')} grants, one in six of them expired. ` +
      `${world.checks.length.toLocaleString('en')} questions (60% view, 25% copy, 15% excerpt) of which ${(allowed * 100).toFixed(1)}% are allowed; slow ones are asked the first of them. ` +
      'All are asked by the ids of person and item, and finding these is part of each answer, but for the ints. One thread; the medians of rounds in turn.',
    columns: [
      '',
      'says',
      'per second',
      'per second of CPU',
      'p50 µs',
      'p99 µs',
      'load ms',
      'MB',
      'same answer as plain',
    ],
    rows,
    meaning: [
      `Local decider by itself, by the clock on the wall: ${verdict(rate(alone, 'perSecond'), LOCAL_GOAL)}. Of the processor's own time, which says what it takes wherever it need not wait for others: ${verdict(rate(alone, 'perCpuSecond'), LOCAL_GOAL)}. Its rules are those of decide(), so that in one process with it both are slower: ${(of(byNames) / rate(alone, 'perCpuSecond')).toFixed(2)} of that, which the ratios below are taken from. p99 ${typeof p99 === 'number' && p99 <= GOAL_P99_MICROS ? 'reached' : 'not reached'} (${GOAL_P99_MICROS} µs, with the reading of the clock in it).`,
      'What stands in none of these numbers: local.decide of the client also writes each decision down, which the section before measures.',
      `decide() on objects, of the processor's own time: ${verdict(of(byDecide), OBJECTS_GOAL)}.`,
      `Of the processor's own time ${(of(byNames) / of(handWritten)).toFixed(1)} times the plain Maps, which know neither posts nor validity nor articles; ${(of(byNames) / of(interned)).toFixed(2)} of the ints, which look nothing up and say a number; ${(of(byNames) / of(caslPrebuilt)).toFixed(1)} times CASL, ${(of(byNames) / of(casbinAbac)).toFixed(0)} times casbin, ${(of(byNames) / of(cedar)).toFixed(0)} times Cedar in WebAssembly, ${Math.round(of(byNames) / of(osoPolar)).toLocaleString('en')} times oso.`,
      `The snapshot is ${(text.length / 2 ** 20).toFixed(1)} MB of JSON before it is compressed; loading it is parsing and opening. The peers' load begins with plain rows in memory.`,
      'The peers are given the rule of this world alone, in their own words, and no validity of names and posts: time goes in as a number with each question, and grants as a set.',
    ],
  };
};

const rate = (rounds: readonly Round[], which: keyof Round): number => median(rounds.map((one) => one[which]));

const verdict = (reached: number, goal: number): string =>
  `${Math.round(reached).toLocaleString('en')} a second; goal ${goal.toLocaleString('en')}, ${reached >= goal ? 'reached' : `not reached (${(reached / goal).toFixed(2)} of it)`}`;
