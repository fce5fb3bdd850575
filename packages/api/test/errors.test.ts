import { randomUUID } from 'node:crypto';
import { refusalWire } from '@miji/contract';
import { itemDraft, personsNamed } from '@miji/testing';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, test } from 'vitest';
import { OPERATIONS } from '../src/rest/operations.ts';
import { openHouse } from './support/house.ts';
import type { RestCall } from './support/http.ts';
import { ORIGIN, rest, serve, trpc } from './support/http.ts';

const house = await openHouse();
const app = await serve(house);
const { own, headquarters } = house.group;
const clerk = { person: await house.group.hire(own, 'staff') };
const administrator = { person: headquarters.people.system_administrator };
const draft = () => ({ ...itemDraft('secret', own.people.department_head), range: personsNamed(clerk.person) });
const { number } = await house.as(clerk.person).items.register(draft());

/** What would tell of the inside: stacks, paths, statements, names of tables, constraints and libraries. */
const INSIDE =
  /\bat \S+ \(|\.ts:\d|node_modules|\bselect\b|\binsert\b|\bupdate\b|\bmiji\.|relation "|constraint|violates|syntax|FST_|ZodError|TRPCError|kysely|postgres|stack/i;

const headers = { 'x-test-person': clerk.person, origin: ORIGIN, 'content-type': 'application/json' };
const refusal = (response: LightMyRequestResponse) => {
  expect(response.body).not.toMatch(INSIDE);
  expect(response.headers['cache-control']).toBe('no-store');
  return refusalWire.strict().parse(response.json());
};
const trpcRefusal = (response: LightMyRequestResponse) => {
  expect(response.body).not.toMatch(INSIDE);
  const body = response.json<{ error: { message: string; data: { refusal: unknown } } }>();
  const parsed = refusalWire.strict().parse(body.error.data.refusal);
  expect(body.error.message).toBe(parsed.code);
  return parsed;
};
const fieldsOf = ({ fields }: { readonly fields: readonly { readonly field: string }[] }) =>
  fields.map(({ field }) => field);

describe('whatever goes wrong leaves in one shape', () => {
  test('a path that does not exist', async () => {
    for (const path of ['/nothing', '/items/x/y/z', '/items/../../etc/passwd', '/%00']) {
      const response = await rest(app, clerk, { method: 'GET', path });
      expect([path, response.statusCode, refusal(response).code]).toEqual([path, 404, 'NOT_FOUND']);
    }
    const called = await trpc(app, clerk, 'items.nothing', {});
    expect([called.statusCode, trpcRefusal(called).code]).toEqual([404, 'NOT_FOUND']);
    const inherited = await trpc(app, clerk, 'items.constructor', {});
    expect([inherited.statusCode, trpcRefusal(inherited).code]).toEqual([404, 'NOT_FOUND']);
  });

  test('a body that is no JSON, no object, or of another type', async () => {
    for (const payload of ['{', '{"item":', '[1,2', 'null', '"text"', '[]', '1']) {
      const response = await app.inject({ method: 'POST', url: '/api/v1/access/check', headers, payload });
      expect([payload, response.statusCode, refusal(response).code]).toEqual([payload, 400, 'VALIDATION']);
      const called = await app.inject({ method: 'POST', url: '/api/trpc/access.check', headers, payload });
      expect([payload, called.statusCode, trpcRefusal(called).code]).toEqual([payload, 400, 'VALIDATION']);
    }
    const form = await app.inject({
      method: 'POST',
      url: '/api/v1/items',
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'title=x',
    });
    expect(refusal(form).code).toBe('VALIDATION');
    const polluted = await app.inject({
      method: 'POST',
      url: '/api/v1/access/check',
      headers,
      payload: `{"__proto__":{"item":"${number}"},"operation":"view"}`,
    });
    expect([polluted.statusCode, refusal(polluted).code]).toEqual([400, 'VALIDATION']);
  });

  test('fields of the wrong type or shape, each by its name', async () => {
    const terms = { recipients: 'two' };
    const wrong = { item: 7, particulars: { operation: 'burn' }, terms, purpose: '', idempotencyKey: 'x' };
    const response = await rest(app, clerk, { method: 'POST', path: '/requests', body: wrong });
    expect(response.statusCode).toBe(400);
    expect(fieldsOf(refusal(response)).toSorted()).toEqual([
      'idempotencyKey',
      'item',
      'particulars.operation',
      'purpose',
      'terms.recipients',
    ]);
    const called = trpcRefusal(await trpc(app, clerk, 'requests.file', wrong));
    expect(fieldsOf(called).toSorted()).toEqual([
      'idempotencyKey',
      'item',
      'particulars.operation',
      'purpose',
      'terms.recipients',
    ]);
    const { basis: _none, ...noBasis } = draft();
    expect(fieldsOf(refusal(await rest(app, clerk, { method: 'POST', path: '/items', body: noBasis })))).toEqual([
      'basis',
    ]);
    expect(
      fieldsOf(refusal(await rest(app, clerk, { method: 'POST', path: '/items', body: { ...draft(), basis: '  ' } }))),
    ).toEqual(['basis']);
    expect(fieldsOf(refusal(await rest(app, clerk, { method: 'GET', path: '/requests?box=mine&limit=abc' })))).toEqual([
      'limit',
    ]);
    expect(fieldsOf(refusal(await rest(app, clerk, { method: 'GET', path: '/copies/nonsense/file' })))).toEqual(['id']);
    const range = [{ member: { kind: 'person', personId: 'x' }, reason: '用' }];
    expect(
      fieldsOf(refusal(await rest(app, clerk, { method: 'POST', path: '/items', body: { ...draft(), range } }))),
    ).toEqual(['range.0.member.personId']);
  });

  test('a text, a list or a number beyond its end', async () => {
    const long = (length: number) => '密'.repeat(length);
    const beyond: readonly [string, object][] = [
      ['title', { title: long(201) }],
      ['basis', { basis: long(2_001) }],
      ['levelReason', { levelReason: long(2_001) }],
      ['content.text', { content: { format: 'plain', text: long(500_001) } }],
      ['range', { range: Array.from({ length: 201 }, () => personsNamed(clerk.person)).flat() }],
      ['idempotencyKey', { idempotencyKey: 'k'.repeat(65) }],
      ['period.event', { period: { kind: 'event', event: long(201) } }],
      ['period.term', { period: { kind: 'term', term: 'P99999999999Y' } }],
    ];
    for (const [field, change] of beyond) {
      const response = await rest(app, clerk, { method: 'POST', path: '/items', body: { ...draft(), ...change } });
      expect([field, response.statusCode, fieldsOf(refusal(response))]).toEqual([field, 400, [field]]);
    }
    const questions = Array.from({ length: 101 }, () => ({ item: number, operation: 'view' }));
    expect(
      fieldsOf(refusal(await rest(app, clerk, { method: 'POST', path: '/access/check-many', body: { questions } }))),
    ).toEqual(['questions']);
    expect(
      fieldsOf(refusal(await rest(app, clerk, { method: 'POST', path: '/items/search', body: { limit: 101 } }))),
    ).toEqual(['limit']);
    expect(fieldsOf(refusal(await rest(app, clerk, { method: 'GET', path: `/items/${'A'.repeat(4_000)}` })))).toEqual([
      'number',
    ]);
  });

  test('a body that is too large, over either face', async () => {
    const payload = JSON.stringify({ ...draft(), content: { format: 'plain', text: 'x'.repeat(2_100_000) } });
    const response = await app.inject({ method: 'POST', url: '/api/v1/items', headers, payload });
    expect([response.statusCode, refusal(response).code]).toEqual([400, 'BATCH_LIMIT']);
    const called = await app.inject({ method: 'POST', url: '/api/trpc/items.register', headers, payload });
    expect([called.statusCode, trpcRefusal(called).code]).toEqual([400, 'BATCH_LIMIT']);
  });

  test('more than twenty calls in one batch', async () => {
    const batch = async (calls: number) => {
      const url = `/api/trpc/${Array.from({ length: calls }, () => 'access.check').join(',')}?batch=1`;
      const input = Object.fromEntries(
        Array.from({ length: calls }, (_, index) => [index, { item: number, operation: 'view' }]),
      );
      return app.inject({ method: 'POST', url, headers, payload: JSON.stringify(input) });
    };
    expect((await batch(20)).statusCode).toBe(200);
    const refused = await batch(21);
    expect(refused.statusCode).toBe(400);
    expect(refused.body).not.toMatch(INSIDE);
    expect(refused.body).toContain('"VALIDATION"');
  });
});

/** Texts that some part below cannot hold: each must be refused, or go through, and never break anything. */
const NASTY = [
  'a\u0000b',
  '\ud800',
  '%',
  `'; drop table miji.item; --`,
  '\u202e',
  '{"$ne":null}',
  '\\',
  '💥'.repeat(50),
  '0'.repeat(50),
];

const callsWith = (nasty: string): readonly (readonly [object, RestCall])[] => [
  [
    clerk,
    {
      method: 'POST',
      path: '/items',
      body: {
        ...draft(),
        title: nasty,
        basis: nasty,
        levelReason: nasty,
        content: { format: 'markdown', text: nasty },
      },
    },
  ],
  [
    clerk,
    {
      method: 'POST',
      path: '/items',
      body: { ...draft(), range: [{ member: { kind: 'person', personId: clerk.person }, reason: nasty }] },
    },
  ],
  [clerk, { method: 'POST', path: '/items', body: { ...draft(), period: { kind: 'event', event: nasty } } }],
  [clerk, { method: 'POST', path: '/items', body: { ...draft(), catalogueCode: nasty, idempotencyKey: nasty } }],
  [clerk, { method: 'POST', path: '/items/search', body: { search: nasty } }],
  [clerk, { method: 'POST', path: '/items/search', body: { catalogueCode: nasty.slice(0, 20) } }],
  [clerk, { method: 'POST', path: '/items/search', body: { cursor: nasty } }],
  [clerk, { method: 'POST', path: '/items/search', body: { company: nasty } }],
  [clerk, { method: 'GET', path: `/people?search=${encodeURIComponent(nasty.toWellFormed().slice(0, 50))}` }],
  [clerk, { method: 'GET', path: `/items/${encodeURIComponent(nasty.toWellFormed())}` }],
  [clerk, { method: 'GET', path: `/copies?cursor=${encodeURIComponent(nasty.toWellFormed())}` }],
  [
    clerk,
    {
      method: 'POST',
      path: '/requests',
      body: {
        item: number,
        particulars: { operation: 'copy' },
        purpose: nasty,
        necessity: nasty,
        idempotencyKey: randomUUID(),
      },
    },
  ],
  [
    { person: own.people.department_head },
    {
      method: 'POST',
      path: `/items/${number}/range`,
      body: { member: { kind: 'person', personId: clerk.person }, reason: nasty },
    },
  ],
  [administrator, { method: 'POST', path: '/service-keys', body: { service: nasty } }],
  [administrator, { method: 'DELETE', path: `/service-keys/${encodeURIComponent(nasty.toWellFormed())}` }],
  [administrator, { method: 'POST', path: '/clock/advance', body: { by: nasty } }],
];

describe('no text breaks anything', () => {
  test.each(NASTY.map((nasty) => [JSON.stringify(nasty).slice(0, 30), nasty] as const))('%s', async (_, nasty) => {
    for (const [sender, call] of callsWith(nasty)) {
      const response = await app.inject({
        method: call.method,
        url: `/api/v1${call.path}`,
        headers: {
          'x-test-person': Reflect.get(sender, 'person'),
          origin: ORIGIN,
          ...(call.body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(call.body !== undefined && { payload: JSON.stringify(call.body) }),
      });
      expect([call.path, response.statusCode < 500], response.body).toEqual([call.path, true]);
      // What went through may say back what was sent; a refusal says nothing of the inside.
      if (response.statusCode !== 200) refusal(response);
    }
  });
});

test('days, instants and durations at the end of the calendar are refused or answered, and never break anything', async () => {
  const calls: readonly RestCall[] = [
    { method: 'GET', path: `/trace?company=${headquarters.code}&from=0000-01-01` },
    { method: 'GET', path: `/trace?company=${headquarters.code}&to=9999-12-31` },
    { method: 'GET', path: '/trace/export?from=0000-01-01&to=0000-01-02' },
    { method: 'GET', path: '/trace/export?from=9999-12-30&to=9999-12-31' },
    { method: 'POST', path: '/clock', body: { now: '0000-01-01T00:00:00.000Z' } },
    { method: 'POST', path: '/clock/advance', body: { by: 'P9999Y' } },
    { method: 'POST', path: '/clock/advance', body: { by: 'P999999999999999Y' } },
    { method: 'POST', path: '/clock/advance', body: { by: 'PT' } },
  ];
  for (const call of calls) {
    for (const person of [headquarters.people.auditor, headquarters.people.system_administrator]) {
      const response = await rest(app, { person }, call);
      expect([call.path, response.statusCode < 500], response.body).toEqual([call.path, true]);
      if (response.statusCode !== 200) refusal(response);
    }
  }
});

test('every operation refuses a body of nonsense without breaking', async () => {
  for (const { method, path, procedure } of OPERATIONS) {
    const place = path.replaceAll(/\{\w+\}/g, 'nonsense');
    const bodies = [{}, { number: {}, item: [], id: null, limit: -1, company: 5, cursor: {}, box: 1 }];
    const answers = await Promise.all(
      bodies.flatMap((body) => [
        rest(app, clerk, { method, path: place, ...(method !== 'GET' && { body }) }),
        trpc(app, clerk, procedure, body),
      ]),
    );
    for (const { statusCode, body } of answers) expect([procedure, statusCode < 500], body).toEqual([procedure, true]);
  }
});
