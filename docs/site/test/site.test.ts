import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LeakReason } from '@miji/client';
import { ALLOWED_CODES, REFUSAL_CODES } from '@miji/core';
import { afterAll, expect, test } from 'vitest';
import { GROUPS } from '../codes/groups.ts';

const folder = mkdtempSync(join(tmpdir(), 'miji-site-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the site builds without a dead link, and its page of the codes has every code of the law', async () => {
  const build = join(import.meta.dirname, '../build.ts');
  await promisify(execFile)(process.execPath, ['--conditions=@miji/source', build, folder]);
  const page = readFileSync(join(folder, 'errors.html'), 'utf8');
  const shown = [...page.matchAll(/<h3 id="([A-Z_]+)"/g)].flatMap(([, code]) => code ?? []);
  expect(shown.toSorted()).toEqual([...ALLOWED_CODES, ...REFUSAL_CODES].toSorted());
}, 180_000);

test('each code stands in one group, with a cause and a remedy that are sentences', () => {
  const entries = GROUPS.flatMap(({ causes }) => Object.entries(causes));
  expect(entries.map(([code]) => code).toSorted()).toEqual([...ALLOWED_CODES, ...REFUSAL_CODES].toSorted());
  expect(entries.filter(([, said]) => !said.every((sentence) => /^\S.{9,}\.$/.test(sentence)))).toEqual([]);
});

test('each reason of a leak stands on the page of the codes', () => {
  const reasons: Readonly<Record<LeakReason, true>> = {
    text: true,
    json: true,
    value: true,
    no_decision: true,
    other_subject: true,
    other_operation: true,
    other_purpose: true,
    decision_over: true,
  };
  const page = readFileSync(join(import.meta.dirname, '../errors.md'), 'utf8');
  expect(Object.keys(reasons).filter((reason) => !page.includes(`| \`${reason}\` | `))).toEqual([]);
});
