import { describe, expect, it } from 'vitest';
import { sqlHome } from '../src/sql-home.ts';
import { findings } from './fixture.ts';

describe('sql-home: only the db package speaks SQL', () => {
  it('is green on a tree that obeys', () => {
    expect(findings(sqlHome, 'sql-home/green')).toEqual([]);
  });

  it('goes red at every deliberate violation, and nowhere else', () => {
    expect(findings(sqlHome, 'sql-home/red')).toEqual([
      'apps/server/src/auth/query.ts:3 sql-home/template',
      'apps/server/src/auth/query.ts:4 sql-home/template',
      'apps/server/src/main.ts:1 sql-home/driver',
      'packages/api/src/lazy.ts:1 sql-home/driver',
      'packages/services/src/direct.ts:1 sql-home/driver',
      'packages/services/src/direct.ts:2 sql-home/driver',
      'packages/services/src/direct.ts:5 sql-home/template',
    ]);
  });
});
