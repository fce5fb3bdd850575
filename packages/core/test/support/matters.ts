import fc from 'fast-check';
import type { Actor, Appointment, Capacity, Route, Seat, Temporal } from '../../src/index.ts';
import { bindApprover, covers } from '../../src/index.ts';
import {
  applicants,
  approvedOperations,
  hours,
  items,
  levels,
  organisations,
  parties,
  regimes,
} from './arbitraries.ts';
import { ANOTHER_LINE, LAW, LINE, OWNER } from './cast.ts';

/** A request in a random group of companies: who is there, what is asked, and who has to agree by the regulations. */
export const cases = fc
  .record({
    people: organisations,
    operation: approvedOperations,
    level: levels,
    regimes,
    applicant: applicants,
    line: fc.constantFrom(null, LINE, ANOTHER_LINE),
    manager: items.map(({ range }) => range.responsibleManagerId),
    departments: fc.subarray(['d1', 'd2']),
    parties,
    at: hours,
  })
  .map(({ people, manager, departments, regimes, applicant, at, ...rest }) => {
    const matter = {
      ...rest,
      ownerCompanyId: OWNER,
      responsibleManagerId: manager,
      requesterCompanyIds: [OWNER],
      requesterDepartmentIds: departments,
    };
    const { approver } = LAW.approval(matter.operation, matter.level, regimes, applicant);
    return { people, matter, at, formula: approver === null ? null : bindApprover(approver, matter) };
  });

/** The same, where the regulations say who decides. */
export const setCases = cases
  .filter(({ formula }) => formula !== null)
  .map(({ formula, ...rest }) => ({
    ...rest,
    formula: formula ?? NOBODY_SEAT,
  }));

const NOBODY_SEAT: Seat = { kind: 'nobody' };

export const capacitiesOfRoute = (route: Route): readonly Capacity[] => (route.kind === 'open' ? route.capacities : []);
export const routed = (route: Route): readonly string[] => [
  ...new Set(capacitiesOfRoute(route).map(({ personId }) => personId)),
];

/** The appointments of a person that fill a seat at an instant, told from the register without the help of core. */
export const holdings = (seat: Seat, actor: Actor, at: Temporal.Instant): readonly Appointment[] =>
  actor.appointments.filter((held) => covers(held.validity, at) && isThere(seat, held));

const isThere = (seat: Seat, held: Appointment): boolean => {
  const inLine = (line: string) => (held.lines ?? []).includes(line);
  if (seat.kind === 'post') return `${held.companyId} ${held.post}` === `${seat.companyId} ${seat.post}`;
  if (seat.kind === 'headquarters_post') return `${held.companyKind} ${held.post}` === `headquarters ${seat.post}`;
  if (seat.kind === 'in_charge') {
    return `${held.companyId} ${held.post}` === `${seat.companyId} ${seat.post}` && inLine(seat.line);
  }
  if (seat.kind === 'headquarters_in_charge') {
    return `${held.companyKind} ${held.post}` === `headquarters ${seat.post}` && inLine(seat.line);
  }
  return (
    seat.kind === 'department_head' && `${held.departmentId} ${held.post}` === `${seat.departmentId} department_head`
  );
};

/** The seats that a head-office executive fills. */
export const SUPERIORS: readonly Seat[] = [
  { kind: 'headquarters_post', post: 'general_manager' },
  { kind: 'headquarters_post', post: 'deputy_general_manager' },
];
