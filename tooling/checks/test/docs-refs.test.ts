import { describe, expect, it } from 'vitest';
import { docsRefs } from '../src/docs-refs.ts';
import { findings } from './fixture.ts';

describe('docs-refs: paths, links and scripts in the documents exist', () => {
  it('is green on a tree that obeys', () => {
    expect(findings(docsRefs, 'docs-refs/green')).toEqual([]);
  });

  it('goes red at every deliberate violation, and nowhere else', () => {
    expect(findings(docsRefs, 'docs-refs/red')).toEqual([
      'README.md:43 docs-refs/readme-code',
      'README.md:44 docs-refs/script',
      'docs/words.md:3 docs-refs/link',
      'docs/words.md:3 docs-refs/link',
      'docs/words.md:3 docs-refs/path',
      'docs/words.md:3 docs-refs/path',
      'docs/words.md:3 docs-refs/path',
      'docs/words.md:5 docs-refs/script',
      'docs/words.md:7 docs-refs/link',
    ]);
  });
});
