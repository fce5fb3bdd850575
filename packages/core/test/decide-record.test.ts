import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, RecordAsked, RecordFacts, RecordQuestion } from '../src/index.ts';
import {
  decideRecord,
  meets,
  pfiTogether,
  recordCondition,
  recordLevel,
  strictestClass,
  withCatalogue,
} from '../src/index.ts';
import { actors, hours } from './support/arbitraries.ts';
import { appointment, departmentOf, LAW, OVER, OWNER } from './support/cast.ts';
import { Temporal } from '../src/index.ts';
import { asking, CUSTOMER, recordClasses, recordFacts } from './support/record-classes.ts';
import { runs } from './support/runs.ts';

const AT = Temporal.Instant.from('2026-11-22T04:00:00Z');
const person = (personId: string, post: Parameters<typeof appointment>[1] = 'staff'): Actor => ({
  personId,
  appointments: [appointment(OWNER, post)],
});
const MANAGER = person('manager');
const COLLEAGUE = person('colleague');
const HEAD = person('head', 'department_head');
const ROW: RecordFacts = { grade: 'ordinary', accountManagerId: 'manager', departmentId: departmentOf(OWNER) };
const ask = (actor: Actor, row: Partial<RecordFacts>, asked: Partial<RecordAsked> = {}) =>
  decideRecord({
    law: LAW,
    recordClass: CUSTOMER,
    companyId: OWNER,
    actor,
    at: AT,
    row: { ...ROW, ...row },
    asked: { purpose: '回访', fields: ['full_name'], ...asked },
  });
const statesOf = (answer: ReturnType<typeof ask>) =>
  answer.outcome === 'allowed' ? Object.fromEntries(answer.fields) : answer.code;

describe('a row of customers', () => {
  it('is as secret as its customer’s grade says, and where that is not known as the gravest (CD-05, CD-06, CD-07)', () => {
    const asker = { law: LAW, recordClass: CUSTOMER };
    expect(
      [...(['ordinary', 'important', 'decisive', null] as const)].map((grade) => recordLevel(asker, grade)),
    ).toEqual(['confidential', 'secret', 'top_secret', 'top_secret']);
  });

  it('is never less secret than the catalogue says for its grade, whatever is declared (CD-06)', () => {
    const level = {
      kind: 'by_grade',
      byGrade: { ordinary: 'confidential', important: 'confidential', decisive: 'confidential' },
    } as const;
    expect(recordLevel({ law: LAW, recordClass: { ...CUSTOMER, level } }, 'important')).toBe('secret');
    const fixed = { ...CUSTOMER, level: { kind: 'fixed', level: 'confidential' } } as const;
    const [asDeclared, asHandedOut] = [fixed, withCatalogue(LAW, fixed)];
    for (const recordClass of [asDeclared, asHandedOut]) {
      // Whoever applies the class that was handed out has no catalogue.
      const law = recordClass === asHandedOut ? { catalogue: [] } : LAW;
      expect(
        [...(['ordinary', 'important', 'decisive', null] as const)].map((grade) =>
          recordLevel({ law, recordClass }, grade),
        ),
      ).toEqual(['confidential', 'secret', 'top_secret', 'top_secret']);
    }
    const free = { ...fixed, regimes: [] };
    expect([recordLevel({ law: LAW, recordClass: free }, 'decisive'), withCatalogue(LAW, free)]).toEqual([
      'confidential',
      free,
    ]);
  });

  it.each([
    ['ordinary', MANAGER, 'ALLOWED_RESPONSIBLE_MANAGER'],
    ['ordinary', HEAD, 'ALLOWED_RESPONSIBLE_MANAGER'],
    ['ordinary', COLLEAGUE, 'ALLOWED_NAMED'],
    ['important', MANAGER, 'ALLOWED_RESPONSIBLE_MANAGER'],
    ['important', HEAD, 'ALLOWED_RESPONSIBLE_MANAGER'],
    ['important', COLLEAGUE, 'NOT_IN_RANGE'],
    ['decisive', MANAGER, 'NOT_DESIGNATED'],
    ['decisive', HEAD, 'NOT_DESIGNATED'],
  ] as const)('of grade %s answers $1.personId by the level rules (GS-17, GS-18, GS-19)', (grade, actor, code) => {
    expect(ask(actor, { grade }).code).toBe(code);
  });

  it('is known to nobody any more whose post there is over, be he still its account manager', () => {
    expect(ask({ personId: 'manager', appointments: [appointment(OWNER, 'staff', OVER)] }, {}).code).toBe(
      'NOT_IN_RANGE',
    );
    expect(ask({ personId: 'manager', appointments: [appointment('sister', 'staff')] }, {}).code).toBe('NOT_IN_RANGE');
  });

  it('is opened to the head office’s executives where the customers’ regime does not bind it (GS-16, K-07)', () => {
    const executive: Actor = { personId: 'gm', appointments: [appointment('headquarters', 'general_manager')] };
    const question = {
      law: LAW,
      companyId: OWNER,
      actor: executive,
      at: AT,
      row: ROW,
      asked: { purpose: '检查', fields: ['full_name'] },
    };
    expect(decideRecord({ ...question, recordClass: CUSTOMER }).code).toBe('NOT_IN_RANGE');
    const read = decideRecord({ ...question, recordClass: { ...CUSTOMER, regimes: [] } });
    expect(read).toMatchObject({ code: 'ALLOWED_HEADQUARTERS', obligations: ['trace', 'report_headquarters_read'] });
  });
});

describe('the fields of a row (K-15)', () => {
  it('are clear, masked or withheld by their class', () => {
    const fields = ['full_name', 'opened_on', 'segment', 'password'];
    expect(statesOf(ask(MANAGER, {}, { fields }))).toEqual({
      full_name: 'masked',
      opened_on: 'clear',
      segment: 'clear',
      password: 'withheld',
    });
  });

  it('are not handed out without a purpose, nor all at once, nor where the class has no such field', () => {
    for (const purpose of [' ', '\u200b', '\u2060\u0000', '——']) {
      expect(statesOf(ask(MANAGER, {}, { purpose }))).toBe('PURPOSE_REQUIRED');
    }
    expect(statesOf(ask(MANAGER, {}, { fields: [] }))).toBe('VALIDATION');
    expect(statesOf(ask(MANAGER, {}, { fields: ['*'] }))).toBe('VALIDATION');
  });

  it('are unmasked for whoever may, with a reason, and never those that authenticate somebody', () => {
    const unmask = (name: string, reason = '核对') => ({ fields: [], unmask: { fields: [name], reason } });
    expect(statesOf(ask(MANAGER, {}, unmask('mobile')))).toEqual({ mobile: 'clear' });
    expect(statesOf(ask(COLLEAGUE, {}, unmask('mobile')))).toBe('NOT_ENTITLED');
    expect(statesOf(ask(MANAGER, {}, unmask('mobile', ' ')))).toBe('UNMASK_REASON_REQUIRED');
    expect(statesOf(ask(MANAGER, {}, unmask('password')))).toBe('FORBIDDEN_BY_RULE');
  });

  it('that authenticate somebody when put together are withheld together, be it in two steps', () => {
    expect(statesOf(ask(MANAGER, {}, { fields: ['account', 'sms_code'] }))).toEqual({
      account: 'withheld',
      sms_code: 'withheld',
    });
    const second = { fields: [], unmask: { fields: ['sms_code'], reason: '核对' }, given: ['account'] };
    expect(statesOf(ask(MANAGER, {}, second))).toBe('FORBIDDEN_BY_RULE');
  });
});

const worlds: fc.Arbitrary<RecordQuestion> = fc.record({
  law: fc.constant(LAW),
  recordClass: recordClasses,
  companyId: fc.constant(OWNER),
  actor: actors,
  at: hours,
  row: recordFacts,
  asked: asking,
});
/** The same, asked as it has to be asked; so that what is allowed comes up often. */
const allowedWorlds = worlds.map((world): RecordQuestion => {
  const names = world.recordClass.fields.map(({ name }) => name);
  const within = (fields: readonly string[]) => fields.filter((name) => names.includes(name));
  const { fields, unmask } = world.asked;
  return {
    ...world,
    row: { ...world.row, accountManagerId: world.actor.personId },
    asked: {
      purpose: '回访',
      fields: [...within(fields), ...names.slice(0, 1)],
      unmask: unmask && { ...unmask, fields: within(unmask.fields) },
      given: within(world.asked.given ?? []),
    },
  };
});
const everyWorld = fc.oneof(worlds, allowedWorlds);

describe('over all worlds', () => {
  it('C3 is never in clear, alone or in a combination, whatever is asked (K-15)', () => {
    fc.assert(
      fc.property(everyWorld, (world) => {
        const answer = decideRecord(world);
        const { fields, unmask, given = [] } = world.asked;
        const together = new Set([...fields, ...(unmask?.fields ?? []), ...given]);
        const wrong = [...(answer.outcome === 'denied' ? [] : answer.fields)].filter(([name, state]) => {
          const pfi = pfiTogether(world.recordClass, name, together);
          if (pfi === 'C3') return state !== 'withheld';
          return pfi === 'C2' && unmask?.fields.includes(name) !== true && state !== 'masked';
        });
        expect(wrong).toEqual([]);
      }),
      runs(1_000),
    );
  });

  it('a row may be known exactly where it meets the condition (GS-18, GS-19)', () => {
    fc.assert(
      fc.property(allowedWorlds, recordFacts, fc.boolean(), (world, other, isOther) => {
        const row = isOther ? other : world.row;
        const mayKnow = !['NOT_IN_RANGE', 'NOT_DESIGNATED'].includes(decideRecord({ ...world, row }).code);
        expect(meets(recordCondition(world), row)).toBe(mayKnow);
      }),
      runs(1_000),
    );
  });

  const OPENNESS = { withheld: 0, masked: 1, clear: 2 } as const;
  it('what a company makes stricter opens nothing: no row, no field, no larger batch', () => {
    fc.assert(
      fc.property(everyWorld, recordClasses, (world, own) => {
        const bound = strictestClass(world.recordClass, own);
        const before = decideRecord(world);
        const after = decideRecord({ ...world, recordClass: bound });
        expect(bound.batchLimit).toBeLessThanOrEqual(world.recordClass.batchLimit);
        if (after.outcome === 'denied') return;
        // A further field of its own makes a question askable that the group's class does not know.
        const known = new Set(world.recordClass.fields.map(({ name }) => name));
        const asked = [...world.asked.fields, ...(world.asked.unmask?.fields ?? [])];
        if (asked.some((name) => !known.has(name))) return;
        expect(before.outcome).toBe('allowed');
        if (before.outcome === 'denied') return;
        const opened = [...after.fields].filter(
          ([name, state]) => OPENNESS[state] > OPENNESS[before.fields.get(name) ?? 'withheld'],
        );
        expect(opened).toEqual([]);
      }),
      runs(1_000),
    );
  });
});
