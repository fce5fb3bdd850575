import type { RouteWire } from '@miji/contract';
import type { OfficeHolders, Route } from '@miji/core';
import { HEADQUARTERS_EXECUTIVES, postPrincipal } from '@miji/core';
import { holdersOf } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** Who fills the posts that decide, at this instant: the owner's general manager, the head office's executives. */
export const loadOfficeHolders = async (ctx: CallContext, ownerCompanyId: string): Promise<OfficeHolders> => {
  const { platform, at } = ctx;
  const headquarters = await platform.companies.headquarters();
  const [ownerGeneralManagers, headquartersExecutives] = await Promise.all([
    platform.db.transact(systemScope(at, ownerCompanyId), (tx) => holdersOf(tx, ['general_manager'], at)),
    headquarters === undefined
      ? []
      : platform.db.transact(systemScope(at, headquarters.id), (tx) =>
          holdersOf(tx, ['general_manager', 'deputy_general_manager'], at),
        ),
  ]);
  return { ownerGeneralManagers, headquartersExecutives };
};

/** The name under which the approvers of a route are addressed. */
export const approverPrincipal = (
  rule: 'owner_general_manager' | 'headquarters_executive',
  ownerCompanyId: string,
): string =>
  rule === 'headquarters_executive' ? HEADQUARTERS_EXECUTIVES : postPrincipal(ownerCompanyId, 'general_manager');

/** A route with names. */
export const toRoute = (route: Route, names: Names): RouteWire =>
  route.kind === 'locked'
    ? route
    : {
        kind: 'open',
        rule: route.rule,
        escalated: route.escalated,
        approvers: route.approverIds.map((id) => personRef(id, names)),
      };
