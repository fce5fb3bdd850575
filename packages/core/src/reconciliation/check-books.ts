import type { CopyAct } from '../copy-register.ts';
import type { GrantOperation } from '../grant.ts';
import { TAKING_OPERATIONS } from '../approver.ts';
import type { Registers } from './registers.ts';
import type { Discrepancy, GrantEntry, LoanEntry, MovementEntry, RegisterSnapshot } from './snapshot.ts';

/** Whether the copies of each item have the numbers from 1 on, as many as were issued. @see GS-24 */
export const checkNumbers = ({ items, copiesOf }: Registers): readonly Discrepancy[] =>
  [...items.values()].flatMap((item) => {
    const where = item.number;
    const numbers = (copiesOf.get(item.id) ?? []).map(({ number }) => number).toSorted((one, other) => one - other);
    const gap = numbers.findIndex((number, index) => number !== index + 1);
    const found: Discrepancy[] = [];
    if (gap >= 0) found.push({ kind: 'number_gap', where, says: `${gap + 1} is missing, or there twice` });
    if (numbers.length !== item.copiesIssued)
      found.push({ kind: 'count', where, says: `${item.copiesIssued} issued, and ${numbers.length} in the register` });
    return found;
  });

const TAKING: ReadonlySet<string> = new Set<GrantOperation>(TAKING_OPERATIONS);

/** Whether every grant is used up by as much as was made, lent, carried out, destroyed and released under it, and by no more than it gives. */
export const checkGrants = ({ snapshot }: Registers): readonly Discrepancy[] => {
  const count = (ids: readonly (string | null)[]): ReadonlyMap<string | null, number> =>
    new Map([...Map.groupBy(ids, (id) => id)].map(([id, all]) => [id, all.length]));
  const taken = count(snapshot.copies.map(({ grantId }) => grantId));
  const lent = count(snapshot.loans.map(({ grantId }) => grantId));
  const moved = count(snapshot.movements.map(({ grantId }) => grantId));
  const destroyed = count(snapshot.movements.flatMap((movement) => destroyedBy(movement, snapshot)));
  const released = count(snapshot.releases);
  const usedUp = ({ id, number, operation }: GrantEntry): number => {
    if (TAKING.has(operation)) return taken.get(id) ?? 0;
    if (operation === 'loan') return lent.get(id) ?? 0;
    if (operation === 'destroy') return destroyed.get(id) ?? 0;
    return operation === 'declassify' ? (released.get(number.replace(/-G\d*$/, '')) ?? 0) : (moved.get(id) ?? 0);
  };
  return snapshot.grants.flatMap((grant) => {
    const expected = usedUp(grant);
    if (grant.used === expected && grant.used <= grant.copies) return [];
    const says = `used ${grant.used} times of ${grant.copies}, by ${expected}`;
    return [{ kind: 'grant_used', where: grant.number, says }];
  });
};

/** The grant of a destruction that was confirmed, once for the copy and once for each that is part of it. */
const destroyedBy = ({ act, outcome, copyId, grantId }: MovementEntry, { copies }: RegisterSnapshot) =>
  act === 'destroy' && outcome === 'confirmed'
    ? copies.flatMap(({ id, boundTo }) => (id === copyId || boundTo === copyId ? [grantId] : []))
    : [];

/** Whether every loan is of a copy, a grant and a store that are there, and one that is not out has an end. */
export const checkLoans = ({ snapshot, copies, grants, stores, outOf }: Registers): readonly Discrepancy[] =>
  snapshot.loans.flatMap((loan) => {
    const copy = copies.get(loan.copyId);
    const wrong =
      copy?.itemId !== loan.itemId ||
      grants.get(loan.grantId)?.operation !== 'loan' ||
      !stores.has(loan.storeId) ||
      (loan.state === 'out') !== (loan.returnedAt === null) ||
      isOutOfNothing(loan, copy?.state) ||
      (outOf.get(loan.copyId)?.length ?? 0) > 1;
    return wrong
      ? [{ kind: 'loan', where: loan.number, says: `is ${loan.state}, of ${copy?.label ?? 'no copy'}` }]
      : [];
  });

const isOutOfNothing = ({ state }: LoanEntry, copyState: string | undefined): boolean =>
  state === 'out' && copyState !== 'lent';

/** What takes two people, each of whom counts for himself. @see AR-36 */
const OF_TWO: ReadonlySet<CopyAct> = new Set([
  'pass_on',
  'send',
  'lend',
  'give_back',
  'bring_back',
  'return',
  'destroy',
]);

/** What the trace calls the beginning of these. The rest begins at a desk that says so in its own words. */
const ANNOUNCED: ReadonlySet<CopyAct> = new Set(['pass_on', 'send', 'bring_back', 'return', 'destroy']);

/** What stands in the trace of an act that one person does at once. */
const AT_ONCE: Readonly<Partial<Record<CopyAct, string>>> = {
  carry_out: 'copy.confirmed',
  lose: 'copy.lost',
  find: 'copy.found',
  replace_page: 'copy.page_replaced',
};

/** Whether two have counted the same where two count, every movement that is over has ended, and the trace knows of each. */
export const checkMovements = ({ snapshot, copies }: Registers): readonly Discrepancy[] =>
  snapshot.movements.flatMap((movement) => {
    const { id: where, act, outcome, givenBy, takenBy, pagesGiven, pagesTaken } = movement;
    const found: Discrepancy[] = [];
    if ((outcome === 'pending') !== (movement.endedAt === null))
      found.push({ kind: 'unended', where, says: `${outcome}, ended ${movement.endedAt ?? 'never'}` });
    if (outcome === 'confirmed' && OF_TWO.has(act)) {
      if (takenBy === null || takenBy === givenBy)
        found.push({ kind: 'one_person', where, says: `${act} confirmed by ${takenBy ?? 'nobody'}` });
      if (pagesGiven !== pagesTaken)
        found.push({ kind: 'pages', where, says: `${pagesGiven ?? 'no'} pages given, ${pagesTaken ?? 'none'} taken` });
    }
    if (!movement.isFollowing) found.push(...untraced(movement, snapshot.movedInTrace));
    const label = copies.get(movement.copyId)?.label;
    if (act === 'issue' && !movement.isInherited && label !== undefined && !snapshot.issuedInTrace.has(label))
      found.push({ kind: 'trace', where: label, says: 'was made, and the trace does not know it' });
    return found;
  });

const untraced = (movement: MovementEntry, traced: ReadonlySet<string>): readonly Discrepancy[] => {
  const { id: where, act, outcome, isInherited } = movement;
  if (isInherited) return [];
  const wanted: string[] = [];
  const once = AT_ONCE[act];
  if (once !== undefined) wanted.push(once);
  if (ANNOUNCED.has(act)) wanted.push('copy.announced');
  if (ANNOUNCED.has(act) && outcome === 'confirmed')
    wanted.push(act === 'destroy' ? 'copy.destroyed' : 'copy.confirmed');
  if (outcome === 'declined') wanted.push('copy.declined');
  return wanted
    .filter((action) => !traced.has(`${action} ${where}`))
    .map((action) => ({ kind: 'trace', where, says: `${act} is ${outcome}, and the trace lacks ${action}` }));
};
