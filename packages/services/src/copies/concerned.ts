import type { CopyRow, ScopedTransaction } from '@miji/db';
import { keepersOf, loansOfCopies, openMovementsOf } from '@miji/db';

/**
 * Who has which of some copies, or is about to: whoever holds it, whoever keeps the store that it lies in or is lent from, and whoever has
 * to count what is on its way to him.
 */
export const concerned = async (
  tx: ScopedTransaction,
  copies: readonly CopyRow[],
): Promise<ReadonlyMap<string, readonly CopyRow[]>> => {
  const ids = copies.map(({ id }) => id);
  const coming = Map.groupBy(await openMovementsOf(tx, ids), ({ copy_id }) => copy_id);
  const out = (await loansOfCopies(tx, ids)).filter(({ state }) => state === 'out');
  const lentFrom = new Map(out.map(({ copy_id, store_id }) => [copy_id, store_id]));
  const places = new Map(
    copies.map((copy) => {
      const open = coming.get(copy.id) ?? [];
      return [
        copy.id,
        {
          people: known([copy.holder_id, ...open.map(({ to_person_id }) => to_person_id)]),
          stores: known([copy.store_id, lentFrom.get(copy.id) ?? null, ...open.map(({ to_store_id }) => to_store_id)]),
        },
      ] as const;
    }),
  );
  const stores = [...new Set([...places.values()].flatMap((place) => place.stores))];
  const keepers = Map.groupBy(stores.length === 0 ? [] : await keepersOf(tx, stores), ({ store_id }) => store_id);
  const people = new Map<string, CopyRow[]>();
  for (const copy of copies) {
    const place = places.get(copy.id);
    const keeping = (place?.stores ?? []).flatMap((id) => keepers.get(id) ?? []);
    for (const id of new Set([...(place?.people ?? []), ...keeping.map(({ person_id }) => person_id)]))
      people.set(id, [...(people.get(id) ?? []), copy]);
  }
  return people;
};

const known = (ids: readonly (string | null)[]): readonly string[] => ids.filter((id) => id !== null);
