import { OPERATIONS, principalsOf } from '@miji/core';
import type { Operation, SecretLevel } from '@miji/core';
import { checkManyAccess, refusalWire } from '@miji/contract';
import { describe, expect, test } from 'vitest';
import matrix from '../../../fixtures/access-matrix.json' with { type: 'json' };
import type { MatrixPerson } from '@miji/testing';
import { peopleOfMatrix } from '@miji/testing';
import { BOUND_BY, END, openAccessWorld, RELATIONS } from './support/access-world.ts';
import type { Position, Relation } from './support/access-world.ts';
import type { ActingPerson, Caller } from './support/house.ts';
import { codeOf, openHouse, refusalOf } from './support/house.ts';
import { rest, serve } from './support/http.ts';
import { eachOf, need, PLACES } from './support/matrix.ts';
import type { Place } from './support/matrix.ts';

const house = await openHouse();
const world = await openAccessWorld(house);
const app = await serve(house);

type Answer = ReturnType<MatrixPerson['after']>;

interface Row {
  readonly level: SecretLevel;
  readonly person: MatrixPerson;
  readonly regimes: string;
  readonly place: Place;
  readonly position: Position;
  readonly relation: Relation;
  readonly operation: Operation;
  readonly necessity: boolean;
  readonly outcome: string;
  readonly code: string;
  readonly article: string;
}

const TAKING: readonly Operation[] = ['excerpt', 'copy'];
/** What the page of an item offers. */
const OFFERED: readonly Operation[] = ['view', ...TAKING];
const OTHERS = OPERATIONS.filter((operation) => operation !== 'view' && !TAKING.includes(operation));

/** Whoever knows the item asks to view, excerpt and copy it and one thing more, in turn; a stranger gets one answer to anything. */
const operationsFor = (index: number, isKnown: boolean): readonly Operation[] =>
  isKnown
    ? ['view', ...TAKING, ...OTHERS.slice(index % OTHERS.length).slice(0, 1)]
    : ['view', ...[...TAKING, ...OTHERS].slice(index % (TAKING.length + OTHERS.length)).slice(0, 1)];

/**
 * Whom this world has: all under the group’s rules alone, and below 绝密 strangers and the named under further regimes too (above it
 * nobody at the head office could be asked to designate anybody, who does not know the item himself).
 */
const asked = (
  answer: (person: MatrixPerson, regimes: string, operation: Operation, stated: boolean) => Answer,
  isNecessityAsked: boolean,
): readonly Row[] =>
  BOUND_BY.flatMap((regimes) =>
    peopleOfMatrix(matrix).flatMap((person, index) => {
      const relation = RELATIONS.find((one) => one === person.relation);
      const isBound = regimes !== 'none';
      const exists = relation !== undefined && (!isBound || relation === 'none' || relation === 'named');
      if (!exists || (isBound && person.level === 'top_secret')) return [];
      const isKnown = answer(person, regimes, 'view', false).outcome === 'allowed';
      return operationsFor(index, isKnown).flatMap((operation) => {
        const stated = isNecessityAsked && person.level === 'top_secret' && TAKING.includes(operation);
        return (stated ? [false, true] : [false]).map((necessity) => ({
          person,
          regimes,
          level: person.level,
          place: person.company,
          position: person.position,
          relation,
          operation,
          necessity,
          ...answer(person, regimes, operation, necessity),
        }));
      });
    }),
  );

const SECTIONS = [
  [
    'in the last millisecond of the period',
    asked((person, regimes, operation, stated) => person.before(regimes, operation, stated), true),
    END.subtract({ milliseconds: 1 }),
  ],
  ['in the first millisecond after it', asked((person, _regimes, operation) => person.after(operation), false), END],
] as const;

const named = (row: Row) =>
  `${row.level} ${row.position} of ${row.place}, ${row.relation}, ${row.regimes}: ${row.operation}${row.necessity ? ', with necessity' : ''}`;
const actorOf = (row: Row): ActingPerson => world.actor(row.place, row.position);
const itemOf = (row: Row): string => world.item(row.level, row.relation, actorOf(row), row.regimes);
const questionOf = (row: Row) => ({
  item: itemOf(row),
  operation: row.operation,
  ...(row.necessity && { necessity: '董事会需要纸质文本' }),
});
/** Whoever has left is let through to the law, which sign-in would not do. */
const callerOf = (row: Row): Caller =>
  row.position === 'left' ? house.asFormer(actorOf(row)) : house.as(actorOf(row).personId);
const answered = ({ outcome, code, article }: { outcome: string; code: string; article: string }) =>
  `${outcome} ${code} ${article}`;
const expected = (row: Row) => (row.outcome === 'denied' && !known(row) ? 'NOT_FOUND' : answered(row));

/** Whether he may know of the item at all: the row of the same person that asks for a view says so. */
let views: ReadonlyMap<string, boolean>;
const viewKey = ({ level, place, position, relation, regimes }: Row) =>
  [level, place, position, relation, regimes].join(' ');
const known = (row: Row) => need(views, viewKey(row));

const ask = async (row: Row): Promise<string> => {
  const asking = callerOf(row).access.check(questionOf(row));
  if (!known(row)) return codeOf(asking);
  return answered(await asking);
};

describe.each(SECTIONS)('access matrix, %s', (_, rows, at) => {
  const seen = rows.filter((row) => row.operation === 'view');
  const begin = async () => {
    views = new Map(seen.map((row) => [viewKey(row), row.outcome === 'allowed']));
    await house.setTime(at);
  };

  test('access.check answers what the law says, and nothing to whoever may not know the item', {
    timeout: 120_000,
  }, async () => {
    await begin();
    const wrong: string[] = [];
    // Each way of knowing by itself, and a quarter of what else is wanted; all of it is asked below, a hundred questions at once.
    const asked = rows.filter(({ operation }, index) => operation === 'view' || index % 4 === 0);
    await eachOf(asked, async (row) => {
      const answer = await ask(row);
      if (answer !== expected(row)) wrong.push(`${named(row)} is ${answer}, ${expected(row)} in the matrix`);
    });
    expect(wrong).toEqual([]);
    const hidden = rows.filter((row) => !known(row));
    expect(hidden.length).toBeGreaterThan(100);
    expect(hidden.length).toBeLessThan(rows.length);
  });

  test('what outsiders are not told stands in the trace, with its true code and article', async () => {
    await begin();
    const { rows: events } = await house.superuser.query<
      Record<'actor_id' | 'item_number' | 'code' | 'article', string>
    >(
      `select distinct actor_id, item_number, code, article from miji.audit_event
        where action = 'item.checked' and outcome = 'refused' and at = $1`,
      [at.toString()],
    );
    const key = (actor: string, item: string, code: string, article: string) => [actor, item, code, article].join(' ');
    const written = new Set(events.map((event) => key(event.actor_id, event.item_number, event.code, event.article)));
    const denied = seen.filter((row) => !known(row));
    const law = new Set(denied.map((row) => key(actorOf(row).personId, itemOf(row), row.code, row.article)));
    expect([...written].toSorted()).toEqual([...law].toSorted());
    expect(denied.length).toBeGreaterThan(50);
  });

  test('an item is described, read and offered exactly where the matrix allows it', { timeout: 120_000 }, async () => {
    await begin();
    const wrong: string[] = [];
    await eachOf(seen, async (row) => {
      const number = itemOf(row);
      const { items } = callerOf(row);
      if (!known(row)) {
        const codes = [await codeOf(items.get({ number })), await codeOf(items.read({ number }))];
        if (codes.some((code) => code !== 'NOT_FOUND')) wrong.push(`${named(row)}: ${codes.join()}`);
        return;
      }
      const { can, level } = await items.get({ number });
      // Of 绝密 only pages leave.
      const isText = level !== 'top_secret';
      const read = isText ? (await items.read({ number })).text : await codeOf(items.read({ number }));
      if (read !== (isText ? '矩阵中的一件' : 'NOT_ENTITLED')) wrong.push(`${named(row)}: the text is ${read}`);
      if ((level === 'declassified') !== (at === END)) wrong.push(`${named(row)}: reads as ${level}`);
      // What the page of an item offers is what the law answers, as if the necessity were stated.
      for (const operation of OFFERED) {
        const { person, regimes } = row;
        const law = at === END ? person.after(operation) : person.before(regimes, operation, true);
        const offer = can.find(({ act }) => act === operation);
        if (law.code !== offer?.code || law.outcome !== offer.outcome)
          wrong.push(`${named(row)}: offers ${operation} as ${offer?.code}`);
      }
    });
    expect(wrong).toEqual([]);
  });

  test('over REST a hundred questions at once get the same answers', async () => {
    await begin();
    const wrong: string[] = [];
    await eachOf(
      world.actors.filter(({ position }) => position !== 'left'),
      async ({ place, position, person }) => {
        const own = rows.filter((row) => row.place === place && row.position === position);
        const response = await rest(
          app,
          { person: person.personId },
          {
            method: 'POST',
            path: '/access/check-many',
            body: { questions: own.map(questionOf) },
          },
        );
        const { answers } = checkManyAccess.output.parse(response.json());
        for (const [index, row] of own.entries()) {
          const answer = answers[index];
          const said = answer?.known === true ? answered(answer.decision) : answer?.code;
          if (said !== expected(row)) wrong.push(`${named(row)} is ${said}`);
        }
      },
    );
    expect(wrong).toEqual([]);
  });

  test('the database shows miji_app a content exactly where the matrix allows a view', async () => {
    await begin();
    const { rows: items } = await house.superuser.query<{ id: string; number: string }>(
      'select id, number from miji.item',
    );
    const numberOf = new Map(items.map(({ id, number }) => [id, number]));
    const companyId = house.group.own.id;
    const wrong: string[] = [];
    for (const { place, position, person } of world.actors) {
      const scope = { companyId, personId: person.personId, principals: principalsOf(person, at), at };
      const shown = await house.platform.db.readOnce(scope, (compiler) =>
        compiler.selectFrom('item_content').select('item_id'),
      );
      const numbers = new Set(shown.map(({ item_id }) => need(numberOf, item_id)));
      for (const row of seen.filter((one) => one.place === place && one.position === position)) {
        if (numbers.has(itemOf(row)) !== known(row)) wrong.push(`${named(row)}: ${known(row) ? 'hidden' : 'shown'}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('whoever has left is turned away before any question', async () => {
  await house.setTime(END);
  const codes = await Promise.all(
    PLACES.map((place) => codeOf(house.as(world.actor(place, 'left').personId).session.get())),
  );
  expect(codes).toEqual(['NOT_EMPLOYED', 'NOT_EMPLOYED', 'NOT_EMPLOYED']);
});

test('a refusal to an outsider names neither rule nor article nor what is missing', async () => {
  await house.setTime(END.subtract({ milliseconds: 1 }));
  const outsider = world.actor('sister', 'staff');
  const refusal = await refusalOf(
    house
      .as(outsider.personId)
      .access.check({ item: world.item('secret', 'none', outsider, 'none'), operation: 'view' }),
  );
  const { code, rule, article, missing, fields, counterexample } = refusal;
  expect(refusalWire.parse({ code, rule, article, missing, fields, counterexample })).toEqual({
    code: 'NOT_FOUND',
    rule: null,
    article: null,
    missing: [],
    fields: [],
    counterexample: null,
  });
  expect(refusal.message).toBe('NOT_FOUND');
});
