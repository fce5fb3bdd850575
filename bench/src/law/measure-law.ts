import { decide } from '@miji/core';
import type { Finding } from '../report.ts';
import { median, quantile } from '../statistics.ts';
import type { Check, LawWorld } from './world.ts';
import { buildWorld, grantKey } from './world.ts';

const ROUNDS = 5;
/** Every so many questions the clock is read around a single one; more often, and it would measure the clock. */
const SAMPLE_EVERY = 10;

const ask = ({ people, items, grants, at }: LawWorld, check: Check): boolean => {
  const actor = people.get(check.personId);
  const item = items.get(check.itemId);
  if (actor === undefined || item === undefined) return false;
  const grant = check.operation === 'view' ? undefined : grants.get(grantKey(check));
  return decide({ operation: check.operation, item, actor, at, grant }).outcome === 'allowed';
};

/** How many decisions one core makes in a second, and how long one takes. */
export const measureLaw = (): Finding => {
  const world = buildWorld();
  const { checks } = world;
  let allowed = 0;
  const round = (): number => {
    const began = performance.now();
    allowed = 0;
    for (const check of checks) if (ask(world, check)) allowed += 1;
    return (checks.length / (performance.now() - began)) * 1_000;
  };
  const first = round();
  const rates = Array.from({ length: ROUNDS }, round);

  const micros: number[] = [];
  for (let index = 0; index < checks.length; index += 1) {
    const check = checks[index];
    if (check === undefined) break;
    const began = process.hrtime.bigint();
    ask(world, check);
    if (index % SAMPLE_EVERY === 0) micros.push(Number(process.hrtime.bigint() - began) / 1_000);
  }
  return {
    title: 'The law: decide()',
    setting:
      `${world.items.size.toLocaleString('en')} items (five names each, and a department where it is 秘密) of 20 companies, ` +
      `${world.people.size.toLocaleString('en')} people, ${world.grants.size.toLocaleString('en')} grants by key; ${checks.length.toLocaleString('en')} questions ` +
      `(60% view, 25% copy, 15% excerpt), ${((allowed / checks.length) * 100).toFixed(1)}% allowed. Finding actor, item and grant by id is part of it. One thread.`,
    columns: ['', 'decisions/s', 'p50 µs', 'p99 µs', 'p99.9 µs'],
    rows: [
      ['first round (nothing compiled or remembered)', first, '', '', ''],
      [`median of ${ROUNDS} more`, median(rates), median(micros), quantile(micros, 0.99), quantile(micros, 0.999)],
    ],
    meaning: [],
  };
};
