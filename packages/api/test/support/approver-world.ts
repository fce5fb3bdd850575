import { randomUUID } from 'node:crypto';
import { POSTS, SECRET_LEVELS } from '@miji/core';
import type { Post, SecretLevel } from '@miji/core';
import { IN_OFFICE_SINCE, itemDraft, personsNamed } from '@miji/testing';
import type { ActingPerson, Caller, House } from './house.ts';
import { START } from './house.ts';
import { eachOf, need, oneOf, PLACES, placeOf } from './matrix.ts';
import type { Place } from './matrix.ts';

export const POSITIONS = [...POSTS, 'former_general_manager', 'former_deputy_general_manager'] as const;
export type ApproverPosition = (typeof POSITIONS)[number];

/** When those who left their posts were let go: after everything was filed. */
const LEFT_AT = START.add({ hours: 1 });

export interface Approver {
  readonly place: Place;
  readonly position: ApproverPosition;
  readonly person: ActingPerson;
  readonly isFormer: boolean;
}

/** The bank's items, everybody named for all of them, and somebody in every position. */
export interface ApproverWorld {
  readonly approvers: readonly Approver[];
  readonly clerk: string;
  /** a new request for a copy of the item of this level; gives its number */
  file(
    level: SecretLevel,
    requester: string,
    parties?: { readonly beneficiary?: string; readonly drafter?: string },
  ): Promise<string>;
  caller(approver: Approver): Caller;
  /** lets everybody go who holds one of these posts */
  empty(place: Place, posts: readonly Post[]): Promise<void>;
  /** brings back whom {@link ApproverWorld.empty} let go */
  restore(): Promise<void>;
}

export const openApproverWorld = async (house: House): Promise<ApproverWorld> => {
  const { group, superuser } = house;
  const approvers = await Promise.all(
    PLACES.flatMap((place) =>
      POSITIONS.map(async (position): Promise<Approver> => {
        const { id: companyId, departmentId, kind: companyKind, people } = placeOf(group, place);
        const isFormer = position.startsWith('former_');
        const post = oneOf(POSTS, position.replace('former_', ''));
        const personId = isFormer ? await group.hire(placeOf(group, place), post) : people[post];
        const validity = { from: IN_OFFICE_SINCE, to: isFormer ? LEFT_AT : null };
        const person = {
          personId,
          name: '王平',
          appointments: [{ companyId, companyKind, post, departmentId, validity }],
        };
        return { place, position, person, isFormer };
      }),
    ),
  );
  const clerk = await group.hire(group.own, 'staff');
  const everybody = personsNamed(clerk, ...approvers.map(({ person }) => person.personId));
  const executive = house.as(group.headquarters.people.general_manager);
  const items = new Map<SecretLevel, string>();
  for (const level of SECRET_LEVELS) {
    const draft = itemDraft(level, group.own.people.department_head);
    const { number } = await house
      .as(clerk)
      .items.register({ ...draft, range: level === 'top_secret' ? [] : everybody });
    if (level === 'top_secret')
      await eachOf(everybody, async (entry) => void (await executive.items.name({ number, ...entry })));
    items.set(level, number);
  }

  const end = async (personIds: readonly string[]): Promise<void> => {
    const administrator = house.as(group.headquarters.people.system_administrator);
    for (const { place, person } of approvers.filter(({ person }) => personIds.includes(person.personId))) {
      const company = placeOf(group, place).code;
      const { entries } = await administrator.organisation.appointments({ company, personId: person.personId });
      for (const { appointmentId } of entries)
        await administrator.organisation.endAppointment({ company, appointmentId });
    }
  };
  let emptied: readonly string[] = [];
  let letGo = false;
  return {
    approvers,
    clerk,
    file: async (level, requester, { beneficiary, drafter } = {}) => {
      const { number } = await house.as(requester).requests.file({
        item: need(items, level),
        particulars: { operation: 'copy' },
        purpose: '会议使用',
        necessity: '议事规则要求纸质文本',
        idempotencyKey: randomUUID(),
        ...(beneficiary !== undefined && { terms: { recipients: [{ personId: beneficiary, copies: 1 }] } }),
      });
      // Today whoever asks also drafts; the law tells them apart.
      if (drafter !== undefined)
        await superuser.query('update miji.request set drafter_person_id = $1 where number = $2', [drafter, number]);
      return number;
    },
    caller: ({ person, isFormer }) => (isFormer ? house.asFormer(person) : house.as(person.personId)),
    empty: async (place, posts) => {
      await house.setTime(LEFT_AT);
      const now = approvers.filter((one) => one.place === place && posts.some((post) => post === one.position));
      emptied = [...emptied, ...now.map(({ person }) => person.personId)];
      const former = letGo ? [] : approvers.filter(({ isFormer }) => isFormer);
      letGo = true;
      await end([...now, ...former].map(({ person }) => person.personId));
    },
    restore: async () => {
      await superuser.query('update miji.appointment set valid_to = null where person_id = any ($1::uuid[])', [
        emptied,
      ]);
      emptied = [];
    },
  };
};
