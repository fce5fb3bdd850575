import type { getRequest as contract } from '@miji/contract';
import { approverArticle, decide, effectiveLevel, isParty, requestStateAt, routeOf, tryAdvance } from '@miji/core';
import { copiesOfItem, findGrantOfRequest, rangeOf } from '@miji/db';
import type { z } from 'zod';
import { toCopySummary } from '../copies/copy-summary.ts';
import { markOf, toFacts } from '../items/item-facts.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { findKnownRequest } from './known-request.ts';
import { partiesOf, peopleOf, toGrantSummary, toRequestSummary } from './request-wire.ts';
import { toRoute } from './route.ts';

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
  const { company, row, itemRow, person, holders, level, mayNotDecide } = known;
  const { copies, grant, range } = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const [allCopies, found, entries] = await Promise.all([
      copiesOfItem(tx, itemRow.id),
      findGrantOfRequest(tx, row.id),
      rangeOf(tx, itemRow.id),
    ]);
    return { copies: allCopies, grant: found, range: entries };
  });
  const facts = toFacts(itemRow, range);
  const route = routeOf(level, partiesOf(row), holders);
  const names = await namesOf(ctx, [
    ...peopleOf(row),
    ...copies.map((copy) => copy.holder_id),
    ...(route.kind === 'open' ? route.approverIds : []),
  ]);
  await platform.trace.record(
    done(ctx, {
      companyId: company.id,
      action: 'request.viewed',
      subject: { kind: 'request', id: row.number },
      item: row.item_number,
    }),
  );
  const mayKnow = decide({ operation: 'view', item: facts, actor: person, at }).outcome === 'allowed';
  const state = requestStateAt({ state: row.state, expiresAt: row.expires_at }, at);
  const advance = tryAdvance(state, 'approve');
  return {
    ...toRequestSummary(row, company, names, at, mayKnow ? itemRow.title : null),
    level: effectiveLevel(facts, at),
    mark: markOf(facts, company),
    route: toRoute(route, names),
    article: approverArticle(level),
    mayNotDecide: 'refused' in advance ? advance.refused : mayNotDecide,
    mayWithdraw: state === 'pending' && row.requester_id === person.personId,
    // What was copied before, and who holds it, tells an approver whether this is one too many.
    earlierCopies: mayKnow || mayNotDecide === null ? copies.map((copy) => toCopySummary(copy, names, at)) : [],
    grant: grant !== undefined && isParty(partiesOf(row), person.personId) ? toGrantSummary(grant, at) : null,
  };
};
