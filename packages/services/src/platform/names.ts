import type { PersonRef } from '@miji/contract';
import { personNames } from '@miji/db';
import type { CallContext } from './context.ts';

/** Names by id: of people, and of whatever else a sentence needs. */
export type Names = ReadonlyMap<string, string>;

/** What the system is called where it acted by itself. */
export const SYSTEM_NAME = '系统';

/** The names of some people, with those of other things that are at hand. */
export const namesOf = async (
  ctx: CallContext,
  people: readonly (string | null)[],
  others: readonly { readonly id: string; readonly name: string }[] = [],
): Promise<Names> => {
  const ids = people.filter((id) => id !== null);
  const persons = await ctx.platform.db.directory(ctx.at, (directory) => personNames(directory, ids));
  return new Map([...persons, ...others.map(({ id, name }) => [id, name] as const)]);
};

/** A person with his name; the id stands for itself where the directory lacks him. */
export const personRef = (id: string, names: Names): PersonRef => ({ id, name: names.get(id) ?? id });
