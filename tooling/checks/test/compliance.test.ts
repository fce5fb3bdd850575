import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { compliance, complianceMatrix, matrixFile } from '../src/compliance.ts';

const roots: string[] = [];

/** A tree with these files, and with the matrix that belongs to them unless told otherwise. */
function tree(files: Readonly<Record<string, string>>, matrix = true): string {
  const root = mkdtempSync(join(tmpdir(), 'checks-compliance-'));
  roots.push(root);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  if (matrix) writeFileSync(join(root, matrixFile), complianceMatrix(root));
  return root;
}

const rules = (...entries: readonly object[]) => ({ 'docs/rules.json': JSON.stringify(entries) });
const done = { id: 'GS-17', title: 'Only designated persons', zh: '限指定人员', status: 'done' };
const NAMED = { 'packages/core/test/range.test.ts': "it('only the designated (GS-17)', () => {});\n" };
const found = (root: string) =>
  compliance(root).map(({ rule, message }) => `${rule} ${message.split(' ', 4).join(' ')}`);

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true });
});

describe('compliance: every rule that is built is named by a test', () => {
  it('is green where one names it, and where a range of rules covers it', () => {
    expect(compliance(tree({ ...rules(done), ...NAMED }))).toEqual([]);
    const range = { 'packages/core/test/range.test.ts': "it('ranges (GS-16…19)', () => {});\n" };
    expect(compliance(tree({ ...rules(done), ...range }))).toEqual([]);
  });

  it('goes red where none does, also where only a comment or a support file speaks of it', () => {
    const aside = {
      'packages/core/test/range.test.ts': '// GS-17\n/* and GS-17 */\n',
      'packages/core/test/support/cast.ts': "export const article = 'GS-17';\n",
    };
    expect(found(tree({ ...rules(done), ...aside }))).toEqual(['compliance/untested no test names GS-17']);
  });

  it('is green where a rule says why no test can name it, and red where one does all the same', () => {
    const principle = { ...done, untested: 'a principle' };
    expect(compliance(tree(rules(principle)))).toEqual([]);
    expect(found(tree({ ...rules(principle), ...NAMED }))).toEqual(['compliance/tested GS-17 is said to']);
  });

  it('asks nothing of what is not yet built', () => {
    expect(compliance(tree(rules({ id: 'GS-27', title: 'Report leaks' }), false))).toEqual([]);
  });

  it('goes red where the matrix is missing or not what the sources say', () => {
    const root = tree({ ...rules(done), ...NAMED }, false);
    expect(found(root)).toEqual(['compliance/stale out of date; npm']);
    writeFileSync(join(root, matrixFile), complianceMatrix(root));
    expect(found(root)).toEqual([]);
    mkdirSync(join(root, 'packages/core/src'), { recursive: true });
    writeFileSync(join(root, 'packages/core/src/range.ts'), '/** @see GS-17 */\n');
    expect(found(root)).toEqual(['compliance/stale out of date; npm']);
    expect(complianceMatrix(root)).toContain('[range.ts](../packages/core/src/range.ts)');
  });
});
