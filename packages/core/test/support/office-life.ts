import type { ApprovalMatter, FilledSeat, RequestState, SeatFormula, Terms } from '../../src/index.ts';
import {
  applicantOf,
  bindApprover,
  filledBy,
  isNoWider,
  isSpent,
  spokenBy,
  leavesOf,
  leftAfter,
  mayApprove,
  requestStateAt,
  routeOf,
  seatName,
  stageAt,
  stageInstants,
  Temporal,
  tryAdvance,
} from '../../src/index.ts';
import type { Company } from './cast.ts';
import { COMPANIES, LAW, LINE, OWNER } from './cast.ts';
import type { Happening } from './office-happenings.ts';
import { PEOPLE, POSTS } from './office-happenings.ts';
import { pick, Register } from './office-register.ts';
import { RULES } from './office-rules.ts';
import { at as nth, oneOf } from './read.ts';

const START = Temporal.Instant.from('2026-11-21T00:00:00Z');
/** As long as the regulations let a request wait. */
const WAITS = { hours: 7 * 24 };

/** A request as the office keeps it. */
export interface Filed {
  readonly seats: SeatFormula;
  matter: ApprovalMatter;
  state: RequestState;
  round: number;
  terms: Terms;
  beganAt: Temporal.Instant;
  expiresAt: Temporal.Instant;
  /** who has agreed in the round that is open */
  agreed: readonly FilledSeat[];
}
type Of<K extends Happening['kind']> = Extract<Happening, { readonly kind: K }>;

/** One office through time. Everything it decides is decided by core. */
export class Office {
  now = START;
  readonly register = new Register(START);
  readonly requests: Filed[] = [];

  stateOf = (request: Filed): RequestState => requestStateAt(request, this.now);
  pending = (): readonly Filed[] => this.requests.filter((one) => this.stateOf(one) === 'pending');
  underWay = (): readonly Filed[] => this.requests.filter((one) => ['pending', 'returned'].includes(this.stateOf(one)));
  matterOf = (request: Filed): ApprovalMatter => ({
    ...request.matter,
    overdue: stageAt(request, this.now) === 'escalated',
  });

  happen(happening: Happening): void {
    const { register, now } = this;
    switch (happening.kind) {
      case 'appoint':
      case 'transfer': {
        const id = nth(PEOPLE, happening.who);
        if (happening.kind === 'transfer') for (const held of register.current(id, now)) register.end(id, held, now);
        const { company, post, line } = happening;
        return register.take(id, { company, post: nth(POSTS, post), inCharge: line }, now);
      }
      case 'end': {
        const id = nth(PEOPLE, happening.who);
        const held = pick(register.current(id, now), happening.which);
        return held === undefined ? undefined : register.end(id, held, now);
      }
      case 'act_for':
        return register.actFor(nth(PEOPLE, happening.who), nth(PEOPLE, happening.whom), happening.which, now);
      case 'delegate': {
        const [principalId, delegateId] = [nth(PEOPLE, happening.who), nth(PEOPLE, happening.whom)];
        return register.delegate(
          { ...happening, principalId, delegateId },
          { from: now, to: now.add({ hours: happening.hours }) },
        );
      }
      case 'revoke':
        return register.revoke(happening.which, now);
      case 'promote_asker':
        return this.#promoteAsker(happening);
      case 'asker_delegates': {
        const principalId = pick(this.pending(), happening.which)?.matter.parties.requesterId;
        if (principalId === undefined) return;
        const delegateId = nth(PEOPLE, happening.whom);
        return register.delegate({ principalId, delegateId, which: 0, level: 2 }, { from: now, to: now.add(WAITS) });
      }
      case 'file':
        return this.#file(happening);
      case 'approve':
      case 'refuse':
      case 'ask_back':
        return this.#decide(happening);
      case 'resubmit':
        return this.#resubmit(happening);
      case 'withdraw':
      case 'overtake': {
        const request = pick(this.underWay(), happening.which);
        return request === undefined ? undefined : this.#advance(request, happening.kind);
      }
      case 'wait':
        this.now = now.add({ hours: happening.hours });
        return;
      case 'wait_for':
        return this.#waitFor(happening);
    }
  }

  /** Whoever asked comes to hold what would have to decide; a post gained after filing gives him nothing. */
  #promoteAsker({ which, seat: number }: Of<'promote_asker'>): void {
    const request = pick(this.pending(), which);
    if (request === undefined) return;
    const seat = pick(leavesOf(request.seats), number);
    if (seat === undefined || seat.kind === 'person' || seat.kind === 'nobody') return;
    const place =
      seat.kind === 'department_head'
        ? { company: COMPANIES.find((one) => seat.departmentId.startsWith(one)) ?? OWNER, post: seat.kind }
        : { company: companyOf(seat), post: seat.post };
    this.register.take(request.matter.parties.requesterId, { ...place, inCharge: true }, this.now);
  }

  #file(filed: Of<'file'>): void {
    const requesterId = nth(PEOPLE, filed.who);
    const works = this.register.current(requesterId, this.now);
    const terms = termsOf(filed.recipients);
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
        beneficiaryIds: terms.recipients.map(({ personId }) => personId),
      },
    };
    const rule = nth(RULES, filed.rule);
    const actor = { personId: requesterId, appointments: works };
    const applicant = applicantOf(actor, OWNER, { at: this.now, forVisitor: filed.who % 3 === 0 });
    const approver =
      'regimes' in rule ? LAW.approval(filed.operation, filed.level, rule.regimes, applicant).approver : rule;
    if (approver === null) return;
    const seats = bindApprover(approver, matter);
    const time = { beganAt: this.now, expiresAt: this.now.add(WAITS) };
    this.requests.push({ seats, matter, state: 'pending', round: 1, terms, ...time, agreed: [] });
  }

  #decide(act: Of<'approve'> | Of<'refuse' | 'ask_back'>): void {
    const request = pick(this.pending(), act.which);
    if (request === undefined) return;
    const officers = this.register.officers();
    const left = leftAfter(request.seats, request.agreed);
    const matter = this.matterOf(request);
    const route = left === null ? null : routeOf(left, matter, officers, this.now);
    const routed = route?.kind === 'open' ? route.capacities.map((held) => held.personId) : [];
    const personId = act.who < PEOPLE.length ? nth(PEOPLE, act.who) : pick(routed, act.who);
    const actor = officers.find((one) => one.personId === personId);
    if (left === null || route === null || personId === undefined || actor === undefined) return;
    if (mayApprove(left, matter, actor, officers, this.now) !== null) return;
    const spoken = spokenBy(request.agreed, personId);
    if (isSpent(route, personId, spoken)) return;
    if (act.kind !== 'approve') {
      if (act.kind === 'ask_back') this.#beginTurn(request);
      return this.#advance(request, act.kind);
    }
    if (act.cut) this.#cut(request);
    const { filled, left: rest } = filledBy(left, matter, { personId, officers, spoken }, this.now);
    request.agreed = [...request.agreed, ...filled.map((held) => ({ ...held, seat: seatName(held.seat) }))];
    if (rest === null) this.#advance(request, 'approve');
  }

  /** Whoever decides strikes the last of several recipients out; he was one, and stays on the asking side. */
  #cut(request: Filed): void {
    const { recipients } = request.terms;
    const less = { ...request.terms, recipients: recipients.length > 1 ? recipients.slice(0, -1) : recipients };
    if (isNoWider(less, request.terms)) request.terms = less;
  }

  #resubmit({ which, recipients }: Of<'resubmit'>): void {
    const request = pick(
      this.requests.filter((one) => this.stateOf(one) === 'returned'),
      which,
    );
    if (request === undefined) return;
    if (recipients !== null) request.terms = termsOf(recipients);
    const { parties } = request.matter;
    const named = request.terms.recipients.map(({ personId }) => personId);
    const beneficiaryIds = [...new Set([...parties.beneficiaryIds, ...named])];
    request.matter = { ...request.matter, parties: { ...parties, beneficiaryIds } };
    request.round += 1;
    request.agreed = [];
    this.#beginTurn(request);
    this.#advance(request, 'resubmit');
  }

  #beginTurn(request: Filed): void {
    request.beganAt = this.now;
    request.expiresAt = this.now.add(WAITS);
  }

  #advance(request: Filed, act: Parameters<typeof tryAdvance>[1]): void {
    const step = tryAdvance(this.stateOf(request), act);
    if ('next' in step) request.state = step.next;
  }

  #waitFor({ which, stage }: Of<'wait_for'>): void {
    const request = pick(this.underWay(), which);
    if (request === undefined) return;
    const then = stage === 'end' ? request.expiresAt : stageInstants(request)[stage];
    if (Temporal.Instant.compare(this.now, then) < 0) this.now = then;
  }
}

const termsOf = (recipients: Of<'file'>['recipients']): Terms => ({
  recipients: recipients.map(({ who, copies }) => ({ personId: nth(PEOPLE, who), copies })),
  spans: [],
  useBefore: null,
});

const companyOf = (seat: { readonly kind: string; readonly companyId?: string }): Company =>
  seat.companyId === undefined ? 'headquarters' : oneOf(COMPANIES, seat.companyId);
