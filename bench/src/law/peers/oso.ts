import { Oso } from 'oso';
import type { Decider } from '../decider.ts';
import { plainWorld } from '../plain-world.ts';

const POLICY = `
allow(person, _operation, item) if
  item.endsAt <= NOW and
  item.companyId = person.companyId;

allow(person, "view", item) if
  item.endsAt > NOW and
  knows(person, item);

allow(person, operation, item) if
  operation != "view" and
  item.endsAt > NOW and
  knows(person, item) and
  GRANTS.has(person.id, item.number, operation);

knows(person, item) if person.id in item.named;
knows(person, item) if item.departmentId = person.departmentId;
`;

/** The library as it was last published; it goes back and forth between its machine and our objects. */
export const osoPolar: Decider = {
  name: 'oso (Polar)',
  reasons: 'none',
  questions: 1_000,
  async load(world) {
    const { items, people, granted, now } = plainWorld(world);
    const oso = new Oso();
    oso.registerConstant(now, 'NOW');
    oso.registerConstant(
      { has: (person: string, item: string, operation: string) => granted.has(`${person} ${item} ${operation}`) },
      'GRANTS',
    );
    await oso.loadStr(POLICY);
    return {
      kind: 'later',
      ask: ({ personId, itemId, operation }) => oso.isAllowed(people.get(personId), operation, items.get(itemId)),
    };
  },
};
