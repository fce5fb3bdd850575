import { describe, expect, it } from 'vitest';
import { procedureShape } from '../src/procedure-shape.ts';
import { findings } from './fixture.ts';

describe('procedure-shape: every procedure has an input and an output schema', () => {
  it('is green on a tree that obeys', () => {
    expect(findings(procedureShape, 'procedure-shape/green')).toEqual([]);
  });

  it('goes red at every deliberate violation, and nowhere else', () => {
    expect(findings(procedureShape, 'procedure-shape/red')).toEqual([
      'packages/api/src/items.ts:2 procedure-shape/schema',
      'packages/api/src/items.ts:3 procedure-shape/schema',
      'packages/api/src/items.ts:4 procedure-shape/schema',
      'packages/api/src/items.ts:5 procedure-shape/schema',
    ]);
  });
});
