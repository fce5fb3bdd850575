import type { carryOut as contract } from '@miji/contract';
import type { Decision } from '@miji/core';
import { checkGrantUse, decide, effectiveLevel, endOfBusinessDay, moveCopy, Temporal } from '@miji/core';
import type { CopyRow, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  copiesById,
  findGrant,
  findMovementByKey,
  insertMovement,
  placeCopies,
  spendGrant,
} from '@miji/db';
import type { z } from 'zod';
import type { HeldGrant } from '../grants/hold-grant.ts';
import { holdGrant } from '../grants/hold-grant.ts';
import { toGrant } from '../grants/to-grant.ts';
import { doneAtOnce, movementOf } from '../movements/begin-movement.ts';
import { lawFor } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { done, NOT_FOUND } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { keptOf } from '../requests/particulars.ts';
import { idsOf, pagesOf } from './bundle.ts';
import type { HeldCopy, Outcome } from './copy-desk.ts';
import { actOnCopy, untouchable } from './copy-desk.ts';
import { copyHappening } from './copy-events.ts';
import { showSummary } from './show-summary.ts';

type Input = z.output<typeof contract.input>;

/**
 * Takes a copy that one holds out of the office, under a grant that says where to, until when and by what measures. That it has come
 * back is looked at by a keeper, see `movements.announce`.
 *
 * @throws Refusal `NOT_FOUND` to whoever has no such grant or nothing to do with the copy, `COPY_NOT_WITH_YOU`, `COPY_BOUND`,
 * `MOVEMENT_OPEN`, `COPY_STATE` also for what was printed, `GRANT_SCOPE` for a grant of another kind or item, `GRANT_USED`,
 * `GRANT_EXPIRED`, what it died of, `ON_HOLD`, `COUNT_DIFFERS`
 * @see CD-12
 * @see AR-32
 * @see PM-11
 */
export const carryOut = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const row = await actOnCopy(ctx, { id: input.copy, action: 'copy.announced' }, (tx, held) =>
    takeOut(ctx, tx, held, input),
  );
  return showSummary(ctx, row);
};

const OUT_OF_SCOPE: Reason = { code: 'GRANT_SCOPE', rule: 'grant.single_use', article: 'GS-23' };

const takeOut = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  input: Input,
): Promise<Outcome<CopyRow>> => {
  const { copy, person } = held;
  const earlier = await findMovementByKey(tx, copy.id, input.idempotencyKey);
  if (earlier !== undefined) {
    const grant = await findGrant(tx, input.grant);
    const isHis = earlier.given_by === person.personId && earlier.act === 'carry_out';
    return isHis && earlier.grant_id === grant?.id && earlier.pages_given === input.pages
      ? { done: copy }
      : { refused: { code: 'VERSION_CONFLICT', rule: 'copy.original' } };
  }
  const found = await holdGrant(tx, input.grant, person.personId);
  if (found === undefined) return { refused: NOT_FOUND };
  const refused = untouchable(held) ?? covered(ctx, held, found) ?? unmoved(held, input.pages);
  if (refused !== null) return { refused };
  const said = keptOf(found.grant);
  if (said.operation !== 'carry_out') return { refused: OUT_OF_SCOPE };
  await spendGrant(tx, found.grant.id);
  const due_at = endOfBusinessDay(Temporal.PlainDate.from(said.bringBackOn));
  const movement = await insertMovement(tx, {
    ...movementOf(copy, {
      act: 'carry_out',
      to: 'carried_out',
      at: ctx.at,
      by: person.personId,
      key: input.idempotencyKey,
    }),
    ...doneAtOnce(ctx.at, person.personId),
    to_person_id: person.personId,
    to_place: said.destination,
    pages_given: input.pages,
    pages_taken: input.pages,
    means: said.measures,
    grant_id: found.grant.id,
  });
  await placeCopies(tx, idsOf(held), { state: 'carried_out', holder_id: person.personId, due_at });
  await appendEvents(tx, [
    done(ctx, {
      ...copyHappening(copy, 'copy.confirmed', { act: 'carry_out', movement: movement.id, grant: found.grant.number }),
      because: { code: 'ALLOWED_GRANT', rule: 'grant.single_use', article: 'CD-12' },
    }),
  ]);
  const [after] = await copiesById(tx, [copy.id]);
  return { done: after ?? copy };
};

/** Whether the grant is for carrying this copy out; null, or why not. */
const covered = (ctx: CallContext, { copy, company, person }: HeldCopy, { grant, item }: HeldGrant): Reason | null => {
  if (grant.operation !== 'carry_out' || grant.item_id !== copy.item_id) return OUT_OF_SCOPE;
  const right = toGrant(grant);
  const asked = { law: lawFor(ctx, company), operation: 'carry_out', item: item.facts, actor: person } as const;
  const decision: Decision = decide({ ...asked, at: ctx.at, grant: right });
  if (decision.outcome !== 'allowed') return decision;
  const use = { personId: person.personId, operation: 'carry_out', itemId: copy.item_id } as const;
  const level = effectiveLevel(item.facts, ctx.at);
  const code = checkGrantUse(right, { ...use, itemVersion: item.row.version, effectiveLevel: level }, ctx.at);
  return code === null ? null : { ...OUT_OF_SCOPE, code };
};

const unmoved = (held: HeldCopy, counted: number): Reason | null => {
  const { copy, bound } = held;
  const printed = [copy, ...bound].some(({ kind }) => kind === 'print');
  if (printed || moveCopy(copy.state, 'carry_out') === null)
    return { code: 'COPY_STATE', rule: 'copy.original', article: printed ? 'PM-11' : 'GS-24' };
  const pages = pagesOf(held);
  return pages === null || pages === counted
    ? null
    : { code: 'COUNT_DIFFERS', rule: 'copy.original', article: 'AR-36' };
};
