import { describe, expect, it } from 'vitest';
import type { Actor, ApprovalMatter, FilledSeat, Seat, SeatFormula } from '../src/index.ts';
import { allOf, filledBy, inOrder, isSpent, leftAfter, routeOf, seatName, spokenBy } from '../src/index.ts';
import { appointment, LAST_SECRET_MILLISECOND, OWNER } from './support/cast.ts';

const at = LAST_SECRET_MILLISECOND;
const OWNER_MANAGER: Seat = { kind: 'post', companyId: OWNER, post: 'general_manager' };
const HEAD_OFFICE_MANAGER: Seat = { kind: 'headquarters_post', post: 'general_manager' };
const owner: Actor = { personId: 'p1', appointments: [appointment('own', 'general_manager')] };
const executive: Actor = { personId: 'p2', appointments: [appointment('headquarters', 'general_manager')] };
const deputy: Actor = { personId: 'p3', appointments: [appointment('headquarters', 'deputy_general_manager')] };
const matter: ApprovalMatter = {
  operation: 'copy',
  level: 'secret',
  ownerCompanyId: OWNER,
  line: null,
  responsibleManagerId: 'p8',
  requesterCompanyIds: [],
  requesterDepartmentIds: [],
  parties: { requesterId: 'p9', drafterId: null, beneficiaryIds: [] },
};

/** Lets people speak one after the other; what is left in the end. */
const after = (formula: SeatFormula, who: readonly Actor[], officers: readonly Actor[], about = matter) => {
  let left: SeatFormula | null = formula;
  const filled: FilledSeat[] = [];
  for (const { personId } of who) {
    if (left === null) break;
    const spoken = spokenBy(filled, personId);
    const act = filledBy(left, about, { personId, officers, spoken }, at);
    filled.push(...act.filled.map((held) => ({ ...held, seat: seatName(held.seat) })));
    left = leftAfter(formula, filled);
  }
  return left;
};

describe('two agreements are two people’s (CF-32)', () => {
  const late = { ...matter, overdue: true };
  const officers = [owner, executive, deputy];

  it.each([
    ['in this order', inOrder<Seat>(OWNER_MANAGER, HEAD_OFFICE_MANAGER)],
    ['both of them', allOf<Seat>(OWNER_MANAGER, HEAD_OFFICE_MANAGER)],
  ])(
    '%s: where nobody answered, the next in line stands in for one seat and does not fill his own beside it',
    (_, formula) => {
      expect(after(formula, [executive, executive, executive], officers, late)).not.toBeNull();
      expect(after(formula, [executive, deputy], officers, late)).toBeNull();
      expect(after(formula, [deputy, deputy], officers, late)).not.toBeNull();
    },
  );

  it('whoever has spoken for another has spoken, also where his own turn comes later', () => {
    const lent: Actor = {
      ...executive,
      appointments: [...executive.appointments, appointment('own', 'staff')],
      delegations: [
        {
          number: 'OWN-WT-2026-000001',
          principalId: owner.personId,
          delegateId: executive.personId,
          companyId: OWNER,
          post: 'general_manager',
          highestLevel: 'secret',
          operations: ['copy'],
          validity: { from: at.subtract({ hours: 1 }), to: at.add({ hours: 1 }) },
          principal: owner,
        },
      ],
    };
    const formula = inOrder<Seat>(OWNER_MANAGER, HEAD_OFFICE_MANAGER);
    expect(after(formula, [lent, lent], [owner, lent, deputy])).toEqual(HEAD_OFFICE_MANAGER);
    const spoken = spokenBy([{ seat: 'a', personId: 'p2', principalId: 'p1', escalated: false }], 'p2');
    expect(isSpent(routeOf(HEAD_OFFICE_MANAGER, matter, [owner, lent], at), 'p2', spoken)).toBe(true);
    expect(after(formula, [owner, lent], [owner, lent, deputy])).toBeNull();
  });

  it('whoever holds both posts himself is enough', () => {
    const both: Actor = { personId: 'p4', appointments: [...owner.appointments, ...executive.appointments] };
    expect(after(allOf<Seat>(OWNER_MANAGER, HEAD_OFFICE_MANAGER), [both], [both])).toBeNull();
  });
});
