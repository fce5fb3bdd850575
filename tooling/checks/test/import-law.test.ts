import { describe, expect, it } from 'vitest';
import { importLaw } from '../src/import-law.ts';
import { findings } from './fixture.ts';

describe('import-law: packages import only what stands to their left', () => {
  it('is green on a tree that obeys', () => {
    expect(findings(importLaw, 'import-law/green')).toEqual([]);
  });

  it('goes red at every deliberate violation, and nowhere else', () => {
    expect(findings(importLaw, 'import-law/red')).toEqual([
      'apps/console/src/database.ts:1 import-law/direction',
      'apps/console/test/server.ts:1 import-law/app',
      'bench/server.ts:1 import-law/app',
      'examples/desk/core.ts:1 import-law/direction',
      'packages/api/src/fixture-in-source.ts:1 import-law/relative',
      'packages/client/src/api-at-run-time.ts:1 import-law/direction',
      'packages/client/src/node-only.ts:1 import-law/client-portable',
      'packages/contract/src/by-path.ts:1 import-law/relative',
      'packages/contract/src/inline-type.ts:1 import-law/direction',
      'packages/contract/src/lazily.ts:1 import-law/direction',
      'packages/core/src/cycle-a.ts:1 import-law/cycle',
      'packages/core/src/reads-files.ts:1 import-law/core-pure',
      'packages/core/src/to-the-right.ts:1 import-law/direction',
      'packages/core/src/uses-zod.ts:1 import-law/core-pure',
      'packages/db/src/uses-testing.ts:1 import-law/direction',
      'packages/services/src/undeclared.ts:1 import-law/declared',
      'packages/testing/src/services.ts:1 import-law/direction',
    ]);
  });
});
