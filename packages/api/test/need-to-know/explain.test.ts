import { randomUUID } from 'node:crypto';
import { itemDraft, personsNamed } from '@miji/testing';
import { beforeEach, describe, expect, test } from 'vitest';
import { codeOf, openHouse, START } from '../support/house.ts';
import { rest, serve } from '../support/http.ts';

const house = await openHouse();
const app = await serve(house);
const { group } = house;
const { own, sister, headquarters } = group;
const clerk = house.as(await group.hire(own, 'staff'));
const manager = house.as(own.people.department_head);
const officer = house.as(own.people.security_officer);
const reader = await group.hire(own, 'staff', '陆知行');
const outsider = await group.hire(own, 'staff');
const TITLE = '与远帆科技的并购谈判底价';

const register = async (
  level: 'confidential' | 'secret' | 'top_secret',
  readers: readonly string[],
): Promise<string> => {
  const range = level === 'top_secret' ? [] : personsNamed(...readers);
  return (await clerk.items.register({ ...itemDraft(level, own.people.department_head), title: TITLE, range })).number;
};
const secret = await register('secret', [reader]);
const topSecret = await register('top_secret', []);
const NEVER = `${own.code}-2026-000999`;

beforeEach(() => house.setTime(START));

describe('an explanation', () => {
  test('names the rule, the article, the version, and the entry that let somebody in', async () => {
    await manager.items.confirm({ number: secret, version: 1 });
    const answer = await officer.access.explain({ personId: reader, item: secret, operation: 'view' });
    expect(answer).toMatchObject({
      item: secret,
      level: 'secret',
      markedLevel: 'secret',
      regimes: ['group'],
      person: { id: reader, name: '陆知行' },
      ruleSetVersion: 1,
      decision: { outcome: 'allowed', code: 'ALLOWED_NAMED', rule: 'range.secret', article: 'GS-18' },
      remedies: [],
    });
    expect(answer.articles[0]).toBe('GS-18');
    expect(answer.grounds).toContainEqual(
      expect.objectContaining({ kind: 'entry', state: 'counts', name: '陆知行', to: null }),
    );
    expect(answer.grounds).toContainEqual(
      expect.objectContaining({ kind: 'appointment', state: 'counts', post: 'staff', department: '综合部' }),
    );
    expect(answer.turns).toEqual([
      { at: '2028-11-01T16:00:00.000Z', outcome: 'allowed', code: 'ALLOWED_DECLASSIFIED' },
    ]);
  });

  test('of another moment answers for that one, by what is registered now, and the trace says which', async () => {
    const at = '2028-11-01T16:00:00.000Z';
    const asked = { personId: reader, item: secret, operation: 'view' } as const;
    const answer = await officer.access.explain({ ...asked, at });
    expect(answer).toMatchObject({ at, level: 'declassified', decision: { code: 'ALLOWED_DECLASSIFIED' } });
    const before = await officer.access.explain({ ...asked, at: '2028-11-01T15:59:59.999Z' });
    expect(before.decision.code).toBe('ALLOWED_NAMED');
    const { entries } = await house
      .as(own.people.auditor)
      .trace.list({ company: own.code, action: 'decision.explained', limit: 2 });
    expect(entries[1]?.details).toMatchObject({ moment: at });
  });

  test('says who would have to do what where somebody is kept out', async () => {
    const asked = { personId: outsider, item: topSecret, operation: 'view' } as const;
    const answer = await officer.access.explain(asked);
    expect(answer.decision).toMatchObject({ outcome: 'denied', code: 'NOT_DESIGNATED', article: 'GS-17' });
    expect(answer.remedies).toEqual([{ kind: 'naming', by: ['headquarters_executive'] }]);
  });

  test('says what an approval still takes', async () => {
    const answer = await officer.access.explain({ personId: reader, item: secret, operation: 'copy' });
    expect(answer.decision).toMatchObject({ outcome: 'needs_approval', code: 'APPROVAL_REQUIRED', article: 'GS-22' });
    expect(answer.remedies).toEqual([
      { kind: 'approval', by: expect.objectContaining({ kind: 'post', post: 'general_manager' }) },
    ]);
    expect(answer.articles).toEqual(['GS-22', 'GS-18']);
  });

  test('names the exclusion, who made it, and what would be missing without it', async () => {
    const number = await register('secret', [reader]);
    await manager.items.exclude({ number, personId: reader, reason: '利益冲突' });
    const answer = await officer.access.explain({ personId: reader, item: number, operation: 'view' });
    expect(answer.decision).toMatchObject({ outcome: 'denied', code: 'EXCLUDED', rule: 'range.excluded' });
    expect(answer.grounds).toContainEqual({
      kind: 'exclusion',
      by: expect.objectContaining({ id: own.people.department_head }),
      since: '2026-11-02T02:00:00.000Z',
    });
    expect(answer.grounds).toContainEqual(expect.objectContaining({ kind: 'entry', state: 'without_effect' }));
    expect(answer.remedies).toEqual([{ kind: 'readmission' }]);
  });

  test('foretells when a name begins and ends', async () => {
    const number = await register('secret', [reader]);
    const [from, to] = ['2026-11-05T00:00:00.000Z', '2026-11-06T00:00:00.000Z'];
    await manager.items.name({ number, member: { kind: 'person', personId: outsider }, reason: '一天', from, to });
    const answer = await officer.access.explain({ personId: outsider, item: number, operation: 'view' });
    expect(answer.grounds).toContainEqual(expect.objectContaining({ kind: 'entry', state: 'ahead', from, to }));
    expect(answer.turns.slice(0, 2)).toEqual([
      { at: from, outcome: 'allowed', code: 'ALLOWED_NAMED' },
      { at: to, outcome: 'denied', code: 'NOT_IN_RANGE' },
    ]);
  });

  test('says neither the title nor the text, nor why anybody was named', async () => {
    for (const operation of ['view', 'copy', 'provide', 'regrade'] as const) {
      const text = JSON.stringify(await officer.access.explain({ personId: reader, item: secret, operation }));
      for (const word of [TITLE, '第一行', '承办此项工作', '年度计划']) expect(text).not.toContain(word);
    }
  });

  test('is itself a traced read of the person', async () => {
    await officer.access.explain({ personId: outsider, item: secret, operation: 'view' });
    const { entries } = await house
      .as(own.people.auditor)
      .trace.list({ company: own.code, action: 'decision.explained', limit: 1 });
    expect(entries).toMatchObject([
      {
        actor: { id: own.people.security_officer },
        subject: { kind: 'person', id: outsider },
        item: secret,
        outcome: 'done',
        code: 'NOT_IN_RANGE',
        details: { operation: 'view' },
      },
    ]);
  });
});

describe('explanations are given', () => {
  test('to the security officers and auditors of the owner and of the head office', async () => {
    for (const place of [own, headquarters]) {
      for (const post of ['security_officer', 'auditor'] as const) {
        const answer = await house
          .as(place.people[post])
          .access.explain({ personId: reader, item: secret, operation: 'view' });
        expect(answer.decision.outcome).toBe('allowed');
      }
    }
  });

  test('to them alike as not found where there is no such item, and where there is no such person', async () => {
    expect(await codeOf(officer.access.explain({ personId: reader, item: NEVER, operation: 'view' }))).toBe(
      'NOT_FOUND',
    );
    expect(await codeOf(officer.access.explain({ personId: randomUUID(), item: secret, operation: 'view' }))).toBe(
      'NOT_FOUND',
    );
  });

  test('to nobody else, byte for byte the same whether or not there is such an item', async () => {
    const others = [
      reader,
      outsider,
      own.people.general_manager,
      own.people.system_administrator,
      own.people.department_head,
      sister.people.security_officer,
      headquarters.people.general_manager,
    ];
    for (const person of others) {
      const answers = await Promise.all(
        [secret, topSecret, NEVER].map((item) =>
          rest(
            app,
            { person },
            { method: 'POST', path: '/access/explain', body: { personId: reader, item, operation: 'view' } },
          ),
        ),
      );
      expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
      expect(answers[0]?.json()).toMatchObject({ code: 'NOT_ENTITLED' });
    }
  });
});
