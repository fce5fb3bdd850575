import type { Operation } from '@miji/core';
import type { Decider } from './decider.ts';
import { now } from './decider.ts';
import { plainWorld } from './plain-world.ts';
import { grantKey } from './world.ts';

interface Row {
  readonly companyId: string;
  readonly named: ReadonlySet<string>;
  readonly departmentId: string | null;
  readonly endsAt: number;
  readonly isTop: boolean;
}

interface Answer {
  readonly allowed: boolean;
  readonly code: string;
  readonly rule: string;
}

/**
 * A yardstick: about the same rule as a programmer would write it for this world alone, over sets and numbers laid out for it, with
 * a reason beside the answer. It knows no posts, no head office, no validity and no articles. Every other answer is compared with its.
 */
export const handWritten: Decider = {
  name: 'plain Maps, written by hand for this world',
  reasons: 'code, rule',
  questions: 200_000,
  load(world) {
    const { items, people, granted, now: at } = plainWorld(world);
    const rows = new Map<string, Row>();
    for (const { number, ...item } of items.values()) rows.set(number, { ...item, named: new Set(item.named) });
    const answer = (personId: string, itemId: string, operation: Operation, key: () => string): Answer => {
      const row = rows.get(itemId);
      const person = people.get(personId);
      if (row === undefined || person === undefined) return { allowed: false, code: 'NOT_FOUND', rule: '' };
      const isNamed = row.named.has(personId);
      if (at >= row.endsAt) {
        const allowed = isNamed || person.companyId === row.companyId;
        return { allowed, code: allowed ? 'ALLOWED_DECLASSIFIED' : 'NOT_IN_RANGE', rule: 'period.over' };
      }
      if (!isNamed && person.departmentId !== row.departmentId) {
        return { allowed: false, code: 'NOT_IN_RANGE', rule: 'range' };
      }
      if (operation === 'view') return { allowed: true, code: 'ALLOWED_NAMED', rule: 'range' };
      if (granted.has(key())) return { allowed: true, code: 'ALLOWED_GRANT', rule: 'grant' };
      return { allowed: false, code: row.isTop ? 'NECESSITY_REQUIRED' : 'APPROVAL_REQUIRED', rule: 'approver' };
    };
    return now((check) => answer(check.personId, check.itemId, check.operation, () => grantKey(check)).allowed);
  },
};
