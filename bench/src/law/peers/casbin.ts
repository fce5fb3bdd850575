import { newEnforcer, newModelFromString } from 'casbin';
import type { Decider } from '../decider.ts';
import type { PlainItem, PlainPerson } from '../plain-world.ts';
import { plainWorld } from '../plain-world.ts';

const MODEL = `
[request_definition]
r = sub, obj, act, now

[policy_definition]
p = sub, obj, act

[policy_effect]
e = some(where (p.eft == allow))

[matchers]
m = (r.now >= r.obj.endsAt && r.sub.companyId == r.obj.companyId) || (r.now < r.obj.endsAt && knows(r.sub, r.obj) && (r.act == "view" || granted(r.sub, r.obj, r.act)))
`;

/** Attributes in the matcher; what it cannot express well, sets, as functions of ours. */
export const casbinAbac: Decider = {
  name: 'casbin, one matcher over attributes (ABAC)',
  reasons: 'none',
  questions: 20_000,
  async load(world) {
    const { items, people, granted, now } = plainWorld(world);
    const enforcer = await newEnforcer(newModelFromString(MODEL));
    await enforcer.addFunction(
      'knows',
      (person: PlainPerson, item: PlainItem) =>
        item.named.includes(person.id) || item.departmentId === person.departmentId,
    );
    await enforcer.addFunction('granted', (person: PlainPerson, item: PlainItem, operation: string) =>
      granted.has(`${person.id} ${item.number} ${operation}`),
    );
    return {
      kind: 'now',
      ask: ({ personId, itemId, operation }) =>
        enforcer.enforceSync(people.get(personId), items.get(itemId), operation, now),
    };
  },
};
