import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Appointment, Grant, Operation, Question } from '../src/index.ts';
import {
  applicantOf,
  checkGrantUse,
  decide,
  effectiveLevel,
  FURTHER_REGIMES,
  HEADQUARTERS_EXECUTIVE,
  HEADQUARTERS_EXECUTIVES,
  inOffice,
  isExcluded,
  isForbidden,
  OWNER_GENERAL_MANAGER,
  personPrincipal,
  POSTS,
  principalsOf,
  readersOf,
  readersOnceDeclassified,
  REGULATIONS,
  SECRET_LEVELS,
  staffPrincipal,
  STOPPED_BY_HOLD,
  TAKING_OPERATIONS,
} from '../src/index.ts';
import { actors, grants, hours, items, operations, questions } from './support/arbitraries.ts';
import { appointment, COMPANIES, IN_FORCE, itemOf, LAST_SECRET_MILLISECOND, LAW, OWNER } from './support/cast.ts';
import { runs } from './support/runs.ts';

const now = LAST_SECRET_MILLISECOND;
const withGrants = fc
  .tuple(questions, fc.option(grants, { nil: undefined }))
  .map(([question, grant]): Question => ({ ...question, grant }));

describe('every decision', () => {
  const rules = new Set(REGULATIONS.rules.map(({ id }) => id));
  const articles = new Set(
    [...REGULATIONS.rules, ...REGULATIONS.ranges, ...REGULATIONS.approvers].map(({ article }) => article),
  );

  it('names a rule of the rule set and an article of it', () => {
    fc.assert(
      fc.property(withGrants, (question) => {
        const { rule, article } = decide(question);
        expect(rules.has(rule), rule).toBe(true);
        expect(articles.has(article), article).toBe(true);
      }),
    );
  });

  it('obliges to leave a trace, also when it refuses', () => {
    fc.assert(
      fc.property(withGrants, (question) => {
        expect(decide(question).obligations).toContain('trace');
      }),
    );
  });

  /** What no fact that could be added would open: who is shut out, what the rules forbid or do not set, what is held. */
  const FINAL = new Set<string>(['EXCLUDED', 'RULE_NOT_SET', 'FORBIDDEN_BY_RULE', 'ON_HOLD']);

  it('says what is missing: nothing where it allows or where nothing would help, an approval where it needs one', () => {
    fc.assert(
      fc.property(withGrants, (question) => {
        const { outcome, code, missing } = decide(question);
        const secret = effectiveLevel(question.item, question.at) !== 'declassified';
        expect(missing.length > 0).toBe(secret && outcome !== 'allowed' && !FINAL.has(code));
        expect(outcome !== 'needs_approval' || missing.every(({ kind }) => kind === 'approval')).toBe(true);
      }),
    );
  });

  it('is the same when asked again', () => {
    fc.assert(
      fc.property(withGrants, (question) => {
        expect(decide(question)).toEqual(decide(question));
      }),
    );
  });
});

describe('knowing', () => {
  it('is nobody’s who has no appointment', () => {
    fc.assert(
      fc.property(withGrants, (question) => {
        const { actor, at } = question;
        const left = {
          ...actor,
          appointments: actor.appointments.filter((held) => !inOffice(actor, at).includes(held)),
        };
        expect(decide({ ...question, actor: left }).outcome).toBe('denied');
      }),
    );
  });

  it('is whose name stands among the readers, as the database lists them', () => {
    fc.assert(
      fc.property(items, actors, hours, (item, actor, at) => {
        const secret = effectiveLevel(item, at) !== 'declassified';
        const knowing = LAW.knowing(item.level, item.regimes);
        const readers = (secret ? readersOf : readersOnceDeclassified)(item.range, knowing, at);
        // What is a person's by office is not taken from him by being shut out, once it is not secret any more.
        const byOffice = secret
          ? [HEADQUARTERS_EXECUTIVES]
          : [HEADQUARTERS_EXECUTIVES, staffPrincipal(OWNER), personPrincipal(item.range.responsibleManagerId)];
        const names = principalsOf(actor, at).filter(
          (name) => !isExcluded(item.range, actor.personId) || byOffice.includes(name),
        );
        const allowed = decide({ law: LAW, operation: 'view', item, actor, at }).outcome === 'allowed';
        expect(allowed).toBe(names.some((name) => readers.includes(name)));
      }),
      runs(),
    );
  });

  it('is never more for being shut out, and never through a range (GS-19)', () => {
    fc.assert(
      fc.property(withGrants, (question) => {
        const { item, actor } = question;
        const shutOut = { ...item.range, excludedIds: [...item.range.excludedIds, actor.personId] };
        const answer = decide({ ...question, item: { ...item, range: shutOut } });
        expect(answer.outcome === 'denied' || decide(question).outcome === answer.outcome).toBe(true);
        expect(answer.code).not.toBe('ALLOWED_NAMED');
        expect(answer.code).not.toBe('ALLOWED_RESPONSIBLE_MANAGER');
      }),
      runs(),
    );
  });

  it('does not change with an appointment that has nothing to do with the item', () => {
    const elsewhere: fc.Arbitrary<Appointment> = fc.constantFrom(...POSTS).chain((post) =>
      fc.constantFrom('subsidiary', 'headquarters').map((companyKind) => ({
        companyId: 'elsewhere',
        companyKind: post === 'general_manager' || post === 'deputy_general_manager' ? 'subsidiary' : companyKind,
        post,
        departmentId: 'elsewhere-department',
        validity: IN_FORCE,
      })),
    );
    fc.assert(
      fc.property(withGrants, elsewhere, (question, held) => {
        fc.pre(inOffice(question.actor, question.at).length > 0);
        const actor = { ...question.actor, appointments: [...question.actor.appointments, held] };
        expect(decide({ ...question, actor })).toEqual(decide(question));
      }),
      { numRuns: 500 },
    );
  });

  it('is everybody’s who becomes general manager or deputy of the head office, and reported (GS-16)', () => {
    fc.assert(
      fc.property(questions, fc.constantFrom('general_manager', 'deputy_general_manager'), (question, post) => {
        const appointments = [...question.actor.appointments, appointment('headquarters', post)];
        const item = { ...question.item, regimes: [] };
        const answer = decide({ ...question, item, operation: 'view', actor: { ...question.actor, appointments } });
        expect(answer.outcome).toBe('allowed');
        // Also where he is named or responsible: naming himself must not spare him the report.
        expect(answer.obligations.includes('report_headquarters_read')).toBe(answer.code !== 'ALLOWED_DECLASSIFIED');
      }),
    );
  });

  it('is no head-office executive’s by his post where a further regime binds the item (K-07)', () => {
    fc.assert(
      fc.property(questions, fc.constantFrom('general_manager', 'deputy_general_manager'), (question, post) => {
        const { item, actor, at } = question;
        fc.pre(item.regimes.length > 0 && effectiveLevel(item, at) !== 'declassified');
        const executive = { ...actor, appointments: [...actor.appointments, appointment('headquarters', post)] };
        const answer = decide({ ...question, operation: 'view', actor: executive });
        expect(answer.code).not.toBe('ALLOWED_HEADQUARTERS');
        // Where he does know it, because he is named, it is reported all the same.
        expect(answer.obligations.includes('report_headquarters_read')).toBe(answer.outcome === 'allowed');
      }),
    );
  });

  it.each([
    ['confidential', ['responsible_manager', 'owner_security_officer']],
    ['secret', ['responsible_manager']],
    ['top_secret', ['headquarters_executive']],
  ] as const)('of a %s item says who could name him: %s', (level, by) => {
    const actor = { personId: 'p', appointments: [appointment(OWNER, 'general_manager')] };
    const answer = decide({ law: LAW, operation: 'view', item: itemOf(level, []), actor, at: now });
    expect(answer).toMatchObject({ outcome: 'denied', missing: [{ kind: 'naming', by }] });
  });
});

describe('knowing, where nothing speaks for it', () => {
  const everybody = COMPANIES.flatMap((company) => POSTS.map((post) => appointment(company, post)));

  it.each(SECRET_LEVELS)(
    'of a %s item is denied to every post of every company but two at the head office (CF-17)',
    (level) => {
      const knows = everybody.filter((held) => {
        const actor = { personId: 'p', appointments: [held] };
        return decide({ law: LAW, operation: 'view', item: itemOf(level, []), actor, at: now }).outcome === 'allowed';
      });
      expect(knows.map(({ companyId, post }) => `${companyId} ${post}`)).toEqual([
        'headquarters general_manager',
        'headquarters deputy_general_manager',
      ]);
    },
  );

  it.each(FURTHER_REGIMES)(
    'of an item that %s binds is denied to every post without exception (CF-17, K-07)',
    (regime) => {
      const items = SECRET_LEVELS.map((level) => itemOf(level, [], undefined, [regime]));
      const knows = everybody.filter((held) => {
        const actor = { personId: 'p', appointments: [held] };
        return items.some(
          (item) => decide({ law: LAW, operation: 'view', item, actor, at: now }).outcome === 'allowed',
        );
      });
      expect(knows).toEqual([]);
    },
  );
});

describe('taking', () => {
  it('needs knowing: whoever may copy or excerpt may view', () => {
    fc.assert(
      fc.property(withGrants, (question) => {
        fc.pre(decide(question).outcome === 'allowed');
        expect(decide({ ...question, operation: 'view' }).outcome).toBe('allowed');
      }),
    );
  });

  it('of a secret item is never allowed without a grant (GS-23)', () => {
    fc.assert(
      fc.property(questions, (question) => {
        fc.pre(question.operation !== 'view' && effectiveLevel(question.item, question.at) !== 'declassified');
        expect(decide(question).outcome).not.toBe('allowed');
      }),
    );
  });

  it('of a secret item with a grant is allowed exactly where he may know it and the grant covers it', () => {
    fc.assert(
      fc.property(questions, grants, fc.constantFrom(...TAKING_OPERATIONS), (question, drawn, operation) => {
        const { item, actor, at } = question;
        const level = effectiveLevel(item, at);
        fc.pre(level !== 'declassified');
        // Most grants that are drawn at random cover nothing: this one differs from the right one in time and use alone.
        const grant: Grant = {
          ...drawn,
          personId: actor.personId,
          operation,
          itemId: item.itemId,
          itemVersion: item.version,
          level,
        };
        const use = {
          personId: actor.personId,
          operation,
          itemId: item.itemId,
          itemVersion: item.version,
          effectiveLevel: level,
        };
        const knows = decide({ ...question, operation: 'view' }).outcome === 'allowed';
        const answer = decide({ ...question, operation, grant });
        const applicant = applicantOf(actor, item.range.ownerCompanyId, question);
        const { approver } = LAW.approval(operation, item.level, item.regimes, applicant);
        // What the rules lock by now, or a hold stops, no earlier grant opens.
        const isOpen = approver !== null && !isForbidden(approver) && item.onHold !== true;
        const allowed = knows && isOpen && checkGrantUse(grant, use, at) === null;
        expect(answer.outcome === 'allowed').toBe(allowed);
        expect(answer.code === 'ALLOWED_GRANT').toBe(allowed);
        expect(
          ['number', 'mark', 'register'].filter((duty) => answer.obligations.some((one) => one === duty)),
        ).toHaveLength(allowed ? 3 : 0);
      }),
      { numRuns: 500 },
    );
  });

  /** What only something secret can undergo. */
  const OF_SECRETS: readonly Operation[] = ['regrade', 'extend', 'declassify'];

  it('of what is held is nothing taken, ended or destroyed, also once its period is over; it is read as before', () => {
    fc.assert(
      fc.property(withGrants, (question) => {
        const held = { ...question, item: { ...question.item, onHold: true } };
        const free = decide({ ...question, item: { ...question.item, onHold: false } });
        const isStopped = STOPPED_BY_HOLD.has(question.operation);
        expect(decide(held).outcome).toBe(isStopped ? 'denied' : free.outcome);
        expect(isStopped || decide(held).code === free.code).toBe(true);
      }),
    );
  });

  it('of what is declassified needs neither grant nor necessity, only knowing (GS-14)', () => {
    fc.assert(
      fc.property(withGrants, operations, (question, operation) => {
        fc.pre(effectiveLevel(question.item, question.at) === 'declassified' && !OF_SECRETS.includes(operation));
        fc.pre(question.item.onHold !== true);
        const { grant: _held, ...asked } = question;
        expect(decide({ ...asked, operation }).outcome).toBe(decide({ ...asked, operation: 'view' }).outcome);
      }),
    );
  });

  it('and changing a secret is over once it is none: nothing is regraded or extended after the last instant (GS-15)', () => {
    fc.assert(
      fc.property(withGrants, fc.constantFrom(...OF_SECRETS), (question, operation) => {
        fc.pre(effectiveLevel(question.item, question.at) === 'declassified');
        const knows = decide({ ...question, operation: 'view' }).outcome === 'allowed';
        expect(decide({ ...question, operation })).toMatchObject({
          outcome: 'denied',
          code: knows ? 'ALREADY_DECLASSIFIED' : 'NOT_IN_RANGE',
          article: 'GS-14',
        });
      }),
    );
  });

  it('of what is declassified gives no more than a grant says, where one is used all the same (GS-23)', () => {
    fc.assert(
      fc.property(withGrants, operations, (question, operation) => {
        const { grant, item, actor, at } = question;
        fc.pre(effectiveLevel(item, at) === 'declassified' && grant !== undefined && operation !== 'view');
        fc.pre(item.onHold !== true);
        const knows = decide({ ...question, operation: 'view' }).outcome === 'allowed';
        const use = {
          personId: actor.personId,
          operation,
          itemId: item.itemId,
          itemVersion: item.version,
          effectiveLevel: 'declassified',
        } as const;
        expect(decide({ ...question, operation }).outcome === 'allowed').toBe(
          knows && !OF_SECRETS.includes(operation) && checkGrantUse(grant, use, at) === null,
        );
      }),
    );
  });

  const reader = { personId: 'reader', appointments: [appointment(OWNER, 'staff')] };
  const named = [{ member: { kind: 'person', personId: 'reader' }, validity: IN_FORCE }] as const;

  it('of a top secret item misses a necessity first, and then an approval of the head office (GS-20, GS-21)', () => {
    const item = itemOf('top_secret', named);
    const question = { law: LAW, operation: 'copy', item, actor: reader, at: now } as const;
    expect(decide(question)).toMatchObject({
      outcome: 'denied',
      code: 'NECESSITY_REQUIRED',
      article: 'GS-20',
      missing: [{ kind: 'necessity' }, { kind: 'approval', by: HEADQUARTERS_EXECUTIVE }],
    });
    expect(decide({ ...question, necessity: ' \n\t ' })).toMatchObject({ code: 'NECESSITY_REQUIRED' });
    expect(decide({ ...question, necessity: '审计需要' })).toMatchObject({
      outcome: 'needs_approval',
      article: 'GS-21',
      missing: [{ kind: 'approval', by: HEADQUARTERS_EXECUTIVE }],
    });
  });

  it.each(['confidential', 'secret'] as const)(
    'of a %s item misses an approval of the owner’s general manager (GS-22)',
    (level) => {
      expect(
        decide({ law: LAW, operation: 'excerpt', item: itemOf(level, named), actor: reader, at: now }),
      ).toMatchObject({
        outcome: 'needs_approval',
        article: 'GS-22',
        missing: [{ kind: 'approval', by: OWNER_GENERAL_MANAGER }],
      });
    },
  );

  it('with a grant that is used up is denied, and says whose approval is needed again (GS-23)', () => {
    const item = itemOf('secret', named);
    const grant: Grant = {
      personId: 'reader',
      operation: 'copy',
      itemId: item.itemId,
      itemVersion: item.version,
      level: 'secret',
      copies: 2,
      used: 2,
      expiresAt: now.add({ hours: 1 }),
      voided: null,
    };
    expect(decide({ law: LAW, operation: 'copy', item, actor: reader, at: now, grant })).toMatchObject({
      outcome: 'denied',
      code: 'GRANT_USED',
      article: 'GS-23',
      missing: [{ kind: 'approval', by: OWNER_GENERAL_MANAGER }],
    });
  });

  it('what nothing sets is locked, also for whoever knows the item and states a necessity (K-05)', () => {
    const question = { law: LAW, operation: 'print', actor: reader, at: now, necessity: '审计需要' } as const;
    expect(decide({ ...question, item: itemOf('secret', named) })).toMatchObject({
      outcome: 'denied',
      code: 'RULE_NOT_SET',
      article: 'K-05',
      missing: [],
    });
    expect(decide({ ...question, item: itemOf('secret', named, undefined, ['property']) })).toMatchObject({
      outcome: 'needs_approval',
      article: 'PM-04',
    });
  });
});
