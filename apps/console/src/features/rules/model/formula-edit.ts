import type { Approver, Joint, Office, OfficeCompany, Post } from '@miji/core';
import { isJoint, leavesOf } from '@miji/core';

/** How several agree. */
export type JointKind = Joint<Office>['kind'];
export const JOINT_KINDS = ['any_of', 'all_of', 'in_order', 'at_least'] as const satisfies readonly JointKind[];

/** How deep and how many, as the contract allows. */
export const DEEPEST = 4;
export const MOST_OFFICES = 12;

/** How many people a quorum may ask for; one of several is “any of these”. */
export const FEWEST_PEOPLE = 2;
export const MOST_PEOPLE = 12;

/** Where a part stands: the place in each joint on the way down. */
export type Place = readonly number[];

/** The kinds of office as a person picks them: whose post, or which role. */
export const OFFICE_KINDS = [
  'owner',
  'headquarters',
  'requester',
  'owner_in_charge',
  'headquarters_in_charge',
  'responsible_manager',
  'requester_department_head',
] as const;
export type OfficeKind = (typeof OFFICE_KINDS)[number];

export const FIRST_OFFICE: Office = { kind: 'post', company: 'owner', post: 'general_manager' };

export const officeKindOf = (office: Office): OfficeKind => {
  switch (office.kind) {
    case 'post':
      return office.company;
    case 'in_charge':
      return office.company === 'owner' ? 'owner_in_charge' : 'headquarters_in_charge';
    case 'requester_department_head':
      return 'requester_department_head';
    case 'responsible_manager':
    case 'nobody':
      return 'responsible_manager';
  }
};

/** The post of an office that has one. */
export const postOf = (office: Office): Post | null => ('post' in office ? office.post : null);

export const officeOf = (kind: OfficeKind, post: Post): Office => {
  switch (kind) {
    case 'owner_in_charge':
      return { kind: 'in_charge', company: 'owner', post };
    case 'headquarters_in_charge':
      return { kind: 'in_charge', company: 'headquarters', post };
    case 'responsible_manager':
    case 'requester_department_head':
      return { kind };
    case 'owner':
    case 'headquarters':
    case 'requester': {
      const company: OfficeCompany = kind;
      return { kind: 'post', company, post };
    }
  }
};

/**
 * The formula with the part at a place changed; a joint that is left with one part becomes that part, with none it goes. A quorum of
 * one office stays one: several people may hold it.
 */
export const changeAt = (
  formula: Approver,
  place: Place,
  change: (part: Approver) => Approver | null,
): Approver | null => {
  const [index, ...rest] = place;
  if (index === undefined) return change(formula);
  if (!isJoint<Office>(formula)) return formula;
  const of = formula.of.flatMap((part, other): readonly Approver[] => {
    const next = other === index ? changeAt(part, rest, change) : part;
    return next === null ? [] : [next];
  });
  const [only] = of;
  if (only === undefined) return null;
  return of.length === 1 && formula.of.length > 1 && formula.kind !== 'at_least' ? only : { ...formula, of };
};

/** Puts one more office beside a part: into a joint, or joined with what stood alone. */
export const addOffice = (part: Approver): Approver =>
  isJoint<Office>(part) ? { ...part, of: [...part.of, FIRST_OFFICE] } : { kind: 'any_of', of: [part, FIRST_OFFICE] };

/** Puts a group of two beside the parts of a joint, joined in another way than they are. */
export const addGroup = (part: Approver): Approver => {
  const kind: JointKind = isJoint<Office>(part) && part.kind === 'any_of' ? 'all_of' : 'any_of';
  const group: Approver = { kind, of: [FIRST_OFFICE, { kind: 'responsible_manager' }] };
  return isJoint<Office>(part) ? { ...part, of: [...part.of, group] } : { kind: 'all_of', of: [part, group] };
};

/** The same parts joined in another way. A quorum counts people, so that it has no groups within. */
export const joinAs = (joint: Joint<Office>, kind: JointKind): Approver =>
  kind === 'at_least'
    ? { kind, count: joint.kind === 'at_least' ? joint.count : FEWEST_PEOPLE, of: leavesOf<Office>(joint) }
    : { kind, of: joint.of };

/** A quorum of more people, or of fewer. */
export const countPeople = (joint: Joint<Office>, count: number): Approver =>
  joint.kind === 'at_least'
    ? { ...joint, count: Math.min(MOST_PEOPLE, Math.max(FEWEST_PEOPLE, Math.round(count))) }
    : joint;

/** Moves a part of a joint up or down by one. */
export const movePart = (joint: Joint<Office>, index: number, by: -1 | 1): Approver => {
  const of = [...joint.of];
  const [part] = of.splice(index, 1);
  if (part === undefined) return joint;
  of.splice(index + by, 0, part);
  return { ...joint, of };
};
