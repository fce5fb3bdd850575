import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readText } from '../src/tree.ts';

it('docs/rules.json holds the 272 rules and the 26 conflicts, numbered without a gap', () => {
  const list: { id: string }[] = JSON.parse(readText(join(import.meta.dirname, '../../..'), 'docs/rules.json'));
  const highest = new Map<string, number>();
  for (const { id } of list) {
    const [prefix = '', number] = id.split('-');
    expect(Number(number), id).toBe((highest.get(prefix) ?? 0) + 1);
    highest.set(prefix, Number(number));
  }
  expect(highest.get('K')).toBe(26);
  expect(list).toHaveLength(272 + 26);
});
