import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Applicant, Decision, Question, Regime, SecretLevel } from '../src/index.ts';
import { applicantOf, decide, effectiveLevel, lawOf, leavesOf, isSatisfied } from '../src/index.ts';
import {
  applicants,
  appointments,
  approvedOperations,
  grants,
  levels,
  members,
  memberships,
  questions,
  regimes,
  validities,
} from './support/arbitraries.ts';
import { LAW } from './support/cast.ts';
import { COMPANY_CODE, lintedRuleSets, ruleSets } from './support/laws.ts';
import { runs } from './support/runs.ts';

const isAllowed = (question: Question): boolean => decide(question).outcome === 'allowed';
const applicantIn = (question: Question): Applicant =>
  applicantOf(question.actor, question.item.range.ownerCompanyId, question);
const isSet = (question: Question): boolean => {
  const { law, operation, item } = question;
  return (
    operation === 'view' || law.approval(operation, item.level, item.regimes, applicantIn(question)).approver !== null
  );
};
const implies = (one: boolean, other: boolean): boolean => !one || other;
const ORDER: readonly Decision['outcome'][] = ['denied', 'needs_approval', 'allowed'];
const worth = (question: Question): number => ORDER.indexOf(decide(question).outcome);

/** Any question, under the regulations half of the time and otherwise under any rules. */
const anyRules = fc.oneof(
  fc.constant(LAW),
  ruleSets.map((rules) => lawOf(rules, COMPANY_CODE)),
);
const lintedRules = fc.oneof(
  fc.constant(LAW),
  lintedRuleSets.map((rules) => lawOf(rules, COMPANY_CODE)),
);
const few = fc.constantFrom<readonly Regime[]>([], ['customer'], ['archive', 'customer']);
const asked = fc
  .record({ question: questions, law: anyRules, grant: fc.option(grants, { nil: undefined }) })
  .map(({ question, law, grant }): Question => ({ ...question, law, grant }));

/** Two levels, the lower first. */
const raised = fc.constantFrom<readonly [SecretLevel, SecretLevel]>(
  ['confidential', 'secret'],
  ['secret', 'top_secret'],
  ['confidential', 'top_secret'],
);

describe('adding something never denies what was allowed', { timeout: 300_000 }, () => {
  it('a designation: one more name in the range (GS-17, GS-18, GS-19)', () => {
    fc.assert(
      fc.property(asked, members, validities, (question, member, validity) => {
        const { item } = question;
        const range = { ...item.range, entries: [...item.range.entries, { member, validity }] };
        expect(worth({ ...question, item: { ...item, range } })).toBeGreaterThanOrEqual(worth(question));
      }),
      runs(),
    );
  });

  it('a grant, for what is secret whatever it says (GS-23)', () => {
    fc.assert(
      fc.property(asked, grants, ({ grant: _held, ...question }, grant) => {
        fc.pre(effectiveLevel(question.item, question.at) !== 'declassified');
        expect(implies(isAllowed(question), isAllowed({ ...question, grant }))).toBe(true);
      }),
      runs(),
    );
  });

  it('an appointment, or a project group that he joins', () => {
    fc.assert(
      fc.property(asked, appointments, memberships, (question, held, membership) => {
        const { actor } = question;
        const more = {
          ...actor,
          appointments: [...actor.appointments, held],
          memberships: [...(actor.memberships ?? []), membership],
        };
        // Whom an appointment makes one of the owner's people, the rules for those bind from then on.
        fc.pre(applicantIn({ ...question, actor: more }) === applicantIn(question));
        expect(worth({ ...question, actor: more })).toBeGreaterThanOrEqual(worth(question));
      }),
      runs(),
    );
  });

  it('a necessity (GS-20)', () => {
    fc.assert(
      fc.property(asked, (question) => {
        expect(worth({ ...question, necessity: '审计需要' })).toBeGreaterThanOrEqual(worth(question));
      }),
      runs(),
    );
  });
});

describe('adding something never allows what was not allowed', { timeout: 300_000 }, () => {
  it('being shut out (GS-19)', () => {
    fc.assert(
      fc.property(asked, (question) => {
        const { item, actor } = question;
        const range = { ...item.range, excludedIds: [...item.range.excludedIds, actor.personId] };
        expect(worth({ ...question, item: { ...item, range } })).toBeLessThanOrEqual(worth(question));
      }),
      runs(),
    );
  });

  it('a higher level, under any rules that may be proposed (GS-04)', () => {
    fc.assert(
      fc.property(asked, lintedRules, raised, (question, law, [low, high]) => {
        // A grant that was given at the higher level is that level's: it was void at the lower one.
        const grant = question.grant?.level === high ? { ...question.grant, level: low } : question.grant;
        const at = (level: SecretLevel) => ({ ...question, law, grant, item: { ...question.item, level } });
        fc.pre(isSet(at(low)));
        expect(implies(isAllowed(at(high)), isAllowed(at(low)))).toBe(true);
      }),
      runs(),
    );
  });

  it('a higher level: who may stand in its range or know it by office may do so at a lower one (GS-04)', () => {
    fc.assert(
      fc.property(lintedRules, raised, few, (law, [low, high], further) => {
        const [lower, higher] = [law.knowing(low, further), law.knowing(high, further)];
        expect(lower.members).toEqual(expect.arrayContaining([...higher.members]));
        expect(lower.managerKnows || !higher.managerKnows).toBe(true);
        expect(lower.executivesKnow || !higher.executivesKnow).toBe(true);
      }),
      runs(),
    );
  });

  it('a further regime: the smallest range of all that bind (requirements §20, K-07)', () => {
    fc.assert(
      fc.property(asked, regimes, (question, more) => {
        const { item } = question;
        const bound = { ...item, regimes: [...item.regimes, ...more] };
        // A regime that says nothing of an operation locks it only as long as no other says anything.
        fc.pre(isSet(question));
        expect(implies(isAllowed({ ...question, item: bound }), isAllowed(question))).toBe(true);
      }),
      runs(),
    );
  });

  it('a further regime: the union of the approvals, so whoever suffices for more suffices for fewer (K-01, K-02)', () => {
    fc.assert(
      fc.property(anyRules, approvedOperations, levels, applicants, regimes, regimes, (...drawn) => {
        const [law, operation, level, applicant, some, others] = drawn;
        const fewer = law.approval(operation, level, some, applicant);
        const more = law.approval(operation, level, [...some, ...others], applicant);
        if (fewer.approver === null) return;
        expect(more.approver).not.toBeNull();
        expect(more.necessityRequired || !fewer.necessityRequired).toBe(true);
        expect(more.articles).toEqual(expect.arrayContaining([...fewer.articles]));
        const { approver } = more;
        if (approver === null) return;
        // Offices are few: try every set of them that might agree.
        const few = leavesOf(approver).slice(0, 6);
        const sets = Array.from({ length: 1 << few.length }, (_, set) =>
          few.filter((_, index) => (set & (1 << index)) !== 0),
        );
        const loosened = sets.filter((agreeing) => {
          const agreed = new Set(agreeing.map((office) => JSON.stringify(office)));
          const has = (office: object) => agreed.has(JSON.stringify(office));
          return isSatisfied(approver, has) && fewer.approver !== null && !isSatisfied(fewer.approver, has);
        });
        expect(loosened).toEqual([]);
      }),
      runs(1_000),
    );
  });

  it('the order of the regimes changes nothing', () => {
    fc.assert(
      fc.property(
        anyRules,
        approvedOperations,
        levels,
        applicants,
        regimes,
        (law, operation, level, applicant, some) => {
          const turned = [...some].toReversed();
          expect(law.approval(operation, level, turned, applicant)).toEqual(
            law.approval(operation, level, some, applicant),
          );
          expect(law.knowing(level, turned)).toEqual(law.knowing(level, some));
        },
      ),
      runs(1_000),
    );
  });
});

describe('the smallest range', () => {
  const subset = <T>(small: readonly T[], large: readonly T[]) => small.every((one) => large.includes(one));

  it('of several regimes lets stand, name and know only what each of them does', () => {
    fc.assert(
      fc.property(anyRules, levels, regimes, (law, level: SecretLevel, further) => {
        const joint = law.knowing(level, further);
        for (const regime of further) {
          const one = law.knowing(level, [regime]);
          expect(subset(joint.members, one.members) && subset(joint.namers, one.namers)).toBe(true);
          expect(one.managerKnows || !joint.managerKnows).toBe(true);
          expect(one.executivesKnow || !joint.executivesKnow).toBe(true);
        }
      }),
      runs(),
    );
  });
});
