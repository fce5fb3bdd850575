import { createPool, ScopedDatabase } from '@miji/db';
import type { TestDatabase } from '@miji/testing';
import type { Client } from 'pg';
import { afterAll } from 'vitest';

/** One step of a plan as PostgreSQL explains it. */
export interface Step {
  readonly kind: string;
  readonly relation: string | null;
  readonly index: string | null;
}

const field = (value: object, name: string): unknown => Object.entries(value).find(([key]) => key === name)?.[1];
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const stepsOf = (node: unknown): Step[] => {
  if (typeof node !== 'object' || node === null) return [];
  const below = field(node, 'Plans');
  return [
    {
      kind: text(field(node, 'Node Type')) ?? '',
      relation: text(field(node, 'Relation Name')),
      index: text(field(node, 'Index Name')),
    },
    ...(Array.isArray(below) ? below.flatMap(stepsOf) : []),
  ];
};

/** A statement that ran, how PostgreSQL ran it, and for how many milliseconds. */
export interface RunPlan {
  readonly statement: string;
  readonly steps: readonly Step[];
  readonly milliseconds: number;
  readonly explained: string;
}

const readPlan = (message: string): RunPlan | null => {
  const found = /^duration: ([\d.]+) ms\s+plan:\s+(\{[\s\S]*\})\s*$/.exec(message);
  if (found === null) return null;
  const [, milliseconds = '', json = ''] = found;
  const explained: unknown = JSON.parse(json);
  if (typeof explained !== 'object' || explained === null) return null;
  return {
    statement: text(field(explained, 'Query Text')) ?? '',
    steps: stepsOf(field(explained, 'Plan')),
    milliseconds: Number(milliseconds),
    explained: json,
  };
};

/**
 * A scoped database whose server explains every statement that it runs: what is looked at is the plan of the product's own
 * statement, with its parameters and its row policies, and not one that was asked for beside it.
 */
export const explainingDatabase = async (database: TestDatabase, superuser: Client) => {
  const settings = {
    session_preload_libraries: 'auto_explain',
    'auto_explain.log_min_duration': '0',
    'auto_explain.log_format': 'json',
    'auto_explain.log_level': 'notice',
    'auto_explain.log_analyze': 'on',
    'auto_explain.log_timing': 'off',
  };
  for (const [name, value] of Object.entries(settings)) {
    await superuser.query(`alter role miji_app in database ${database.name} set ${name} = '${value}'`);
  }
  const plans: RunPlan[] = [];
  const pool = createPool({ url: database.urlFor('miji_app'), max: 1, name: 'explained' });
  afterAll(() => pool.end());
  pool.on('connect', (client) => {
    client.on('notice', (notice) => {
      const plan = readPlan(notice.message ?? '');
      if (plan !== null) plans.push(plan);
    });
  });
  return { db: new ScopedDatabase(pool), plans };
};
