import { Refusal } from '@miji/contract';
import { encodeSnapshot, openSnapshot, REGULATIONS, Temporal } from '@miji/core';
import { describe, expect, test } from 'vitest';
import { localRecords } from '../../src/records/local-records.ts';
import type { Spool } from '../../src/spool.ts';
import { COMPANY, CUSTOMER, NOW } from './office.ts';

const LONG_AGO = Temporal.Instant.from('2020-01-01T00:00:00Z');
const spool: Spool = { keep: async () => undefined, note: () => true, close: async () => undefined };
const inPost = {
  companyId: COMPANY,
  companyKind: 'subsidiary',
  post: 'staff',
  departmentId: 'retail',
  validity: { from: NOW, to: NOW.add({ minutes: 1 }) },
} as const;
const facts = {
  company: { id: COMPANY, code: 'HYYH', kind: 'subsidiary' },
  rules: [{ from: LONG_AGO, rules: REGULATIONS }],
  classes: [CUSTOMER],
  items: [],
  actors: [{ personId: 'li', appointments: [inPost] }],
  grants: [],
} as const;
const law = openSnapshot(encodeSnapshot(facts, { cursor: 'c1', at: NOW, lifeMs: 30_000 }));

/** What somebody whose post begins now is told, where the clock of the server shows something between two instants. */
const readBetween = async (earliest: number, at: number): Promise<string> => {
  const customers = localRecords({ fresh: () => ({ law, at, earliest }), spool })('customer')
    .rows<{ readonly id: number; readonly vip: 'ordinary'; readonly manager: string; readonly segment: string }>()
    .map({ ref: 'id', grade: 'vip', accountManager: 'manager', fields: { segment: 'segment' } });
  const row = { id: 7, vip: 'ordinary', manager: 'li', segment: '零售' } as const;
  const reading = customers.read(row, { person: 'li', purpose: '回访', fields: ['segment'] });
  return reading.then(
    () => 'allowed',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
};

describe('records decided here', () => {
  test('are those of a post that has begun for sure, and may not be over', async () => {
    const begins = NOW.epochMilliseconds;
    const ends = inPost.validity.to.epochMilliseconds;
    expect(await readBetween(begins - 1, begins + 9)).toBe('NOT_IN_RANGE');
    expect(await readBetween(begins, begins + 10)).toBe('allowed');
    expect(await readBetween(ends - 10, ends - 1)).toBe('allowed');
    expect(await readBetween(ends - 10, ends)).toBe('NOT_IN_RANGE');
  });
});
