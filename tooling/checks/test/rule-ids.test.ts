import { describe, expect, it } from 'vitest';
import { ruleIds } from '../src/rule-ids.ts';
import { findings } from './fixture.ts';

describe('rule-ids: every cited rule exists', () => {
  it('is green on a tree that obeys', () => {
    expect(findings(ruleIds, 'rule-ids/green')).toEqual([]);
  });

  it('goes red at every deliberate violation, and nowhere else', () => {
    expect(findings(ruleIds, 'rule-ids/red')).toEqual([
      'docs/a.md:1 rule-ids/unknown',
      'docs/rules.json:1 rule-ids/catalogue',
      'docs/rules.json:1 rule-ids/catalogue',
      'docs/rules.json:1 rule-ids/catalogue',
      'docs/rules.json:1 rule-ids/catalogue',
      'fixtures/a.json:1 rule-ids/unknown',
      'src/a.ts:2 rule-ids/unknown',
      'src/a.ts:3 rule-ids/unknown',
    ]);
  });
});
