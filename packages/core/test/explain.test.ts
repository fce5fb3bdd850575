import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Explanation, Question } from '../src/index.ts';
import { decide, explain, isBefore, isMember } from '../src/index.ts';
import { hours, questions } from './support/arbitraries.ts';
import { appointment, IN_FORCE, itemOf, LAST_SECRET_MILLISECOND, LAW } from './support/cast.ts';
import { runs } from './support/runs.ts';

const kindsThatCount = ({ grounds }: Explanation): readonly string[] =>
  grounds.flatMap((ground) => ('state' in ground && ground.state === 'counts' ? [ground.kind] : []));

describe('an explanation', () => {
  it('answers as the law itself does, with the deciding article first', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { decision, articles } = explain(question);
        expect(decision).toEqual(decide(question));
        expect(articles[0]).toBe(decision.article);
      }),
      runs(),
    );
  });

  it('tells each later instant at which time alone makes the answer another, and no others', () => {
    fc.assert(
      fc.property(questions, hours, (question, later) => {
        fc.pre(!isBefore(later, question.at));
        const { decision, turns } = explain(question);
        const last = turns.findLast(({ at }) => !isBefore(later, at)) ?? decision;
        const { outcome, code } = decide({ ...question, at: later });
        expect({ outcome, code }).toEqual({ outcome: last.outcome, code: last.code });
      }),
      runs(),
    );
  });

  it('shows something that counts where a view is allowed, and no name that counts where it is denied', () => {
    const NAMES = new Set(['entry', 'responsible_manager', 'headquarters_executive']);
    fc.assert(
      fc.property(questions, (question) => {
        const explained = explain({ ...question, operation: 'view' });
        const counting = kindsThatCount(explained);
        const isAllowed = explained.decision.outcome === 'allowed';
        expect(isAllowed ? counting.length > 0 : !counting.some((kind) => NAMES.has(kind))).toBe(true);
      }),
      runs(),
    );
  });

  it('names every entry of the range that means the person, and none that does not', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { item, actor, at } = question;
        const named = new Set(explain(question).grounds.map((ground) => (ground.kind === 'entry' ? ground.index : -1)));
        const wrong = item.range.entries.filter(({ member }, index) => {
          const isStranger = member.kind === 'person' && member.personId !== actor.personId;
          return named.has(index) ? isStranger : isMember(member, actor, at);
        });
        expect(wrong).toEqual([]);
      }),
      runs(),
    );
  });

  /** The question once somebody has done what an explanation offers; null where that is no fact of the question. */
  const after = (question: Question, remedy: Explanation['remedies'][number]): Question | null => {
    const { item, actor, law } = question;
    const { range } = item;
    switch (remedy.kind) {
      case 'necessity':
        // Offered beside a readmission, it is of use once that has happened.
        return { ...question, necessity: '确需', item: { ...item, range: { ...range, excludedIds: [] } } };
      case 'readmission': {
        const excludedIds = range.excludedIds.filter((id) => id !== actor.personId);
        return { ...question, item: { ...item, range: { ...range, excludedIds } } };
      }
      case 'naming': {
        if (!law.knowing(item.level, item.regimes).members.includes('person')) return null;
        const member = { kind: 'person', personId: actor.personId } as const;
        const entries = [...range.entries, { member, validity: { from: question.at, to: null } }];
        return { ...question, item: { ...item, range: { ...range, entries, excludedIds: [] } } };
      }
      default:
        return null;
    }
  };

  it('offers nothing where there is nothing to want, and otherwise what does change the answer', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const { decision, remedies } = explain(question);
        expect(decision.outcome === 'allowed' ? remedies : []).toEqual([]);
        const useless = remedies.filter((remedy) => {
          const changed = after(question, remedy);
          return changed !== null && decide(changed).code === decision.code;
        });
        expect(useless).toEqual([]);
      }),
      runs(),
    );
  });

  it('offers whoever holds no office a post, and nothing else', () => {
    fc.assert(
      fc.property(questions, (question) => {
        const explained = explain({ ...question, actor: { ...question.actor, appointments: [] } });
        expect(explained.remedies).toEqual([{ kind: 'appointment' }]);
      }),
      runs(1_000),
    );
  });

  it('says of a delegation that it lets nobody know', () => {
    const principal = { personId: 'principal', appointments: [appointment('own', 'general_manager')] };
    const delegation = {
      number: 'HYYH-WT-2026-000001',
      principalId: 'principal',
      delegateId: 'delegate',
      companyId: 'own',
      post: 'general_manager',
      highestLevel: 'top_secret',
      operations: ['copy'],
      validity: IN_FORCE,
      principal,
    } as const;
    const actor = { personId: 'delegate', appointments: [appointment('own', 'staff')], delegations: [delegation] };
    const { decision, grounds } = explain({
      law: LAW,
      operation: 'view',
      item: itemOf('secret', []),
      actor,
      at: LAST_SECRET_MILLISECOND,
    });
    expect(decision.code).toBe('NOT_IN_RANGE');
    expect(grounds).toContainEqual({ kind: 'delegation', state: 'without_effect', index: 0 });
  });
});
