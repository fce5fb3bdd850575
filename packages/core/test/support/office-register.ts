import type { Appointment, Delegation, Officers, Temporal } from '../../src/index.ts';
import { APPROVED_OPERATIONS, checkDelegation, isBefore, SECRET_LEVELS } from '../../src/index.ts';
import type { Company } from './cast.ts';
import { ANOTHER_LINE, departmentOf, kindOf, LINE } from './cast.ts';
import { PEOPLE } from './office-happenings.ts';
import { at as nth } from './read.ts';

/** Who holds what, keeps what for whom and has lent what to whom: the register of appointments of an office. */
export class Register {
  readonly delegations: Delegation[] = [];
  readonly #appointments = new Map<string, Appointment[]>(PEOPLE.map((id) => [id, []]));

  constructor(now: Temporal.Instant) {
    this.take('p0', { company: 'own', post: 'general_manager', inCharge: true }, now);
    this.take('p1', { company: 'headquarters', post: 'general_manager', inCharge: false }, now);
    this.take('p2', { company: 'headquarters', post: 'deputy_general_manager', inCharge: false }, now);
    this.take('p3', { company: 'own', post: 'deputy_general_manager', inCharge: true }, now);
    this.take('p4', { company: 'own', post: 'department_head', inCharge: false }, now);
    this.take('p5', { company: 'own', post: 'staff', inCharge: false }, now);
  }

  /** Everybody, with what was delegated to him. */
  officers(): Officers {
    const bare = PEOPLE.map((personId) => ({ personId, appointments: this.#appointments.get(personId) ?? [] }));
    return bare.map((actor) => ({
      ...actor,
      delegations: this.delegations.flatMap((delegation) => {
        const principal = bare.find(({ personId }) => personId === delegation.principalId);
        return principal === undefined || delegation.delegateId !== actor.personId
          ? []
          : [{ ...delegation, principal }];
      }),
    }));
  }

  current(id: string, now: Temporal.Instant): readonly Appointment[] {
    return (this.#appointments.get(id) ?? []).filter(
      ({ validity }) => validity.to === null || isBefore(now, validity.to),
    );
  }

  take(
    id: string,
    place: { readonly company: Company; readonly post: Appointment['post']; readonly inCharge: boolean },
    now: Temporal.Instant,
  ): void {
    const { company, post, inCharge } = place;
    this.#appointments.get(id)?.push({
      companyId: company,
      companyKind: kindOf(company),
      post,
      departmentId: departmentOf(company),
      lines: [inCharge ? LINE : ANOTHER_LINE],
      actingFor: null,
      validity: { from: now, to: null },
    });
  }

  end(id: string, held: Appointment, now: Temporal.Instant): void {
    const list = this.#appointments.get(id) ?? [];
    const place = list.indexOf(held);
    if (place >= 0) list[place] = { ...held, validity: { ...held.validity, to: now } };
  }

  /** Somebody keeps a post for another, who holds it in his own right: what was lent is not lent on. */
  actFor(id: string, whom: string, which: number, now: Temporal.Instant): void {
    const own = this.current(whom, now).filter(({ actingFor }) => (actingFor ?? null) === null);
    const held = pick(own, which);
    if (held === undefined || id === whom) return;
    this.#appointments.get(id)?.push({ ...held, actingFor: whom, validity: { from: now, to: null } });
  }

  delegate(
    lent: { readonly principalId: string; readonly delegateId: string; readonly which: number; readonly level: number },
    validity: { readonly from: Temporal.Instant; readonly to: Temporal.Instant },
  ): void {
    const { principalId, delegateId, which, level } = lent;
    const held = pick(this.current(principalId, validity.from), which);
    if (held === undefined) return;
    const delegation: Delegation = {
      number: `OWN-WT-2026-${String(this.delegations.length + 1).padStart(6, '0')}`,
      principalId,
      delegateId,
      companyId: held.companyId,
      post: held.post,
      highestLevel: nth(SECRET_LEVELS, level),
      operations: APPROVED_OPERATIONS,
      validity,
    };
    const person = (personId: string) => ({ personId, appointments: this.#appointments.get(personId) ?? [] });
    const people = { principal: person(principalId), delegate: person(delegateId) };
    if (checkDelegation(delegation, people, validity.from) === null) this.delegations.push(delegation);
  }

  revoke(which: number, now: Temporal.Instant): void {
    const place = this.delegations.length === 0 ? -1 : which % this.delegations.length;
    const found = this.delegations[place];
    if (found !== undefined) this.delegations[place] = { ...found, validity: { ...found.validity, to: now } };
  }
}

/** One of a list by any number; nothing of an empty one. */
export const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % Math.max(list.length, 1)];
