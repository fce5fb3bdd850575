import { RANGE_MEMBER_KINDS } from '../range.ts';
import { Places } from './places.ts';

/** A member of a range as one whole number: its kind in the lowest bits, and which one above them. */
export type MemberRef = number;

export const KIND_BITS = 2;
export const KIND_MASK = 3;

const kindOf = (kind: (typeof RANGE_MEMBER_KINDS)[number]): number => RANGE_MEMBER_KINDS.indexOf(kind);
const PERSON = kindOf('person');
const POST = kindOf('post');
const DEPARTMENT = kindOf('department');
const GROUP = kindOf('group');

/** The numbers of everybody and everything that may stand in a range. Somebody's place is the same wherever he is named. */
export class MemberRefs {
  readonly #names = new Places<string>();

  /** The place of an id among the names. */
  name(id: string): number {
    return this.#names.of(id, id);
  }

  person(name: number): MemberRef {
    return (name << KIND_BITS) | PERSON;
  }

  department(id: string): MemberRef {
    return (this.name(id) << KIND_BITS) | DEPARTMENT;
  }

  group(id: string): MemberRef {
    return (this.name(id) << KIND_BITS) | GROUP;
  }

  post(companyId: string, post: string): MemberRef {
    // No id has a space in it, so this is nobody else's name.
    return (this.name(`${companyId} ${post}`) << KIND_BITS) | POST;
  }

  /** A member as a snapshot writes it: the place of its kind, and its one or two names. */
  member(kind: number, id: string, post: string): MemberRef {
    if (kind === POST) return this.post(id, post);
    return (this.name(id) << KIND_BITS) | kind;
  }
}
