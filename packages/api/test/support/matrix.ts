import type { WorldCompany, WorldGroup } from '@miji/testing';

/** Reads a word of a fixture as one of those that the test knows. */
export const oneOf = <T extends string>(allowed: readonly T[], value: string): T => {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new TypeError(`${value} is none of ${allowed.join(', ')}`);
  return found;
};

export const PLACES = ['own', 'sister', 'headquarters'] as const;
export type Place = (typeof PLACES)[number];

export const placeOf = (group: WorldGroup, place: Place): WorldCompany => group[place];

/** What is still missing of a map is a mistake of the test. */
export const need = <K, V>(map: ReadonlyMap<K, V>, key: K): V => {
  const value = map.get(key);
  if (value === undefined) throw new Error(`nothing under ${String(key)}`);
  return value;
};

/** Does something for each of many, a few at a time: as many as the pool has connections would make them wait for each other. */
export const eachOf = async <T>(all: readonly T[], work: (one: T) => Promise<void>, atOnce = 4): Promise<void> => {
  const queue = [...all];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = queue.shift(); one !== undefined; one = queue.shift()) await work(one);
    }),
  );
};
