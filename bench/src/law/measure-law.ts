import { decide, lawOf, REGULATIONS } from '@miji/core';
import type { Finding } from '../support/report.ts';
import { median, quantile } from '../support/statistics.ts';
import { handWritten } from './hand-written.ts';
import type { Check, LawWorld } from './world.ts';
import { buildWorld, grantKey } from './world.ts';

const ROUNDS = 7;
const GOAL_PER_SECOND = 500_000;
const GOAL_P99_MICROS = 5;

type Ask = (check: Check) => boolean;

const askTheLaw = ({ people, items, grants, at }: LawWorld): Ask => {
  const law = lawOf(REGULATIONS, 'HYYH');
  return (check) => {
    const actor = people.get(check.personId);
    const item = items.get(check.itemId);
    if (actor === undefined || item === undefined) return false;
    const grant = check.operation === 'view' ? undefined : grants.get(grantKey(check));
    return decide({ law, operation: check.operation, item, actor, at, grant }).outcome === 'allowed';
  };
};

interface Round {
  readonly perSecond: number;
  readonly perCpuSecond: number;
  readonly yes: number;
}

const round = (checks: readonly Check[], ask: Ask): Round => {
  const cpu = process.cpuUsage();
  const began = performance.now();
  let yes = 0;
  for (const check of checks) if (ask(check)) yes += 1;
  const seconds = (performance.now() - began) / 1_000;
  return { perSecond: checks.length / seconds, perCpuSecond: (checks.length / process.cpuUsage(cpu).user) * 1e6, yes };
};

const micros = (checks: readonly Check[], ask: Ask): readonly number[] =>
  checks.map((check) => {
    const began = process.hrtime.bigint();
    ask(check);
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
  const decided = askTheLaw(world);
  const cold = round(checks, decided);
  const plain = handWritten(world);
  const rounds = Array.from({ length: ROUNDS }, () => ({ law: round(checks, decided), plain: round(checks, plain) }));
  const times = micros(checks, decided);
  const law = rounds.map((one) => one.law);
  const rate = median(law.map(({ perCpuSecond }) => perCpuSecond));
  const ratio = median(rounds.map((one) => one.law.perCpuSecond / one.plain.perCpuSecond));
  if (rounds.some((one) => one.law.yes !== one.plain.yes))
    throw new Error('the law and the yardstick do not allow the same');
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
      row(
        'yardstick, written by hand for this world',
        rounds.map((one) => one.plain),
        micros(checks, plain),
      ),
    ].map((cells) => cells.map((cell) => (Number.isNaN(cell) ? '' : cell))),
    meaning: [
      `Goal: at least ${GOAL_PER_SECOND.toLocaleString('en')} a second with reasons, p99 at most ${GOAL_P99_MICROS} µs. ` +
        `Per second of CPU ${rate >= GOAL_PER_SECOND ? 'reached' : `not reached (${(rate / GOAL_PER_SECOND).toFixed(2)} of it)`}; ` +
        `p99 ${p99 <= GOAL_P99_MICROS ? 'reached' : 'not reached'}, with the reading of the clock in it.`,
      `${ratio.toFixed(2)} of the yardstick's rate, which knows neither posts nor validity nor articles; both allow the same questions.`,
      'The end of a period is worked out once for each item in memory. A server that reads the facts out of the database for each request pays the first line.',
    ],
  };
};
