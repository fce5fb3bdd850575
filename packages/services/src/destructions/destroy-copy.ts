import type { destroyCopy as contract } from '@miji/contract';
import { moveCopy } from '@miji/core';
import type { GrantRow, MovementRow, ScopedTransaction } from '@miji/db';
import { appendEvents, findGrant, findMovementByKey } from '@miji/db';
import type { z } from 'zod';
import { pagesOf } from '../copies/bundle.ts';
import type { HeldCopy, Outcome } from '../copies/copy-desk.ts';
import { actOnCopy, untouchable } from '../copies/copy-desk.ts';
import { copyHappening } from '../copies/copy-events.ts';
import { parts } from '../copies/known-copy.ts';
import { holdWithItem } from '../grants/hold-grant.ts';
import { beginMovement, movementOf } from '../movements/begin-movement.ts';
import { showMovement } from '../movements/show-movement.ts';
import { lawFor, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { destructionOf, mayTakePart, undestroyable } from './granted-destruction.ts';

type Input = z.output<typeof contract.input>;

/**
 * Destroys a copy that has come back, under a grant that names whoever acts as the one who does it. It stays in the register as it is until
 * the witness, whom the grant names too, has confirmed the same count; with this it is destroyed.
 *
 * @throws Refusal `NOT_FOUND` to whoever has no such grant, or may not know the item; `COPY_STATE` for what has not come back, is lost or
 * destroyed; `COPY_BOUND`, `MOVEMENT_OPEN`, `ON_HOLD`, `SEPARATION_OF_DUTIES`, `GRANT_SCOPE` for a copy that it is not for, `GRANT_USED`,
 * `GRANT_EXPIRED`, what it died of, `NOT_IN_RANGE` where the witness may no longer take part, `COUNT_DIFFERS`, `VERSION_CONFLICT` where the
 * key has served for something else
 * @see K-12
 * @see PM-12
 * @see PM-16
 */
export const destroyCopy = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { personId } = requirePersonally(ctx);
  const grant = await grantNaming(ctx, input, personId);
  // Before the copy is held, so that nobody waits for it meanwhile.
  const witness = await witnessOf(ctx, grant);
  const asked = { id: input.copy, action: 'copy.announced', isNamed: grant !== undefined } as const;
  const row = await actOnCopy(ctx, asked, (tx, held) => begin(ctx, tx, held, { input, grant, witness }));
  return showMovement(ctx, row);
};

/** The grant that somebody says, where it is for the item of the copy and he is the one to carry it out. */
const grantNaming = async (ctx: CallContext, input: Input, personId: string): Promise<GrantRow | undefined> => {
  const company = await ctx.platform.companies.ofNumber(input.grant);
  if (company === undefined) return undefined;
  const grant = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => findGrant(tx, input.grant));
  const isHis = grant?.item_number === parts(input.copy).item && destructionOf(grant)?.executorId === personId;
  return isHis ? grant : undefined;
};

const witnessOf = async (ctx: CallContext, grant: GrantRow | undefined): Promise<ActingPerson | undefined> => {
  const said = grant === undefined ? null : destructionOf(grant);
  return said === null ? undefined : loadPerson(ctx.platform, said.witnessId, ctx.at);
};

interface Begun {
  readonly input: Input;
  readonly grant: GrantRow | undefined;
  readonly witness: ActingPerson | undefined;
}

const begin = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  copyHeld: HeldCopy,
  { input, grant: found, witness }: Begun,
): Promise<Outcome<MovementRow>> => {
  const { copy, bound, company, person } = copyHeld;
  const said = found === undefined ? null : destructionOf(found);
  if (found === undefined || said === null) return { refused: NOT_FOUND };
  const earlier = await findMovementByKey(tx, copy.id, input.idempotencyKey);
  if (earlier !== undefined) {
    const isSame = earlier.given_by === person.personId && earlier.grant_id === found.id;
    return isSame && earlier.pages_given === input.pages
      ? { done: earlier }
      : { refused: { code: 'VERSION_CONFLICT', rule: 'copy.original' } };
  }
  const held = await holdWithItem(tx, found);
  // Having lost the range, he no longer learns that there is such a copy.
  if (!mayTakePart(lawFor(ctx, company), held.item.facts, person, ctx.at)) return { refused: NOT_FOUND };
  const wrong = undestroyable(ctx, { company, copy, bound, held, said, executor: person, witness });
  if (wrong !== null) return { refused: wrong };
  const next = moveCopy(copy.state, 'destroy');
  if (next === null) return { refused: { code: 'COPY_STATE', rule: 'copy.original', article: 'GS-24' } };
  // Whoever keeps the store answers for it still; who destroys it is for the grant to say.
  const refused = untouchable({ ...copyHeld, answers: true });
  if (refused !== null) return { refused };
  const pages = pagesOf(copyHeld);
  if (pages !== null && pages !== input.pages)
    return { refused: { code: 'COUNT_DIFFERS', rule: 'copy.original', article: 'AR-36' } };
  const { personId: by } = person;
  const movement = await beginMovement(ctx.platform, tx, copy, {
    ...movementOf(copy, { act: 'destroy', to: next, at: ctx.at, by, key: input.idempotencyKey }),
    to_person_id: said.witnessId,
    pages_given: input.pages,
    grant_id: held.grant.id,
  });
  const details = { act: 'destroy', movement: movement.id, pages: input.pages, grant: held.grant.number };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.announced', details))]);
  return { done: movement };
};
