import fc from 'fast-check';
import type {
  Actor,
  ApprovalMatter,
  Appointment,
  Approver,
  Delegation,
  Officers,
  Seat,
  SeatFormula,
} from '../../src/index.ts';
import {
  allOf,
  anyOf,
  APPROVED_OPERATIONS,
  bindApprover,
  capacitiesOf,
  checkDelegation,
  HEADQUARTERS_EXECUTIVE,
  inOrder,
  isBefore,
  leavesOf,
  mayApprove,
  OWNER_GENERAL_MANAGER,
  remaining,
  routeOf,
  seatName,
  SECRET_LEVELS,
  Temporal,
} from '../../src/index.ts';
import { approvedOperations, levels } from './arbitraries.ts';
import type { Company } from './cast.ts';
import { ANOTHER_LINE, COMPANIES, departmentOf, kindOf, LAW, LINE, OWNER } from './cast.ts';
import { holdings, SUPERIORS } from './matters.ts';
import { at as nth } from './read.ts';

/** The people of the office, by number. */
const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
const POSTS = [
  'general_manager',
  'deputy_general_manager',
  'department_head',
  'customer_information_supervisor',
  'staff',
] as const;
const START = Temporal.Instant.from('2026-11-21T00:00:00Z');

/** Who has to agree: as the regulations say, and in a few other ways that the office might write down. */
const RULES: readonly (Approver | 'the law' | 'the law of customers')[] = [
  'the law',
  'the law of customers',
  OWNER_GENERAL_MANAGER,
  HEADQUARTERS_EXECUTIVE,
  allOf({ kind: 'responsible_manager' } as const, { kind: 'requester_department_head' } as const),
  inOrder<Extract<Approver, { kind: 'post' | 'in_charge' }>>(
    { kind: 'in_charge', company: 'owner', post: 'deputy_general_manager' },
    { kind: 'post', company: 'owner', post: 'general_manager' },
  ),
  anyOf<Extract<Approver, { kind: 'post' }>>(
    { kind: 'post', company: 'requester', post: 'department_head' },
    { kind: 'post', company: 'headquarters', post: 'deputy_general_manager' },
  ),
];

const people = fc.nat(PEOPLE.length - 1);
const small = fc.nat(7);

/** What may happen in an office, one after the other; numbers say who and which. */
export type Happening =
  | {
      readonly kind: 'appoint' | 'transfer';
      readonly who: number;
      readonly company: Company;
      readonly post: number;
      readonly line: boolean;
    }
  | { readonly kind: 'end' | 'revoke'; readonly who: number; readonly which: number }
  | { readonly kind: 'act_for'; readonly who: number; readonly whom: number; readonly which: number }
  | {
      readonly kind: 'delegate';
      readonly who: number;
      readonly whom: number;
      readonly which: number;
      readonly level: number;
      readonly hours: number;
    }
  | {
      readonly kind: 'file';
      readonly who: number;
      readonly drafter: number | null;
      readonly beneficiary: number | null;
      readonly manager: number;
      readonly rule: number;
      readonly operation: ApprovalMatter['operation'];
      readonly level: ApprovalMatter['level'];
    }
  | { readonly kind: 'approve'; readonly who: number; readonly which: number }
  | { readonly kind: 'wait'; readonly hours: number };

export const happenings: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom('appoint', 'transfer'),
      who: people,
      company: fc.constantFrom(...COMPANIES),
      post: fc.nat(POSTS.length - 1),
      line: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('end', 'revoke'), who: people, which: small }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('act_for'), who: people, whom: people, which: small }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('delegate'),
      who: people,
      whom: people,
      which: small,
      level: fc.nat(2),
      hours: fc.integer({ min: 1, max: 48 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('file'),
      who: people,
      drafter: fc.option(people),
      beneficiary: fc.option(people),
      manager: people,
      rule: fc.nat(RULES.length - 1),
      operation: approvedOperations,
      level: levels,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('approve'), who: people, which: small }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait'), hours: fc.integer({ min: 1, max: 24 }) }) },
);

interface Filed {
  readonly matter: ApprovalMatter;
  left: SeatFormula | null;
}

/** One office through time. What it does is core's; what it says is wrong is worked out from its own books alone. */
export class Office {
  now = START;
  readonly requests: Filed[] = [];
  agreements = 0;
  readonly #appointments = new Map<string, Appointment[]>(PEOPLE.map((id) => [id, []]));
  readonly #delegations: Delegation[] = [];

  constructor() {
    this.#take('p0', 'own', 'general_manager', true);
    this.#take('p1', 'headquarters', 'general_manager', false);
    this.#take('p2', 'headquarters', 'deputy_general_manager', false);
    this.#take('p3', 'own', 'deputy_general_manager', true);
    this.#take('p4', 'own', 'department_head', false);
    this.#take('p5', 'own', 'staff', false);
  }

  happen(happening: Happening): void {
    switch (happening.kind) {
      case 'appoint':
      case 'transfer': {
        const id = nth(PEOPLE, happening.who);
        if (happening.kind === 'transfer') for (const held of this.#current(id)) this.#end(id, held);
        this.#take(id, happening.company, nth(POSTS, happening.post), happening.line);
        return;
      }
      case 'end': {
        const id = nth(PEOPLE, happening.who);
        const held = this.#pick(this.#current(id), happening.which);
        if (held !== undefined) this.#end(id, held);
        return;
      }
      case 'act_for':
        this.#actFor(nth(PEOPLE, happening.who), nth(PEOPLE, happening.whom), happening.which);
        return;
      case 'delegate':
        this.#delegate(happening);
        return;
      case 'revoke': {
        const place = this.#delegations.length === 0 ? -1 : happening.which % this.#delegations.length;
        const found = this.#delegations[place];
        if (found !== undefined) this.#delegations[place] = { ...found, validity: { ...found.validity, to: this.now } };
        return;
      }
      case 'file':
        this.#file(happening);
        return;
      case 'approve': {
        const request = this.#pick(this.pending(), happening.which);
        if (request !== undefined) this.#approve(request, nth(PEOPLE, happening.who));
        return;
      }
      case 'wait':
        this.now = this.now.add({ hours: happening.hours });
    }
  }

  pending = (): readonly Filed[] => this.requests.filter(({ left }) => left !== null);

  officers(): Officers {
    const bare = PEOPLE.map((personId): Actor => ({ personId, appointments: this.#appointments.get(personId) ?? [] }));
    return bare.map((actor) => ({
      ...actor,
      delegations: this.#delegations.flatMap((delegation) => {
        const principal = bare.find(({ personId }) => personId === delegation.principalId);
        return principal === undefined || delegation.delegateId !== actor.personId
          ? []
          : [{ ...delegation, principal }];
      }),
    }));
  }

  /** What breaks the ban on deciding one's own matter, in words; nothing of it may ever be there. */
  breaches(alsoEverybody: boolean): readonly string[] {
    const officers = this.officers();
    const found: string[] = [];
    for (const { matter, left } of this.pending()) {
      if (left === null) continue;
      const route = routeOf(left, matter, officers, this.now);
      const capacities = route.kind === 'open' ? route.capacities : [];
      for (const { personId, principalId } of capacities) {
        if (this.#isAsking(matter, personId)) found.push(`${personId} is routed his own request`);
        if (principalId !== null && this.#isAsking(matter, principalId)) {
          found.push(`${personId} is routed a request of ${principalId}, for whom he would decide`);
        }
      }
      const routed = new Set(capacities.map(({ personId }) => personId));
      for (const actor of officers) {
        const asks = routed.has(actor.personId) || this.#isAsking(matter, actor.personId) || alsoEverybody;
        const may = asks && mayApprove(left, matter, actor, officers, this.now) === null;
        if (may && !this.#isFree(left, matter, actor))
          found.push(`${actor.personId} may approve, and has no seat of his own`);
      }
    }
    return found;
  }

  #isAsking = ({ parties }: ApprovalMatter, id: string | null): boolean =>
    id !== null && [parties.requesterId, parties.drafterId, ...parties.beneficiaryIds].includes(id);

  /** Whether he has a seat in which he speaks for himself or for somebody who is not on the asking side. */
  #isFree(left: SeatFormula, matter: ApprovalMatter, actor: Actor): boolean {
    if (this.#isAsking(matter, actor.personId)) return false;
    // Where all who fill a seat are on the asking side it is their superiors' turn.
    const seats: readonly Seat[] = [...leavesOf(left), ...SUPERIORS];
    return seats.some((seat) => {
      if (seat.kind === 'person') return seat.personId === actor.personId;
      const own = holdings(seat, actor, this.now);
      if (own.some(({ actingFor }) => !this.#isAsking(matter, actingFor ?? null))) return true;
      return this.#delegations.some((delegation) => {
        const principal = { personId: delegation.principalId, appointments: this.#current(delegation.principalId) };
        const lent = holdings(seat, principal, this.now).filter(
          ({ companyId, post, actingFor }) =>
            companyId === delegation.companyId && post === delegation.post && (actingFor ?? null) === null,
        );
        const isOver = delegation.validity.to !== null && !isBefore(this.now, delegation.validity.to);
        return (
          delegation.delegateId === actor.personId &&
          !this.#isAsking(matter, delegation.principalId) &&
          !isOver &&
          lent.length > 0 &&
          delegation.operations.includes(matter.operation) &&
          SECRET_LEVELS.indexOf(matter.level) <= SECRET_LEVELS.indexOf(delegation.highestLevel)
        );
      });
    });
  }

  #pick = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(list.length, 1)];

  #current = (id: string): readonly Appointment[] =>
    (this.#appointments.get(id) ?? []).filter(
      ({ validity }) => validity.to === null || isBefore(this.now, validity.to),
    );

  #take(
    id: string,
    company: Company,
    post: Appointment['post'],
    inCharge: boolean,
    actingFor: string | null = null,
  ): void {
    this.#appointments.get(id)?.push({
      companyId: company,
      companyKind: kindOf(company),
      post,
      departmentId: departmentOf(company),
      lines: [inCharge ? LINE : ANOTHER_LINE],
      actingFor,
      validity: { from: this.now, to: null },
    });
  }

  #end(id: string, held: Appointment): void {
    const list = this.#appointments.get(id) ?? [];
    const place = list.indexOf(held);
    if (place >= 0) list[place] = { ...held, validity: { ...held.validity, to: this.now } };
  }

  /** Somebody keeps a post for another, who holds it in his own right: what was lent is not lent on. */
  #actFor(id: string, whom: string, which: number): void {
    const held = this.#pick(
      this.#current(whom).filter(({ actingFor }) => (actingFor ?? null) === null),
      which,
    );
    if (held === undefined || id === whom) return;
    this.#appointments.get(id)?.push({ ...held, actingFor: whom, validity: { from: this.now, to: null } });
  }

  #delegate({ who, whom, which, level, hours }: Extract<Happening, { kind: 'delegate' }>): void {
    const principalId = nth(PEOPLE, who);
    const delegateId = nth(PEOPLE, whom);
    const held = this.#pick(this.#current(principalId), which);
    if (held === undefined) return;
    const delegation: Delegation = {
      number: `OWN-WT-2026-${String(this.#delegations.length + 1).padStart(6, '0')}`,
      principalId,
      delegateId,
      companyId: held.companyId,
      post: held.post,
      highestLevel: nth(SECRET_LEVELS, level),
      operations: APPROVED_OPERATIONS,
      validity: { from: this.now, to: this.now.add({ hours }) },
    };
    const [principal, delegate] = [principalId, delegateId].map((personId) => ({
      personId,
      appointments: this.#appointments.get(personId) ?? [],
    }));
    if (principal === undefined || delegate === undefined) return;
    if (checkDelegation(delegation, { principal, delegate }, this.now) === null) this.#delegations.push(delegation);
  }

  #file(filed: Extract<Happening, { kind: 'file' }>): void {
    const requesterId = nth(PEOPLE, filed.who);
    const works = this.#current(requesterId);
    const matter: ApprovalMatter = {
      operation: filed.operation,
      level: filed.level,
      ownerCompanyId: OWNER,
      line: LINE,
      responsibleManagerId: nth(PEOPLE, filed.manager),
      requesterCompanyIds: [...new Set(works.map(({ companyId }) => companyId))],
      requesterDepartmentIds: [...new Set(works.flatMap(({ departmentId }) => departmentId ?? []))],
      parties: {
        requesterId,
        drafterId: filed.drafter === null ? null : nth(PEOPLE, filed.drafter),
        beneficiaryIds: filed.beneficiary === null ? [] : [nth(PEOPLE, filed.beneficiary)],
      },
    };
    const rule = nth(RULES, filed.rule);
    const regimes = rule === 'the law of customers' ? (['customer', 'customer_file'] as const) : [];
    const approver = typeof rule === 'string' ? LAW.approval(filed.operation, filed.level, regimes).approver : rule;
    if (approver !== null) this.requests.push({ matter, left: bindApprover(approver, matter) });
  }

  #approve(request: Filed, id: string): void {
    const { matter, left } = request;
    const officers = this.officers();
    const actor = officers.find(({ personId }) => personId === id);
    if (left === null || actor === undefined || mayApprove(left, matter, actor, officers, this.now) !== null) return;
    const filled = new Set(
      capacitiesOf(routeOf(left, matter, officers, this.now), id).map(({ seat }) => seatName(seat)),
    );
    request.left = remaining(left, (seat) => filled.has(seatName(seat)));
    this.agreements += 1;
  }
}
