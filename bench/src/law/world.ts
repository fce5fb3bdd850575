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

const COMPANIES = 20;
const DEPARTMENTS_EACH = 10;
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

/** Each name once in memory, however often it is used. */
const names = new Map<string, string>();
const one = (name: string): string => {
  const known = names.get(name);
  if (known === undefined) names.set(name, name);
  return known ?? name;
};
const companyId = (number: number): string => one(`company-${number}`);
const departmentId = (company: number, number: number): string => one(`department-${company}-${number}`);
const personId = (number: number): string => one(`person-${number}`);

const operationOf = (percent: number): Operation => {
  if (percent < 60) return 'view';
  return percent < 85 ? 'copy' : 'excerpt';
};

/** 1,000 people and 100,000 items in 20 companies, with 12,000 grants and 200,000 questions; the same on every run. */
export const buildWorld = (): LawWorld => {
  const next = seeded(20_261_121);
  const people = new Map<string, Actor>();
  for (let number = 0; number < PEOPLE; number += 1) {
    const company = number % COMPANIES;
    const post = number < COMPANIES ? 'general_manager' : 'staff';
    const department = departmentId(company, next(DEPARTMENTS_EACH));
    people.set(personId(number), {
      personId: personId(number),
      appointments: [
        { companyId: companyId(company), companyKind: 'subsidiary', post, departmentId: department, validity: always },
      ],
    });
  }
  const colleague = (company: number): string => personId(company + COMPANIES * next(PEOPLE / COMPANIES));

  const items = new Map<string, ItemFacts>();
  for (let number = 0; number < ITEMS; number += 1) {
    const company = number % COMPANIES;
    const level: SecretLevel = SECRET_LEVELS[next(3)] ?? 'secret';
    const entries: RangeEntry[] = Array.from({ length: NAMED }, () => ({
      member: { kind: 'person', personId: colleague(company) },
      validity: always,
    }));
    if (level === 'confidential') {
      entries.push({
        member: { kind: 'department', departmentId: departmentId(company, next(DEPARTMENTS_EACH)) },
        validity: always,
      });
    }
    const itemId = `item-${number}`;
    items.set(itemId, {
      itemId,
      version: 1,
      level,
      // One in twelve is past its period.
      period: { kind: 'term', term: Temporal.Duration.from({ years: 1 + next(12) }) },
      issuedOn: Temporal.PlainDate.from('2020-01-01').add({ days: next(2_500) }),
      declassifiedAt: null,
      range: { ownerCompanyId: companyId(company), responsibleManagerId: colleague(company), entries, excludedIds: [] },
      regimes: [],
      line: null,
      coOwnerIds: [],
    });
  }

  const checks: Check[] = Array.from({ length: CHECKS }, () => {
    const item = next(ITEMS);
    // Half of the questions come from within the range, as they do where people work; the rest from anywhere.
    const entry = items.get(`item-${item}`)?.range.entries[next(NAMED)];
    const within = next(2) === 0 && entry?.member.kind === 'person' ? entry.member.personId : personId(next(PEOPLE));
    return { personId: within, itemId: `item-${item}`, operation: operationOf(next(100)) };
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
  return { people, items, grants, checks, at };
};
