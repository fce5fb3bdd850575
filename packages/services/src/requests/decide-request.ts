import type { decideRequest as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { Capacity, RefusalCode, RequestState, Route, SecretLevel } from '@miji/core';
import { effectiveLevel, levelOfRank, requestStateAt, routeOf, seatName, tryAdvance } from '@miji/core';
import type { RequestDecisionRow, RequestRow, ScopedTransaction } from '@miji/db';
import {
  addDecider,
  appendEvents,
  decisionsOnRequest,
  endRequest,
  insertRequestDecisions,
  lockRequest,
} from '@miji/db';
import type { z } from 'zod';
import { toFacts } from '../items/item-facts.ts';
import { lockItemFacts } from '../items/known-item.ts';
import { requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { concludeRequest } from './conclude-request.ts';
import type { KnownRequest } from './known-request.ts';
import { findKnownRequest } from './known-request.ts';
import { peopleOf, toRequestSummary } from './request-wire.ts';
import { peopleOnRoute, toRoute } from './route-wire.ts';
import { filledBy, standingOf } from './standing.ts';

type Input = z.output<typeof contract.input>;

/**
 * Agrees to a request, or refuses it. Whoever decides must hold the post at this moment, or decide in the name of somebody who does,
 * and stand on no side of it. One agreement counts for every seat that he may decide for; the request is approved, and leaves its
 * grant behind in the same transaction, once nobody has to agree any more. One refusal ends it. Of two who end it at once, one is
 * told `ALREADY_DECIDED`.
 *
 * @throws Refusal `NOT_FOUND`, `SELF_APPROVAL`, `DELEGATE_OF_REQUESTER`, `NOT_YOUR_TURN`, `ALREADY_APPROVED_BY_YOU`,
 * `APPROVER_NOT_IN_OFFICE`, `ALREADY_DECIDED`, `REQUEST_EXPIRED`, `WITHDRAWN`
 * @see GS-21
 * @see GS-22
 */
export const decideRequest = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  requirePersonally(ctx);
  const action = input.decision === 'approve' ? 'request.approved' : 'request.refused';
  const known = await findKnownRequest(ctx, input.number, action);
  const { company, level, row } = known;
  const refuse = (code: RefusalCode) =>
    refused(
      ctx,
      { companyId: company.id, action, subject: { kind: 'request', id: input.number }, item: row.item_number },
      { code, rule: `approver.${level}`, article: row.route.article },
    );
  const ended = tryAdvance(requestStateAt({ state: row.state, expiresAt: row.expires_at }, at), input.decision);
  if ('refused' in ended) throw await refuse(ended.refused);
  if (known.standing.mayNotDecide !== null) throw await refuse(known.standing.mayNotDecide);

  const outcome = await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => settle(ctx, tx, input, known));
  if ('refused' in outcome) throw await refuse(outcome.refused);
  const { route, decisions } = outcome;
  const [names, companies] = await Promise.all([
    namesOf(ctx, [...peopleOf(outcome.row), ...peopleOnRoute(route, decisions)]),
    platform.companies.all(),
  ]);
  return {
    ...toRequestSummary(outcome.row, company, names, at),
    stillMissing: route === null ? null : toRoute(route, { rule: outcome.row.route.rule, names, companies, decisions }),
  };
};

type Outcome =
  | { readonly refused: RefusalCode }
  | {
      readonly row: RequestRow;
      /** where it goes on; null once it is decided */
      readonly route: Route | null;
      readonly decisions: readonly RequestDecisionRow[];
    };

/** Everything is looked at again under the lock of the request: what others have decided meanwhile counts. */
const settle = async (ctx: CallContext, tx: ScopedTransaction, input: Input, known: KnownRequest): Promise<Outcome> => {
  const { at } = ctx;
  const { level, person, officers, matter } = known;
  const row = await lockRequest(tx, input.number);
  if (row === undefined) throw new Refusal('NOT_FOUND');
  const [item, earlier] = await Promise.all([lockItemFacts(tx, row.item_number), decisionsOnRequest(tx, input.number)]);
  if (item === undefined) throw new Refusal('NOT_FOUND');

  const advance = tryAdvance(requestStateAt({ state: row.state, expiresAt: row.expires_at }, at), input.decision);
  if ('refused' in advance) return advance;
  const now = effectiveLevel(toFacts(item.row, item.range), at);
  if (now === 'declassified') return { refused: 'ALREADY_DECLASSIFIED' };
  // He was found fit to decide at the level of a moment ago, and its seats are those of the level at which it was filed.
  const isOvertaken =
    row.change === null ? now !== level || now !== levelOfRank(row.level) : row.item_revision !== item.row.revision;
  if (isOvertaken) return { refused: 'VERSION_CONFLICT' };
  const { left, mayNotDecide } = standingOf(row, matter, earlier, { person, officers }, at);
  if (mayNotDecide !== null || left === null) return { refused: mayNotDecide ?? 'ALREADY_DECIDED' };

  const act = filledBy(
    left,
    matter,
    { personId: person.personId, officers, hasAgreed: earlier.some(({ person_id }) => person_id === person.personId) },
    at,
  );
  const isRefused = input.decision === 'refuse';
  const isEnded = isRefused || act.left === null;
  await insertRequestDecisions(tx, decisionRows(ctx, row, act.filled, { input, earlier: earlier.length }));
  await addDecider(tx, row.id, person.personId);
  const [settled, decisions] = await Promise.all([
    isEnded ? end(ctx, tx, { input, row, personId: person.personId, state: advance.next }) : row,
    decisionsOnRequest(tx, input.number),
    isEnded && !isRefused ? concludeRequest(ctx, tx, { row, item, level: now }) : undefined,
    appendEvents(tx, [decided(ctx, { input, row, level, filled: act.filled, isEnded })]),
  ]);
  const route = isEnded || act.left === null ? null : routeOf(act.left, matter, officers, at);
  return { row: settled, route, decisions };
};

const end = (
  { at }: CallContext,
  tx: ScopedTransaction,
  ending: { readonly input: Input; readonly row: RequestRow; readonly personId: string; readonly state: RequestState },
): Promise<RequestRow> => {
  const { input, row, personId, state } = ending;
  return endRequest(tx, row.id, { state, at, by: personId, reason: input.decision === 'refuse' ? input.reason : null });
};

/** A line for every seat that an agreement fills; for a refusal one, in the first capacity. */
const decisionRows = (
  { at, rules }: CallContext,
  row: RequestRow,
  filled: readonly Capacity[],
  { input, earlier }: { readonly input: Input; readonly earlier: number },
) =>
  (input.decision === 'refuse' ? filled.slice(0, 1) : filled).map((held, index) => ({
    request_id: row.id,
    sequence: earlier + index + 1,
    person_id: held.personId,
    seat: seatName(held.seat),
    principal_id: held.principalId,
    delegation_number: held.delegation,
    escalated: held.escalated,
    decision: input.decision,
    reason: input.decision === 'refuse' ? input.reason : null,
    decided_at: at,
    rule_set_version: rules.version,
  }));

const decided = (
  ctx: CallContext,
  act: {
    readonly input: Input;
    readonly row: RequestRow;
    readonly level: SecretLevel;
    readonly filled: readonly Capacity[];
    readonly isEnded: boolean;
  },
) => {
  const { input, row, level, filled, isEnded } = act;
  const lent = filled.find(({ principalId }) => principalId !== null);
  const agreed = isEnded ? 'request.approved' : 'request.agreed';
  return done(ctx, {
    companyId: row.company_id,
    action: input.decision === 'refuse' ? 'request.refused' : agreed,
    subject: { kind: 'request', id: row.number },
    item: row.item_number,
    because: { code: 'ALLOWED_OFFICE', rule: `approver.${level}`, article: row.route.article },
    onBehalfOf: lent?.principalId ?? undefined,
    details: {
      operation: row.operation,
      copies: row.copies,
      seat: filled.map(({ seat }) => seatName(seat)).join(' '),
      delegation: filled.flatMap(({ delegation }) => delegation ?? []).join(' ') || null,
    },
  });
};
