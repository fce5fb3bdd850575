import { describe, expect, it } from 'vitest';
import { boundedStrings } from '../src/bounded-strings.ts';
import { findings } from './fixture.ts';

describe('bounded-strings: every string of the contract has an end', () => {
  it('is green on a tree that obeys', () => {
    expect(findings(boundedStrings, 'bounded-strings/green')).toEqual([]);
  });

  it('goes red at every deliberate violation, and nowhere else', () => {
    expect(findings(boundedStrings, 'bounded-strings/red')).toEqual([
      'packages/contract/src/item.ts:4 bounded-strings/end',
      'packages/contract/src/item.ts:5 bounded-strings/end',
      'packages/contract/src/item.ts:6 bounded-strings/end',
      'packages/contract/src/item.ts:7 bounded-strings/end',
      'packages/contract/src/item.ts:8 bounded-strings/end',
      'packages/contract/src/item.ts:9 bounded-strings/end',
    ]);
  });
});
