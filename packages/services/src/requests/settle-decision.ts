import { Refusal } from '@miji/contract';
import type { Actor, Route } from '@miji/core';
import { BUSINESS_ZONE, filledBy, routeOf } from '@miji/core';
import type { RequestDecisionRow, RequestRow, ScopedTransaction, SecondFactorKind } from '@miji/db';
import {
  addDecider,
  appendEvents,
  changeRequest,
  decisionsOnRequest,
  endRequest,
  findRequest,
  insertRequestDecisions,
  lockRequest,
  returnRequest,
} from '@miji/db';
import { lockItemFacts } from '../items/known-item.ts';
import { limitsFor } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { concludeRequest } from './conclude-request.ts';
import type { KnownRequest } from './known-request.ts';
import { obstacleTo } from './obstacle.ts';
import { agreementsOf, decidersOf, spokenTo, matterOf, standingOf } from './standing.ts';
import { tellDecision } from './tell-decision.ts';
import { columnsOfTerms } from './terms-wire.ts';
import type { DecisionAct, DecisionInput, Objection } from './verdict.ts';
import { cutOf, decisionEvent, decisionRows, wordsOf } from './verdict.ts';

/** A decision that is about to be made, by somebody who was found fit for it a moment ago. */
export interface Settling {
  readonly input: DecisionInput;
  readonly known: KnownRequest;
  readonly secondFactor: SecondFactorKind | null;
  readonly recipients: readonly Actor[];
}

export type Settled =
  | { readonly refused: Objection }
  | {
      readonly row: RequestRow;
      /** where it goes on; null once it is decided or sent back */
      readonly route: Route | null;
      readonly decisions: readonly RequestDecisionRow[];
    };

type Held = { readonly row: RequestRow; readonly item: NonNullable<Awaited<ReturnType<typeof lockItemFacts>>> };

/** Everything is looked at again under the lock of the request: what others have decided meanwhile counts. */
export const settle = async (ctx: CallContext, tx: ScopedTransaction, settling: Settling): Promise<Settled> => {
  const { input, known } = settling;
  const row = await lockRequest(tx, input.number);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  const [item, earlier] = await Promise.all([lockItemFacts(tx, row.item_number), decisionsOnRequest(tx, input.number)]);
  if (item === undefined) throw new Refusal('NOT_FOUND');
  const { person, officers, level } = known;
  // What he has looked at was another round: it may ask for more now.
  const isOld = row.round !== known.row.round;
  const code = obstacleTo(input, { row, item: item.row, level }, ctx.at) ?? (isOld ? 'VERSION_CONFLICT' : null);
  if (code !== null) return { refused: { code } };
  const matter = matterOf(row, item.row, level, ctx.at);
  const { left, mayNotDecide } = standingOf(row, matter, earlier, { person, officers }, ctx.at);
  if (mayNotDecide !== null || left === null) return { refused: { code: mayNotDecide ?? 'ALREADY_DECIDED' } };
  const shortened = cutOf(row, input, ctx.at);
  if ('refused' in shortened) return shortened;

  const { personId } = person;
  const speaker = { personId, officers, spoken: spokenTo(row, earlier, personId) };
  const spoken = filledBy(left, matter, speaker, ctx.at);
  const act: DecisionAct = {
    input,
    row,
    level,
    filled: spoken.filled,
    cut: shortened.cut,
    secondFactor: settling.secondFactor,
    isLast: input.decision === 'approve' && spoken.left === null,
  };
  await insertRequestDecisions(tx, decisionRows(ctx, act, earlier.length));
  const principals = spoken.filled.flatMap(({ principalId }) => principalId ?? []);
  await addDecider(tx, row.id, personId, principals);
  if (act.cut !== null) await changeRequest(tx, row.id, columnsOfTerms(act.cut));
  const [cut, decisions] = await Promise.all([findRequest(tx, row.number), decisionsOnRequest(tx, row.number)]);
  if (cut === undefined) throw new Refusal('NOT_FOUND');
  const hadIt = decidersOf(row, matter, earlier, officers, ctx.at);
  const deciders = decidersOf(row, matter, decisions, officers, ctx.at);
  const goesOn = input.decision === 'approve' && spoken.left !== null;
  const after = await carryOut(ctx, tx, settling, { act, row: cut, item, decisions, deciders });
  const next = goesOn ? deciders.filter((id) => !hadIt.includes(id)) : [];
  await tellDecision(ctx, tx, { ...act, after, earlier: earlier.length, next });
  await appendEvents(tx, [decisionEvent(ctx, act)]);
  const route = goesOn && spoken.left !== null ? routeOf(spoken.left, matter, officers, ctx.at) : null;
  return { row: after, route, decisions };
};

/** What becomes of the request by the decision. */
const carryOut = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { input, known, recipients }: Settling,
  decided: Held & {
    readonly act: DecisionAct;
    readonly decisions: readonly RequestDecisionRow[];
    readonly deciders: readonly string[];
  },
): Promise<RequestRow> => {
  const { act, row, item, decisions, deciders } = decided;
  const by = known.person.personId;
  const { reason, ground } = wordsOf(input);
  switch (input.decision) {
    case 'refuse':
      return endRequest(tx, row.id, { state: 'refused', at: ctx.at, by, reason, ground });
    case 'ask_back': {
      const { requestExpiresAfter } = await limitsFor(ctx, [row.company_id, ...item.row.co_owner_ids]);
      const expiresAt = ctx.at.toZonedDateTimeISO(BUSINESS_ZONE).add(requestExpiresAfter).toInstant();
      return returnRequest(tx, row.id, { at: ctx.at, expiresAt });
    }
    case 'approve': {
      if (!act.isLast) return changeRequest(tx, row.id, { routed_to: [...deciders] });
      const ended = await endRequest(tx, row.id, { state: 'approved', at: ctx.at, by, reason, ground });
      const givenBy = agreementsOf(row, decisions).flatMap(({ person_id, principal_id }) => [
        person_id,
        ...(principal_id === null ? [] : [principal_id]),
      ]);
      await concludeRequest(ctx, tx, { row, item, level: act.level, givenBy: [...new Set(givenBy)], recipients });
      return ended;
    }
  }
};
