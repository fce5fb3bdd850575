import type { Capability, CompanyRef } from '@miji/contract';
import type { Decision, RefusalCode, RequestParties, Temporal } from '@miji/core';
import { decide, effectiveLevel, mayConfirm, mayName, TAKING_OPERATIONS } from '@miji/core';
import { actingPerson, lawFor } from '../platform/acting.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import type { BoundRoute } from '../requests/bind-route.ts';
import { bindRoute } from '../requests/bind-route.ts';
import { OfficerDesk } from '../requests/officers.ts';
import { peopleOnRoute, toRoute } from '../requests/route-wire.ts';
import type { KnownItem } from './known-item.ts';
import { whyNotRevised } from './may-revise.ts';

/** What takes something out of an item, for good or for a while, and what ends it. */
const WAYS_OUT = [...TAKING_OPERATIONS, 'loan', 'carry_out', 'destroy'] as const;
type WayOut = (typeof WAYS_OUT)[number];

/** Where a request of whoever acts would go, for each of these. */
export type TakingRoutes = ReadonlyMap<WayOut, BoundRoute>;

/** The routes of an item’s operations; none for what is not secret any more, and none where the rules set nothing. */
export const takingRoutes = async (ctx: CallContext, { company, facts }: KnownItem): Promise<TakingRoutes> => {
  const requester = actingPerson(ctx);
  const level = effectiveLevel(facts, ctx.at);
  const routes = new Map<WayOut, BoundRoute>();
  if (requester === null || level === 'declassified') return routes;
  const { personId } = requester;
  const parties: RequestParties = { requesterId: personId, drafterId: null, beneficiaryIds: [personId] };
  const desk = new OfficerDesk(ctx);
  for (const operation of WAYS_OUT) {
    const bound = await bindRoute(ctx, desk, { company, facts, operation, level, requester, parties });
    if (bound !== null) routes.set(operation, bound);
  }
  return routes;
};

/** The people whom the routes of an item name. */
export const peopleOnRoutes = (routes: TakingRoutes): readonly (string | null)[] =>
  [...routes.values()].flatMap(({ route }) => peopleOnRoute(route));

const office = (act: 'name' | 'confirm' | 'revise', article: string, refusal: RefusalCode | null): Capability => ({
  act,
  outcome: refusal === null ? 'allowed' : 'denied',
  code: refusal ?? 'ALLOWED_OFFICE',
  article,
  missing: [],
  route: null,
});

/** "What I may do, and why not": every act on an item for one person, with who would have to approve. */
export const capabilitiesOf = (
  ctx: CallContext,
  item: KnownItem,
  routes: TakingRoutes,
  { names, companies }: { readonly names: Names; readonly companies: readonly CompanyRef[] },
): readonly Capability[] => {
  const person = actingPerson(ctx);
  if (person === null) return [];
  const { facts, company } = item;
  const law = lawFor(ctx, company);
  const take = (operation: WayOut): Capability => {
    // Shown as if the necessity were stated: the form asks for it where the law does.
    const decision = decide({ law, operation, item: facts, actor: person, at: ctx.at, necessity: '-' });
    const bound = routes.get(operation);
    const route = bound === undefined ? null : toRoute(bound.route, { rule: bound.stored.rule, names, companies });
    return capability(operation, decision, route);
  };
  return [capability('view', item.decision, null), ...WAYS_OUT.map(take), ...officeActs(ctx, item, person)];
};

/** What his post lets him do with a secret item: name a reader, confirm what was proposed, replace what is not on paper. */
const officeActs = (ctx: CallContext, item: KnownItem, person: ActingPerson): readonly Capability[] => {
  const { facts, row, company } = item;
  const { at } = ctx;
  if (effectiveLevel(facts, at) === 'declassified') return [];
  const { range, level } = facts;
  const knowing = lawFor(ctx, company).knowing(level, facts.regimes);
  const naming = office('name', knowing.article, mayName(range, knowing, person, at));
  const drafterId = row.drafter_person_id;
  const confirming = office('confirm', 'GS-13', mayConfirm({ range, level, drafterId }, person, at));
  const isProposed = row.state !== 'confirmed';
  return [naming, ...(isProposed ? [confirming] : []), ...(row.medium === 'paper' ? [] : [revising(item, person, at)])];
};

const revising = (item: KnownItem, person: ActingPerson, at: Temporal.Instant): Capability => {
  const why = whyNotRevised(item, person, at);
  return office('revise', why?.article ?? 'GS-23', why?.code ?? null);
};

const capability = (act: Capability['act'], decision: Decision, route: Capability['route']): Capability => ({
  act,
  outcome: decision.outcome,
  code: decision.code,
  article: decision.article,
  missing: [...decision.missing],
  route: decision.outcome === 'needs_approval' ? route : null,
});
