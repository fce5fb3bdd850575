import type { Actor, ApprovedOperation, Grant, ItemFacts, Operation, RangeEntry, SecretLevel } from '@miji/core';
import { SECRET_LEVELS, Temporal } from '@miji/core';
import { seeded } from '../support/statistics.ts';

/** What is asked of the law: all by id, as it comes in from outside. */
export interface Check {
  readonly personId: string;
  readonly itemId: string;
  readonly operation: Operation;
}

/** A group in memory: its people, items and grants by id, and the questions that are asked. */
export interface LawWorld {
  readonly people: ReadonlyMap<string, Actor>;
  readonly items: ReadonlyMap<string, ItemFacts>;
  readonly grants: ReadonlyMap<string, Grant>;
  readonly checks: readonly Check[];
  readonly at: Temporal.Instant;
}

/** The company that all of it belongs to. */
export const COMPANY = { id: '01990000-0000-7000-8000-00000000c0de', code: 'HYYH', kind: 'subsidiary' } as const;

const DEPARTMENTS = 20;
const YEARS = 7;
const PEOPLE = 1_000;
const ITEMS = 100_000;
const NAMED = 5;
const LIVE_GRANTS = 10_000;
const DEAD_GRANTS = 2_000;
const CHECKS = 200_000;

const at = Temporal.Instant.from('2026-11-21T02:00:00Z');
const since = Temporal.Instant.from('2020-01-01T00:00:00+08:00');
const always = { from: since, to: null };

export const grantKey = ({ personId, itemId, operation }: Check): string => `${personId} ${itemId} ${operation}`;

/** As long as the ids that people and departments really have. */
const idOf = (kind: string, number: number): string => `01990000-0000-7000-${kind}-${String(number).padStart(12, '0')}`;
const DEPARTMENT_IDS = Array.from({ length: DEPARTMENTS }, (_, number) => idOf('8d00', number));
const PERSON_IDS = Array.from({ length: PEOPLE }, (_, number) => idOf('8a00', number));
const itemNumber = (number: number): string =>
  `${COMPANY.code}-${2020 + (number % YEARS)}-${String(Math.floor(number / YEARS) + 1).padStart(6, '0')}`;

/** The same as they come in: each with texts of its own, that nobody has looked at before. */
const fromOutside = (checks: readonly Check[]): readonly Check[] => JSON.parse(JSON.stringify(checks));

const operationOf = (percent: number): Operation => {
  if (percent < 60) return 'view';
  return percent < 85 ? 'copy' : 'excerpt';
};

/** 1,000 people and 100,000 items of one company, with 12,000 grants and 200,000 questions; the same on every run. */
export const buildWorld = (): LawWorld => {
  const next = seeded(20_261_121);
  const one = (of: readonly string[]): string => of[next(of.length)] ?? '';
  const people = new Map<string, Actor>();
  for (const personId of PERSON_IDS) {
    people.set(personId, {
      personId,
      appointments: [
        {
          companyId: COMPANY.id,
          companyKind: COMPANY.kind,
          post: people.size === 0 ? 'general_manager' : 'staff',
          departmentId: one(DEPARTMENT_IDS),
          validity: always,
        },
      ],
    });
  }

  const items = new Map<string, ItemFacts>();
  for (let number = 0; number < ITEMS; number += 1) {
    const level: SecretLevel = SECRET_LEVELS[next(3)] ?? 'secret';
    const entries: RangeEntry[] = Array.from({ length: NAMED }, () => ({
      member: { kind: 'person', personId: one(PERSON_IDS) },
      validity: always,
    }));
    if (level === 'confidential') {
      entries.push({
        member: { kind: 'department', departmentId: one(DEPARTMENT_IDS) },
        validity: always,
      });
    }
    const itemId = itemNumber(number);
    items.set(itemId, {
      itemId,
      version: 1,
      level,
      // One in twelve is past its period.
      period: { kind: 'term', term: Temporal.Duration.from({ years: 1 + next(12) }) },
      issuedOn: Temporal.PlainDate.from('2020-01-01').add({ days: next(2_500) }),
      declassifiedAt: null,
      range: { ownerCompanyId: COMPANY.id, responsibleManagerId: one(PERSON_IDS), entries, excludedIds: [] },
      regimes: [],
      line: null,
      coOwnerIds: [],
    });
  }

  const checks: Check[] = Array.from({ length: CHECKS }, () => {
    const itemId = itemNumber(next(ITEMS));
    // Half of the questions come from within the range, as they do where people work; the rest from anywhere.
    const entry = items.get(itemId)?.range.entries[next(NAMED)];
    const within = next(2) === 0 && entry?.member.kind === 'person' ? entry.member.personId : one(PERSON_IDS);
    return { personId: within, itemId, operation: operationOf(next(100)) };
  });

  const grants = new Map<string, Grant>();
  const taken = checks.filter(({ operation }) => operation !== 'view');
  for (let number = 0; number < LIVE_GRANTS + DEAD_GRANTS; number += 1) {
    const check = taken[next(taken.length)];
    if (check === undefined) break;
    const operation: ApprovedOperation = check.operation === 'excerpt' ? 'excerpt' : 'copy';
    grants.set(grantKey(check), {
      ...check,
      operation,
      itemVersion: 1,
      level: items.get(check.itemId)?.level ?? 'secret',
      copies: 2,
      voided: null,
      used: 1,
      expiresAt: at.add({ hours: number < LIVE_GRANTS ? 24 : -24 }),
    });
  }
  return { people, items, grants, checks: fromOutside(checks), at };
};
