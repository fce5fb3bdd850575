import type { DestructionWire } from '@miji/contract';
import { moveCopy } from '@miji/core';
import type { CopyRow, GrantRow, ScopedTransaction } from '@miji/db';
import { copiesOfItem, destructionsBy, destructionsLeft, findItem, openMovementOf, rangeOfNumber } from '@miji/db';
import { linksWithin } from '../copies/copy-links.ts';
import { toFacts } from '../items/item-facts.ts';
import { actingPerson, lawFor, scopeOfPerson, systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import type { DestructionLeft } from './destruction-wire.ts';
import { peopleOfDestruction, toDestruction } from './destruction-wire.ts';
import { destructionOf, isFor, mayTakePart } from './granted-destruction.ts';

const AT_MOST = 50;

/** Destructions as the wire has them. */
export const showDestructions = async (
  ctx: CallContext,
  left: readonly DestructionLeft[],
): Promise<DestructionWire[]> => {
  const names = await namesOf(ctx, left.flatMap(peopleOfDestruction));
  return left.map((one) => toDestruction(one, names, ctx.at));
};

export const showDestruction = async (ctx: CallContext, left: DestructionLeft): Promise<DestructionWire> =>
  toDestruction(left, await namesOf(ctx, peopleOfDestruction(left)), ctx.at);

/**
 * What somebody has to destroy, in all companies: the grants that name him for it, of items that he may know still, and the copies that are
 * left of them.
 *
 * @see PM-16
 */
export const destructionsOfCaller = async (ctx: CallContext): Promise<readonly DestructionLeft[]> => {
  const grants = await ctx.platform.db.transact(scopeOfPerson(ctx), (tx) => destructionsBy(tx, ctx.at, AT_MOST));
  const found = await Promise.all(
    [...Map.groupBy(grants, (grant) => grant.company_id)].map(([companyId, own]) =>
      ctx.platform.db.transact(systemScope(ctx.at, companyId), async (tx) => {
        const left: DestructionLeft[] = [];
        for (const grant of own) {
          const one = (await knows(ctx, tx, grant)) ? await leftOf(tx, grant) : null;
          if (one !== null) left.push(one);
        }
        return left;
      }),
    ),
  );
  return found.flat();
};

/** What is granted to be destroyed of what lies in some stores, or in any of a company. @see PM-16 */
export const destructionsOutOf = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  storeIds: readonly string[] | null,
): Promise<readonly DestructionLeft[]> => {
  const left: DestructionLeft[] = [];
  for (const grant of await destructionsLeft(tx, ctx.at, { limit: AT_MOST })) {
    const one = await leftOf(tx, grant);
    const copies = (one?.copies ?? []).filter(
      ({ state, store_id }) =>
        state === 'returned' && store_id !== null && (storeIds === null || storeIds.includes(store_id)),
    );
    if (one !== null && copies.length > 0) left.push({ ...one, copies });
  }
  return left;
};

/** Under what whoever acts can destroy a copy now; null where he cannot. */
export const destructionReadyFor = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  copy: CopyRow,
): Promise<DestructionLeft | null> => {
  const person = actingPerson(ctx);
  if (person === null || copy.bound_to !== null || moveCopy(copy.state, 'destroy') === null) return null;
  if ((await openMovementOf(tx, copy.id)) !== undefined) return null;
  const grants = await destructionsLeft(tx, ctx.at, { itemId: copy.item_id, limit: AT_MOST });
  const his = grants
    .filter((grant) => {
      const said = destructionOf(grant);
      return said !== null && said.executorId === person.personId && isFor(said, copy);
    })
    // One that names the copy before one that is for whatever there is.
    .toSorted((one, other) => namedBy(other) - namedBy(one))[0];
  return his !== undefined && (await knows(ctx, tx, his)) ? leftOf(tx, his) : null;
};

const namedBy = (grant: GrantRow): number => Math.sign(destructionOf(grant)?.copies.length ?? 0);

/** Whether whoever acts may take part in a destruction of this item now. */
const knows = async (ctx: CallContext, tx: ScopedTransaction, grant: GrantRow): Promise<boolean> => {
  const person = actingPerson(ctx) ?? undefined;
  const [company, item, range] = await Promise.all([
    ctx.platform.companies.byId(grant.company_id),
    findItem(tx, grant.item_number),
    rangeOfNumber(tx, grant.item_number),
  ]);
  if (company === undefined || item === undefined) return false;
  return mayTakePart(lawFor(ctx, company), toFacts(item, range), person, ctx.at);
};

const leftOf = async (tx: ScopedTransaction, grant: GrantRow): Promise<DestructionLeft | null> => {
  const said = destructionOf(grant);
  if (said === null) return null;
  const copies = (await copiesOfItem(tx, grant.item_id)).filter(
    (copy) => copy.state !== 'destroyed' && isFor(said, copy),
  );
  return { grant, said, copies, links: await linksWithin(tx, copies) };
};
