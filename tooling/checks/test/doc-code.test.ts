import { describe, expect, it } from 'vitest';
import { docCode } from '../src/doc-code.ts';
import { findings } from './fixture.ts';

describe('doc-code: TypeScript in the documents compiles', () => {
  it('is green on a tree that obeys', () => {
    expect(findings(docCode, 'doc-code/green')).toEqual([]);
  });

  it('goes red at every deliberate violation, and nowhere else', () => {
    expect(findings(docCode, 'doc-code/red')).toEqual([
      'README.md:12 doc-code/type',
      'README.md:6 doc-code/type',
      'docs/words.md:5 doc-code/type',
    ]);
  });
});
