import { describe, expect, it } from 'vitest';
import type { Actor, Applicant, Approver, CoverageCell, Office, Post, RuleSet } from '../src/index.ts';
import { atLeast, coverageOf, inOrder, NOBODY, REGULATIONS } from '../src/index.ts';
import { appointment, LAST_SECRET_MILLISECOND } from './support/cast.ts';

const OWN = { id: 'own', code: 'HYYH', kind: 'subsidiary', departmentIds: ['own-department'] } as const;
const holding = (personId: string, company: 'own' | 'headquarters', post: Post): Actor => ({
  personId,
  appointments: [appointment(company, post)],
});
const GM = holding('gm', 'own', 'general_manager');
const PRESIDENT = holding('president', 'headquarters', 'general_manager');
const DEPUTY = holding('deputy', 'headquarters', 'deputy_general_manager');

const GM_OFFICE: Office = { kind: 'post', company: 'owner', post: 'general_manager' };
const DEPUTY_OFFICE: Office = { kind: 'post', company: 'owner', post: 'deputy_general_manager' };

const cellOf = (
  officers: readonly Actor[],
  key: Pick<CoverageCell, 'operation' | 'level'> & Partial<Pick<CoverageCell, 'regime' | 'applicant'>>,
  rules: RuleSet = REGULATIONS,
): CoverageCell => {
  const wanted = { regime: 'group', ...key };
  const cell = coverageOf(rules, [OWN], officers, LAST_SECRET_MILLISECOND).find(
    ({ regime, operation, level, applicant }) =>
      regime === wanted.regime &&
      operation === wanted.operation &&
      level === wanted.level &&
      (wanted.applicant === undefined || applicant === null || applicant === wanted.applicant),
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

  it('tells applicants apart where the rules do (AR-28, AR-29, AR-30, K-03)', () => {
    const key = { operation: 'loan', level: 'secret', regime: 'archive' } as const;
    const head = holding('head', 'own', 'department_head');
    const statusFor = (applicant: Applicant | null, officers: readonly Actor[]) =>
      cellOf(officers, { ...key, applicant }).status;
    // A visitor’s request goes to the general manager after the responsible manager; one of another company to its own head first.
    expect(statusFor('insider', [head, PRESIDENT])).toBe('covered');
    expect(statusFor('outsider', [head, PRESIDENT])).toBe('gap');
    expect(statusFor('outsider', [GM, PRESIDENT])).toBe('covered');
    expect(cellOf([GM], { ...key, applicant: 'outsider' })).toMatchObject({
      status: 'gap_for_some',
      lockedFor: ['gm'],
    });
    // The head of the unit that asks is that company’s to appoint, and stands in its map.
    expect(statusFor('group', [PRESIDENT])).toBe('covered');
    expect(statusFor('insider', [PRESIDENT])).toBe('gap');
    expect(cellOf([GM, PRESIDENT], { operation: 'copy', level: 'secret' }).applicant).toBeNull();
  });

  it('has one cell for everybody, or one for each kind of applicant', () => {
    const names = coverageOf(REGULATIONS, [OWN], [GM], LAST_SECRET_MILLISECOND).map(
      ({ regime, operation, level, applicant }) => `${regime} ${operation} ${level} ${applicant}`,
    );
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => name.startsWith('archive loan secret'))).toEqual([
      'archive loan secret insider',
      'archive loan secret group',
      'archive loan secret outsider',
    ]);
    expect(names.filter((name) => name.startsWith('archive carry_out secret'))).toEqual([
      'archive carry_out secret null',
    ]);
  });

  it('needs as many different people as a quorum asks for, and one more where one of them asks himself', () => {
    const quorum = copying(atLeast<Office>(2, GM_OFFICE, DEPUTY_OFFICE));
    const one = holding('one', 'own', 'deputy_general_manager');
    const two = holding('two', 'own', 'deputy_general_manager');
    const both: Actor = {
      personId: 'both',
      appointments: [appointment('own', 'general_manager'), appointment('own', 'deputy_general_manager')],
    };
    const key = { operation: 'copy', level: 'secret' } as const;
    expect(cellOf([GM, one], key, quorum)).toMatchObject({ status: 'gap_for_some', lockedFor: ['gm', 'one'] });
    expect(cellOf([GM, one, two], key, quorum).status).toBe('covered');
    // Whoever holds both offices is one person.
    expect(cellOf([both], key, quorum)).toMatchObject({
      status: 'gap',
      appoint: [
        { kind: 'post', companyId: 'own', post: 'general_manager' },
        { kind: 'post', companyId: 'own', post: 'deputy_general_manager' },
      ],
    });
    expect(cellOf([both, one, two], key, quorum).status).toBe('covered');
    // Where too few are impartial the head office’s executives are heard as well; where nobody holds any of it, nobody is raised.
    expect(cellOf([GM, one, PRESIDENT, DEPUTY], key, quorum).status).toBe('covered');
    expect(cellOf([PRESIDENT, DEPUTY], key, quorum).status).toBe('gap');
  });

  it('looks at every office of an order, not only at the one whose turn is first (CF-10)', () => {
    const manager = holding('manager', 'own', 'customer_service_manager');
    const ordered = copying(
      inOrder<Office>({ kind: 'post', company: 'owner', post: 'customer_service_manager' }, GM_OFFICE),
    );
    expect(cellOf([manager, GM], { operation: 'copy', level: 'secret' }, ordered)).toMatchObject({
      status: 'gap_for_some',
      lockedFor: ['manager', 'gm'],
    });
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
