import { randomUUID } from 'node:crypto';
import type { Post } from '@miji/core';
import type { WorldCompany } from '@miji/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { requestFigures } from '../../src/index.ts';
import { openHouse, START } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const officer = headquarters.people.security_officer;
const NOW = START.add({ hours: 24 * 40 });
await house.setTime(NOW);

/** An item in each company that the requests can be about. */
const ITEMS = new Map(
  await Promise.all(
    [own, sister].map(async (company): Promise<[string, { id: string; number: string }]> => {
      const id = randomUUID();
      const number = `${company.code}-2026-000001`;
      await house.superuser.query(
        `insert into miji.item (company_id, id, number, title, level, proposed_level, catalogue_code, basis, period_kind, issued_on,
           line_count, responsible_manager_id, state, version, rule_set_version, registered_at, idempotency_key, input_digest, registrar)
         values ($1, $2, $3, '标题', 2, 2, '3.1', '依据', 'indefinite', '2026-01-01', 1, $4, 'confirmed', 1, 1, now(), 'key', 'digest', 'r')`,
        [company.id, id, number, company.people.department_head],
      );
      return [company.id, { id, number }];
    }),
  ),
);

const ROUTES = ['one', 'in_order', 'person', 'executives', 'raised'] as const;
type RouteKind = (typeof ROUTES)[number];

/** Minutes from one thing to the next; what a round ends with. */
interface Round {
  readonly waits: readonly [number, number];
  readonly end: 'approve' | 'refuse' | 'ask_back' | 'open' | 'half';
}
interface Story {
  readonly company: 0 | 1;
  readonly route: RouteKind;
  /** minutes after the beginning of the stories */
  readonly filed: number;
  readonly rounds: readonly Round[];
  readonly ground: 'too_much' | 'unclear' | null;
}

const round = fc.record({
  waits: fc.tuple(fc.nat(5_000), fc.nat(5_000)),
  end: fc.constantFrom<Round['end']>('approve', 'refuse', 'ask_back', 'open', 'half'),
});
const story: fc.Arbitrary<Story> = fc.record({
  company: fc.constantFrom(0, 1),
  route: fc.constantFrom(...ROUTES),
  filed: fc.nat(30 * 1_440),
  rounds: fc.array(round, { minLength: 1, maxLength: 3 }),
  ground: fc.constantFrom('too_much', 'unclear', null),
});

interface Decided {
  readonly round: number;
  readonly seat: string;
  readonly person: string;
  readonly decision: 'approve' | 'refuse' | 'ask_back';
  readonly escalated: boolean;
  readonly at: number;
  /** when it had come to him, by whose post: what the figures are to find out */
  readonly began: number;
  readonly company: string;
  readonly post: Post;
}
interface Told {
  readonly id: string;
  readonly owner: WorldCompany;
  readonly story: Story;
  readonly state: 'pending' | 'returned' | 'approved' | 'refused';
  readonly rounds: readonly number[];
  readonly ended: number | null;
  readonly decisions: readonly Decided[];
}

type Actor = Pick<Decided, 'seat' | 'person' | 'escalated' | 'company' | 'post'>;
const actorsOf = (owner: WorldCompany, route: RouteKind): readonly Actor[] => {
  const { people, id, departmentId } = owner;
  const plain = { escalated: false, company: id } as const;
  const manager: Actor = {
    ...plain,
    seat: `post:${id}:general_manager`,
    person: people.general_manager,
    post: 'general_manager',
  };
  const executive = {
    company: headquarters.id,
    post: 'deputy_general_manager',
    person: headquarters.people.deputy_general_manager,
  } as const;
  switch (route) {
    case 'one':
      return [manager];
    case 'in_order':
      return [
        { ...plain, seat: `department_head:${departmentId}`, person: people.department_head, post: 'department_head' },
        manager,
      ];
    case 'person':
      return [
        { ...plain, seat: `person:${people.project_manager}`, person: people.project_manager, post: 'project_manager' },
      ];
    case 'executives':
      return [{ ...executive, escalated: false, seat: 'headquarters:deputy_general_manager' }];
    case 'raised':
      return [{ ...executive, escalated: true, seat: `post:${id}:general_manager` }];
  }
};

const seatsOf = (owner: WorldCompany, route: RouteKind): object => {
  const manager = { kind: 'post', companyId: owner.id, post: 'general_manager' };
  return route === 'in_order'
    ? { kind: 'in_order', of: [{ kind: 'department_head', departmentId: owner.departmentId }, manager] }
    : manager;
};

/** Tells a story: minutes on one line, a round at a time, until it is over. */
const tell = (said: Story): Told => {
  const owner = said.company === 0 ? own : sister;
  const actors = actorsOf(owner, said.route);
  const decisions: Decided[] = [];
  const rounds: number[] = [];
  let clock = said.filed;
  let state: Told['state'] = 'pending';
  for (const { waits, end } of said.rounds) {
    rounds.push(clock);
    const number = rounds.length;
    state = 'pending';
    let began = clock;
    for (const [index, actor] of actors.entries()) {
      const isLast = index === actors.length - 1;
      if (end === 'open' || (end === 'half' && isLast)) break;
      const at = began + (waits[index] ?? 0);
      const decision = end === 'half' || !isLast ? 'approve' : end;
      decisions.push({ ...actor, round: number, decision, at, began });
      began = at;
      clock = at;
    }
    if (end === 'approve') state = 'approved';
    if (end === 'refuse') state = 'refused';
    if (end !== 'ask_back') break;
    state = 'returned';
    clock += 7;
  }
  const ended = state === 'approved' || state === 'refused' ? clock : null;
  return { id: randomUUID(), owner, story: said, state, rounds, ended, decisions };
};

const instant = (minutes: number): string => START.add({ minutes }).toString({ fractionalSecondDigits: 3 });

const write = async (told: readonly Told[]): Promise<void> => {
  await house.superuser.query('truncate miji.request_decision, miji.request_round, miji.request cascade');
  const requests = told.map(({ id, owner, story: said, state, rounds, ended }) => ({
    company_id: owner.id,
    id,
    number: `${owner.code}-SQ-${id}`,
    item_id: ITEMS.get(owner.id)?.id,
    item_number: ITEMS.get(owner.id)?.number,
    requester: owner.people.staff,
    route: { rule: { kind: 'nobody' }, article: 'GS-22', seats: seatsOf(owner, said.route), companies: [owner.id] },
    state,
    filed: instant(said.filed),
    // Later than now, so that nothing expires that the story left open.
    expires: NOW.add({ hours: 24 }).toString(),
    ended: ended === null ? null : instant(ended),
    turn: instant(rounds.at(-1) ?? 0),
    ground: state === 'refused' ? said.ground : null,
  }));
  await house.superuser.query(
    `insert into miji.request (company_id, id, number, item_id, item_number, item_version, level, catalogue_code, operation, requester_id,
       beneficiary_id, beneficiary_ids, copies, purpose, route, terms, turn_began_at, state, filed_at, expires_at, decided_at,
       refusal_ground, rule_set_version, idempotency_key, input_digest)
     select company_id, id, number, item_id, item_number, 1, 2, '3.1', 'copy', requester, requester, array[requester], 1, '用', route,
       '{"recipients":[],"spans":[],"useBefore":null}', turn, state, filed, expires, ended, ground, 1, id::text, 'digest'
       from jsonb_to_recordset($1::jsonb) as r (company_id uuid, id uuid, number text, item_id uuid, item_number text, requester uuid,
         route jsonb, state text, filed timestamptz, expires timestamptz, ended timestamptz, turn timestamptz, ground text)`,
    [JSON.stringify(requests)],
  );
  const rounds = told.flatMap(({ id, owner, rounds: own }) =>
    own.map((filed, index) => ({ company_id: owner.id, request_id: id, round: index + 1, filed: instant(filed) })),
  );
  await house.superuser.query(
    `insert into miji.request_round (company_id, request_id, round, filed_at, terms, particulars, purpose)
     select company_id, request_id, round, filed, '{}', '{}', '用' from jsonb_to_recordset($1::jsonb)
       as r (company_id uuid, request_id uuid, round int, filed timestamptz)`,
    [JSON.stringify(rounds)],
  );
  const decisions = told.flatMap(({ id, owner, decisions: own }) =>
    own.map(({ at, company: _company, post: _post, began: _began, ...decision }, index) => ({
      ...decision,
      company_id: owner.id,
      request_id: id,
      sequence: index + 1,
      at: instant(at),
    })),
  );
  await house.superuser.query(
    `insert into miji.request_decision (company_id, request_id, sequence, person_id, seat, escalated, decision, round, decided_at, rule_set_version)
     select company_id, request_id, sequence, person, seat, escalated, decision, round, at, 1 from jsonb_to_recordset($1::jsonb)
       as r (company_id uuid, request_id uuid, sequence int, person uuid, seat text, escalated boolean, decision text, round int,
             at timestamptz)`,
    [JSON.stringify(decisions)],
  );
};

/** The smallest of some minutes that a share of them, in hundredths, does not exceed; counted one by one. */
const noLongerThan = (minutes: readonly number[], hundredths: number): number =>
  minutes
    .toSorted((a, b) => a - b)
    .find((one) => minutes.filter((other) => other <= one).length * 100 >= hundredths * minutes.length) ?? Number.NaN;

/** The figures once more, from the stories themselves. */
const expected = (told: readonly Told[], company: WorldCompany | null, from: string, to: string) => {
  const isIn = (minutes: number): boolean => {
    const day = START.add({ minutes }).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString();
    return from <= day && day <= to;
  };
  const seen = told.filter(({ owner }) => company === null || owner.id === company.id);
  const taken = seen
    .flatMap(({ decisions }) => decisions)
    .filter(({ at, decision }) => decision !== 'ask_back' && isIn(at));
  const groups = Map.groupBy(taken, ({ company: id, post }) => `${id} ${post}`);
  return {
    counts: (['pending', 'returned', 'approved', 'refused'] as const).map((state) => ({
      state,
      count: seen.filter((one) => one.state === state && isIn(one.story.filed)).length,
    })),
    times: [...groups].map(([office, some]) => {
      const minutes = some.map(({ at, began }) => at - began);
      return [office, minutes.length, noLongerThan(minutes, 50), noLongerThan(minutes, 90)] as const;
    }),
    refusals: (['too_much', 'unclear', 'other'] as const).flatMap((ground) => {
      const count = seen.filter(
        ({ state, ended, story: said }) =>
          state === 'refused' && ended !== null && isIn(ended) && (said.ground ?? 'other') === ground,
      ).length;
      return count === 0 ? [] : [{ ground, count }];
    }),
    waiting: seen
      .filter(({ state }) => state === 'pending')
      .map(({ rounds }) => Math.floor(NOW.since(START).total('minutes')) - (rounds.at(-1) ?? 0))
      .toSorted((a, b) => b - a)
      .slice(0, 10),
  };
};

const day = (offset: number): string =>
  START.toZonedDateTimeISO('Asia/Shanghai').toPlainDate().add({ days: offset }).toString();

test('the figures are those that anybody would count from the stories', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(story, { minLength: 1, maxLength: 40 }),
      fc.constantFrom(own, sister, null),
      fc.tuple(fc.nat(40), fc.nat(40)),
      async (stories, company, [one, other]) => {
        const told = stories.map(tell);
        await write(told);
        const [from, to] = [day(Math.min(one, other)), day(Math.max(one, other))];
        const found = await requestFigures(await house.as(officer), { company: company?.code ?? 'all', from, to });
        const wanted = expected(told, company, from, to);
        expect(found.counts.filter(({ state }) => wanted.counts.some((count) => count.state === state))).toEqual(
          wanted.counts,
        );
        expect(found.refusals).toEqual(wanted.refusals);
        expect(found.waiting.map(({ minutes }) => minutes)).toEqual(wanted.waiting);
        const times = found.timeToDecide.map(
          (row) => [`${row.company.id} ${row.post}`, row.decided, row.medianMinutes, row.ninetyMinutes] as const,
        );
        const inOrder = <T extends readonly [string, ...unknown[]]>(rows: readonly T[]): readonly T[] =>
          rows.toSorted(([a], [b]) => (a < b ? -1 : 1));
        expect(inOrder(times)).toEqual(inOrder(wanted.times));
      },
    ),
    { numRuns: 40 },
  );
}, 120_000);

test('what waits names the people it waits for, and nobody of the asking side', async () => {
  await write([tell({ company: 0, route: 'one', filed: 0, rounds: [{ waits: [0, 0], end: 'open' }], ground: null })]);
  const { waiting } = await requestFigures(await house.as(own.people.general_manager), {
    company: own.code,
    from: day(0),
    to: day(0),
  });
  expect(waiting).toMatchObject([{ company: { code: own.code }, operation: 'copy', level: 'secret' }]);
  expect(waiting[0]?.approvers.map(({ id }) => id)).toContain(own.people.general_manager);
  expect(waiting[0]?.approvers.map(({ id }) => id)).not.toContain(own.people.staff);
});

test('a day before the calendar of the database is refused, not answered', async () => {
  const call = requestFigures(await house.as(officer), { company: own.code, from: '0001-01-01', to: day(0) });
  await expect(call).rejects.toMatchObject({ code: 'VALIDATION' });
});
