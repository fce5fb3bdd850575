import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Proposal, RangeMember } from '../src/index.ts';
import {
  checkProposal,
  compareLevels,
  entryOfGrade,
  findScopeEntry,
  lawOf,
  mayConfirm,
  POSTS,
  protectiveLevel,
  REGULATIONS,
  SECRET_LEVELS,
  Temporal,
} from '../src/index.ts';
import { days, levels, terms } from './support/arbitraries.ts';
import { appointment, COMPANIES, LAST_SECRET_MILLISECOND, LAW, OVER, rangeOf } from './support/cast.ts';

const now = LAST_SECRET_MILLISECOND;
const drafter: Actor = { personId: 'drafter', appointments: [appointment('own', 'department_head')] };
const deputy: Actor = { personId: 'deputy', appointments: [appointment('headquarters', 'deputy_general_manager')] };
const person: RangeMember = { kind: 'person', personId: 'p' };
const department: RangeMember = { kind: 'department', departmentId: 'd' };

/** A personnel matter, 秘密 as the catalogue says: nothing is wrong with it. */
const proposal: Proposal = {
  catalogueCode: 'GS-08.10',
  level: 'confidential',
  levelReason: null,
  basis: '集团保密制度',
  period: { kind: 'term', term: Temporal.Duration.from('P3Y') },
  issuedOn: Temporal.PlainDate.from('2026-11-21'),
  members: [department],
  regimes: [],
  scopeOverride: null,
};
const check = (change: Partial<Proposal>, by: Actor | null = drafter) =>
  checkProposal(LAW, { ...proposal, ...change }, by, now);
const until = (day: string) => ({ kind: 'until', day: Temporal.PlainDate.from(day) }) as const;

describe('the longest period that the rules allow (K-06)', () => {
  const rules = {
    ...REGULATIONS,
    periods: [{ level: 'confidential', usual: null, longest: 'P10Y' }],
  } as const;
  const findings = (period: Proposal['period']) =>
    checkProposal(lawOf(rules, 'HYYH'), { ...proposal, period }, drafter, now).map(({ code }) => code);

  it('is itself allowed, and a day more is not', () => {
    expect(findings({ kind: 'term', term: Temporal.Duration.from('P10Y') })).toEqual([]);
    expect(findings(until('2036-11-21'))).toEqual([]);
    expect(findings(until('2036-11-22'))).toEqual(['PERIOD_TOO_LONG']);
  });

  it('keeps 长期 out, and does not measure what waits for an event', () => {
    expect(findings({ kind: 'indefinite' })).toEqual(['PERIOD_TOO_LONG']);
    expect(findings({ kind: 'event', event: '公布' })).toEqual([]);
  });

  it('is not there where the regulations set none', () => {
    expect(check({ period: { kind: 'indefinite' } })).toEqual([]);
  });
});

describe('a proposal', () => {
  it('that states level, period, range and basis as the catalogue has it may be registered', () => {
    expect(check({})).toEqual([]);
  });

  it.each<[string, Partial<Proposal>, string, string, string]>([
    ['a general decision', { catalogueCode: 'GS-09.1' }, 'OUT_OF_SCOPE', 'GS-09', 'catalogueCode'],
    ['a circular', { catalogueCode: 'GS-09.2' }, 'OUT_OF_SCOPE', 'GS-09', 'catalogueCode'],
    ['administrative material', { catalogueCode: 'GS-09.3' }, 'OUT_OF_SCOPE', 'GS-09', 'catalogueCode'],
    ['what the catalogue does not have', { catalogueCode: 'GS-08.12' }, 'OUT_OF_SCOPE', 'GS-08', 'catalogueCode'],
    [
      'a level above the usual one without a reason',
      { level: 'secret', members: [person] },
      'REASON_REQUIRED',
      'GS-10',
      'levelReason',
    ],
    [
      'a blank reason',
      { level: 'secret', members: [person], levelReason: ' ' },
      'REASON_REQUIRED',
      'GS-10',
      'levelReason',
    ],
    [
      '机密 where the list is lost',
      { catalogueCode: 'GS-08.4', level: 'secret', members: [] },
      'REASON_REQUIRED',
      'K-05',
      'levelReason',
    ],
    ['“anything else” without a reason', { catalogueCode: 'GS-08.11' }, 'REASON_REQUIRED', 'K-05', 'levelReason'],
    ['no basis', { basis: '  ' }, 'BASIS_REQUIRED', 'GS-03', 'basis'],
    [
      'an empty term',
      { period: { kind: 'term', term: Temporal.Duration.from('P0D') } },
      'PERIOD_REQUIRED',
      'GS-13',
      'period',
    ],
    [
      'a term of hours',
      { period: { kind: 'term', term: Temporal.Duration.from('PT48H') } },
      'PERIOD_REQUIRED',
      'GS-13',
      'period',
    ],
    ['a nameless event', { period: { kind: 'event', event: ' ' } }, 'PERIOD_REQUIRED', 'GS-13', 'period'],
    ['a last day before the issue', { period: until('2026-11-20') }, 'PERIOD_REQUIRED', 'GS-13', 'period'],
    ['秘密 with an empty range', { members: [] }, 'RANGE_REQUIRED', 'GS-19', 'members'],
    [
      '机密 for a department',
      { level: 'secret', levelReason: '并购', members: [department] },
      'RANGE_TOO_WIDE',
      'GS-18',
      'members',
    ],
    [
      '绝密 for a department',
      { level: 'top_secret', levelReason: '并购', members: [department] },
      'RANGE_TOO_WIDE',
      'GS-17',
      'members',
    ],
    [
      'a major decision for a department, though proposed as 秘密',
      { catalogueCode: 'GS-08.1', levelReason: '已公开', members: [department] },
      'RANGE_TOO_WIDE',
      'GS-17',
      'members',
    ],
  ])('of %s is answered with its code, article and field: %o', (_, change, code, article, field) => {
    expect(check(change, deputy)).toEqual([{ code, article, field }]);
  });

  it.each([until('2026-11-21'), { kind: 'event', event: '公布' }, { kind: 'indefinite' }] as const)(
    'may have the period %o',
    (period) => {
      expect(check({ period })).toEqual([]);
    },
  );

  it('about a customer needs all four as well: procedure, period and circle make a secret (GS-03, CD-02)', () => {
    const customer = { catalogueCode: 'CD-05', basis: '', period: until('2020-01-01'), members: [] } as const;
    expect(check(customer).map(({ field }) => field)).toEqual(['basis', 'period', 'members']);
    expect(check({ catalogueCode: 'CD-05' })).toEqual([]);
  });

  it('says everything that is wrong at once', () => {
    const findings = check({ catalogueCode: 'GS-09.2', basis: '', period: until('2020-01-01'), members: [] });
    expect(findings.map(({ code }) => code)).toEqual([
      'OUT_OF_SCOPE',
      'BASIS_REQUIRED',
      'PERIOD_REQUIRED',
      'RANGE_REQUIRED',
    ]);
  });
});

describe('designation in a proposal (GS-17)', () => {
  const refused = { code: 'NOT_ENTITLED_TO_DESIGNATE', article: 'GS-17', field: 'members' };
  const topSecret = { catalogueCode: 'GS-08.1', level: 'top_secret', members: [person] } as const;
  const former: Actor = { personId: 'former', appointments: [appointment('headquarters', 'general_manager', OVER)] };

  it('is a head-office executive’s', () => {
    expect(check(topSecret, deputy)).toEqual([]);
  });

  it.each([
    ['somebody else', drafter],
    ['a subsidiary’s general manager', { personId: 'gm', appointments: [appointment('own', 'general_manager')] }],
    ['a former executive', former],
    ['a service', null],
  ])('is not that of %s, who may leave the range empty', (_, by) => {
    expect(check(topSecret, by)).toEqual([refused]);
    expect(check({ ...topSecret, members: [] }, by)).toEqual([]);
  });

  it('is asked for as well where the catalogue says 绝密 and the proposal less', () => {
    expect(check({ ...topSecret, level: 'confidential', levelReason: '已公开' }, drafter)).toEqual([refused]);
  });
});

describe('the level that protects until confirmation (GS-10, GS-13)', () => {
  const codes = fc.constantFrom(...REGULATIONS.catalogue.map(({ code }) => code));

  it('is never lower than the proposal or the catalogue’s default, and is one of them', () => {
    fc.assert(
      fc.property(codes, levels, (catalogueCode, level) => {
        const usual = findScopeEntry(LAW, catalogueCode)?.defaultLevel ?? level;
        const protective = protectiveLevel(LAW, { catalogueCode, level });
        expect([usual, level]).toContain(protective);
        expect(compareLevels(protective, usual)).toBeGreaterThanOrEqual(0);
        expect(compareLevels(protective, level)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('the catalogue (GS-08, GS-10, GS-11, GS-12)', () => {
  it('has eleven entries, with a default level only where the regulations give one', () => {
    const group = REGULATIONS.catalogue.filter(({ code }) => code.startsWith('GS-'));
    expect(group.map(({ code }) => code)).toEqual(Array.from({ length: 11 }, (_, index) => `GS-08.${index + 1}`));
    const byLevel = (level: string | null) =>
      group.filter((entry) => entry.defaultLevel === level).map(({ code }) => code);
    expect(byLevel('top_secret')).toEqual(['GS-08.1']);
    expect(byLevel('secret')).toEqual([]);
    expect(byLevel('confidential')).toEqual(['GS-08.3', 'GS-08.5', 'GS-08.9', 'GS-08.10']);
  });

  it.each([
    ['CD-05', 'ordinary', 'confidential'],
    ['CD-06', 'important', 'secret'],
    ['CD-07', 'decisive', 'top_secret'],
  ] as const)(
    'has files of customers as %s says: %s are %s, and the customers’ rules bind them',
    (code, grade, level) => {
      const entries = REGULATIONS.catalogue.filter(({ customerGrade }) => customerGrade === grade);
      expect(entries).toMatchObject([{ code, article: code, defaultLevel: level, regimes: ['customer'] }]);
      expect(entryOfGrade(LAW, grade)?.code).toBe(code);
    },
  );

  it('asks for a reason wherever a level is proposed that it does not give (K-05)', () => {
    fc.assert(
      fc.property(fc.constantFrom(...REGULATIONS.catalogue), levels, (entry, level) => {
        const asked = check({ catalogueCode: entry.code, level }).some(({ code }) => code === 'REASON_REQUIRED');
        expect(asked).toBe(entry.defaultLevel !== level);
      }),
    );
  });
});

describe('the period of a proposal', () => {
  it('never ends before the issue', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          terms.map((term) => ({ kind: 'term', term }) as const),
          days.map((day) => ({ kind: 'until', day }) as const),
        ),
        days,
        (period, issuedOn) => {
          const refused = check({ period, issuedOn }).length > 0;
          expect(refused).toBe(period.kind === 'until' && Temporal.PlainDate.compare(period.day, issuedOn) < 0);
        },
      ),
    );
  });
});

describe('the classification authority', () => {
  const range = rangeOf([], 'manager');
  const everywhere = COMPANIES.flatMap((company) => POSTS.map((post) => ({ company, post })));
  const confirming = (level: (typeof SECRET_LEVELS)[number], personId: string, drafterId: string | null) =>
    everywhere
      .filter(({ company, post }) => {
        const actor = { personId, appointments: [appointment(company, post)] };
        return mayConfirm({ range, level, drafterId }, actor, now) === null;
      })
      .map(({ company, post }) => `${company} ${post}`);

  it.each(['manager', 'somebody'])('of 绝密 is a head-office executive, also for %s', (personId) => {
    expect(confirming('top_secret', personId, 'drafter')).toEqual([
      'headquarters general_manager',
      'headquarters deputy_general_manager',
    ]);
  });

  it.each(['confidential', 'secret'] as const)('of %s is the responsible manager alone, whatever his post', (level) => {
    expect(confirming(level, 'manager', 'drafter')).toHaveLength(everywhere.length);
    expect(confirming(level, 'manager', null)).toHaveLength(everywhere.length);
    expect(confirming(level, 'somebody', 'drafter')).toEqual([]);
  });

  it.each(SECRET_LEVELS)('of %s is never whoever drafted it', (level) => {
    expect(confirming(level, 'manager', 'manager')).toEqual([]);
    const drafter = { personId: 'manager', appointments: [appointment('headquarters', 'general_manager')] };
    expect(mayConfirm({ range, level, drafterId: 'manager' }, drafter, now)).toBe('SEPARATION_OF_DUTIES');
  });

  it.each(SECRET_LEVELS)('of %s is nobody whose appointment is over', (level) => {
    const left = { personId: 'manager', appointments: [appointment('headquarters', 'general_manager', OVER)] };
    expect(mayConfirm({ range, level, drafterId: null }, left, now)).toBe('NOT_ENTITLED');
  });
});
