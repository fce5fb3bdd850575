import type { declineMovement as contract } from '@miji/contract';
import type { MovementRow, ScopedTransaction } from '@miji/db';
import { appendEvents } from '@miji/db';
import type { z } from 'zod';
import { pagesOf } from '../copies/bundle.ts';
import type { Outcome } from '../copies/copy-desk.ts';
import { aboutCopy, copyHappening } from '../copies/copy-events.ts';
import { copyIdOf } from '../copies/copy-summary.ts';
import { incidentBy, draftIncident } from '../incidents/draft-incident.ts';
import { tell } from '../notices/tell.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { HeldMovement } from './movement-desk.ts';
import { actOnMovement } from './movement-desk.ts';
import { showMovement } from './show-movement.ts';
import { mayTake } from './taking.ts';
import { undoMovement } from './undo-movement.ts';

type Input = z.output<typeof contract.input>;

/**
 * Does not take over what somebody has announced: the copy stays where it was, and whoever gave it answers for it as before. Where the
 * count differs, a copy that was issued never came, or the signature on somebody’s screen is not his, it is looked into.
 *
 * @throws Refusal `NOT_FOUND`, `SEPARATION_OF_DUTIES` to who announced it, `NOT_KEEPER`, `COPY_NOT_WITH_YOU`, `MOVEMENT_OVER`
 * @see AR-36
 * @see AR-37
 */
export const declineMovement = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const action = 'copy.declined';
  const row = await actOnMovement(ctx, { id: input.movement, action }, (tx, held) => decline(ctx, tx, held, input));
  return showMovement(ctx, row);
};

const decline = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldMovement,
  input: Input,
): Promise<Outcome<MovementRow>> => {
  const { copy, movement, person, keepings } = held;
  const rule = 'copy.original';
  if (movement.outcome !== 'pending') return { refused: { code: 'MOVEMENT_OVER', rule, article: 'AR-36' } };
  const code = mayTake(movement, keepings);
  if (code !== null) return { refused: { code, rule, article: 'AR-36' } };
  const { pages = null, reason: note } = input;
  const taken = { by: person.personId, pages, condition: null, how: 'session' } as const;
  const declined = await undoMovement(ctx, tx, held, { outcome: 'declined', at: ctx.at, taken, note });
  if (declined === undefined) return { refused: { code: 'MOVEMENT_OVER', rule, article: 'AR-36' } };
  const given = movement.pages_given ?? pagesOf(held);
  await lookInto(ctx, tx, held, { given, counted: pages });
  await tell(ctx.platform, tx, {
    kind: 'movement_declined',
    at: ctx.at,
    to: [movement.given_by],
    about: aboutCopy(copy),
    person: person.personId,
    key: `${movement.id} movement_declined`,
  });
  const details = { act: movement.act, movement: movement.id, given, counted: pages };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.declined', details))]);
  return { done: declined };
};

/** What is looked into: a signature that he did not give, another count than the giver's, or a copy that never came. */
const lookInto = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { copy, movement }: HeldMovement,
  { given, counted }: { readonly given: number | null; readonly counted: number | null },
): Promise<void> => {
  const { id, act, given_by, to_person_id, signed_before } = movement;
  const differs = counted !== null && given !== null && counted !== given;
  if (signed_before === null && act !== 'issue' && !differs) return;
  const kind = signed_before === null ? 'count_differs' : 'signature_disputed';
  await draftIncident(incidentBy(ctx), tx, {
    kind,
    copy,
    person: signed_before ?? given_by ?? to_person_id,
    facts: `${copyIdOf(copy)} ${act}: ${given ?? '?'} → ${counted ?? '?'}`,
    key: `${id} ${kind}`,
  });
};
