import { randomUUID } from 'node:crypto';

type Level = 'confidential' | 'secret' | 'top_secret';

/** The kind of secret that each level belongs to, in the catalogue of the regulations. */
const CATALOGUE: Readonly<Record<Level, string>> = {
  confidential: 'GS-08.3',
  secret: 'GS-08.4',
  top_secret: 'GS-08.1',
};

/** Persons, each named with a reason, as a range takes them. */
export const personsNamed = (...ids: readonly string[]) =>
  ids.map((personId) => ({ member: { kind: 'person' as const, personId }, reason: '承办此项工作' }));

/** What a drafter writes down for an item that nothing is wrong with; a test changes what it is about. */
export const itemDraft = (level: Level, responsibleManagerId: string) => ({
  title: '二〇二七年度经营安排',
  catalogueCode: CATALOGUE[level],
  level,
  levelReason: '泄露会使公司失去主动',
  basis: '年度计划编制通知',
  period: { kind: 'term' as const, term: 'P2Y' },
  issuedOn: '2026-11-01',
  responsibleManagerId,
  range: personsNamed(),
  content: { format: 'plain' as const, text: '第一行\n第二行\n第三行' },
  idempotencyKey: randomUUID(),
});
