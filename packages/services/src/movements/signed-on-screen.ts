import type { confirmMovement as contract } from '@miji/contract';
import { holdsPost } from '@miji/core';
import type { MovementRow, ScopedTransaction } from '@miji/db';
import { appendEvents, personNames, signMovement } from '@miji/db';
import type { z } from 'zod';
import type { Outcome } from '../copies/copy-desk.ts';
import { aboutCopy, copyHappening } from '../copies/copy-events.ts';
import { tell } from '../notices/tell.ts';
import type { Reason } from '../platform/audit.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { invalid } from '../requests/check-terms.ts';
import type { HeldMovement } from './movement-desk.ts';

type Input = z.output<typeof contract.input>;
type Signature = NonNullable<Input['signature']>;

/** A line drawn by hand: moves and lines in the notation of SVG, and nothing else that a picture could carry. */
export const DRAWN = /^M[\d.,\s-]+(?:[MLCQ][\d.,\s-]+)+$/;

/**
 * Writes down that he to whom something is handed has signed for it on a keeper’s screen. By this alone it has not changed hands:
 * whoever can draw a line on his own screen could have drawn it. It waits for him to confirm it with his own sign-in, or for a second
 * person; he is told, so that no signature is put under his name behind his back.
 *
 * @see AR-36
 * @see PM-10
 */
export const signOnScreen = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldMovement,
  { input, signature }: { readonly input: Input; readonly signature: Signature },
): Promise<Outcome<MovementRow>> => {
  const { copy, movement, person } = held;
  const refused = await notSigned(ctx, tx, held, signature);
  if (refused !== null) return { refused };
  if (movement.signed_at !== null) return { done: movement };
  const signed = await signMovement(tx, movement.id, {
    at: ctx.at,
    before: person.personId,
    signature: JSON.stringify(signature),
    pages: input.pages,
    condition: input.condition ?? null,
  });
  await tell(ctx.platform, tx, {
    kind: 'handed_to_you',
    at: ctx.at,
    to: [movement.to_person_id],
    about: aboutCopy(copy, movement.confirm_by),
    person: person.personId,
    key: `${movement.id} signed`,
  });
  const details = { act: movement.act, movement: movement.id, pages: input.pages, signed: true };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.announced', details))]);
  return { done: signed };
};

/**
 * Why it is no signature; null where it is one: of him to whom something is handed, in the presence of a keeper of where it comes from,
 * or, for a copy that was just made, of the house’s custodian. Nobody signs for himself before himself.
 */
const notSigned = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { movement, person, company, keepings }: HeldMovement,
  { name, path }: Signature,
): Promise<Reason | null> => {
  const { to_person_id, to_store_id, from_store_id, act } = movement;
  // Whoever watches a destruction watches it himself, and says so himself.
  if (act === 'destroy') return invalid('signature', 'K-12');
  if (to_person_id === null || to_store_id !== null || act === 'bring_back') return invalid('signature', 'AR-36');
  const isKeeper =
    from_store_id === null
      ? act === 'issue' && holdsPost(person, company.id, 'custodian', ctx.at)
      : keepings.storeIds.has(from_store_id);
  if (!isKeeper) return { code: 'NOT_KEEPER', rule: 'copy.original', article: 'AR-36' };
  if (to_person_id === person.personId)
    return { code: 'SEPARATION_OF_DUTIES', rule: 'copy.original', article: 'AR-36' };
  const known = (await personNames(tx, [to_person_id])).get(to_person_id);
  return known === name && DRAWN.test(path) ? null : invalid('signature', 'AR-36');
};
