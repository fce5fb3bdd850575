import type { MongoAbility, RawRuleOf } from '@casl/ability';
import { createMongoAbility } from '@casl/ability';
import { OPERATIONS } from '@miji/core';
import type { Decider } from '../decider.ts';
import { now } from '../decider.ts';
import type { PlainPerson, PlainWorld } from '../plain-world.ts';
import { plainWorld } from '../plain-world.ts';

type Ability = MongoAbility;

/** The numbers of what somebody has grants for, by operation. */
const grantsOf = ({ granted }: PlainWorld): ReadonlyMap<string, ReadonlyMap<string, string[]>> => {
  const byPerson = new Map<string, Map<string, string[]>>();
  for (const key of granted) {
    const [person = '', number = '', operation = ''] = key.split(' ');
    const own = byPerson.get(person) ?? new Map<string, string[]>();
    byPerson.set(person, own);
    own.set(operation, [...(own.get(operation) ?? []), number]);
  }
  return byPerson;
};

const abilityOf = (
  person: PlainPerson,
  at: number,
  grants: ReadonlyMap<string, readonly string[]> | undefined,
): Ability => {
  const secret = { endsAt: { $gt: at } };
  const ways = [{ named: person.id }, { departmentId: person.departmentId }];
  const rules: RawRuleOf<Ability>[] = [
    ...ways.map((way) => ({ action: 'view', subject: 'Item', conditions: { ...secret, ...way } })),
    {
      action: [...OPERATIONS],
      subject: 'Item',
      conditions: { endsAt: { $lte: at }, companyId: person.companyId },
    },
    ...[...(grants ?? [])].flatMap(([action, numbers]) =>
      ways.map((way) => ({
        action,
        subject: 'Item',
        conditions: { ...secret, ...way, number: { $in: [...numbers] } },
      })),
    ),
  ];
  return createMongoAbility(rules, { detectSubjectType: () => 'Item' });
};

/** How many questions go by until somebody's grant expires. */
const QUESTIONS_PER_EXPIRY = 100;

const casl = (name: string, questions: number, isRebuilt: boolean): Decider => ({
  name,
  reasons: 'none',
  questions,
  load(world) {
    const plain = plainWorld(world);
    const grants = grantsOf(plain);
    const abilities = new Map<string, Ability>();
    for (const person of plain.people.values()) {
      abilities.set(person.id, abilityOf(person, plain.now, grants.get(person.id)));
    }
    let asked = 0;
    return now(({ personId, itemId, operation }) => {
      const person = plain.people.get(personId);
      const item = plain.items.get(itemId);
      if (person === undefined || item === undefined) return false;
      asked += 1;
      if (isRebuilt && asked % QUESTIONS_PER_EXPIRY === 0) {
        abilities.set(personId, abilityOf(person, plain.now, grants.get(personId)));
      }
      return abilities.get(personId)?.can(operation, item) ?? false;
    });
  },
});

export const caslPrebuilt = casl('@casl/ability, an ability for each person, built once', 100_000, false);
export const caslRebuilt = casl('@casl/ability, rebuilt for whose grant expires (every 100 questions)', 50_000, true);
