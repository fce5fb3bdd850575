import { holdsPost } from '@miji/core';
import type { ScopedTransaction } from '@miji/db';
import { personNames } from '@miji/db';
import type { Reason } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { invalid } from '../requests/check-terms.ts';
import type { HeldMovement } from './movement-desk.ts';

interface Signature {
  readonly name: string;
  readonly path: string;
}

/** A line drawn by hand: moves and lines in the notation of SVG, and nothing else that a picture could carry. */
export const DRAWN = /^M[\d.,\s-]+(?:[MLCQ][\d.,\s-]+)+$/;

/**
 * Whose signature on a keeper’s screen stands for a confirmation: his to whom something is handed, in the presence of a keeper of where
 * it comes from, or, for a copy that was just made, of the house’s custodian. Nobody signs for himself before himself.
 *
 * @see AR-36
 * @see PM-10
 */
export const signedOnScreen = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { movement, person, company, keepings }: HeldMovement,
  { name, path }: Signature,
): Promise<{ readonly wrong: Reason } | { readonly taker: string }> => {
  const { to_person_id, to_store_id, from_store_id, act } = movement;
  if (to_person_id === null || to_store_id !== null || act === 'bring_back')
    return { wrong: invalid('signature', 'AR-36') };
  const isKeeper =
    from_store_id === null
      ? act === 'issue' && holdsPost(person, company.id, 'custodian', ctx.at)
      : keepings.storeIds.has(from_store_id);
  if (!isKeeper) return { wrong: { code: 'NOT_KEEPER', rule: 'copy.original', article: 'AR-36' } };
  if (to_person_id === person.personId)
    return { wrong: { code: 'SEPARATION_OF_DUTIES', rule: 'copy.original', article: 'AR-36' } };
  const known = (await personNames(tx, [to_person_id])).get(to_person_id);
  if (known !== name || !DRAWN.test(path)) return { wrong: invalid('signature', 'AR-36') };
  return { taker: to_person_id };
};
