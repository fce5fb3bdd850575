import { describe, expect, it } from 'vitest';
import { strictSource } from '../src/strict-source.ts';
import { findings } from './fixture.ts';

describe('strict-source: what the compiler still lets through', () => {
  it('is green on a tree that obeys', () => {
    expect(findings(strictSource, 'strict-source/green')).toEqual([]);
  });

  it('goes red at every deliberate violation, and nowhere else', () => {
    expect(findings(strictSource, 'strict-source/red')).toEqual([
      'packages/core/src/clock.ts:1 strict-source/core-pure',
      'packages/core/src/clock.ts:2 strict-source/core-pure',
      'packages/core/src/clock.ts:3 strict-source/core-pure',
      'packages/core/src/clock.ts:4 strict-source/core-pure',
      'packages/core/src/clock.ts:5 strict-source/core-pure',
      'packages/core/src/clock.ts:5 strict-source/core-pure',
      'packages/core/src/clock.ts:6 strict-source/console',
      'packages/core/src/clock.ts:6 strict-source/core-pure',
      'packages/db/src/rows.ts:1 strict-source/ts-ignore',
      'packages/db/src/rows.ts:2 strict-source/any',
      'packages/db/src/rows.ts:3 strict-source/non-null',
      'packages/db/src/rows.ts:4 strict-source/todo',
      'packages/db/src/rows.ts:5 strict-source/expect-error',
      'packages/db/src/rows.ts:7 strict-source/console',
      'packages/db/src/rows.ts:8 strict-source/default-export',
      'packages/db/src/rows.ts:9 strict-source/default-export',
      'packages/db/src/unreadable.ts:1 strict-source/syntax',
      'packages/db/test/rows.ts:1 strict-source/ts-ignore',
      'packages/db/test/rows.ts:2 strict-source/skipped-test',
      'packages/db/test/rows.ts:3 strict-source/skipped-test',
      'packages/db/test/rows.ts:4 strict-source/skipped-test',
      'packages/db/test/rows.ts:5 strict-source/any',
      'packages/db/test/rows.ts:5 strict-source/skipped-test',
      'packages/db/test/rows.ts:6 strict-source/skipped-test',
      'packages/db/test/rows.ts:7 strict-source/skipped-test',
    ]);
  });
});
