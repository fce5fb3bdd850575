import type { getRequest as contract } from '@miji/contract';
import { decide, effectiveLevel, isParty, planChange, requestStateAt, tryAdvance } from '@miji/core';
import { copiesOfItem, findGrantOfRequest, rangeOf } from '@miji/db';
import type { z } from 'zod';
import { changeOf, toEffect } from '../classification/change-wire.ts';
import { toCopySummary } from '../copies/copy-summary.ts';
import { markOf, toFacts } from '../items/item-facts.ts';
import { lawFor, scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { findKnownRequest } from './known-request.ts';
import { partiesOf, peopleOf, toGrantSummary, toRequestSummary } from './request-wire.ts';
import { peopleOnRoute, toRoute } from './route-wire.ts';

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
  const { company, row, itemRow, person, decisions, standing } = known;
  const { mayNotDecide } = standing;
  const { copies, grant, range } = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const [allCopies, found, entries] = await Promise.all([
      copiesOfItem(tx, itemRow.id),
      findGrantOfRequest(tx, row.id),
      rangeOf(tx, itemRow.id),
    ]);
    return { copies: allCopies, grant: found, range: entries };
  });
  const facts = toFacts(itemRow, range);
  const names = await namesOf(ctx, [
    ...peopleOf(row),
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
    mayWithdraw: state === 'pending' && row.requester_id === person.personId,
    // What was copied before, and who holds it, tells an approver whether this is one too many.
    earlierCopies: mayKnow || mayNotDecide === null ? copies.map((copy) => toCopySummary(copy, names, at)) : [],
    grant: grant !== undefined && isParty(partiesOf(row), person.personId) ? toGrantSummary(grant, at) : null,
  };
};
