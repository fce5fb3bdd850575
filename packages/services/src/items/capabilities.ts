import type { Capability } from '@miji/contract';
import type { Decision, RefusalCode, RequestParties, OfficeHolders } from '@miji/core';
import { decide, effectiveLevel, mayConfirm, mayName, routeOf } from '@miji/core';
import { actingPerson } from '../platform/acting.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { toRoute } from '../requests/route.ts';
import type { KnownItem } from './known-item.ts';

const office = (act: 'name' | 'confirm', article: string, refusal: RefusalCode | null): Capability => ({
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
  holders: OfficeHolders,
  names: Names,
): readonly Capability[] => {
  const person = actingPerson(ctx);
  if (person === null) return [];
  const { facts } = item;
  const parties: RequestParties = { requesterId: person.personId, drafterId: null, beneficiaryIds: [person.personId] };
  const take = (operation: 'excerpt' | 'copy'): Capability => {
    // Shown as if the necessity were stated: the form asks for it where the law does.
    const decision = decide({ operation, item: facts, actor: person, at: ctx.at, necessity: '-' });
    const level = effectiveLevel(facts, ctx.at);
    const route = level === 'declassified' ? null : toRoute(routeOf(level, parties, holders), names);
    return capability(operation, decision, route);
  };
  return [capability('view', item.decision, null), take('excerpt'), take('copy'), ...officeActs(ctx, item, person)];
};

/** What his post lets him do with a secret item: name a reader, confirm what was proposed. */
const officeActs = ({ at }: CallContext, { facts, row }: KnownItem, person: ActingPerson): readonly Capability[] => {
  if (effectiveLevel(facts, at) === 'declassified') return [];
  const { range, level } = facts;
  const naming = office('name', NAMING_ARTICLE[level], mayName(range, level, person, at));
  if (row.state === 'confirmed') return [naming];
  const drafterId = row.drafter_person_id;
  return [naming, office('confirm', 'GS-13', mayConfirm({ range, level, drafterId }, person, at))];
};

const NAMING_ARTICLE = { confidential: 'GS-19', secret: 'GS-18', top_secret: 'GS-17' } as const;

const capability = (act: Capability['act'], decision: Decision, route: Capability['route']): Capability => ({
  act,
  outcome: decision.outcome,
  code: decision.code,
  article: decision.article,
  missing: [...decision.missing],
  route: decision.outcome === 'needs_approval' ? route : null,
});
