import type { Operation } from '@miji/core';
import { declassifiesAt } from '@miji/core';
import type { Check, LawWorld } from './world.ts';
import { grantKey } from './world.ts';

interface Row {
  readonly companyId: string;
  readonly named: ReadonlySet<string>;
  readonly departmentId: string | null;
  readonly open: boolean;
  readonly endsAt: number;
}

/**
 * A yardstick: about the same rule as a programmer would write it for this world alone, over sets and numbers laid out for it, with
 * a reason beside the answer. It knows no posts, no head office, no validity and no articles.
 */
export const handWritten = (world: LawWorld): ((check: Check) => boolean) => {
  const rows = new Map<string, Row>();
  for (const [itemId, item] of world.items) {
    const { ownerCompanyId, responsibleManagerId, entries } = item.range;
    const persons = entries.flatMap(({ member }) => (member.kind === 'person' ? [member.personId] : []));
    const department = entries.find(({ member }) => member.kind === 'department')?.member;
    rows.set(itemId, {
      companyId: ownerCompanyId,
      named: new Set(item.level === 'top_secret' ? persons : [responsibleManagerId, ...persons]),
      departmentId: department?.kind === 'department' ? department.departmentId : null,
      open: item.level !== 'top_secret',
      endsAt: declassifiesAt(item)?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    });
  }
  const people = new Map(
    [...world.people.values()].map(({ personId, appointments: [post] }) => [
      personId,
      { companyId: post?.companyId, departmentId: post?.departmentId },
    ]),
  );
  const grants = new Map(
    [...world.grants].map(([key, { used, copies, expiresAt }]) => [
      key,
      used < copies ? expiresAt.epochMilliseconds : 0,
    ]),
  );
  const now = world.at.epochMilliseconds;

  const answer = (
    check: Check,
    operation: Operation,
  ): { readonly allowed: boolean; readonly code: string; readonly rule: string } => {
    const row = rows.get(check.itemId);
    const person = people.get(check.personId);
    if (row === undefined || person === undefined) return { allowed: false, code: 'NOT_FOUND', rule: '' };
    const expires = operation === 'view' ? undefined : grants.get(grantKey(check));
    if (now >= row.endsAt) {
      const known = person.companyId === row.companyId || row.named.has(check.personId);
      const allowed = known && (expires === undefined || now < expires);
      return { allowed, code: allowed ? 'ALLOWED_DECLASSIFIED' : 'NOT_IN_RANGE', rule: 'period.over' };
    }
    const named =
      row.named.has(check.personId) || (row.departmentId !== null && row.departmentId === person.departmentId);
    if (!named) return { allowed: false, code: 'NOT_IN_RANGE', rule: 'range' };
    if (operation === 'view') return { allowed: true, code: 'ALLOWED_NAMED', rule: 'range' };
    if (expires !== undefined)
      return { allowed: now < expires, code: now < expires ? 'ALLOWED_GRANT' : 'GRANT_EXPIRED', rule: 'grant' };
    return { allowed: false, code: row.open ? 'APPROVAL_REQUIRED' : 'NECESSITY_REQUIRED', rule: 'approver' };
  };
  return (check) => answer(check, check.operation).allowed;
};
