import { SECRET_LEVELS } from '@miji/core';
import type { SecretLevel } from '@miji/core';
import { describe, expect, test } from 'vitest';
import matrix from '../../../fixtures/approver-matrix.json' with { type: 'json' };
import { openApproverWorld, POSITIONS } from './support/approver-world.ts';
import type { Approver } from './support/approver-world.ts';
import { codeOf, codeOrNull, openHouse } from './support/house.ts';
import { eachOf, need, oneOf, PLACES } from './support/matrix.ts';

const house = await openHouse();
const world = await openApproverWorld(house);

const SCENES = [
  'usual',
  'no_owner_general_manager',
  'no_headquarters_executive',
  'owner_general_manager_asks',
  'owner_general_manager_asks_no_headquarters_executive',
] as const;
type Scene = (typeof SCENES)[number];

/** What somebody is by himself; what he is in the name of another is asked of core, and of the verbs in a story each. */
const STANDINGS = ['impartial', 'requester', 'drafter', 'beneficiary'] as const;
type Standing = (typeof STANDINGS)[number];

interface Row {
  readonly scene: Scene;
  readonly level: SecretLevel;
  readonly approver: Approver;
  readonly standing: Standing;
  readonly refusal: string | null;
}

const approverOf = (company: string, position: string): Approver => {
  const place = oneOf(PLACES, company);
  const found = world.approvers.find((one) => one.place === place && one.position === oneOf(POSITIONS, position));
  if (found === undefined) throw new Error(`nobody is ${position} of ${company}`);
  return found;
};

const ROWS: readonly Row[] = matrix.rows
  .filter(({ regimes }) => regimes === 'none')
  .flatMap((row) => {
    const refusals: Readonly<Record<string, string | null | undefined>> = row.refusals;
    return STANDINGS.flatMap((standing): readonly Row[] => {
      const refusal = refusals[standing];
      if (refusal === undefined) return [];
      const place = { scene: oneOf(SCENES, row.scene), level: oneOf(SECRET_LEVELS, row.level) };
      return [{ ...place, approver: approverOf(row.company, row.position), standing, refusal }];
    });
  });

const named = ({ level, approver, standing }: Row) =>
  `${level}, ${approver.position} of ${approver.place}, ${standing}`;
const asksOf = (scene: Scene) =>
  scene.startsWith('owner_general_manager_asks') ? house.group.own.people.general_manager : world.clerk;

/** One request serves all rows that are refused on it; whoever may decide gets one of his own. */
const keyOf = (row: Row) => {
  const { scene, level, approver, standing, refusal } = row;
  const person = approver.person.personId;
  if (refusal === null) return [scene, level, person].join(' ');
  return standing === 'impartial'
    ? [level, asksOf(scene)].join(' ')
    : [level, standing, person, standing === 'requester' ? '' : asksOf(scene)].join(' ');
};

const numbers = new Map<string, string>();
const file = async (row: Row): Promise<void> => {
  const { level, approver, standing, scene } = row;
  const { personId } = approver.person;
  const requester = standing === 'requester' ? personId : asksOf(scene);
  const parties = {
    ...(standing === 'beneficiary' && { beneficiary: personId }),
    ...(standing === 'drafter' && { drafter: personId }),
  };
  numbers.set(keyOf(row), await world.file(level, requester, parties));
};
// All of it is filed while every post is filled: what counts is who holds it when it is decided.
await eachOf([...new Map(ROWS.map((row) => [keyOf(row), row])).values()], file);

const BEFORE: Readonly<Record<Scene, () => Promise<void>>> = {
  usual: () => world.empty('own', []),
  no_owner_general_manager: () => world.empty('own', ['general_manager']),
  no_headquarters_executive: () => world.empty('headquarters', ['general_manager', 'deputy_general_manager']),
  owner_general_manager_asks: () => world.empty('own', []),
  owner_general_manager_asks_no_headquarters_executive: () =>
    world.empty('headquarters', ['general_manager', 'deputy_general_manager']),
};

describe.each(SCENES)('approver matrix, %s', (scene) => {
  test('requests.decide accepts and refuses as the law says, and tells strangers nothing', {
    timeout: 60_000,
  }, async () => {
    await BEFORE[scene]();
    const rows = ROWS.filter((row) => row.scene === scene);
    const wrong: string[] = [];
    await eachOf(rows, async (row) => {
      const isParty = row.standing !== 'impartial';
      const number = need(numbers, keyOf(row));
      const expected = row.refusal === null || isParty ? row.refusal : 'NOT_FOUND';
      house.accounts.confirmBySecondFactor(row.approver.person.personId, number);
      const answer = await codeOrNull(world.caller(row.approver).requests.decide({ number, decision: 'approve' }));
      if (answer !== expected) wrong.push(`${named(row)} is ${answer}, ${expected} in the matrix`);
    });
    expect(wrong).toEqual([]);
    expect(rows.length).toBeGreaterThan(200);

    const { rows: events } = await house.superuser.query<Record<'actor_id' | 'subject_id' | 'code', string>>(
      `select distinct actor_id, subject_id, code from miji.audit_event where action = 'request.approved' and outcome = 'refused'`,
    );
    const written = new Set(events.map((event) => [event.actor_id, event.subject_id, event.code].join(' ')));
    const untraced = rows.filter((row) => {
      const { personId } = row.approver.person;
      return row.refusal !== null && !written.has([personId, need(numbers, keyOf(row)), row.refusal].join(' '));
    });
    expect(untraced.map(named)).toEqual([]);
    await world.restore();
  });
});

test('whoever holds no post any more is turned away before any request is looked at', async () => {
  const formers = world.approvers.filter(({ isFormer }) => isFormer);
  const codes = await Promise.all(
    formers.map(({ person }) => codeOf(house.as(person.personId).requests.list({ box: 'to_decide' }))),
  );
  expect(codes).toEqual(formers.map(() => 'NOT_EMPLOYED'));
});
