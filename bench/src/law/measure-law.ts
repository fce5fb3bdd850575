import { decide } from '@miji/core';
import type { Finding } from '../report.ts';
import { median, quantile } from '../statistics.ts';
import type { Check, LawWorld } from './world.ts';
import { buildWorld, grantKey } from './world.ts';

const ROUNDS = 7;
const GOAL_PER_SECOND = 500_000;
const GOAL_P99_MICROS = 5;

type Ask = (world: LawWorld, check: Check) => boolean;

const decided: Ask = ({ people, items, grants, at }, check) => {
  const actor = people.get(check.personId);
  const item = items.get(check.itemId);
  if (actor === undefined || item === undefined) return false;
  const grant = check.operation === 'view' ? undefined : grants.get(grantKey(check));
  return decide({ operation: check.operation, item, actor, at, grant }).outcome === 'allowed';
};

/** The same without the law: what it costs to find the facts by their ids. */
const found: Ask = ({ people, items, grants }, check) => {
  const actor = people.get(check.personId);
  const item = items.get(check.itemId);
  const grant = check.operation === 'view' ? undefined : grants.get(grantKey(check));
  return actor?.appointments.length !== 0 && item?.version === 1 && grant === undefined;
};

interface Round {
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly yes: number;
}

const round = (world: LawWorld, ask: Ask): Round => {
  const cpu = process.cpuUsage();
  const began = performance.now();
  let yes = 0;
  for (const check of world.checks) if (ask(world, check)) yes += 1;
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: world.checks.length / seconds, perCpuSecond: (world.checks.length / process.cpuUsage(cpu).user) * 1e6, yes };
};

const micros = (world: LawWorld, ask: Ask): readonly number[] =>
  world.checks.map((check) => {
    const began = process.hrtime.bigint();
    ask(world, check);
    return Number(process.hrtime.bigint() - began) / 1_000;
  });

const row = (name: string, rounds: readonly Round[], times: readonly number[]) => [
  name,
  median(rounds.map(({ perSecond }) => perSecond)),
  median(rounds.map(({ perCpuSecond }) => perCpuSecond)),
  median(times),
  quantile(times, 0.99),
];

/** How many decisions one core makes in a second, and how long one takes. */
export const measureLaw = (): Finding => {
  const world = buildWorld();
  const { people, items, grants, checks } = world;
  const cold = round(world, decided);
  const rounds = Array.from({ length: ROUNDS }, () => ({ decided: round(world, decided), found: round(world, found) }));
  const times = micros(world, decided);
  const law = rounds.map((one) => one.decided);
  const rate = median(law.map(({ perCpuSecond }) => perCpuSecond));
  const p99 = quantile(times, 0.99);
  return {
    title: 'The law: decide()',
    setting:
      `${items.size.toLocaleString('en')} items of 20 companies, each with five names and, where it is 秘密, a department; ` +
      `${people.size.toLocaleString('en')} people; ${grants.size.toLocaleString('en')} grants, one in six of them expired. ` +
      `${checks.length.toLocaleString('en')} questions (60% view, 25% copy, 15% excerpt) of which ${((cold.yes / checks.length) * 100).toFixed(1)}% are allowed. ` +
      'Finding person, item and grant by id is part of each. One thread; the medians of rounds in turn.',
    columns: ['', 'per second', 'per second of CPU', 'p50 µs', 'p99 µs'],
    rows: [
      row('decide(), facts seen for the first time', [cold], []),
      row('decide()', law, times),
      row('finding the facts alone', rounds.map((one) => one.found), micros(world, found)),
    ].map((cells) => cells.map((cell) => (Number.isNaN(cell) ? '' : cell))),
    meaning: [
      `Goal: at least ${GOAL_PER_SECOND.toLocaleString('en')} a second with reasons, p99 at most ${GOAL_P99_MICROS} µs. ` +
        `Per second of CPU ${rate >= GOAL_PER_SECOND ? 'reached' : `not reached (${(rate / GOAL_PER_SECOND).toFixed(2)} of it)`}; ` +
        `p99 ${p99 <= GOAL_P99_MICROS ? 'reached' : 'not reached'}, with the reading of the clock in it.`,
      'The end of a period is worked out once for each item in memory. A server that reads the facts out of the database for each request pays the first line.',
    ],
  };
};
