import { describe, expect, it } from 'vitest';
import type { Agreeing, Approver, ApproverCell, Office, Overlay, Post, RuleSet } from '../src/index.ts';
import {
  allOf,
  anyOf,
  atLeast,
  EMPTY_OVERLAY,
  findLoosenedOverlay,
  findLoosening,
  HEADQUARTERS_EXECUTIVE,
  inOrder,
  lawOf,
  NOBODY,
  OWNER_GENERAL_MANAGER,
  POSTS,
  REGULATIONS,
  suffices,
} from '../src/index.ts';

const COMPANY = 'HYYH';
const withOverlay = (overlay: Partial<Overlay>, rules: RuleSet = REGULATIONS): RuleSet => ({
  ...rules,
  overlays: { [COMPANY]: { ...EMPTY_OVERLAY, ...overlay } },
});
const cell = (rest: Partial<ApproverCell>): ApproverCell => ({
  regime: 'group',
  operation: 'copy',
  level: 'secret',
  approver: OWNER_GENERAL_MANAGER,
  necessityRequired: false,
  article: 'GS-22',
  ...rest,
});
const supervisor = { kind: 'post', company: 'owner', post: 'customer_information_supervisor' } as const;
const manager = { kind: 'post', company: 'owner', post: 'general_manager' } as const;
const office = (post: Post) => ({ kind: 'post', company: 'owner', post }) as const;
const by = (office: Office, person = 0): Agreeing => ({ office, person });
const found = (overlay: Partial<Overlay>) => findLoosenedOverlay(withOverlay(overlay), COMPANY);

describe('rules of a company that are at least as strict as the group’s', () => {
  it.each<[string, Partial<Overlay>]>([
    ['no rules of its own', {}],
    [
      'one more who has to agree',
      { approvers: [cell({ approver: allOf(OWNER_GENERAL_MANAGER, HEADQUARTERS_EXECUTIVE) })] },
    ],
    ['an order to agree in', { approvers: [cell({ approver: inOrder(supervisor, OWNER_GENERAL_MANAGER) })] }],
    ['a ban', { approvers: [cell({ approver: NOBODY })] }],
    ['a necessity to be stated', { approvers: [cell({ necessityRequired: true })] }],
    ['a higher default level', { catalogue: [{ code: 'GS-08.3', defaultLevel: 'secret' }] }],
    ['a default where the group sets none', { catalogue: [{ code: 'GS-08.4', defaultLevel: 'secret' }] }],
    ['fewer copies', { limits: { maxCopies: 5 } }],
    ['a longer usual period', { periods: [{ level: 'secret', usual: 'P20Y', longest: null }] }],
    [
      'only persons by name',
      {
        ranges: [
          {
            regime: 'group',
            level: 'confidential',
            members: ['person'],
            namers: ['responsible_manager'],
            managerKnows: true,
            executivesKnow: true,
            article: 'GS-19',
          },
        ],
      },
    ],
  ])('may have %s', (_, overlay) => {
    expect(found(overlay)).toBeNull();
  });
});

describe('rules of a company that are looser somewhere are found, with the act that they would allow', () => {
  it('another approver instead of the group’s', () => {
    const counterexample = found({ approvers: [cell({ approver: supervisor })] });
    expect(counterexample).toMatchObject({
      level: 'secret',
      regimes: [],
      question: { kind: 'agreement', operation: 'copy', agreeing: [by(supervisor)], necessityStated: true },
    });
    expect(counterexample?.zh).toBe('机密件的复制：只要密件所属公司客户信息主管同意，原不许可，按新规则许可');
  });

  it('an alternative beside the group’s approver', () => {
    const approver = { kind: 'any_of', of: [OWNER_GENERAL_MANAGER, supervisor] } as const;
    expect(found({ approvers: [cell({ approver })] })?.question).toMatchObject({ agreeing: [by(supervisor)] });
  });

  it('an approver where the group sets none', () => {
    expect(found({ approvers: [cell({ operation: 'print' })] })?.question).toMatchObject({ operation: 'print' });
  });

  it('no stated necessity for top secret (GS-20)', () => {
    const looser = cell({ level: 'top_secret', approver: HEADQUARTERS_EXECUTIVE });
    expect(found({ approvers: [looser] })?.question).toMatchObject({ kind: 'agreement', necessityStated: false });
  });

  it('an order that is no longer kept', () => {
    const ordered = { ...REGULATIONS, approvers: [cell({ approver: inOrder(supervisor, OWNER_GENERAL_MANAGER) })] };
    const overlay = { approvers: [cell({ approver: allOf(supervisor, OWNER_GENERAL_MANAGER) })] };
    const counterexample = findLoosenedOverlay(withOverlay(overlay, ordered), COMPANY);
    expect(counterexample?.question).toMatchObject({ agreeing: [by(manager, 1), by(supervisor)] });
  });

  it('a wider range, another namer, the head office under a further regime (GS-18, K-07)', () => {
    const rule = { regime: 'group', level: 'secret', namers: ['responsible_manager'], managerKnows: true } as const;
    const article = 'GS-18';
    expect(
      found({ ranges: [{ ...rule, members: ['person', 'department'], executivesKnow: true, article }] })?.question,
    ).toEqual({ kind: 'reader', reader: 'department' });
    expect(
      found({
        ranges: [
          {
            ...rule,
            members: ['person'],
            namers: [...rule.namers, 'owner_security_officer'],
            executivesKnow: true,
            article,
          },
        ],
      })?.question,
    ).toEqual({ kind: 'namer', namer: 'owner_security_officer' });
    const customer = REGULATIONS.ranges.find(({ regime, level }) => regime === 'customer' && level === 'secret');
    expect(found({ ranges: customer === undefined ? [] : [{ ...customer, executivesKnow: true }] })).toMatchObject({
      regimes: ['customer'],
      question: { kind: 'reader', reader: 'headquarters_executive' },
    });
  });

  it('a lower default level, a shorter period, a longer limit', () => {
    expect(found({ catalogue: [{ code: 'GS-08.1', defaultLevel: 'secret' }] })?.question).toEqual({
      kind: 'protection',
      catalogueCode: 'GS-08.1',
    });
    expect(found({ limits: { loanDays: 4 } })?.question).toEqual({ kind: 'limit', limit: 'loanDays' });
    expect(found({ limits: { loanDaysCount: 'working' } })?.question).toEqual({
      kind: 'limit',
      limit: 'loanDaysCount',
    });
    expect(found({ limits: { requestExpiresAfter: 'P1M' } })?.question).toMatchObject({ limit: 'requestExpiresAfter' });
    const group = { ...REGULATIONS, periods: [{ level: 'secret', usual: 'P10Y', longest: null }] } as const;
    const shorter = withOverlay({ periods: [{ level: 'secret', usual: 'P119M', longest: null }] }, group);
    expect(findLoosenedOverlay(shorter, COMPANY)?.question).toEqual({ kind: 'period' });
    expect(found({ periods: [{ level: 'secret', usual: null, longest: 'P30Y' }] })?.question).toEqual({
      kind: 'period',
    });
  });

  it('what has too many ways to be tried out, in no time (RULE_LOOSENED)', () => {
    const posts = ['department_head', 'project_manager', 'customer_service_manager'] as const;
    const one: Approver = { kind: 'any_of', of: posts.map((post) => ({ kind: 'post', company: 'owner', post })) };
    const many = allOf(one, one, one, one, one, one, one, one);
    const began = performance.now();
    expect(found({ approvers: [cell({ approver: many })] })?.question).toMatchObject({
      kind: 'unproven',
      operation: 'copy',
    });
    const ordered = { ...REGULATIONS, approvers: [cell({ approver: inOrder(...posts.map(office), manager) })] };
    const overlay = { approvers: [cell({ approver: allOf(...posts.map(office), manager, ...POSTS.map(office)) })] };
    expect(findLoosenedOverlay(withOverlay(overlay, ordered), COMPANY)?.question).toMatchObject({
      kind: 'unproven',
      operation: 'copy',
    });
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it('an order in which an office stands twice', () => {
    const group = { ...REGULATIONS, approvers: [cell({ approver: allOf(supervisor, manager, office('custodian')) })] };
    // As it comes out of the database: no two of its offices are the same object.
    const again = { ...supervisor };
    const twice = inOrder<Office>(supervisor, manager, again);
    const overlay = { approvers: [cell({ approver: twice })] };
    expect(findLoosenedOverlay(withOverlay(overlay, group), COMPANY)?.question).toMatchObject({
      kind: 'agreement',
      agreeing: [by(supervisor), by(manager, 1), by(supervisor)],
    });
  });

  it('a length in days that is longer than the group’s month only in February', () => {
    const limits = { ...REGULATIONS.limits, requestExpiresAfter: 'P1M' };
    const overlay = withOverlay({ limits: { requestExpiresAfter: 'P31D' } }, { ...REGULATIONS, limits });
    expect(findLoosenedOverlay(overlay, COMPANY)?.question).toMatchObject({ limit: 'requestExpiresAfter' });
    const periods = [{ level: 'secret', usual: 'P2M', longest: null }] as const;
    const shorter = withOverlay(
      { periods: [{ level: 'secret', usual: 'P60D', longest: null }] },
      { ...REGULATIONS, periods },
    );
    expect(findLoosenedOverlay(shorter, COMPANY)?.question).toEqual({ kind: 'period' });
  });

  it('one company’s rules are looked at, not another’s', () => {
    const rules = withOverlay({ approvers: [cell({ approver: supervisor })] });
    expect(findLoosening(REGULATIONS, rules, 'HYBX')).toBeNull();
  });
});

describe('a quorum against other rules (CF-32)', () => {
  const deputy = office('deputy_general_manager');
  const group = (approver: Approver): RuleSet => ({ ...REGULATIONS, approvers: [cell({ approver })] });
  const against = (was: Approver, would: Approver) =>
    findLoosenedOverlay(withOverlay({ approvers: [cell({ approver: would })] }, group(was)), COMPANY);

  it.each<[string, Approver, Approver]>([
    ['of one more', atLeast<Office>(2, manager, deputy), atLeast<Office>(3, manager, deputy)],
    ['of fewer offices', atLeast<Office>(2, manager, deputy, supervisor), atLeast<Office>(2, manager, deputy)],
    [
      'with somebody else besides',
      atLeast<Office>(2, manager, deputy),
      allOf<Office>(atLeast<Office>(2, manager, deputy), supervisor),
    ],
    ['in place of one of them', anyOf<Office>(manager, deputy), atLeast<Office>(2, manager, deputy)],
    ['nobody at all', atLeast<Office>(2, manager, deputy), NOBODY],
    [
      'that nobody can be two of',
      atLeast<Office>(2, manager, deputy),
      atLeast<Office>(2, { kind: 'responsible_manager' }),
    ],
  ])('may be a quorum %s', (_, was, would) => {
    expect(against(was, would)).toBeNull();
  });

  it('is looser where all of its offices are enough: one person may hold two of them', () => {
    const counterexample = against(atLeast<Office>(2, manager, deputy), allOf<Office>(manager, deputy));
    expect(counterexample?.question).toMatchObject({ agreeing: [by(manager), by(deputy)] });
    expect(counterexample?.zh).toBe(
      '机密件的复制：只要密件所属公司总经理、密件所属公司副总经理（共 1 人）同意，原不许可，按新规则许可',
    );
    expect(counterexample?.en).toContain('(one person in all)');
  });

  it('is looser where two holders of one office do in place of one of each', () => {
    const counterexample = against(allOf<Office>(manager, deputy), atLeast<Office>(2, manager, deputy));
    expect(counterexample?.question).toMatchObject({ agreeing: [by(manager), by(manager, 1)] });
    expect(counterexample?.zh).toContain('（共 2 人）');
  });

  it('is looser where one of the quorum is the other one too: an office and two people are then two, not three', () => {
    const was = atLeast<Office>(3, manager, deputy, supervisor);
    const would = allOf<Office>(atLeast<Office>(2, manager, deputy), supervisor);
    const agreeing = against(was, would)?.question;
    expect(agreeing).toMatchObject({ kind: 'agreement' });
    expect(against(would, was)?.question).toMatchObject({ kind: 'agreement' });
  });

  it('counts for the applicant whom it is for', () => {
    const rules = { ...REGULATIONS, approvers: [cell({ approver: OWNER_GENERAL_MANAGER })] };
    const own = cell({ applicant: 'outsider', approver: supervisor });
    const counterexample = findLoosenedOverlay(withOverlay({ approvers: [own] }, rules), COMPANY);
    expect(counterexample?.question).toMatchObject({ applicant: 'outsider', agreeing: [by(supervisor)] });
    expect(counterexample?.zh).toContain('（外单位人员申请）');
    expect(counterexample?.en).toContain('(asked for by visitors from outside)');
    const stricter = cell({ applicant: 'outsider', approver: allOf<Office>(manager, supervisor) });
    const overlay = withOverlay({ approvers: [stricter] }, rules);
    expect(findLoosenedOverlay(overlay, COMPANY)).toBeNull();
    const { approver } = lawOf(overlay, COMPANY).approval('copy', 'secret', [], 'outsider');
    expect(approver).toEqual(stricter.approver);
    expect(lawOf(overlay, COMPANY).approval('copy', 'secret', [], 'insider').approver).toEqual(OWNER_GENERAL_MANAGER);
  });

  it('one for an applicant stands beside that for everybody, which replaces only what bears its own name', () => {
    const rules = {
      ...REGULATIONS,
      approvers: [cell({}), cell({ applicant: 'outsider', approver: HEADQUARTERS_EXECUTIVE })],
    };
    const overlay = withOverlay({ approvers: [cell({ approver: allOf<Office>(manager, supervisor) })] }, rules);
    expect(findLoosenedOverlay(overlay, COMPANY)).toBeNull();
    const law = lawOf(overlay, COMPANY);
    expect(law.approval('copy', 'secret', [], 'outsider').approver).toEqual(HEADQUARTERS_EXECUTIVE);
    expect(law.approval('copy', 'secret', [], 'group').approver).toEqual(allOf<Office>(manager, supervisor));
  });

  it('of too many people to try is called unproven, in no time (RULE_LOOSENED)', () => {
    const posts = ['department_head', 'project_manager', 'custodian', 'customer_service_manager'] as const;
    const began = performance.now();
    const many = atLeast<Office>(9, ...posts.map(office));
    expect(against(atLeast<Office>(9, ...posts.map(office), manager), many)).toMatchObject({
      question: { kind: 'unproven' },
    });
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('offices that agree one after the other', () => {
  it('count when it is their turn', () => {
    const formula = inOrder<Office>(supervisor, manager);
    expect(suffices(formula, [by(supervisor), by(manager, 1)])).toBe(true);
    expect(suffices(formula, [by(manager), by(supervisor, 1)])).toBe(false);
  });

  it('in charge of the line of business count as holders of the post too', () => {
    const post = { kind: 'post', company: 'owner', post: 'deputy_general_manager' } as const;
    const inCharge = { kind: 'in_charge', company: 'owner', post: 'deputy_general_manager' } as const;
    expect(suffices(post, [by(inCharge)])).toBe(true);
    expect(suffices(inCharge, [by(post)])).toBe(false);
  });
});
