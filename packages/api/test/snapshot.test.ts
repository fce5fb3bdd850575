import { randomUUID } from 'node:crypto';
import type { SignedMessage } from '@miji/contract';
import { checkManyAccess, SERVICE_SCOPES, snapshotPayload } from '@miji/contract';
import type { LocalLaw, Operation, SecretLevel } from '@miji/core';
import { openSnapshot, OPERATIONS, SECRET_LEVELS, Temporal } from '@miji/core';
import { feedFigures, nodeVerifier } from '@miji/services';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import { codeOf, openHouse, START } from './support/house.ts';
import { rest, restCode, serve, trpc } from './support/http.ts';

const house = await openHouse();
const app = await serve(house);
const { group, platform } = house;
const { own, sister, headquarters } = group;
const clerk = await group.hire(own, 'staff');
const manager = own.people.department_head;
const executive = house.as(headquarters.people.general_manager);

const issue = async (input: { service: string; scopes?: (typeof SERVICE_SCOPES)[number][]; expiresAt?: string }) => {
  const issued = await house.as(own.people.system_administrator).serviceKeys.issue(input);
  const confirmed = await house.as(own.people.security_officer).serviceKeys.confirm({ keyId: issued.keyId });
  return { ...issued, confirmed };
};
const { key } = await issue({ service: '信贷系统', scopes: [...SERVICE_SCOPES] });

/** An item of a level that some may read, with the members that its level allows beside them. */
const register = async (
  level: SecretLevel,
  readers: readonly string[],
  more: Parameters<typeof clerkRegisters>[0]['range'] = [],
) => {
  const named = [...personsNamed(...readers), ...more];
  const { number } = await clerkRegisters({
    ...itemDraft(level, manager),
    range: level === 'top_secret' ? [] : named,
  });
  if (level === 'top_secret') for (const entry of named) await executive.items.name({ number, ...entry });
  const authority = level === 'top_secret' ? executive : house.as(manager);
  await authority.items.confirm({ number, version: 1 });
  return number;
};
const clerkRegisters = (input: Parameters<ReturnType<typeof house.as>['items']['register']>[0]) =>
  house.as(clerk).items.register(input);

/** Somebody's appointments end, as if they had been ended before. */
const superuserEnds = (person: string, at = START) =>
  house.superuser.query(
    `update miji.appointment set valid_from = least(valid_from, $2::timestamptz - interval '1 day'), valid_to = $2 where person_id = $1`,
    [person, at.toString()],
  );
/** What a message says, once its signature has been looked at. */
const read = ({ payload, keyId, signature }: SignedMessage) => {
  const { key: signer } = platform.snapshots;
  expect([keyId, nodeVerifier.verify(signer.publicKey, payload, signature)]).toEqual([signer.keyId, true]);
  return snapshotPayload.parse(JSON.parse(payload));
};
const signed = async (method: 'GET' | 'POST', path: string, body?: object): Promise<SignedMessage> => {
  const response = await rest(app, { key }, { method, path, ...(body === undefined ? {} : { body }) });
  expect([response.statusCode, response.body.slice(0, 200)]).toEqual([200, expect.any(String)]);
  return response.json<SignedMessage>();
};
const takeSnapshot = async (): Promise<LocalLaw> => {
  const said = read(await signed('GET', '/snapshot'));
  if (said.kind !== 'snapshot') throw new Error(said.kind);
  return openSnapshot(said.body);
};
const catchUp = async (law: LocalLaw): Promise<'applied' | 'reset'> => {
  const said = read(await signed('POST', '/snapshot/changes', { cursor: law.cursor }));
  if (said.kind !== 'changed') throw new Error(said.kind);
  return law.apply(said.delta);
};

const inside = [clerk, manager, own.people.staff, own.people.general_manager, own.people.security_officer];
const department = { kind: 'department', departmentId: own.departmentId } as const;
const items = [
  ...(await Promise.all(SECRET_LEVELS.map((level) => register(level, [own.people.staff])))),
  await register('confidential', [clerk], [{ member: department, reason: '经办部门' }]),
  await register('secret', [clerk, sister.people.staff]),
];

/** What the server answers a service that asks for somebody; the number of what it answers differently. */
const differences = async (law: LocalLaw): Promise<readonly unknown[]> => {
  const found: unknown[] = [];
  const at = (await platform.clock.now()).epochMilliseconds;
  for (const person of inside) {
    const questions = items.flatMap((item, index) =>
      OPERATIONS.filter((name, turn) => (turn + index) % 2 === 0 || turn === 0 || name === 'copy').map(
        (operation: Operation, turn) => ({
          item,
          operation,
          ...(turn % 3 === 0 ? { necessity: '需要' } : {}),
        }),
      ),
    );
    const response = await rest(
      app,
      { key, onBehalfOf: person },
      { method: 'POST', path: '/access/check-many', body: { questions: questions.slice(0, 100) } },
    );
    const { answers } = checkManyAccess.output.parse(response.json());
    for (const [index, question] of questions.slice(0, 100).entries()) {
      const local: unknown = JSON.parse(JSON.stringify(law.decide({ person, at, ...question })));
      const asked = answers[index];
      try {
        expect(local).toEqual(asked);
      } catch {
        found.push({ person, question, local, asked });
      }
    }
  }
  return found;
};

describe('a key of a service', () => {
  test('opens what it was issued for, and shows it to whoever confirms it', async () => {
    const { key: narrow, scopes, confirmed } = await issue({ service: '只读系统', scopes: ['report', 'access'] });
    expect([scopes, confirmed]).toEqual([
      ['access', 'report'],
      { confirmed: true, scopes: ['access', 'report'], expiresAt: null },
    ]);
    const caller = { key: narrow, onBehalfOf: clerk };
    const code = async (method: 'GET' | 'POST', path: string, body?: object) => {
      const response = await rest(app, caller, { method, path, ...(body === undefined ? {} : { body }) });
      return response.statusCode === 200 ? 'opened' : restCode(response);
    };
    expect(await code('GET', '/session')).toBe('opened');
    expect(await code('POST', '/access/check', { item: items[3], operation: 'view' })).toBe('opened');
    for (const path of [`/items/${items[3]}`, '/snapshot', '/requests', '/snapshot/stream?cursor=x', '/desk'])
      expect([path, await code('GET', path)]).toEqual([path, 'KEY_SCOPE']);
    expect(await code('POST', '/access/report', { events: [] })).toBe('KEY_SCOPE');
    expect((await trpc(app, caller, 'items.get', { number: items[3] })).body).toContain('KEY_SCOPE');
    expect((await rest(app, caller, { method: 'GET', path: `/copies/${items[3]}-001/file` })).body).toContain(
      'KEY_SCOPE',
    );
  });

  test('opens everything but the snapshot where nobody says', async () => {
    const { key: usual } = await issue({ service: '老系统' });
    expect(
      (await rest(app, { key: usual, onBehalfOf: clerk }, { method: 'GET', path: `/items/${items[3]}` })).statusCode,
    ).toBe(200);
    expect(restCode(await rest(app, { key: usual }, { method: 'GET', path: '/snapshot' }))).toBe('KEY_SCOPE');
  });

  test('ends when it was said to, with a code of its own, and is not issued for a time that is over', async () => {
    const expiresAt = START.add({ hours: 1 }).toString({ fractionalSecondDigits: 3 });
    const { key: short } = await issue({ service: '一小时', expiresAt });
    const session = () => rest(app, { key: short, onBehalfOf: clerk }, { method: 'GET', path: '/session' });
    await house.setTime(START.add({ minutes: 59, seconds: 59, milliseconds: 999 }));
    expect((await session()).statusCode).toBe(200);
    await house.setTime(START.add({ hours: 1 }));
    expect([(await session()).statusCode, restCode(await session())]).toEqual([401, 'KEY_EXPIRED']);
    expect(await codeOf(issue({ service: '已过期', expiresAt }))).toBe('VALIDATION');
    await house.setTime(START);
  });
});

describe('a snapshot', () => {
  test('is for services alone', async () => {
    expect(await codeOf(house.as(clerk).snapshot.get({}))).toBe('NOT_ENTITLED');
    const { keys } = await house.as(clerk).snapshot.keys();
    expect(keys).toEqual([{ keyId: platform.snapshots.key.keyId, publicKey: platform.snapshots.key.publicKey }]);
  });

  test('holds no title, no text, no reason and nobody’s name', async () => {
    const { payload } = await signed('GET', '/snapshot');
    const { title, content, basis } = itemDraft('secret', manager);
    const { rows } = await house.superuser.query<{ name: string }>('select name from miji.person');
    for (const word of [title, JSON.stringify(content), basis, '经办部门', ...rows.map(({ name }) => name)])
      expect(payload).not.toContain(word);
  });

  test('answers as the server does, at first and after each change that it is told of', async () => {
    const law = await takeSnapshot();
    expect(await differences(law)).toEqual([]);
    const [first = '', , third = ''] = items;
    const officer = house.as(own.people.security_officer);
    const newcomer = await group.hire(own, 'staff');
    inside.push(newcomer);
    const changes: readonly (() => Promise<unknown>)[] = [
      async () => {
        const range = (await executive.items.get({ number: third })).range;
        return executive.items.revoke({ number: third, entryId: range[0]?.id ?? '', reason: '不再需要' });
      },
      () => house.as(manager).items.exclude({ number: first, personId: own.people.staff, reason: '回避' }),
      () => officer.holds.place({ item: items[3] ?? '', reason: '调查' }),
      async () => {
        for (const entry of personsNamed(newcomer)) await house.as(manager).items.name({ number: first, ...entry });
      },
      async () => items.push(await register('secret', [newcomer])),
      () => group.promote(own, own.people.staff, 'department_head'),
    ];
    let mattered = 0;
    for (const change of changes) {
      await change();
      mattered += Math.sign((await differences(law)).length);
      expect(await catchUp(law)).toBe('applied');
      expect(await differences(law)).toEqual([]);
    }
    expect(mattered, 'what the server answers had changed before it was told').toBeGreaterThan(3);
    expect(
      law.decide({ person: sister.people.staff, item: first, operation: 'view', at: START.epochMilliseconds }),
    ).toEqual({
      ask: true,
      why: 'UNKNOWN_PERSON',
    });
  });

  test('knows a grant while it lives', async () => {
    const [, second = ''] = items;
    const asker = house.as(own.people.staff);
    const { number } = await asker.requests.file({
      item: second,
      particulars: { operation: 'copy' },
      purpose: '会议',
      idempotencyKey: randomUUID(),
    });
    const law = await takeSnapshot();
    const outcome = () => {
      const at = START.epochMilliseconds;
      const answer = law.decide({ person: own.people.staff, item: second, operation: 'copy', at });
      return 'decision' in answer ? answer.decision.code : answer;
    };
    expect(outcome()).toBe('APPROVAL_REQUIRED');
    await house.as(own.people.general_manager).requests.decide({ number, decision: 'approve' });
    expect([await catchUp(law), outcome()]).toEqual(['applied', 'ALLOWED_GRANT']);
    await house.as(own.people.general_manager).grants.revoke({ grant: `${number}-G`, reason: '收回' });
    expect([await catchUp(law), outcome()]).toEqual(['applied', 'APPROVAL_REQUIRED']);
  });

  test('answers as the server does to whoever holds grants: alive, used up, revoked, of an earlier version, over', async () => {
    const [first = '', , , , fourth = ''] = items;
    const reader = house.as(clerk);
    const general = house.as(own.people.general_manager);
    for (const entry of personsNamed(clerk)) await house.as(manager).items.name({ number: first, ...entry });
    const another = await register('secret', [clerk]);
    items.push(another, await register('confidential', [clerk]));
    const granted = async (item: string) => {
      const wish = { item, particulars: { operation: 'copy' }, purpose: '会议', idempotencyKey: randomUUID() } as const;
      const { number } = await reader.requests.file(wish);
      await general.requests.decide({ number, decision: 'approve' });
      return `${number}-G`;
    };
    const law = await takeSnapshot();
    const code = (item: string) => {
      const answer = law.decide({ person: clerk, item, operation: 'copy', at: START.epochMilliseconds });
      return 'decision' in answer ? answer.decision.code : answer;
    };
    const [used, revoked, , alive] = [
      await granted(another),
      await granted(items.at(-1) ?? ''),
      await granted(fourth),
      await granted(first),
    ];
    expect([await catchUp(law), await differences(law)]).toEqual(['applied', []]);
    expect([another, items.at(-1) ?? '', fourth, first].map(code)).toEqual(
      Array.from({ length: 4 }, () => 'ALLOWED_GRANT'),
    );
    await reader.grants.use({ grant: used, idempotencyKey: randomUUID() });
    await general.grants.revoke({ grant: revoked, reason: '收回' });
    const text = { content: { format: 'plain', text: '改过' }, reason: '更正' } as const;
    await house.as(manager).items.revise({ number: fourth, version: 1, ...text });
    expect([await catchUp(law), await differences(law)]).toEqual(['applied', []]);
    expect([another, items.at(-1) ?? '', fourth, first].map(code)).toEqual([
      'APPROVAL_REQUIRED',
      'APPROVAL_REQUIRED',
      'APPROVAL_REQUIRED',
      'ALLOWED_GRANT',
    ]);
    const { entries } = await reader.grants.list({});
    const end = Temporal.Instant.from(entries.find(({ number }) => number === alive)?.expiresAt ?? '');
    for (const [at, expected] of [
      [end.subtract({ milliseconds: 1 }), 'ALLOWED_GRANT'],
      [end, 'APPROVAL_REQUIRED'],
    ] as const) {
      await house.setTime(at);
      const question = { item: first, operation: 'copy' } as const;
      const asked = await reader.access.check(question);
      expect([asked.code, law.decide({ person: clerk, ...question, at: at.epochMilliseconds })]).toEqual([
        expected,
        { known: true, decision: asked },
      ]);
    }
    await house.setTime(START);
  });

  test('carries what whoever asks has made up, and names nobody who once stood in a range', async () => {
    const nonce = 'n'.repeat(22);
    const said = read(await signed('GET', `/snapshot?nonce=${nonce}`));
    const later = read(await signed('POST', '/snapshot/changes', { cursor: 'x', nonce }));
    const unasked = read(await signed('GET', '/snapshot'));
    expect([said.nonce, later.nonce, unasked.nonce]).toEqual([nonce, nonce, null]);
    expect(restCode(await rest(app, { key }, { method: 'GET', path: '/snapshot?nonce=short' }))).toBe('VALIDATION');
    const gone = await group.hire(own, 'staff');
    const number = await register('secret', [gone, clerk]);
    const { range } = await house.as(manager).items.get({ number });
    const entryId = range.find(({ member }) => 'personId' in member && member.personId === gone)?.id ?? '';
    await house.as(manager).items.revoke({ number, entryId, reason: '不再需要' });
    await superuserEnds(gone);
    expect((await signed('GET', '/snapshot')).payload).not.toContain(gone);
  });

  test('has the record classes that bind the company, and hears of another', async () => {
    const law = await takeSnapshot();
    const at = START.epochMilliseconds;
    expect(law.recordClassAt('customer', at)).toBeUndefined();
    const declared = {
      code: 'customer',
      name: '客户',
      regimes: ['customer' as const],
      level: { kind: 'fixed' as const, level: 'confidential' as const },
      range: { accountManager: true, department: 'nobody' as const },
      fields: [{ name: 'mobile', kind: 'mobile' as const, pfi: 'C2' as const, alwaysMasked: false }],
      combinations: [],
      batchLimit: 10,
      unmaskers: [],
      unmaskReasons: [],
    };
    await house.as(headquarters.people.security_officer).recordClasses.declare({ declared, base: null });
    expect(await catchUp(law)).toBe('applied');
    // Declared alike for all, and all the same never less secret than the catalogue says (CD-05).
    expect(law.recordClassAt('customer', at)?.level).toEqual({
      kind: 'by_grade',
      byGrade: { ordinary: 'confidential', important: 'secret', decisive: 'top_secret' },
    });
    await house.as(headquarters.people.security_officer).recordClasses.retire({ code: 'customer', reason: '不再使用' });
    expect([await catchUp(law), law.recordClassAt('customer', at)]).toEqual(['applied', undefined]);
  });

  test('is fetched anew by whoever comes with a cursor that leads nowhere', async () => {
    const { cursor } = await takeSnapshot();
    const strange = [
      'x',
      '1.1.5:4:',
      cursor.replace(/^[^.]+/, '1'),
      cursor.replace(/\d+:\d+:.*$/, '99999999:99999999:'),
      // of another run of the database, whatever else it says
      cursor.replace(/^([^.]+\.\d+)\.[\da-f]{8}/, '$1.00000000'),
    ];
    for (const from of strange) {
      const said = read(await signed('POST', '/snapshot/changes', { cursor: from }));
      expect([from, said]).toEqual([
        from,
        expect.objectContaining({ delta: expect.objectContaining({ reset: true }) }),
      ]);
    }
  });

  test('is asked for changes twice a second and no more often', async () => {
    const { cursor } = await takeSnapshot();
    const ask = async () => {
      const answer = await rest(app, { key }, { method: 'POST', path: '/snapshot/changes', body: { cursor } });
      return answer.statusCode === 200 ? 'told' : restCode(answer);
    };
    const answers = await Promise.all(Array.from({ length: 121 }, ask));
    expect(new Set(answers)).toEqual(new Set(['told', 'RATE_LIMITED']));
  });
});

describe('what a service has decided by itself', () => {
  const at = START.toString({ fractionalSecondDigits: 3 });
  const event = (changes: object = {}) => ({
    id: randomUUID(),
    at,
    person: clerk,
    item: items[3] ?? '',
    operation: 'view',
    outcome: 'allowed',
    code: 'ALLOWED_NAMED',
    ...changes,
  });
  const report = async (...events: readonly object[]) =>
    (await rest(app, { key }, { method: 'POST', path: '/access/report', body: { events } })).json<unknown>();
  const tracedOf = async (id: string) =>
    (
      await house.superuser.query(
        `select action, actor_kind, on_behalf_of, item_number, outcome, code from miji.audit_event where details ->> 'event' = $1`,
        [id],
      )
    ).rows;

  test('is traced once, with the service and the person, however often it is reported', async () => {
    const [first, second] = [event(), event({ outcome: 'denied', code: 'NOT_IN_RANGE' })];
    expect(await report(first)).toEqual({ accepted: 1, repeated: 0, refused: [] });
    const again = await Promise.all([report(first, second), report(second, first), report(first, first)]);
    expect(again.reduce<number>((sum, one) => sum + Number(Reflect.get(Object(one), 'accepted')), 0)).toBe(1);
    const who = { actor_kind: 'service', on_behalf_of: clerk, item_number: items[3] };
    expect(await tracedOf(first.id)).toEqual([
      { action: 'item.decided_locally', ...who, outcome: 'done', code: 'ALLOWED_NAMED' },
    ]);
    expect(await tracedOf(second.id)).toEqual([
      { action: 'item.decided_locally', ...who, outcome: 'refused', code: 'NOT_IN_RANGE' },
    ]);
  });

  test('is refused where it cannot have happened, one by one, and that is traced too', async () => {
    const ahead = START.add({ minutes: 1 }).toString({ fractionalSecondDigits: 3 });
    const old = START.subtract({ hours: 7 * 24, milliseconds: 1 }).toString({ fractionalSecondDigits: 3 });
    const elsewhere = event({ item: `${sister.code}-2026-000001` });
    const record = event({ item: undefined, record: { class: 'customer', ref: '42' }, fields: ['mobile'] });
    const wrong = [event({ at: ahead }), event({ at: old }), event({ person: sister.people.staff }), elsewhere];
    const before = event({ at: START.subtract({ minutes: 2 }).toString({ fractionalSecondDigits: 3 }) });
    const left = await group.hire(own, 'staff');
    await superuserEnds(left, START.subtract({ minutes: 2 }));
    wrong.push(before, event({ person: left }));
    expect(await report(...wrong, record)).toEqual({
      accepted: 1,
      repeated: 0,
      refused: ['VALIDATION', 'VALIDATION', 'NOT_EMPLOYED', 'NOT_FOUND', 'NOT_FOUND', 'NOT_EMPLOYED'].map(
        (code, index) => ({
          id: wrong[index]?.id,
          code,
        }),
      ),
    });
    expect(await tracedOf(elsewhere.id)).toMatchObject([{ outcome: 'refused', code: 'NOT_FOUND', on_behalf_of: null }]);
    expect(await tracedOf(record.id)).toMatchObject([{ action: 'record.read', outcome: 'done', on_behalf_of: clerk }]);
  });

  test('is shown to the auditor however many fields it names, and holds up nothing by how a key is written', async () => {
    const record = (ref: string) => ({ item: undefined, record: { class: 'customer', ref } });
    const fields = Array.from({ length: 100 }, (_, n) => `${n}`.padStart(60, 'f'));
    const wide = event({ ...record('43'), fields });
    expect(await report(wide)).toMatchObject({ accepted: 1 });
    const { entries } = await house.as(own.people.auditor).trace.list({ action: 'record.read' });
    expect(entries.find(({ details }) => details['event'] === wide.id)?.details['fields']).toBe(fields.join(' '));
    for (const odd of [record('4\u0000'), record('\ud800'), { ...record('44'), fields: ['\u0000'] }]) {
      expect([odd, await report(event(odd))]).toEqual([odd, expect.objectContaining({ code: 'VALIDATION' })]);
    }
  });

  test('says in the trace that something was said, and to the auditor what; more than people can do is not taken', async () => {
    const said = event({ purpose: '授信审查', reason: '号码核对' });
    await report(said);
    const { rows } = await house.superuser.query<{ details: object }>(
      `select details from miji.audit_event where details ->> 'event' = $1`,
      [said.id],
    );
    expect(rows[0]?.details).toEqual({
      event: said.id,
      operation: 'view',
      words: expect.stringMatching(/^[\da-f]{64}$/),
    });
    const { entries } = await house.as(own.people.auditor).trace.list({ action: 'item.decided_locally' });
    const shown = entries.find(({ details }) => details['event'] === said.id);
    expect(shown?.details).toMatchObject({ purpose: '授信审查', reason: '号码核对' });
    const figures = feedFigures(platform).reported;
    const same = Array.from({ length: 500 }, () => said);
    const codes = await Promise.all(
      Array.from({ length: 121 }, async () => Reflect.get(Object(await report(...same)), 'code') ?? 'taken'),
    );
    expect(new Set(codes)).toEqual(new Set(['taken', 'RATE_LIMITED']));
    expect(feedFigures(platform).reported.repeated - figures.repeated).toBeGreaterThan(59_000);
  });

  test('is reported by services alone', async () => {
    expect(await codeOf(house.as(clerk).access.report({ events: [] }))).toBe('VALIDATION');
    const { id, person } = event();
    const said = { id, at, person, outcome: 'allowed', code: 'ALLOWED_NAMED', operation: 'view' } as const;
    expect(await codeOf(house.as(clerk).access.report({ events: [{ ...said, item: items[3] ?? '' }] }))).toBe(
      'NOT_ENTITLED',
    );
  });
});
