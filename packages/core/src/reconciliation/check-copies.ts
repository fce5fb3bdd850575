import type { CopyState } from '../copy-register.ts';
import type { Registers } from './registers.ts';
import { replay } from './replay.ts';
import type { CopyEntry, Discrepancy } from './snapshot.ts';

/** Whether each copy is where its movements, its loan and the copy that it is part of say, and is as its item is. */
export const checkCopies = (registers: Registers): readonly Discrepancy[] => {
  const { copies, movementsOf } = registers;
  const strays = [...movementsOf]
    .filter(([copyId]) => !copies.has(copyId))
    .flatMap(([, moved]) => moved)
    .map(({ id }) => ({ kind: 'chain', where: id, says: 'moves a copy that is not there' }) as const);
  const found = [...copies.values()].flatMap((copy) => CHECKS.flatMap((check) => check(copy, registers)));
  return [...strays, ...found];
};

type Check = (copy: CopyEntry, registers: Registers) => readonly Discrepancy[];

const whereItIs: Check = (copy, { movementsOf }) => {
  const { place, found } = replay(copy, movementsOf.get(copy.id) ?? []);
  // What is bound into another is where that is, see family.
  if (place === null || copy.boundTo !== null) return found;
  const where = copy.label;
  const differing: Discrepancy[] = [...found];
  if (copy.state !== place.state) differing.push({ kind: 'state', where, says: `${copy.state}, not ${place.state}` });
  if (copy.holderId !== place.holderId)
    differing.push({ kind: 'holder', where, says: `${copy.holderId}, not ${place.holderId}` });
  if (copy.storeId !== place.storeId)
    differing.push({ kind: 'store', where, says: `${copy.storeId ?? 'none'}, not ${place.storeId ?? 'none'}` });
  return differing;
};

const family: Check = (copy, { copies }) => {
  const found: Discrepancy[] = [];
  const where = copy.label;
  if (copy.parentId !== null) {
    const parent = copies.get(copy.parentId);
    // A copy is younger than what it was made from, so that no two descend from each other.
    if (parent === undefined || parent.itemId !== copy.itemId || parent.number >= copy.number)
      found.push({ kind: 'parent', where, says: `made from ${parent?.label ?? 'nothing that is there'}` });
  }
  if (copy.boundTo !== null) {
    const into = copies.get(copy.boundTo);
    const isTogether =
      into !== undefined &&
      into.id !== copy.id &&
      into.boundTo === null &&
      into.itemId === copy.itemId &&
      into.state === copy.state &&
      into.holderId === copy.holderId &&
      into.storeId === copy.storeId &&
      into.dueAt === copy.dueAt;
    if (!isTogether) found.push({ kind: 'bound', where, says: `bound into ${into?.label ?? 'nothing that is there'}` });
  }
  return found;
};

/** It comes back by some time exactly while it is away with somebody. */
const AWAY: ReadonlySet<CopyState> = new Set(['lent', 'carried_out']);

const due: Check = (copy, { outOf, copies }) => {
  const found: Discrepancy[] = [];
  const where = copy.label;
  if ((copy.dueAt !== null) !== AWAY.has(copy.state))
    found.push({ kind: 'due', where, says: `${copy.state}, due ${copy.dueAt ?? 'never'}` });
  const carrier = copies.get(copy.boundTo ?? '') ?? copy;
  const out = outOf.get(carrier.id) ?? [];
  if ((carrier.state === 'lent') !== (out.length === 1) || out.length > 1)
    found.push({ kind: 'loan', where, says: `${carrier.state}, with ${out.length} open loans` });
  for (const loan of out) {
    const agrees =
      loan.borrowerId === carrier.holderId && loan.overdueFrom === carrier.dueAt && loan.itemId === carrier.itemId;
    if (agrees) continue;
    found.push({ kind: 'loan', where: loan.number, says: `is not what ${where} says` });
    found.push({ kind: 'loan', where, says: `is not what ${loan.number} says` });
  }
  return found;
};

const inStore: Check = (copy, { stores }) => {
  if (copy.storeId === null) return [];
  const store = stores.get(copy.storeId);
  return store === undefined || store.isClosed
    ? [{ kind: 'store_closed', where: copy.label, says: `lies in ${store?.code ?? 'no store that is there'}` }]
    : [];
};

const likeRoot: Check = (copy, { items }) => {
  const item = items.get(copy.itemId);
  const where = copy.label;
  if (item === undefined) return [{ kind: 'root', where, says: 'is of no item that is there' }];
  if (copy.state === 'destroyed') return [];
  const differing = [
    ...(copy.level === item.level ? [] : [`level ${copy.level}, not ${item.level}`]),
    ...(item.marks.includes(copy.mark) ? [] : [`mark ${copy.mark}, not ${item.marks[0] ?? ''}`]),
    ...(copy.secretUntil === item.secretUntil
      ? []
      : [`until ${copy.secretUntil ?? 'ever'}, not ${item.secretUntil ?? 'ever'}`]),
  ];
  return differing.map((says) => ({ kind: 'root', where, says }));
};

const grantOf: Check = (copy, { grants }) => {
  if (copy.grantId === null || grants.has(copy.grantId)) return [];
  return [{ kind: 'grant_missing', where: copy.label, says: 'was made under no grant that is there' }];
};

const CHECKS: readonly Check[] = [whereItIs, family, due, inStore, likeRoot, grantOf];
