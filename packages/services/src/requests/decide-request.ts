import type { decideRequest as contract } from '@miji/contract';
import { requestStateAt, tryAdvance } from '@miji/core';
import type { Actor } from '@miji/core';
import type { SecondFactorKind } from '@miji/db';
import type { z } from 'zod';
import { requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import type { KnownRequest } from './known-request.ts';
import { findKnownRequest } from './known-request.ts';
import { obstacleTo } from './obstacle.ts';
import { peopleOf, toRequestSummary } from './request-wire.ts';
import { peopleOnRoute, toRoute } from './route-wire.ts';
import { settle } from './settle-decision.ts';
import type { DecisionInput, Objection } from './verdict.ts';
import { ACTION_OF, cutOf } from './verdict.ts';

/**
 * Agrees to a request, to all of it or to less, refuses it, or asks something back. Whoever decides must hold the post at this moment,
 * or decide in the name of somebody who does, and stand on no side of it. One agreement counts for every seat that he may decide for;
 * the request is approved, and leaves its grants behind in the same transaction, once nobody has to agree any more. One refusal ends
 * it. A question sends it back, and what was agreed to before no longer counts. Of two who end it at once, one is told
 * `ALREADY_DECIDED`. What is 绝密 is decided only with a second factor, confirmed for this request a moment before.
 *
 * @throws Refusal `NOT_FOUND`, `SELF_APPROVAL`, `DELEGATE_OF_REQUESTER`, `NOT_YOUR_TURN`, `ALREADY_APPROVED_BY_YOU`,
 * `APPROVER_NOT_IN_OFFICE`, `ALREADY_DECIDED`, `REQUEST_EXPIRED`, `WITHDRAWN`, `ASKED_BACK`, `NOT_NARROWER`, `VERSION_CONFLICT`,
 * `ON_HOLD`, `SECOND_FACTOR_REQUIRED`
 * @see GS-21
 * @see GS-22
 */
export const decideRequest = async (
  ctx: CallContext,
  input: DecisionInput,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  requirePersonally(ctx);
  const action = ACTION_OF[input.decision];
  const known = await findKnownRequest(ctx, input.number, action);
  const { company, level, row } = known;
  const refuse = (objection: Objection) =>
    refused(
      ctx,
      { companyId: company.id, action, subject: { kind: 'request', id: input.number }, item: row.item_number },
      { ...objection, rule: `approver.${level}`, article: row.route.article },
    );
  const objection = objectionTo(ctx, known, input);
  if (objection !== null) throw await refuse(objection);
  // Last before the act itself, so that nobody spends a proof on what he could not do.
  const secondFactor = await secondFactorFor(ctx, known);
  if (secondFactor === 'missing') throw await refuse({ code: 'SECOND_FACTOR_REQUIRED' });
  const recipients = await recipientsOf(ctx, known, input);

  const outcome = await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    settle(ctx, tx, { input, known, secondFactor, recipients }),
  );
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

/** Why it cannot be decided like this, as far as that is seen before the request is held. */
const objectionTo = (ctx: CallContext, known: KnownRequest, input: DecisionInput): Objection | null => {
  const { at } = ctx;
  const { row, standing, itemRow: item, level } = known;
  const state = requestStateAt({ state: row.state, expiresAt: row.expires_at }, at);
  const advance = tryAdvance(state, input.decision);
  if ('refused' in advance) return { code: advance.refused };
  if (standing.mayNotDecide !== null) return { code: standing.mayNotDecide };
  const obstacle = obstacleTo(input, { row, item, level }, at);
  if (obstacle !== null) return { code: obstacle };
  // Whoever names no round has seen the first one.
  if ((input.round ?? 1) !== row.round) return { code: 'VERSION_CONFLICT' };
  const cut = cutOf(row, input, at);
  return 'refused' in cut ? cut.refused : null;
};

/** By what the decision was confirmed; null where nothing has to be. */
const secondFactorFor = async (
  { platform, at }: CallContext,
  { level, person, row }: KnownRequest,
): Promise<SecondFactorKind | 'missing' | null> => {
  if (level !== 'top_secret') return null;
  const proof = { personId: person.personId, subject: row.number, at };
  return (await platform.accounts.takeSecondFactorProof(proof)) ?? 'missing';
};

/** Who would receive something, as the register has them now: whoever has lost the range meanwhile gets nothing. */
const recipientsOf = async (
  { platform, at }: CallContext,
  { row }: KnownRequest,
  { decision }: DecisionInput,
): Promise<readonly Actor[]> => {
  if (decision !== 'approve') return [];
  const people = await Promise.all(row.terms.recipients.map(({ personId }) => loadPerson(platform, personId, at)));
  return people.filter((person) => person !== undefined);
};
