import type { TraceEntry } from '@miji/contract';
import { AUDIT_ACTIONS } from '@miji/core';
import { expect, test } from 'vitest';
import { sentenceOf } from '../src/features/trace/trace-sentence.ts';
import { makeI18n } from '../src/i18n/index.ts';

const zh = makeI18n('zh-CN').t;
const en = makeI18n('en').t;

const entry = (change: Partial<TraceEntry>): TraceEntry => ({
  id: '00000000-0000-4000-8000-000000000001',
  at: '2026-11-21T02:42:00.000Z',
  effectiveAt: null,
  action: 'item.read',
  actor: { kind: 'person', id: null, name: '张明远' },
  onBehalfOf: null,
  subject: null,
  item: 'HYYH-2026-000012',
  outcome: 'done',
  code: null,
  rule: null,
  article: null,
  details: {},
  entry: null,
  ...change,
});

test('an entry says who did what with which item', () => {
  expect(sentenceOf(entry({}), zh)).toEqual({ before: '张明远查阅了 ', item: 'HYYH-2026-000012', after: '', fact: '' });
  expect(sentenceOf(entry({}), en)).toEqual({ before: '张明远 read ', item: 'HYYH-2026-000012', after: '', fact: '' });
});

test('a refused act never reads as if it had been done', () => {
  const refused = sentenceOf(entry({ outcome: 'refused', code: 'NOT_IN_RANGE' }), zh);
  expect(`${refused.before}${refused.after}`).toBe('张明远查阅  被拒绝');
  expect(sentenceOf(entry({ outcome: 'refused' }), en).before).toBe('张明远 was refused reading ');
});

test('who acts for another says for whom, and the system has no name of a person', () => {
  const forAnother = entry({
    actor: { kind: 'service', id: null, name: '信贷系统' },
    onBehalfOf: { id: '00000000-0000-4000-8000-000000000002', name: '李静' },
  });
  expect(sentenceOf(forAnother, zh).before).toContain('信贷系统（代 李静）');
  expect(
    sentenceOf(entry({ actor: { kind: 'system', id: null, name: 'sealer' }, action: 'item.declassified' }), zh).before,
  ).toMatch(/^系统/);
});

test('the copy, the request and the number of copies stand in the sentence', () => {
  expect(
    sentenceOf(entry({ action: 'copy.issued', subject: { kind: 'copy', id: 'HYYH-2026-000012-003' } }), zh).fact,
  ).toBe('（HYYH-2026-000012-003）');
  expect(sentenceOf(entry({ action: 'request.filed', details: { copies: 2 } }), zh).fact).toBe('（2 份）');
});

test.each(AUDIT_ACTIONS)('%s has a sentence of its own, done and refused, in both languages', (action) => {
  for (const outcome of ['done', 'refused'] as const) {
    const said = [zh, en].map((t) => {
      const { before, item, after } = sentenceOf(entry({ action, outcome }), t);
      return `${before}${item ?? ''}${after}`;
    });
    for (const words of said) expect(words).not.toMatch(/trace\.|\{\{|\p{Cc}/u);
    expect(said[0]).not.toBe(said[1]);
  }
});
