import { describe, expect, it } from 'vitest';
import { catalog } from '../src/catalog.ts';
import { findings } from './fixture.ts';

describe('catalog: one exact version each, in the catalog', () => {
  it('is green on a tree that obeys', () => {
    expect(findings(catalog, 'catalog/green')).toEqual([]);
  });

  it('goes red at every deliberate violation, and nowhere else', () => {
    expect(findings(catalog, 'catalog/red')).toEqual([
      'package.json:4 catalog/pinned',
      'packages/a/package.json:5 catalog/missing',
      'packages/a/package.json:8 catalog/pinned',
      'pnpm-workspace.yaml:4 catalog/allow-builds',
      'pnpm-workspace.yaml:7 catalog/exact',
      'pnpm-workspace.yaml:8 catalog/exact',
    ]);
  });
});
