import { describe, expect, it } from 'vitest';
import { documented } from '../src/documented.ts';
import { findings } from './fixture.ts';

describe('documented: what the client exports says what it is', () => {
  it('is green on a tree that obeys', () => {
    expect(findings(documented, 'documented/green')).toEqual([]);
  });

  it('goes red at every export that is silent, wherever it is declared', () => {
    expect(findings(documented, 'documented/red')).toEqual([
      'packages/client/src/ask.ts:8 documented/export',
      'packages/contract/src/refusal.ts:2 documented/export',
    ]);
  });
});
