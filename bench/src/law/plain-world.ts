import { declassifiesAt } from '@miji/core';
import type { LawWorld } from './world.ts';
import { COMPANY } from './world.ts';

/** An item as a programmer would lay it out for this world alone, which knows no posts, no groups and no exclusions. */
export interface PlainItem {
  readonly number: string;
  readonly companyId: string;
  /** who knows it by name or as its manager */
  readonly named: readonly string[];
  readonly departmentId: string | null;
  readonly endsAt: number;
  /** whether a necessity has to be stated */
  readonly isTop: boolean;
}

export interface PlainPerson {
  readonly id: string;
  readonly companyId: string;
  readonly departmentId: string;
}

/** The world as every peer gets it. */
export interface PlainWorld {
  readonly items: ReadonlyMap<string, PlainItem>;
  readonly people: ReadonlyMap<string, PlainPerson>;
  /** the grants that live, by person, item and operation */
  readonly granted: ReadonlySet<string>;
  readonly now: number;
}

/** Further than any period reaches. */
export const NEVER = 8_640_000_000_000_000;

const laidOut = new WeakMap<LawWorld, PlainWorld>();

/** A world laid out for all peers, once. */
export const plainWorld = (world: LawWorld): PlainWorld => {
  const earlier = laidOut.get(world);
  if (earlier !== undefined) return earlier;
  const made = layOut(world);
  laidOut.set(world, made);
  return made;
};

const layOut = (world: LawWorld): PlainWorld => {
  const items = new Map<string, PlainItem>();
  for (const [number, item] of world.items) {
    const { responsibleManagerId, entries } = item.range;
    const persons = entries.flatMap(({ member }) => (member.kind === 'person' ? [member.personId] : []));
    const department = entries.find(({ member }) => member.kind === 'department')?.member;
    items.set(number, {
      number,
      companyId: COMPANY.id,
      named: item.level === 'top_secret' ? persons : [responsibleManagerId, ...persons],
      departmentId: department?.kind === 'department' ? department.departmentId : null,
      endsAt: declassifiesAt(item)?.epochMilliseconds ?? NEVER,
      isTop: item.level === 'top_secret',
    });
  }
  const people = new Map<string, PlainPerson>();
  for (const { personId, appointments } of world.people.values()) {
    const departmentId = appointments[0]?.departmentId ?? '';
    people.set(personId, { id: personId, companyId: COMPANY.id, departmentId });
  }
  const now = world.at.epochMilliseconds;
  const living = [...world.grants].filter(([, { expiresAt }]) => expiresAt.epochMilliseconds > now);
  return { items, people, granted: new Set(living.map(([key]) => key)), now };
};
