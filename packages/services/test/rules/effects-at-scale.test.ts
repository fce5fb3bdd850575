import type { Actor, RuleSet } from '@miji/core';
import { lawOf, REGULATIONS, Temporal } from '@miji/core';
import { expect, test } from 'vitest';
import { EffectLedger } from '../../src/rules/effect-ledger.ts';
import { tellEffects } from '../../src/rules/effects.ts';
import type { LiveItem } from '../../src/rules/live-data.ts';
import { PeopleByName } from '../../src/rules/people-by-name.ts';
import { times } from '../support/house.ts';

const AT = Temporal.Instant.from('2026-11-20T00:00:00Z');
const validity = { from: Temporal.Instant.from('2020-01-01T00:00:00Z'), to: null };
const DEPARTMENTS = times(10, (index) => `department ${index}`);

const people: ReadonlyMap<string, Actor> = new Map(
  times(300, (index) => {
    const departmentId = DEPARTMENTS[index % 10] ?? null;
    const held = { companyId: 'bank', companyKind: 'subsidiary', post: 'staff', departmentId, validity } as const;
    return [`person ${index}`, { personId: `person ${index}`, appointments: [held] }];
  }),
);
const items = times(
  2_000,
  (index): LiveItem => ({
    number: `HYYH-2026-${index}`,
    catalogueCode: 'GS-08.3',
    facts: {
      itemId: `item ${index}`,
      version: 1,
      level: 'confidential',
      period: { kind: 'indefinite' },
      issuedOn: Temporal.PlainDate.from('2026-01-01'),
      declassifiedAt: null,
      regimes: [],
      line: null,
      coOwnerIds: [],
      range: {
        ownerCompanyId: 'bank',
        responsibleManagerId: 'person 1',
        excludedIds: [],
        entries: DEPARTMENTS.map((departmentId) => ({ member: { kind: 'department', departmentId }, validity })),
      },
    },
  }),
);

test('two thousand items that three hundred people would lose are counted within seconds', {
  timeout: 30_000,
}, async () => {
  const after: RuleSet = {
    ...REGULATIONS,
    ranges: REGULATIONS.ranges.map((rule) =>
      rule.regime === 'group' && rule.level === 'confidential' ? { ...rule, members: ['person'] } : rule,
    ),
  };
  const laws = { before: lawOf(REGULATIONS, 'HYYH'), after: lawOf(after, 'HYYH') };
  const ledger = new EffectLedger(true);
  const started = performance.now();
  await tellEffects(laws, items, new PeopleByName(people, AT), (effect) => ledger.add(effect, 'HYYH'));
  const { losses, gains, rows, truncated } = ledger.toWire(new Map(), AT);
  // Everybody but the responsible manager, who keeps them by his office.
  expect(losses.byOperation[0]).toEqual({ operation: 'view', count: 299 * 2_000 });
  expect({ gains: gains.count, rows: rows.length, truncated }).toEqual({ gains: 0, rows: 5_000, truncated: true });
  expect(performance.now() - started).toBeLessThan(8_000);
});
