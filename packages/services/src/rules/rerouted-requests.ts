import type { Actor, ApprovedOperation, RuleSet, SecretLevel } from '@miji/core';
import { changesApproval, effectiveLevel } from '@miji/core';
import type { CallContext } from '../platform/context.ts';
import type { BoundRoute } from '../requests/bind-route.ts';
import { bindRoute } from '../requests/bind-route.ts';
import { OfficerDesk } from '../requests/officers.ts';
import { partiesOf } from '../requests/request-wire.ts';
import type { TwoLaws } from './effects.ts';
import type { LiveCompany } from './live-data.ts';

/** An open request that would go to other people, were it filed anew; it keeps the route of its own version all the same. */
export interface ReroutedRequest {
  readonly request: string;
  readonly item: string;
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** The open requests of a company whose route two laws see differently, with the people of both routes. */
export const reroutedRequests = async (
  ctx: CallContext,
  run: {
    readonly live: LiveCompany;
    readonly laws: TwoLaws;
    readonly people: ReadonlyMap<string, Actor>;
    readonly newest: RuleSet;
    readonly candidate: RuleSet;
  },
): Promise<readonly ReroutedRequest[]> => {
  const { live, laws, people } = run;
  const items = new Map(live.items.map((item) => [item.facts.itemId, item]));
  const desk = new OfficerDesk(ctx);
  const rerouted: ReroutedRequest[] = [];
  for (const row of live.requests) {
    const item = items.get(row.item_id);
    const level = item === undefined ? 'declassified' : effectiveLevel(item.facts, ctx.at);
    if (item === undefined || level === 'declassified') continue;
    const { regimes } = item.facts;
    if (!changesApproval(laws.before, laws.after, { operation: row.operation, level, regimes })) continue;
    const person = (personId: string): Actor => people.get(personId) ?? { personId, appointments: [] };
    const wish = {
      company: live.company,
      facts: item.facts,
      operation: row.operation,
      level,
      requester: person(row.requester_id),
      recipients: row.beneficiary_ids.map(person),
      forVisitor: row.applicant === 'outsider',
      parties: partiesOf(row),
    };
    const before = decidersOf(await bindRoute({ ...ctx, rules: run.newest }, desk, wish));
    const after = decidersOf(await bindRoute({ ...ctx, rules: run.candidate }, desk, wish));
    if (before.join() === after.join()) continue;
    rerouted.push({ request: row.number, item: row.item_number, operation: row.operation, level, before, after });
  }
  return rerouted;
};

/** Who could decide next, by id; nobody where it is locked. */
const decidersOf = (bound: BoundRoute | null): readonly string[] =>
  bound === null || bound.route.kind === 'locked'
    ? []
    : [...new Set(bound.route.capacities.map(({ personId }) => personId))].toSorted();
