import { OPERATIONS } from '@miji/core';
import type { Decider } from './decider.ts';
import { now } from './decider.ts';
import { plainWorld } from './plain-world.ts';
import type { Check } from './world.ts';

const OVER = 1;
const UNKNOWN = 2;
const NAMED = 3;
const GRANTED = 4;
const REFUSED = 5;

interface Interned {
  readonly person: number;
  readonly item: number;
  readonly operation: number;
}

/**
 * The other yardstick: the same rule where whoever asks has numbers for everything already, and a number is all that is answered.
 * What is left is what memory costs.
 */
export const interned: Decider = {
  name: 'interned ints, asked with ints',
  reasons: 'a number',
  questions: 200_000,
  load(world) {
    const { items, people, granted, now: at } = plainWorld(world);
    const places = (keys: Iterable<string>) => new Map([...keys].map((key, place) => [key, place]));
    const personOf = places(people.keys());
    const itemOf = places(items.keys());
    const departmentOf = places(new Set([...people.values()].map(({ departmentId }) => departmentId)));
    const operationOf = new Map<string, number>(OPERATIONS.map((operation, place) => [operation, place]));
    const home = Int32Array.from(people.values(), ({ departmentId }) => departmentOf.get(departmentId) ?? -1);
    const ends = Float64Array.from(items.values(), ({ endsAt }) => endsAt);
    const department = Int32Array.from(items.values(), (item) => departmentOf.get(item.departmentId ?? '') ?? -2);
    const named = Int32Array.from(
      [...items.values()].flatMap((item) => item.named.map((id) => personOf.get(id) ?? -1)),
    );
    const starts = new Int32Array(items.size + 1);
    [...items.values()].forEach((item, place) => {
      starts[place + 1] = (starts[place] ?? 0) + item.named.length;
    });
    const keyOf = ({ person, item, operation }: Interned): number =>
      (item * people.size + person) * OPERATIONS.length + operation;
    const internedOf = ({ personId, itemId, operation }: Check): Interned => ({
      person: personOf.get(personId) ?? -1,
      item: itemOf.get(itemId) ?? -1,
      operation: operationOf.get(operation) ?? -1,
    });
    const grants = new Set(
      world.checks
        .filter((check) => granted.has(`${check.personId} ${check.itemId} ${check.operation}`))
        .map((check) => keyOf(internedOf(check))),
    );
    // Prepared, as whoever keeps numbers would have them.
    const prepared = new Map(world.checks.map((check) => [check, internedOf(check)]));
    const questions = world.checks.map((check) => prepared.get(check) ?? internedOf(check));
    let turn = 0;

    const answer = (asked: Interned): number => {
      if (at >= (ends[asked.item] ?? 0)) return OVER;
      let isNamed = home[asked.person] === department[asked.item];
      const last = starts[asked.item + 1] ?? 0;
      for (let place = starts[asked.item] ?? 0; !isNamed && place < last; place += 1) {
        isNamed = named[place] === asked.person;
      }
      if (!isNamed) return UNKNOWN;
      if (asked.operation === 0) return NAMED;
      return grants.has(keyOf(asked)) ? GRANTED : REFUSED;
    };
    return now(() => {
      const asked = questions[turn % questions.length];
      turn += 1;
      if (asked === undefined) return false;
      const code = answer(asked);
      return code === OVER || code === NAMED || code === GRANTED;
    });
  },
};
