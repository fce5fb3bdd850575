import type { deriveItem, ItemDetail, RangeEntryWire } from '@miji/contract';
import type { Post } from '@miji/core';
import { higherLevel } from '@miji/core';
import type { z } from 'zod';
import type { MemberChoice } from './member-field.tsx';
import { typedPeriod } from './period-draft.ts';
import type { Draft, RangeRow } from './register-draft.ts';

export type Derived = z.output<typeof deriveItem.output>;

/** How an item is named in the register. */
export const ITEM_NUMBER = /^[A-Z]{2,8}-\d{4}-\d{6}$/;

const isNamed = (entry: RangeEntryWire, { kind, id }: Derived['range'][number]): boolean => {
  const { member } = entry;
  switch (member.kind) {
    case 'person':
      return kind === 'person' && member.personId === id;
    case 'department':
      return kind === 'department' && member.departmentId === id;
    case 'group':
      return kind === 'group' && member.groupId === id;
    case 'post':
      return kind === 'post' && id.includes(member.companyId) && id.endsWith(member.post);
  }
};

/** A name of a source as the form would have it chosen; posts only of one's own company, for the form knows no others. */
const choiceOf = ({ member, name }: RangeEntryWire, homeId: string): MemberChoice | null => {
  switch (member.kind) {
    case 'person':
      return { kind: 'person', personId: member.personId, name };
    case 'department':
      return { kind: 'department', departmentId: member.departmentId };
    case 'group':
      return { kind: 'group', groupId: member.groupId };
    case 'post': {
      const post: Post = member.post;
      return member.companyId === homeId ? { kind: 'post', post } : null;
    }
  }
};

const same = (one: MemberChoice, other: MemberChoice): boolean =>
  one.kind === other.kind &&
  one.personId === other.personId &&
  one.post === other.post &&
  one.departmentId === other.departmentId &&
  one.groupId === other.groupId;

interface From {
  readonly derived: Derived;
  /** the sources, of which the names of the range come */
  readonly sources: readonly Pick<ItemDetail, 'range'>[];
  readonly homeId: string;
  /** why the names of the sources may know it */
  readonly reason: string;
}

/** What the form takes over from what an item is made from: never less protection than it has already. @see GS-24 */
export const takeOver = (draft: Draft, { derived, sources, homeId, reason }: From): Partial<Draft> => {
  const { level, period } = derived;
  const entries = sources.flatMap(({ range }) => range);
  const choices = derived.range.flatMap((named) => {
    const entry = entries.find((candidate) => isNamed(candidate, named));
    const choice = entry === undefined ? null : choiceOf(entry, homeId);
    return choice === null ? [] : [choice];
  });
  const fresh = choices.filter(
    (choice) => !draft.range.some(({ member }) => same({ ...member, name: choice.name }, choice)),
  );
  const last = Math.max(0, ...draft.range.map(({ key }) => key));
  const rows = fresh.map((member, index): RangeRow => ({ key: last + index + 1, member, reason }));
  return {
    ...(level === null ? {} : { level: draft.level === undefined ? level : higherLevel(draft.level, level) }),
    ...(period === null ? {} : typedPeriod(period)),
    regimes: [...new Set([...draft.regimes, ...derived.regimes])],
    range: [...draft.range, ...rows],
  };
};
