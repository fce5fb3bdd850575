import { describe, expect, it } from 'vitest';
import { ALLOWED_CODES, AUDIT_ACTIONS, isTerm, REFUSAL_CODES, REGULATIONS, Temporal } from '../src/index.ts';

describe('the regulations as a rule set', () => {
  it('name every rule once, with an article and both languages', () => {
    const ids = REGULATIONS.rules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, article, zh, en } of REGULATIONS.rules) {
      expect(article, id).toMatch(/^(GS|CD|K)-\d\d$/);
      expect([zh.trim(), en.trim()], id).not.toContain('');
    }
  });

  it('leave three kinds of paper outside the scope (GS-09)', () => {
    expect(REGULATIONS.outOfScope.map(({ code }) => code)).toEqual(['GS-09.1', 'GS-09.2', 'GS-09.3']);
  });

  it('have limits that a calendar understands', () => {
    const { requestExpiresAfter, grantExpiresAfter, maxCopies } = REGULATIONS.limits;
    expect([requestExpiresAfter, grantExpiresAfter].every((limit) => isTerm(Temporal.Duration.from(limit)))).toBe(true);
    expect(maxCopies).toBeGreaterThan(0);
  });
});

describe('codes', () => {
  it.each([
    ['reason', [...ALLOWED_CODES, ...REFUSAL_CODES]],
    ['audit', AUDIT_ACTIONS],
  ])('of %s are each there once', (_, codes) => {
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('of a permission can be told from those of a refusal', () => {
    expect(ALLOWED_CODES.every((code) => code.startsWith('ALLOWED_'))).toBe(true);
    expect(REFUSAL_CODES.filter((code) => code.startsWith('ALLOWED_'))).toEqual([]);
  });
});
