import type { getRequest as contract } from '@miji/contract';
import { decide, effectiveLevel, isUnderWay, planChange, requestStateAt, tryAdvance } from '@miji/core';
import { copiesOfItem, findRequest, grantsOfRequest, rangeOf, roundsOfRequest } from '@miji/db';
import type { z } from 'zod';
import { changeOf, toEffect } from '../classification/change-wire.ts';
import { toCopySummary } from '../copies/copy-summary.ts';
import { markOf, toFacts } from '../items/item-facts.ts';
import { lawFor, scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { findKnownRequest } from './known-request.ts';
import { keptProfile } from './applicant-profile.ts';
import { keptOf, showParticulars } from './particulars.ts';
import { approversOf, toRepeated, toRounds, toSteps } from './request-story.ts';
import { peopleOf, toGrantSummary, toRequestSummary } from './request-wire.ts';
import { peopleOnRoute, toRoute } from './route-wire.ts';
import { peopleOfTerms } from './terms-wire.ts';

/**
 * A request with everything that whoever decides it needs, and never the content. The title is only for who may know the item.
 *
 * @throws Refusal `NOT_FOUND` to whoever has nothing to do with it
 */
export const getRequest = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const known = await findKnownRequest(ctx, input.number, 'request.viewed');
  const { company, row, itemRow, person, level, decisions, standing } = known;
  const { mayNotDecide } = standing;
  const { copies, grants, range, rounds, repeated } = await platform.db.transact(
    scopeOfCompany(ctx, company.id),
    async (tx) => {
      const [allCopies, found, entries, kept, earlier] = await Promise.all([
        copiesOfItem(tx, itemRow.id),
        grantsOfRequest(tx, row.id),
        rangeOf(tx, itemRow.id),
        roundsOfRequest(tx, row.id),
        row.repeats === null ? undefined : findRequest(tx, row.repeats),
      ]);
      return { copies: allCopies, grants: found, range: entries, rounds: kept, repeated: earlier };
    },
  );
  const facts = toFacts(itemRow, range);
  const names = await namesOf(ctx, [
    ...peopleOf(row),
    ...rounds.flatMap(({ terms }) => peopleOfTerms(terms)),
    ...decisions.flatMap(({ terms }) => (terms === null ? [] : peopleOfTerms(terms))),
    ...grants.map((grant) => grant.person_id),
    ...copies.map((copy) => copy.holder_id),
    ...peopleOnRoute(standing.route, decisions),
  ]);
  await platform.trace.record(
    done(ctx, {
      companyId: company.id,
      action: 'request.viewed',
      subject: { kind: 'request', id: row.number },
      item: row.item_number,
    }),
  );
  const law = lawFor(ctx, company);
  const change = changeOf(row);
  const mayKnow = decide({ law, operation: 'view', item: facts, actor: person, at }).outcome === 'allowed';
  const companies = await platform.companies.all();
  const state = requestStateAt({ state: row.state, expiresAt: row.expires_at }, at);
  const advance = tryAdvance(state, 'approve');
  const hasApproved = approversOf(decisions).has(person.personId);
  const shown = grants
    .filter((grant) => hasApproved || row.requester_id === person.personId || grant.person_id === person.personId)
    .map((grant) => toGrantSummary(grant, names, at, hasApproved));
  return {
    ...toRequestSummary(row, company, names, at, mayKnow ? itemRow.title : null),
    level: effectiveLevel(facts, at),
    mark: markOf(ctx, facts, company),
    effect:
      change === null || state !== 'pending' || effectiveLevel(facts, at) === 'declassified'
        ? null
        : toEffect(planChange(law, facts, change, at), at),
    route: toRoute(standing.route, { rule: row.route.rule, names, companies, decisions }),
    article: row.route.article,
    mayNotDecide: 'refused' in advance ? advance.refused : mayNotDecide,
    particulars: showParticulars(keptOf(row), names),
    profile: keptProfile(row.profile),
    rounds: toRounds(row, rounds, names),
    steps: toSteps(decisions, names),
    repeated: toRepeated(repeated),
    needsSecondFactor: level === 'top_secret',
    mayResubmit: state === 'returned' && row.requester_id === person.personId,
    mayWithdraw: isUnderWay(state) && row.requester_id === person.personId,
    // What was copied before, and who holds it, tells an approver whether this is one too many.
    earlierCopies: mayKnow || mayNotDecide === null ? copies.map((copy) => toCopySummary(copy, names, at)) : [],
    grants: shown,
    grant: shown[0] ?? null,
  };
};
