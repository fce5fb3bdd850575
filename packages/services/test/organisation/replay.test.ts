import type { ApprovedOperation, Post, SecretLevel } from '@miji/core';
import { CONTROL_POSTS, inOffice, SECRET_LEVELS, seatPrincipalsOf, Temporal } from '@miji/core';
import { Refusal } from '@miji/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  appointPerson,
  endAppointment,
  enterPerson,
  giveDelegation,
  revokeDelegation,
  transferPerson,
} from '../../src/index.ts';
import { openHouse, START } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const COMPANIES = [own, sister] as const;
const HOUR = 3_600_000;
const POSTS_TRIED = ['staff', 'department_head', 'deputy_general_manager', 'auditor', 'security_officer'] as const;

/** What happened, as plain facts; what follows from them is worked out here in the simplest way there is. */
interface Stint {
  readonly person: string;
  readonly company: string;
  readonly post: Post;
  readonly id: string;
  readonly from: number;
  to: number;
}
interface Lent {
  readonly number: string;
  readonly principal: string;
  readonly delegate: string;
  readonly company: string;
  readonly post: Post;
  readonly level: SecretLevel;
  readonly operations: readonly ApprovedOperation[];
  readonly from: number;
  to: number;
}
const NEVER = Number.POSITIVE_INFINITY;

const who = fc.integer({ min: 0, max: 2 });
const where = fc.integer({ min: 0, max: 1 });
const post = fc.constantFrom(...POSTS_TRIED);
const hours = fc.integer({ min: 0, max: 40 });
const act = fc.oneof(
  fc.record({ kind: fc.constant('appoint' as const), who, where, post, after: hours, lasts: fc.option(hours) }),
  fc.record({ kind: fc.constant('end' as const), which: fc.nat(), after: hours }),
  fc.record({ kind: fc.constant('transfer' as const), who, where, post, after: hours }),
  fc.record({
    kind: fc.constant('delegate' as const),
    which: fc.nat(),
    to: who,
    level: fc.constantFrom(...SECRET_LEVELS),
    operations: fc.uniqueArray(fc.constantFrom('copy' as const, 'extend' as const), { minLength: 1 }),
    after: fc.constantFrom(0, 0, 5),
    lasts: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({ kind: fc.constant('revoke' as const), which: fc.nat() }),
  fc.record({ kind: fc.constant('wait' as const), hours }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Every story begins with three people in office, so that somebody has something to lose and to lend. */
const FIRST: readonly Act[] = (['department_head', 'deputy_general_manager', 'staff'] as const).map((first, index) => ({
  kind: 'appoint',
  who: index,
  where: 0,
  post: first,
  after: 0,
  lasts: null,
}));

const iso = (ms: number): string => Temporal.Instant.fromEpochMilliseconds(ms).toString({ fractionalSecondDigits: 3 });

let now = START.epochMilliseconds;
let entered = 0;
let seatsLent = 0;

/** Runs an act through the verbs; what they refuse has not happened. */
const attempt = async <T>(call: () => Promise<T>): Promise<T | null> => {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
};

const run = async (step: Act, people: readonly string[], stints: Stint[], lent: Lent[]): Promise<void> => {
  const administrator = await house.as(headquarters.people.system_administrator);
  const companyAt = (index: number) => COMPANIES[index] ?? own;
  const personAt = (index: number) => people[index] ?? '';
  switch (step.kind) {
    case 'wait':
      now += step.hours * HOUR;
      await house.setTime(Temporal.Instant.fromEpochMilliseconds(now));
      return;
    case 'appoint': {
      const company = companyAt(step.where);
      const from = now + step.after * HOUR;
      const to = step.lasts === null ? NEVER : from + step.lasts * HOUR;
      const made = await attempt(() =>
        appointPerson(administrator, {
          company: company.code,
          personId: personAt(step.who),
          post: step.post,
          lines: [],
          from: iso(from),
          ...(to === NEVER ? {} : { to: iso(to) }),
        }),
      );
      if (made === null) return;
      stints.push({
        person: personAt(step.who),
        company: company.id,
        post: step.post,
        id: made.appointmentId,
        from,
        to,
      });
      return;
    }
    case 'end': {
      const stint = stints[step.which % Math.max(1, stints.length)];
      if (stint === undefined) return;
      const to = now + step.after * HOUR;
      const company = stint.company === own.id ? own : sister;
      const input = { company: company.code, appointmentId: stint.id, to: iso(to) };
      if ((await attempt(() => endAppointment(administrator, input))) !== null)
        stint.to = Math.max(stint.from, Math.min(stint.to, to));
      return;
    }
    case 'transfer': {
      const [from, to] = [companyAt(step.where), companyAt(1 - step.where)];
      const person = personAt(step.who);
      const effective = now + step.after * HOUR;
      const moved = await attempt(() =>
        transferPerson(administrator, {
          personId: person,
          from: { company: from.code },
          to: { company: to.code, posts: [{ post: step.post, lines: [] }] },
          effective: iso(effective),
          reason: '调动',
        }),
      );
      if (moved === null) return;
      for (const stint of stints)
        if (stint.person === person && stint.company === from.id && stint.to > effective)
          stint.to = Math.max(stint.from, effective);
      const id = moved.begun[0]?.appointmentId ?? '';
      stints.push({ person, company: to.id, post: step.post, id, from: effective, to: NEVER });
      return;
    }
    case 'delegate': {
      const lendable = stints.filter(({ post: held }) => held !== 'staff');
      const lendingPost = lendable[step.which % Math.max(1, lendable.length)];
      if (lendingPost === undefined) return;
      const { person: principal, post: lentPost } = lendingPost;
      const company = lendingPost.company === own.id ? own : sister;
      const delegate = personAt(step.to);
      const from = now + step.after * HOUR;
      const to = from + step.lasts * HOUR;
      const { level, operations } = step;
      const given = await attempt(async () =>
        giveDelegation(await house.as(principal), {
          company: company.code,
          delegateId: delegate,
          post: lentPost,
          highestLevel: level,
          operations,
          reason: '出差',
          from: iso(from),
          to: iso(to),
        }),
      );
      if (given === null) return;
      lent.push({
        number: given.number,
        principal,
        delegate,
        company: company.id,
        post: lentPost,
        level,
        operations,
        from,
        to,
      });
      return;
    }
    case 'revoke': {
      const delegation = lent[step.which % Math.max(1, lent.length)];
      if (delegation === undefined) return;
      const principal = await attempt(() => house.as(delegation.principal));
      if (principal === null) return;
      if ((await attempt(() => revokeDelegation(principal, { number: delegation.number }))) !== null)
        delegation.to = now;
    }
  }
};

const holds = (stints: readonly Stint[], person: string, company: string, wanted: Post | null): boolean =>
  stints.some(
    (stint) =>
      stint.person === person &&
      stint.company === company &&
      (wanted === null || stint.post === wanted) &&
      stint.from <= now &&
      now < stint.to,
  );

const expectedPosts = (stints: readonly Stint[], person: string): readonly string[] =>
  stints
    .filter((stint) => stint.person === person && stint.from <= now && now < stint.to)
    .map((stint) => `${stint.company} ${stint.post}`)
    .toSorted();

const expectedSeats = (stints: readonly Stint[], lent: readonly Lent[], person: string): readonly string[] => {
  const inForce = lent.filter(
    (one) =>
      one.delegate === person &&
      one.from <= now &&
      now < one.to &&
      holds(stints, one.principal, one.company, one.post) &&
      holds(stints, person, one.company, null),
  );
  const names = inForce.flatMap((one) =>
    one.operations.flatMap((operation) =>
      SECRET_LEVELS.slice(0, SECRET_LEVELS.indexOf(one.level) + 1).map(
        (level) => `delegated:${operation}:${level}:post:${one.company}:${one.post}`,
      ),
    ),
  );
  return [...new Set(names)].toSorted();
};

test('after any sequence of appointing, ending, moving, delegating and revoking, everybody is what a plain replay of it says', async () => {
  const acts = fc.array(act, { minLength: 4, maxLength: 14 });
  await fc.assert(
    fc.asyncProperty(acts, async (steps) => {
      const people: string[] = [];
      for (let index = 0; index < 3; index += 1) {
        entered += 1;
        const input = { company: own.code, name: `员工${entered}`, employeeNumber: `R${entered}` };
        people.push((await enterPerson(await house.as(own.people.system_administrator), input)).id);
      }
      const stints: Stint[] = [];
      const lent: Lent[] = [];
      for (const step of [...FIRST, ...steps]) {
        await run(step, people, stints, lent);
        for (const person of people) {
          const ctx = await attempt(() => house.as(person));
          const actor = ctx?.caller.kind === 'person' ? ctx.caller.person : { personId: person, appointments: [] };
          const at = Temporal.Instant.fromEpochMilliseconds(now);
          const held = inOffice(actor, at);
          expect(held.map(({ companyId, post: one }) => `${companyId} ${one}`).toSorted()).toEqual(
            expectedPosts(stints, person),
          );
          const seats = seatPrincipalsOf(actor, at).filter((name) => name.startsWith('delegated:'));
          seatsLent += seats.length;
          expect(seats.toSorted()).toEqual(expectedSeats(stints, lent, person));
          expect(
            new Set(held.map(({ post: one }) => one).filter((one) => CONTROL_POSTS.includes(one))).size,
          ).toBeLessThan(2);
        }
      }
    }),
    { numRuns: 15 },
  );
  // Nothing would be shown by sequences in which nobody ever lends anything.
  expect(seatsLent).toBeGreaterThan(0);
}, 60_000);
