import type { loseCopy as contract } from '@miji/contract';
import { holdsPost, moveCopy, Temporal } from '@miji/core';
import type { CopyRow, ScopedTransaction } from '@miji/db';
import { appendEvents, copiesById, insertMovement, placeCopies } from '@miji/db';
import type { z } from 'zod';
import { incidentBy, draftIncident } from '../incidents/draft-incident.ts';
import { closeLoan } from '../loans/close-loan.ts';
import { doneAtOnce, movementOf } from '../movements/begin-movement.ts';
import { undoMovement } from '../movements/undo-movement.ts';
import { tell } from '../notices/tell.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { invalid } from '../requests/check-terms.ts';
import { idsOf } from './bundle.ts';
import type { HeldCopy, Outcome } from './copy-desk.ts';
import { actOnCopy } from './copy-desk.ts';
import { aboutCopy, copyHappening } from './copy-events.ts';
import { copyIdOf } from './copy-summary.ts';
import { showSummary } from './show-summary.ts';

type Input = z.output<typeof contract.input>;

/**
 * Says that a copy is gone, by whoever answers for it, a keeper of its store, or the owner’s security officer. It is lost at once,
 * whatever was under way with it, and so is what is bound into it; an incident is drafted, and the security officers and keepers are told.
 *
 * @throws Refusal `NOT_FOUND`, `COPY_NOT_WITH_YOU`, `COPY_BOUND`, `COPY_STATE` where it is lost or destroyed already, `VALIDATION` where that is to come
 * @see AR-37
 * @see GS-24
 */
export const loseCopy = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { row, incident } = await actOnCopy(ctx, { id: input.copy, action: 'copy.lost' }, (tx, held) =>
    lose(ctx, tx, held, input),
  );
  return { copy: await showSummary(ctx, row), incident };
};

const lose = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  held: HeldCopy,
  input: Input,
): Promise<Outcome<{ readonly row: CopyRow; readonly incident: string }>> => {
  const { copy, person, open, keepers } = held;
  const rule = 'copy.original';
  const noticedAt = Temporal.Instant.from(input.noticedAt);
  if (Temporal.Instant.compare(noticedAt, ctx.at) > 0) return { refused: invalid('noticedAt', 'AR-37') };
  if (!mayLose(ctx, held)) return { refused: { code: 'COPY_NOT_WITH_YOU', rule, article: 'GS-24' } };
  if (copy.bound_to !== null) return { refused: { code: 'COPY_BOUND', rule, article: 'GS-24' } };
  if (moveCopy(copy.state, 'lose') === null) return { refused: { code: 'COPY_STATE', rule, article: 'GS-24' } };
  if (open !== undefined)
    await undoMovement(ctx, tx, { ...held, movement: open }, { outcome: 'withdrawn', at: ctx.at });
  await closeLoan(ctx, tx, { copyId: copy.id, outcome: 'lost', by: null, pages: null, condition: null });
  // Lost is what whoever answered for it had: what was under way has not come about.
  const [from = copy] = await copiesById(tx, [copy.id]);
  const movement = await insertMovement(tx, {
    ...movementOf(from, { act: 'lose', to: 'lost', at: ctx.at, by: person.personId }),
    ...doneAtOnce(ctx.at, person.personId),
    note: input.circumstances,
  });
  await placeCopies(tx, idsOf(held), { state: 'lost', store_id: null, due_at: null });
  const draft = await draftIncident(incidentBy(ctx), tx, {
    kind: 'copy_lost',
    copy,
    person: from.holder_id,
    facts: `${copyIdOf(copy)} ${copy.state} → lost ${input.noticedAt}`,
    key: `${movement.id} copy_lost`,
  });
  await tell(ctx.platform, tx, {
    kind: 'incident_drafted',
    at: ctx.at,
    to: [copy.holder_id, from.holder_id, ...keepers].filter((id) => id !== person.personId),
    about: { ...aboutCopy(copy), subject: draft.number },
    key: `${draft.number} incident_drafted`,
  });
  const details = { incident: draft.number, movement: movement.id, noticed: input.noticedAt, was: copy.state };
  await appendEvents(tx, [done(ctx, copyHappening(copy, 'copy.lost', details))]);
  const [row] = await copiesById(tx, [copy.id]);
  return { done: { row: row ?? copy, incident: draft.number } };
};

const mayLose = (ctx: CallContext, { answers, keepers, person, company }: HeldCopy): boolean =>
  answers || keepers.includes(person.personId) || holdsPost(person, company.id, 'security_officer', ctx.at);
