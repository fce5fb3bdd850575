import { RANGE_MEMBER_KINDS } from '../range.ts';
import type { SnapshotColumns } from './body.ts';

/** A snapshot or delta that cannot be one: its columns do not fit together. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

const total = (counts: readonly number[]): number => {
  if (counts.some((count) => !(count >= 0))) throw new SnapshotError('fewer than none');
  return counts.reduce((sum, count) => sum + count, 0);
};

const sameLength = (what: string, length: number, ...columns: readonly (readonly unknown[])[]): void => {
  if (columns.some((column) => column.length !== length)) throw new SnapshotError(`the columns of ${what} differ`);
};

const within = (what: string, places: readonly number[], length: number, first = 0): void => {
  for (const place of places) {
    if (!(place >= first && place < length)) throw new SnapshotError(`${what} names what is not there`);
  }
};

/**
 * Whether columns fit together, looked at before anything is taken from them.
 *
 * @throws SnapshotError
 */
export const checkColumns = ({ names, spans, members, regimes, items, actors, grants }: SnapshotColumns): void => {
  const many = names.length;
  if (spans.length % 2 !== 0 || members.length % 3 !== 0) throw new SnapshotError('a stretch or a member is cut off');
  const rows = items.number.length;
  sameLength('items', rows, items.level, items.regimes, items.version, items.held, items.end, items.manager);
  sameLength('items', rows, items.entries, items.exclusions);
  sameLength('entries', total(items.entries), items.member, items.span);
  sameLength('exclusions', total(items.exclusions), items.excluded);
  const { appointments, memberships, company, headquarters, post, department, group } = actors;
  sameLength('people', actors.person.length, appointments, memberships);
  sameLength('appointments', total(appointments), company, headquarters, post, department, actors.span);
  sameLength('memberships', total(memberships), group, actors.groupSpan);
  const { number, item, person, operation, version, level, left, end } = grants;
  sameLength('grants', number.length, item, person, operation, version, level, left, end);

  const everySpan = spans.length / 2;
  for (let start = 0; start < members.length; start += 3) {
    const [kind = -1, name = -1, post = -1] = members.slice(start, start + 3);
    within('a member', [kind], RANGE_MEMBER_KINDS.length);
    within('a member', [name], many);
    within('a member', [post], many, RANGE_MEMBER_KINDS[kind] === 'post' ? 0 : -1);
  }
  within('an item', items.regimes, regimes.length);
  within('an item', items.manager, many);
  within('an entry', items.member, members.length / 3);
  within('an entry', items.span, everySpan);
  within('an exclusion', items.excluded, many);
  for (const places of [actors.person, company, post, group]) within('a person', places, many);
  within('an appointment', department, many, -1);
  within('an appointment', actors.span, everySpan);
  within('a membership', actors.groupSpan, everySpan);
  for (const places of [person, operation]) within('a grant', places, many);
};
