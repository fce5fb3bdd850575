import type { EntityJson } from '@cedar-policy/cedar-wasm/nodejs';
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import type { Decider } from '../decider.ts';
import { now } from '../decider.ts';
import { plainWorld } from '../plain-world.ts';
import { grantKey } from '../world.ts';

const POLICIES = `
permit (principal, action, resource)
when { context.now >= resource.endsAt && principal.company == resource.company };

permit (principal, action, resource)
when {
  context.now < resource.endsAt &&
  (resource.named.contains(principal.id) || resource.department == principal.department) &&
  (action == Action::"view" || context.granted)
};
`;

const SET = 'law';

/** Policies parsed once; the two entities of a question go with it, as the binding has it. */
export const cedar: Decider = {
  name: '@cedar-policy/cedar-wasm, policies parsed beforehand',
  reasons: 'the policies that counted',
  questions: 10_000,
  load(world) {
    const { items, people, granted, now: at } = plainWorld(world);
    const parsed = preparsePolicySet(SET, { staticPolicies: POLICIES });
    if (parsed.type !== 'success') throw new Error('the policies cannot be read');
    const entities = new Map<string, EntityJson>();
    for (const { id, companyId, departmentId } of people.values()) {
      const attrs = { id, company: companyId, department: departmentId };
      entities.set(id, { uid: { type: 'Person', id }, attrs, parents: [] });
    }
    for (const { number, companyId, departmentId, named, endsAt } of items.values()) {
      const attrs = { company: companyId, department: departmentId ?? 'none', named: [...named], endsAt };
      entities.set(number, { uid: { type: 'Item', id: number }, attrs, parents: [] });
    }
    return now((check) => {
      const person = entities.get(check.personId);
      const item = entities.get(check.itemId);
      if (person === undefined || item === undefined) return false;
      const answer = statefulIsAuthorized({
        principal: person.uid,
        action: { type: 'Action', id: check.operation },
        resource: item.uid,
        context: { now: at, granted: check.operation !== 'view' && granted.has(grantKey(check)) },
        preparsedPolicySetId: SET,
        entities: [person, item],
      });
      return answer.type === 'success' && answer.response.decision === 'allow';
    });
  },
};
