import { randomUUID } from 'node:crypto';
import { listItems } from '@miji/contract';
import { SECRET_LEVELS } from '@miji/core';
import { itemDraft, personsNamed } from '@miji/testing';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import { openHouse } from './support/house.ts';
import type { RestCall, Sender } from './support/http.ts';
import { rest, serve, trpc } from './support/http.ts';

const house = await openHouse();
const app = await serve(house);
const { group } = house;
const { own, sister } = group;
const clerk = house.as(await group.hire(own, 'staff'));
const reader = await group.hire(own, 'staff');
const outsider = await group.hire(own, 'staff');

const TITLE = '与远帆科技的并购谈判底价';
const register = async (
  level: (typeof SECRET_LEVELS)[number],
  readers: readonly string[],
  title = TITLE,
): Promise<string> => {
  const draft = itemDraft(level, own.people.department_head);
  const { number } = await clerk.items.register({
    ...draft,
    title,
    range: level === 'top_secret' ? [] : personsNamed(...readers),
  });
  const executive = house.as(group.headquarters.people.general_manager);
  if (level === 'top_secret')
    for (const entry of personsNamed(...readers)) await executive.items.name({ number, ...entry });
  return number;
};

/** Everything about an item that has a number of its own. */
interface Numbers {
  readonly item: string;
  readonly request: string;
  readonly grant: string;
  readonly copy: string;
}

const issue = async (item: string): Promise<Numbers> => {
  const asking = { particulars: { operation: 'copy' }, purpose: '谈判使用', necessity: '现场只许用纸质文本' } as const;
  const { number: request } = await house.as(reader).requests.file({ ...asking, item, idempotencyKey: randomUUID() });
  const decided = { number: request, decision: 'approve' } as const;
  house.accounts.confirmBySecondFactor(group.headquarters.people.general_manager, request);
  // Whichever of the two decides at this level; to the other it is not there.
  await house
    .as(own.people.general_manager)
    .requests.decide(decided)
    .catch(() => house.as(group.headquarters.people.general_manager).requests.decide(decided));
  const grant = `${request}-G`;
  const { copy } = await house.as(reader).grants.use({ grant, idempotencyKey: randomUUID() });
  return { item, request, grant, copy: copy.id };
};

const HIDDEN: Numbers[] = [];
for (const level of SECRET_LEVELS) HIDDEN.push(await issue(await register(level, [reader])));
const NEVER: Numbers = {
  item: `${own.code}-2026-000999`,
  request: `${own.code}-SQ-2026-000999`,
  grant: `${own.code}-SQ-2026-000999-G`,
  copy: `${own.code}-2026-000999-001`,
};
const { key, keyId } = await house.as(own.people.system_administrator).serviceKeys.issue({ service: '信贷系统' });
await house.as(own.people.security_officer).serviceKeys.confirm({ keyId });

const SENDERS: readonly (readonly [string, Sender])[] = [
  ['an employee of the owner outside the range', { person: outsider }],
  ['the owner’s system administrator', { person: own.people.system_administrator }],
  ['the general manager of a sister company', { person: sister.people.general_manager }],
  ['an employee of a sister company', { person: sister.people.staff }],
  ['a service of the owner that acts for nobody', { key }],
  ['a service of the owner that acts for an outsider', { key, onBehalfOf: outsider }],
];

/** Everything that can be asked under a number: over REST, and the procedure behind it. */
interface Question {
  readonly procedure: string;
  readonly input?: object;
  readonly call: RestCall;
}

const both = (procedure: string, call: RestCall, input: object): Question => ({ procedure, call, input });
const questionsOf = ({ item, request, grant, copy }: Numbers, idempotencyKey: string): readonly Question[] => {
  const name = { member: { kind: 'person', personId: outsider }, reason: '需要' };
  const filed = { item, particulars: { operation: 'copy' }, purpose: '用', necessity: '用', idempotencyKey };
  return [
    both('items.get', { method: 'GET', path: `/items/${item}` }, { number: item }),
    both('items.read', { method: 'GET', path: `/items/${item}/content` }, { number: item }),
    both('items.openReading', { method: 'GET', path: `/items/${item}/reading` }, { number: item }),
    both('items.readPage', { method: 'GET', path: `/items/${item}/pages/1/text` }, { number: item, page: 1 }),
    both('items.name', { method: 'POST', path: `/items/${item}/range`, body: name }, { number: item, ...name }),
    both(
      'items.confirm',
      { method: 'POST', path: `/items/${item}/confirmation`, body: { version: 1 } },
      { number: item, version: 1 },
    ),
    ...(['view', 'excerpt', 'copy'] as const).map((operation) =>
      both(
        'access.check',
        { method: 'POST', path: '/access/check', body: { item, operation, necessity: '用' } },
        { item, operation, necessity: '用' },
      ),
    ),
    both(
      'access.checkMany',
      { method: 'POST', path: '/access/check-many', body: { questions: [{ item, operation: 'view' }] } },
      { questions: [{ item, operation: 'view' }] },
    ),
    both('requests.file', { method: 'POST', path: '/requests', body: filed }, filed),
    both('requests.get', { method: 'GET', path: `/requests/${request}` }, { number: request }),
    both(
      'requests.decide',
      { method: 'POST', path: `/requests/${request}/decision`, body: { decision: 'approve' } },
      { number: request, decision: 'approve' },
    ),
    both(
      'requests.decide',
      { method: 'POST', path: `/requests/${request}/decision`, body: { decision: 'refuse', reason: '否' } },
      { number: request, decision: 'refuse', reason: '否' },
    ),
    both('requests.withdraw', { method: 'POST', path: `/requests/${request}/withdrawal` }, { number: request }),
    both(
      'grants.use',
      { method: 'POST', path: `/grants/${grant}/copies`, body: { idempotencyKey } },
      { grant, idempotencyKey },
    ),
    both('copies.get', { method: 'GET', path: `/copies/${copy}` }, { id: copy }),
    both('copies.list', { method: 'GET', path: `/copies?item=${item}` }, { item }),
    both(
      'copies.list',
      { method: 'GET', path: `/copies?item=${item}&company=${own.code}` },
      { item, company: own.code },
    ),
    both('items.list', { method: 'POST', path: '/items/search', body: { search: item } }, { search: item }),
    both(
      'items.list',
      { method: 'POST', path: '/items/search', body: { search: item, company: own.code } },
      { search: item, company: own.code },
    ),
    both('register.form', { method: 'GET', path: `/requests/${request}/form` }, { number: request }),
    both(
      'register.list',
      { method: 'GET', path: `/register?item=${item}&company=${own.code}` },
      { item, company: own.code },
    ),
    both('trace.list', { method: 'GET', path: `/trace?item=${item}&company=${own.code}` }, { item, company: own.code }),
  ];
};

/** All that leaves with an answer, but when it left. */
const seen = ({ statusCode, headers, rawPayload }: LightMyRequestResponse) => {
  const { date: _when, ...rest } = headers;
  return { statusCode, headers: rest, bytes: rawPayload.toString('hex') };
};

describe.each(SENDERS)('to %s', (_, sender) => {
  test('what he may not know answers, byte for byte, as what was never issued', { timeout: 60_000 }, async () => {
    const nevers = questionsOf(NEVER, randomUUID());
    for (const hidden of HIDDEN) {
      for (const [index, question] of questionsOf(hidden, randomUUID()).entries()) {
        const never = nevers[index];
        if (never === undefined) throw new Error('two lists of the same questions');
        const overRest = [await rest(app, sender, question.call), await rest(app, sender, never.call)].map(seen);
        expect(overRest[0], `REST ${question.procedure} of ${hidden.item}`).toEqual(overRest[1]);
        const overTrpc = [
          await trpc(app, sender, question.procedure, question.input),
          await trpc(app, sender, never.procedure, never.input),
        ].map(seen);
        expect(overTrpc[0], `tRPC ${question.procedure} of ${hidden.item}`).toEqual(overTrpc[1]);
      }
    }
  });

  test('the file of somebody else’s copy is not there', async () => {
    for (const { copy } of HIDDEN) {
      const [file, none] = [
        await rest(app, sender, { method: 'GET', path: `/copies/${copy}/file` }),
        await rest(app, sender, { method: 'GET', path: `/copies/${NEVER.copy}/file` }),
      ];
      expect(seen(file)).toEqual(seen(none));
      expect([403, 404]).toContain(file.statusCode);
    }
  });

  test.each([
    ['the full title', { search: TITLE }, { search: '从未有过的标题' }],
    ['a part of the title', { search: '并购' }, { search: '无此' }],
    ['its level', { level: 'secret' }, { level: 'secret', search: '从未有过的标题' }],
    ['its catalogue entry', { catalogueCode: 'GS-08.3' }, { catalogueCode: 'GS-08.9' }],
    ['its end', { sort: 'declassifies_soonest' }, { sort: 'declassifies_soonest', search: '无此' }],
  ])('a list by %s says no more than one of nothing', async (__, asked, nothing) => {
    const lists = await Promise.all(
      [asked, nothing].map((body) =>
        rest(app, sender, { method: 'POST', path: '/items/search', body: { ...body, company: own.code } }),
      ),
    );
    const [found, none] = lists.map(seen);
    expect(found).toEqual(none);
    expect(listItems.output.parse(lists[0]?.json())).toEqual({ entries: [], next: null });
  });
});

test('whoever may know it does find it, so that the questions above were real ones', async () => {
  const [hidden] = HIDDEN;
  const answers = await Promise.all(
    questionsOf(hidden ?? NEVER, randomUUID()).map(({ call }) => rest(app, { person: reader }, call)),
  );
  const statuses = answers.map(({ statusCode }) => statusCode);
  expect(statuses.filter((status) => status === 404)).toEqual([]);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(10);
});

test('a list has no gaps: each page is full while anything is left, however much lies between', {
  timeout: 30_000,
}, async () => {
  const visible: string[] = [];
  for (let index = 0; index < 60; index += 1) {
    const isVisible = index % 3 === 0;
    await house.setTime((await house.platform.clock.now()).add({ seconds: 1 }));
    const number = await register('confidential', [isVisible ? outsider : reader], '列表中的一件');
    if (isVisible) visible.unshift(number);
  }
  const pages: number[] = [];
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await house
      .as(outsider)
      .items.list({ limit: 10, search: '列表', ...(cursor !== undefined && { cursor }) });
    pages.push(page.entries.length);
    found.push(...page.entries.map(({ number }) => number));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(pages).toEqual([10, 10]);
  expect(found).toEqual(visible);
  const { entries, next } = await house.as(sister.people.general_manager).items.list({ company: own.code, limit: 10 });
  expect({ entries, next }).toEqual({ entries: [], next: null });
});

test('it takes no longer to hide what is there than to find nothing', { timeout: 60_000 }, async ({ annotate }) => {
  const [hidden] = HIDDEN;
  const timed = async (number: string): Promise<number> => {
    const began = performance.now();
    await rest(app, { person: outsider }, { method: 'GET', path: `/items/${number}/content` });
    return performance.now() - began;
  };
  const there: number[] = [];
  const nowhere: number[] = [];
  for (let run = 0; run < 200; run += 1) {
    there.push(await timed(hidden?.item ?? ''));
    nowhere.push(await timed(NEVER.item));
  }
  const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[times.length / 2] ?? 0;
  const ratio = median(there) / median(nowhere);
  await annotate(
    `hidden ${median(there).toFixed(2)} ms, never issued ${median(nowhere).toFixed(2)} ms, ratio ${ratio.toFixed(3)}`,
  );
  expect(ratio).toBeLessThan(2);
  expect(ratio).toBeGreaterThan(0.5);
});
