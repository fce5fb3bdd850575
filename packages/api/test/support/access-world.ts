import { POSTS, SECRET_LEVELS, Temporal } from '@miji/core';
import type { SecretLevel } from '@miji/core';
import { IN_OFFICE_SINCE, itemDraft, personsNamed, regimesOfSet } from '@miji/testing';
import type { ActingPerson, House } from './house.ts';
import { PLACES, eachOf, need, placeOf } from './matrix.ts';
import type { Place } from './matrix.ts';

/** The end of the period of every item of this world. */
export const END = Temporal.Instant.from('2026-11-21T16:00:00Z');
const LEFT_AT = Temporal.Instant.from('2026-11-10T02:00:00Z');

export const POSITIONS = [...POSTS, 'left'] as const;
export type Position = (typeof POSITIONS)[number];
export const RELATIONS = ['none', 'named', 'responsible_manager', 'department_listed', 'post_listed'] as const;
export type Relation = (typeof RELATIONS)[number];

/** What binds the items of this world besides the group's rules: nothing, one regime, two of them. */
export const BOUND_BY = ['none', 'customer', 'customer_file+property'] as const;

/** One group with somebody in every position, and an item of the bank for every relation that one can have to it. */
export interface AccessWorld {
  actor(place: Place, position: Position): ActingPerson;
  readonly actors: readonly { readonly place: Place; readonly position: Position; readonly person: ActingPerson }[];
  /** the number of the item to which he has this relation and no other */
  item(level: SecretLevel, relation: Relation, person: ActingPerson, regimes: string): string;
}

const TEXT = '矩阵中的一件';

export const openAccessWorld = async (house: House): Promise<AccessWorld> => {
  const { group, platform } = house;
  const actors = await Promise.all(
    PLACES.flatMap((place) =>
      POSITIONS.map(async (position) => {
        const { id: companyId, departmentId, kind: companyKind, people } = placeOf(group, place);
        const left = position === 'left';
        const personId = left ? await group.hire(placeOf(group, place), 'staff') : people[position];
        const validity = { from: IN_OFFICE_SINCE, to: left ? LEFT_AT : null };
        const post = left ? 'staff' : position;
        const person: ActingPerson = {
          personId,
          name: '王平',
          appointments: [{ companyId, companyKind, post, departmentId, validity }],
        };
        return { place, position, person };
      }),
    ),
  );
  const clerk = house.as(await group.hire(group.own, 'staff'));
  const bystander = await group.hire(group.own, 'staff');
  const manager = await group.hire(group.own, 'department_head');
  const numbers = new Map<string, string>();

  const register = async (
    key: string,
    level: SecretLevel,
    managerId: string,
    range: readonly Listed[],
    boundBy: (typeof BOUND_BY)[number] = 'none',
  ) => {
    const draft = itemDraft(level, managerId);
    const input = {
      ...draft,
      issuedOn: '2016-11-21',
      period: { kind: 'term' as const, term: 'P10Y' },
      content: { format: 'plain' as const, text: TEXT },
      regimes: [...regimesOfSet(boundBy)],
    };
    // Who may know a 绝密 item is said by the head office alone, one by one.
    const designated = level === 'top_secret' ? range : [];
    // He manages something when it is registered, and is moved elsewhere since.
    const promotion = await group.promote(group.own, managerId, 'project_manager');
    const { number } = await clerk.items.register({ ...input, range: level === 'top_secret' ? [] : [...range] });
    const executive = house.as(group.headquarters.people.general_manager);
    for (const { member, reason } of designated) await executive.items.name({ number, member, reason });
    const authority = level === 'top_secret' ? executive : house.as(managerId);
    await authority.items.confirm({ number, version: 1 });
    await house.superuser.query('delete from miji.appointment where id = $1', [promotion]);
    numbers.set(`${key} ${boundBy}`, number);
  };
  const others = personsNamed(bystander);
  const everybody = actors.map(({ person }) => person.personId);
  const inCharge = actors.filter(({ place }) => place !== 'sister').map(({ person }) => person.personId);
  const work = [
    ...SECRET_LEVELS.flatMap((level) => [
      ...BOUND_BY.flatMap((boundBy) =>
        boundBy !== 'none' && level === 'top_secret'
          ? []
          : [
              () => register(`${level} none`, level, manager, others, boundBy),
              () => register(`${level} named`, level, manager, [...others, ...personsNamed(...everybody)], boundBy),
            ],
      ),
      ...inCharge.map(
        (personId) => () => register(`${level} responsible_manager ${personId}`, level, personId, others),
      ),
    ]),
    () =>
      register('confidential department_listed', 'confidential', manager, [
        ...others,
        ...listed(PLACES.map((place) => ({ kind: 'department', departmentId: placeOf(group, place).departmentId }))),
      ]),
    () =>
      register('confidential post_listed', 'confidential', manager, [
        ...others,
        ...listed(
          PLACES.flatMap((place) =>
            POSTS.map((post) => ({ kind: 'post' as const, companyId: placeOf(group, place).id, post })),
          ),
        ),
      ]),
  ];
  await eachOf(work, (one) => one());

  await house.setTime(LEFT_AT);
  const administrator = house.as(group.headquarters.people.system_administrator);
  for (const { place, person } of actors.filter(({ position }) => position === 'left')) {
    const company = placeOf(group, place).code;
    const { entries } = await administrator.organisation.appointments({ company, personId: person.personId });
    for (const { appointmentId } of entries)
      await administrator.organisation.endAppointment({ company, appointmentId });
  }
  await platform.trace.drain();
  return {
    actors,
    actor: (place, position) => {
      const found = actors.find((one) => one.place === place && one.position === position);
      if (found === undefined) throw new Error(`nobody is ${position} of ${place}`);
      return found.person;
    },
    item: (level, relation, { personId }, regimes) =>
      need(
        numbers,
        relation === 'responsible_manager'
          ? `${level} ${relation} ${personId} ${regimes}`
          : `${level} ${relation} ${regimes}`,
      ),
  };
};

type Member =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'department'; readonly departmentId: string }
  | { readonly kind: 'post'; readonly companyId: string; readonly post: (typeof POSTS)[number] };
type Listed = { readonly member: Member; readonly reason: string };

const listed = (members: readonly Member[]): Listed[] => members.map((member) => ({ member, reason: '岗位职责所需' }));
