import { USUAL_SCOPES } from '@miji/contract';
import { expect, test } from 'vitest';
import { snippetText } from '../src/features/developers/snippet-text.ts';

const question = { person: 'id', item: 'HYYH-2026-000012', operation: 'copy' } as const;
const url = 'https://miji.example';

test('a key for the usual asks the server, for the person and item in question', () => {
  const text = snippetText({ scopes: USUAL_SCOPES, question, url });
  expect(text).toContain("miji.onBehalfOf('id').access.check({");
  expect(text).toContain("item: 'HYYH-2026-000012'");
  expect(text).not.toContain('local');
});

test('a key that opens the snapshot decides here, and nothing that is typed breaks out of its quotes', () => {
  const text = snippetText({ scopes: ['snapshot'], question: { ...question, person: "a'b" }, url, pins: ['MCow'] });
  expect(text).toContain("snapshotKeys: ['MCow']");
  expect(text).toContain('local.decideOrAsk({');
  expect(text).toContain(String.raw`person: 'a\'b'`);
});

test('a key that may ask nothing has no lines', () => {
  expect(snippetText({ scopes: ['items'], question, url })).toBeNull();
});
