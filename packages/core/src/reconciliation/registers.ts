import type {
  ContentEntry,
  CopyEntry,
  FileEntry,
  GrantEntry,
  ItemEntry,
  LoanEntry,
  MovementEntry,
  RegisterSnapshot,
  StoreEntry,
} from './snapshot.ts';

/** A snapshot as it is looked things up in. */
export interface Registers {
  readonly snapshot: RegisterSnapshot;
  readonly items: ReadonlyMap<string, ItemEntry>;
  readonly copies: ReadonlyMap<string, CopyEntry>;
  readonly stores: ReadonlyMap<string, StoreEntry>;
  readonly grants: ReadonlyMap<string, GrantEntry>;
  readonly files: ReadonlyMap<string, FileEntry>;
  readonly copiesOf: ReadonlyMap<string, readonly CopyEntry[]>;
  readonly movementsOf: ReadonlyMap<string, readonly MovementEntry[]>;
  /** the loans under which a copy is out, by the copy */
  readonly outOf: ReadonlyMap<string, readonly LoanEntry[]>;
  /** the version that an item has now, by the item */
  readonly contentsOf: ReadonlyMap<string, readonly ContentEntry[]>;
}

const byId = <T extends { readonly id: string }>(entries: readonly T[]): ReadonlyMap<string, T> =>
  new Map(entries.map((entry) => [entry.id, entry]));

/** Has the registers of a snapshot looked up by what they are asked for. */
export const registersOf = (snapshot: RegisterSnapshot): Registers => ({
  snapshot,
  items: byId(snapshot.items),
  copies: byId(snapshot.copies),
  stores: byId(snapshot.stores),
  grants: byId(snapshot.grants),
  files: byId(snapshot.files),
  copiesOf: Map.groupBy(snapshot.copies, ({ itemId }) => itemId),
  movementsOf: Map.groupBy(snapshot.movements, ({ copyId }) => copyId),
  outOf: Map.groupBy(
    snapshot.loans.filter(({ state }) => state === 'out'),
    ({ copyId }) => copyId,
  ),
  contentsOf: Map.groupBy(snapshot.contents, ({ itemId }) => itemId),
});
