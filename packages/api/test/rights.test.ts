import { randomUUID } from 'node:crypto';
import { getItem, readItem, registerItem } from '@miji/contract';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import { codeOf, openHouse, START } from './support/house.ts';
import { rest, restCode, serve, trpc } from './support/http.ts';

const house = await openHouse();
const app = await serve(house);
const { group } = house;
const { own, sister, headquarters } = group;
const clerk = await group.hire(own, 'staff', '赵一诺');
const administrator = own.people.system_administrator;

const draft = () => ({ ...itemDraft('secret', own.people.department_head), range: personsNamed(clerk) });
const { number } = await house.as(clerk).items.register(draft());
const issueUnconfirmed = (service = '信贷系统') => house.as(administrator).serviceKeys.issue({ service });
const issueKey = async (service?: string) => {
  const issued = await issueUnconfirmed(service);
  await house.as(own.people.security_officer).serviceKeys.confirm({ keyId: issued.keyId });
  return issued;
};
const endAppointment = async (personId: string, post: string, by = administrator): Promise<void> => {
  const { entries } = await house.as(by).organisation.appointments({ company: own.code, personId });
  const held = entries.find((entry) => entry.post === post);
  await house.as(by).organisation.endAppointment({ company: own.code, appointmentId: held?.appointmentId ?? '' });
};

describe('rights are read at every request', () => {
  test('whoever’s last appointment ends is refused at the next call, and his sessions are ended', async () => {
    const leaver = await group.hire(own, 'staff');
    expect((await rest(app, { person: leaver }, { method: 'GET', path: '/session' })).statusCode).toBe(200);
    await endAppointment(leaver, 'staff');
    for (const path of ['/session', '/desk', `/items/${number}`, '/grants']) {
      const response = await rest(app, { person: leaver }, { method: 'GET', path });
      expect([response.statusCode, restCode(response)]).toEqual([403, 'NOT_EMPLOYED']);
    }
    expect((await trpc(app, { person: leaver }, 'desk.get', undefined)).statusCode).toBe(403);
    expect(house.accounts.endedSessionsOf).toContain(leaver);
  });

  test('whoever loses one of two posts loses what that one gave him, and stays signed in', async () => {
    const keeper = await group.hire(own, 'auditor');
    await group.promote(own, keeper, 'staff');
    await house.as(keeper).trace.list({});
    await endAppointment(keeper, 'auditor');
    expect(await codeOf(house.as(keeper).trace.list({}))).toBe('NOT_ENTITLED');
    expect((await house.as(keeper).session.get()).capacities.map(({ post }) => post)).toEqual(['staff']);
    expect(house.accounts.endedSessionsOf).not.toContain(keeper);
  });

  test('an appointment is ended by the company’s or the head office’s system administrator, and by nobody else', async () => {
    const somebody = await group.hire(own, 'staff');
    for (const other of [
      clerk,
      own.people.general_manager,
      own.people.security_officer,
      sister.people.system_administrator,
    ]) {
      await expect(endAppointment(somebody, 'staff', other)).rejects.toThrow('NOT_ENTITLED');
    }
    await endAppointment(somebody, 'staff', headquarters.people.system_administrator);
    const elsewhere = { company: sister.code, appointmentId: randomUUID() };
    expect(await codeOf(house.as(sister.people.system_administrator).organisation.endAppointment(elsewhere))).toBe(
      'NOT_FOUND',
    );
  });
});

describe('a service has the rights of the person for whom it calls, and none of its own', () => {
  test('its key is refused at the first call after it was revoked', async () => {
    const { key, keyId } = await issueKey('将被吊销的系统');
    expect((await rest(app, { key, onBehalfOf: clerk }, { method: 'GET', path: `/items/${number}` })).statusCode).toBe(
      200,
    );
    expect(await codeOf(house.as(sister.people.system_administrator).serviceKeys.revoke({ keyId }))).toBe('NOT_FOUND');
    await house.as(administrator).serviceKeys.revoke({ keyId });
    const response = await rest(app, { key, onBehalfOf: clerk }, { method: 'GET', path: `/items/${number}` });
    expect([response.statusCode, restCode(response)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('its key opens nothing until a security officer of the company, who did not issue it, has confirmed it (CD-20)', async () => {
    const { key, keyId } = await issueUnconfirmed('还没有确认的系统');
    const call = () => rest(app, { key, onBehalfOf: clerk }, { method: 'GET', path: `/items/${number}` });
    expect((await call()).statusCode).toBe(401);
    for (const other of [administrator, clerk, sister.people.security_officer]) {
      expect(await codeOf(house.as(other).serviceKeys.confirm({ keyId, company: own.code }))).toBe('NOT_ENTITLED');
    }
    expect((await call()).statusCode).toBe(401);
    await house.as(own.people.security_officer).serviceKeys.confirm({ keyId });
    expect((await call()).statusCode).toBe(200);
  });

  test('whoever holds both offices does not confirm the key that he has issued himself', async () => {
    const both = await group.hire(own, 'system_administrator');
    await group.promote(own, both, 'security_officer');
    const { keyId } = await house.as(both).serviceKeys.issue({ service: '一人两职的系统' });
    expect(await codeOf(house.as(both).serviceKeys.confirm({ keyId }))).toBe('SEPARATION_OF_DUTIES');
  });

  test('it does not lend the head office’s right to know everything to a program (GS-16)', async () => {
    const executive = headquarters.people.deputy_general_manager;
    const { key, keyId } = await house
      .as(headquarters.people.system_administrator)
      .serviceKeys.issue({ service: '集团门户' });
    await house.as(headquarters.people.security_officer).serviceKeys.confirm({ keyId });
    expect((await rest(app, { person: executive }, { method: 'GET', path: `/items/${number}` })).statusCode).toBe(200);
    expect(
      (await rest(app, { key, onBehalfOf: executive }, { method: 'GET', path: `/items/${number}` })).statusCode,
    ).toBe(404);
  });

  test('it acts for people of its own company only, and for nobody who has left', async () => {
    const { key } = await issueKey();
    const leaver = await group.hire(own, 'staff');
    await endAppointment(leaver, 'staff');
    for (const onBehalfOf of [sister.people.staff, headquarters.people.general_manager, leaver, randomUUID()]) {
      const response = await rest(app, { key, onBehalfOf }, { method: 'GET', path: '/session' });
      expect([response.statusCode, restCode(response)]).toEqual([403, 'NOT_EMPLOYED']);
    }
  });

  test('without a person it may know nothing; with one, what he may know, and the trace names both', async () => {
    const { key, service } = await issueKey();
    const alone = await rest(app, { key }, { method: 'GET', path: `/items/${number}` });
    expect([alone.statusCode, restCode(alone)]).toEqual([404, 'NOT_FOUND']);
    const read = await rest(
      app,
      { key, onBehalfOf: clerk.toUpperCase() },
      { method: 'GET', path: `/items/${number}/content` },
    );
    expect(readItem.output.parse(read.json()).reader).toContain('赵一诺');
    const { rows } = await house.superuser.query(
      `select actor_kind, on_behalf_of from miji.audit_event where action = 'item.read' and actor_id = $1`,
      [service.id],
    );
    expect(rows).toEqual([{ actor_kind: 'service', on_behalf_of: clerk }]);
  });

  test('what is a person’s own act it does not do in his name', async () => {
    const { key } = await issueKey();
    const manager = own.people.general_manager;
    const request = await house.as(clerk).requests.file({
      item: number,
      particulars: { operation: 'copy' },
      purpose: '会议',
      idempotencyKey: randomUUID(),
    });
    const asManager = house.asSignedIn(house.accounts.serviceOf(key) ?? { kind: 'person', personId: '' }, manager);
    expect(await codeOf(asManager.requests.decide({ number: request.number, decision: 'approve' }))).toBe(
      'NOT_ENTITLED',
    );
    const asAdministrator = house.asSignedIn(
      house.accounts.serviceOf(key) ?? { kind: 'person', personId: '' },
      administrator,
    );
    expect(await codeOf(asAdministrator.serviceKeys.issue({ service: '又一个系统' }))).toBe('NOT_ENTITLED');
    expect(
      await codeOf(asAdministrator.organisation.endAppointment({ company: own.code, appointmentId: randomUUID() })),
    ).toBe('NOT_ENTITLED');
  });

  test('a person does not call for another one, whatever his header says', async () => {
    const response = await app.inject({
      method: 'GET',
      url: '/api/v1/session',
      headers: { 'x-test-person': own.people.staff, 'miji-on-behalf-of': clerk },
    });
    expect([response.statusCode, restCode(response)]).toEqual([400, 'VALIDATION']);
    expect(response.json()).toMatchObject({ fields: [{ field: 'miji-on-behalf-of' }] });
    const { key } = await issueKey();
    for (const onBehalfOf of ['', 'somebody', `${clerk}, ${administrator}`, `${clerk}'; --`]) {
      expect(restCode(await rest(app, { key, onBehalfOf }, { method: 'GET', path: '/session' }))).toBe('VALIDATION');
    }
  });
});

describe('nothing of who and when is taken from what is sent', () => {
  const claims = {
    personId: own.people.general_manager,
    drafterId: own.people.general_manager,
    requesterId: own.people.general_manager,
    actor: { kind: 'system' },
    companyId: sister.id,
    company: sister.code,
    onBehalfOf: own.people.general_manager,
    principals: ['headquarters:executives'],
    at: '2020-01-01T00:00:00.000Z',
    now: '2020-01-01T00:00:00.000Z',
    registeredAt: '2020-01-01T00:00:00.000Z',
    readAt: '2020-01-01T00:00:00.000Z',
    state: 'confirmed',
    decidedBy: own.people.general_manager,
    holderId: own.people.general_manager,
    copiesUsed: -5,
    ruleSetVersion: 0,
  };

  test('an item is registered by whoever calls, in his company, now', async () => {
    const sent = await rest(
      app,
      { person: clerk },
      { method: 'POST', path: '/items', body: { ...draft(), ...claims } },
    );
    const { number: registered, state } = registerItem.output.parse(sent.json());
    expect([registered.startsWith(`${own.code}-`), state]).toEqual([true, 'proposed']);
    const item = getItem.output.parse(
      (
        await rest(
          app,
          { person: clerk },
          { method: 'GET', path: `/items/${registered}?personId=${own.people.general_manager}` },
        )
      ).json(),
    );
    expect(item).toMatchObject({
      registeredAt: START.toString({ fractionalSecondDigits: 3 }),
      drafter: { name: '赵一诺' },
      state: 'proposed',
    });
  });

  test('a request is asked, decided and used by whoever calls', async () => {
    const asked = {
      ...claims,
      item: number,
      particulars: { operation: 'copy' },
      purpose: '会议',
      idempotencyKey: randomUUID(),
    };
    const filed = await rest(app, { person: clerk }, { method: 'POST', path: '/requests', body: asked });
    expect(filed.json()).toMatchObject({
      requester: { id: clerk },
      beneficiary: { id: clerk },
      state: 'pending',
      filedAt: START.toString({ fractionalSecondDigits: 3 }),
    });
    const { number: request } = filed.json<{ number: string }>();
    const decision = { ...claims, number: request, decision: 'approve' };
    expect(
      restCode(
        await rest(app, { person: clerk }, { method: 'POST', path: `/requests/${request}/decision`, body: decision }),
      ),
    ).toBe('SELF_APPROVAL');
    const other = await rest(
      app,
      { person: own.people.general_manager },
      { method: 'POST', path: `/requests/${request}/decision`, body: { ...decision, decidedBy: clerk } },
    );
    expect(other.json()).toMatchObject({
      decidedBy: { id: own.people.general_manager },
      decidedAt: START.toString({ fractionalSecondDigits: 3 }),
    });
    const used = await rest(
      app,
      { person: clerk },
      { method: 'POST', path: `/grants/${request}-G/copies`, body: { ...claims, idempotencyKey: randomUUID() } },
    );
    expect(used.json()).toMatchObject({ copy: { holder: { id: clerk } }, grant: { used: 1 } });
  });

  test('what stands in the path is what is asked, whatever stands in the body', async () => {
    const other = await house.as(clerk).items.register(draft());
    const response = await rest(
      app,
      { person: own.people.department_head },
      { method: 'POST', path: `/items/${other.number}/confirmation`, body: { number, version: 1 } },
    );
    expect(response.json()).toMatchObject({ number: other.number });
  });
});

test('without a session or a key nobody is answered, and a page of somebody else changes nothing', async () => {
  for (const path of [
    '/session',
    '/desk',
    `/items/${number}`,
    '/rules',
    '/clock',
    '/copies/HYYH-2026-000001-001/file',
    '/trace/export?from=2026-11-01&to=2026-11-02',
  ]) {
    const response = await rest(app, null, { method: 'GET', path });
    expect([path, response.statusCode, restCode(response)]).toEqual([path, 401, 'UNAUTHENTICATED']);
  }
  for (const origin of ['https://evil.example', 'null', '']) {
    const headers = { 'x-test-person': clerk, 'content-type': 'application/json', ...(origin !== '' && { origin }) };
    const posted = await app.inject({
      method: 'POST',
      url: '/api/v1/items',
      headers,
      payload: JSON.stringify(draft()),
    });
    expect([posted.statusCode, restCode(posted)]).toEqual([401, 'UNAUTHENTICATED']);
    const called = await app.inject({
      method: 'POST',
      url: '/api/trpc/items.register',
      headers,
      payload: JSON.stringify(draft()),
    });
    expect(called.statusCode).toBe(401);
  }
});

describe('what the services of a company call', () => {
  const officer = house.as(own.people.security_officer);
  const SERVICE = '客户画像系统';
  const called = (async () => {
    const { key } = await issueKey(SERVICE);
    const stranger = await group.hire(own, 'staff');
    const look = (onBehalfOf: string) => rest(app, { key, onBehalfOf }, { method: 'GET', path: `/items/${number}` });
    await look(clerk);
    await look(stranger);
    await look(stranger);
    return {
      stranger,
      serviceId: (await officer.serviceKeys.list({})).entries.find(({ service }) => service.name === SERVICE)?.service
        .id,
    };
  })();

  test('is counted in the trace, with what was refused and why', async () => {
    const { serviceId } = await called;
    const { services } = await officer.serviceKeys.calls({ span: 'week' });
    expect(services.find(({ service }) => service.id === serviceId)).toMatchObject({
      service: { name: SERVICE },
      calls: 3,
      denied: 2,
      failed: 0,
      acts: [{ action: 'item.viewed', calls: 3, refused: 2 }],
      codes: [{ code: 'NOT_IN_RANGE', calls: 2 }],
    });
  });

  test('its refusals are listed page by page, and the explanation as of that moment says why', async () => {
    const { serviceId: service, stranger } = await called;
    const first = await officer.serviceKeys.denials({ service, limit: 1 });
    const second = await officer.serviceKeys.denials({ service, limit: 1, cursor: first.next ?? '' });
    expect([first.entries.length, second.entries.length, second.next]).toEqual([1, 1, null]);
    const [denial] = first.entries;
    expect(denial).toMatchObject({ item: number, person: { id: stranger }, code: 'NOT_IN_RANGE', article: 'GS-18' });
    const at = denial?.at ?? '';
    const { decision, at: asOf } = await officer.access.explain({
      personId: stranger,
      item: number,
      operation: 'view',
      at,
    });
    expect([decision.code, asOf]).toEqual(['NOT_IN_RANGE', at]);
  });

  test('an administrator sees of them what the service was told, and neither for whom nor about what', async () => {
    const { serviceId: service } = await called;
    const asAdministrator = house.as(administrator);
    const { entries } = await asAdministrator.serviceKeys.denials({ service });
    expect(entries.map(({ person, item, code, article }) => [person, item, code, article])).toEqual([
      [null, null, 'NOT_FOUND', null],
      [null, null, 'NOT_FOUND', null],
    ]);
    const { services } = await asAdministrator.serviceKeys.calls({});
    expect(services.find((calls) => calls.service.id === service)?.codes).toEqual([{ code: 'NOT_FOUND', calls: 2 }]);
  });

  test('is seen by whoever administers, secures or audits it, and by nobody else', async () => {
    await house.as(own.people.auditor).serviceKeys.calls({});
    for (const other of [clerk, own.people.general_manager, sister.people.security_officer]) {
      const asked = house.as(other).serviceKeys;
      expect(await codeOf(asked.calls({ company: own.code }))).toBe('NOT_ENTITLED');
      expect(await codeOf(asked.denials({ company: own.code }))).toBe('NOT_ENTITLED');
    }
  });
});
