import { describe, expect, it } from 'vitest';
import type { Actor, Approver, CoverageCell, Post, RuleSet } from '../src/index.ts';
import { coverageOf, NOBODY, REGULATIONS } from '../src/index.ts';
import { appointment, LAST_SECRET_MILLISECOND } from './support/cast.ts';

const OWN = { id: 'own', code: 'HYYH', kind: 'subsidiary', departmentIds: ['own-department'] } as const;
const holding = (personId: string, company: 'own' | 'headquarters', post: Post): Actor => ({
  personId,
  appointments: [appointment(company, post)],
});
const GM = holding('gm', 'own', 'general_manager');
const PRESIDENT = holding('president', 'headquarters', 'general_manager');
const DEPUTY = holding('deputy', 'headquarters', 'deputy_general_manager');

const cellOf = (
  officers: readonly Actor[],
  key: Pick<CoverageCell, 'operation' | 'level'> & Partial<Pick<CoverageCell, 'regime'>>,
  rules: RuleSet = REGULATIONS,
): CoverageCell => {
  const wanted = { regime: 'group', ...key };
  const cell = coverageOf(rules, [OWN], officers, LAST_SECRET_MILLISECOND).find(
    ({ regime, operation, level }) =>
      regime === wanted.regime && operation === wanted.operation && level === wanted.level,
  );
  if (cell === undefined) throw new Error('no such cell');
  return cell;
};
const copying = (approver: Approver): RuleSet => ({
  ...REGULATIONS,
  approvers: REGULATIONS.approvers.map((cell) => (cell.operation === 'copy' ? { ...cell, approver } : cell)),
});

describe('the coverage of a cell', () => {
  it('is complete where somebody decides for everybody, and a superior for him (GS-22)', () => {
    expect(cellOf([GM, PRESIDENT], { operation: 'copy', level: 'secret' }).status).toBe('covered');
  });

  it('has a gap where nobody holds the post, and says which', () => {
    expect(cellOf([PRESIDENT], { operation: 'copy', level: 'secret' })).toMatchObject({
      status: 'gap',
      appoint: [{ kind: 'post', companyId: 'own', post: 'general_manager' }],
    });
  });

  it('has a gap for whoever alone could decide his own matter', () => {
    expect(cellOf([GM], { operation: 'copy', level: 'secret' })).toMatchObject({
      status: 'gap_for_some',
      lockedFor: ['gm'],
    });
    expect(cellOf([PRESIDENT], { operation: 'copy', level: 'top_secret' })).toMatchObject({
      status: 'gap_for_some',
      lockedFor: ['president'],
    });
    expect(cellOf([PRESIDENT, DEPUTY], { operation: 'copy', level: 'top_secret' }).status).toBe('covered');
  });

  it('is not set where the rules say nothing (K-05), and forbidden where they forbid', () => {
    expect(cellOf([GM, PRESIDENT], { operation: 'print', level: 'secret' }).status).toBe('not_set');
    expect(cellOf([GM, PRESIDENT], { operation: 'copy', level: 'secret' }, copying(NOBODY)).status).toBe('forbidden');
  });

  it('needs everybody where all have to agree (CF-32)', () => {
    const supervisor = holding('supervisor', 'own', 'customer_information_supervisor');
    const key = { operation: 'provide', level: 'secret', regime: 'customer_file' } as const;
    expect(cellOf([supervisor, PRESIDENT], key)).toMatchObject({
      status: 'gap',
      appoint: [{ kind: 'post', companyId: 'own', post: 'customer_service_manager' }],
    });
    const manager = holding('manager', 'own', 'customer_service_manager');
    expect(cellOf([supervisor, manager, PRESIDENT], key).status).toBe('covered');
  });

  it('looks at each department that may ask (AR-28)', () => {
    const key = { operation: 'loan', level: 'secret', regime: 'archive' } as const;
    expect(cellOf([PRESIDENT], key)).toMatchObject({
      status: 'gap',
      appoint: [{ kind: 'department_head', departmentId: 'own-department' }],
    });
    expect(cellOf([holding('head', 'own', 'department_head'), PRESIDENT], key).status).toBe('covered');
  });

  it('does not count what has been delegated', () => {
    const delegate: Actor = {
      ...holding('delegate', 'own', 'staff'),
      delegations: [
        {
          number: 'HYYH-WT-2026-000001',
          principalId: 'gm',
          delegateId: 'delegate',
          companyId: 'own',
          post: 'general_manager',
          highestLevel: 'top_secret',
          operations: ['copy'],
          validity: { from: LAST_SECRET_MILLISECOND, to: null },
          principal: GM,
        },
      ],
    };
    expect(cellOf([GM, delegate], { operation: 'copy', level: 'secret' }).status).toBe('gap_for_some');
  });
});
