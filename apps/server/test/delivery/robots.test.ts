import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openDeliveryHouse, SWIFT } from './delivery-house.ts';

const house = await openDeliveryHouse();
const { robots, group, platform } = house;
const { general_manager: manager, staff } = group.own.people;
const cookie = await house.administrator();
const SECRET = 'SEC0123456789abcdef';

const emptied = <T>(list: T[]): T[] => list.splice(0);
const enter = (changes: object) =>
  house.post('/api/v1/robots', cookie, { name: '审批群', kinds: ['to_decide', 'approved'], ...changes });
const only = async (changes: object): Promise<string> => {
  await house.behind('update miji.robot set removed_at = now(), sealed_url = null, sealed_secret = null', []);
  const entered = await enter(changes);
  expect(entered.statusCode, entered.body).toBe(200);
  return entered.json<{ id: string }>().id;
};
const hmac = (key: string, text: string) => createHmac('sha256', key).update(text);
let count = 0;
const say = async (kind: 'to_decide' | 'refused' = 'to_decide'): Promise<string> => {
  count += 1;
  await house.tell(kind, [manager], `robot ${count}`);
  await house.send();
  return `robot ${count}`;
};
const stateOf = async (key: string) =>
  (await house.behind(`select state, last_error from miji.outbox where key = $1 and channel = 'robot'`, [key]))[0];

describe('a robot says it in the form of its house', () => {
  test('企业微信: a text, and the key in the address', async () => {
    await only({ kind: 'wecom', url: `${robots.base}/cgi-bin/webhook/send?key=0a1b2c3d-key` });
    robots.answer({ errcode: 0, errmsg: 'ok' });
    expect(await stateOf(await say())).toMatchObject({ state: 'delivered' });
    const [posted] = emptied(robots.posted);
    expect(posted).toMatchObject({ path: '/cgi-bin/webhook/send' });
    expect(posted?.query.get('key')).toBe('0a1b2c3d-key');
    const body: unknown = JSON.parse(posted?.body ?? '');
    expect(body).toEqual({ msgtype: 'text', text: { content: expect.stringContaining('【密级】有一件申请待审批') } });
  });

  test('钉钉: the time and the signature in the address', async () => {
    await only({ kind: 'dingtalk', url: `${robots.base}/robot/send?access_token=token0123`, secret: SECRET });
    robots.answer({ errcode: 0, errmsg: 'ok' });
    await say();
    const [posted] = emptied(robots.posted);
    const timestamp = posted?.query.get('timestamp') ?? '';
    expect(Math.abs(Date.now() - Number(timestamp))).toBeLessThan(60_000);
    expect(posted?.query.get('sign')).toBe(hmac(SECRET, `${timestamp}\n${SECRET}`).digest('base64'));
    expect(posted?.query.get('access_token')).toBe('token0123');
    expect(JSON.parse(posted?.body ?? '')).toEqual({ msgtype: 'text', text: { content: expect.any(String) } });
  });

  test('飞书: the time in seconds and the signature of nothing in the body', async () => {
    await only({ kind: 'feishu', url: `${robots.base}/open-apis/bot/v2/hook/hook-0123`, secret: SECRET });
    robots.answer({ code: 0, msg: 'success', data: {} });
    await say();
    const [posted] = emptied(robots.posted);
    const body = JSON.parse(posted?.body ?? '') as { timestamp: string; sign: string };
    expect(body).toEqual({
      timestamp: expect.stringMatching(/^\d{10}$/),
      sign: hmac(`${body.timestamp}\n${SECRET}`, '').digest('base64'),
      msg_type: 'text',
      content: { text: expect.stringContaining('HYYH-SQ-2026-000001') },
    });
  });

  test('plain JSON: the facts, the time and an HMAC over both', async () => {
    await only({ kind: 'plain', url: `${robots.base}/hook`, secret: SECRET });
    robots.answer('', 200);
    await say();
    const [posted] = emptied(robots.posted);
    const timestamp = String(posted?.headers['miji-timestamp']);
    const signature = `sha256=${hmac(SECRET, `${timestamp}.${posted?.body}`).digest('hex')}`;
    expect(posted?.headers).toMatchObject({ 'miji-signature': signature, 'content-type': /^application\/json/ });
    const body: unknown = JSON.parse(posted?.body ?? '');
    expect(body).toEqual({
      id: posted?.headers['miji-delivery'],
      kind: 'to_decide',
      at: expect.any(String),
      request: 'HYYH-SQ-2026-000001',
      level: 'secret',
      until: expect.any(String),
      link: 'http://127.0.0.1:4412/requests/HYYH-SQ-2026-000001',
    });
  });
});

describe('an answer', () => {
  test('that is 200 and says another code than 0 is a failure, and what it repeats of the secret is not kept', async () => {
    await only({ kind: 'dingtalk', url: `${robots.base}/robot/send?access_token=token0123`, secret: SECRET });
    robots.answer({ errcode: 310_000, errmsg: `sign not match, ${SECRET} token0123` });
    const key = await say();
    expect(await stateOf(key)).toEqual({ state: 'waiting', last_error: '310000 sign not match, … …' });
    await house.behind('delete from miji.outbox where key = $1', [key]);
  });

  test.each([
    ['is no JSON', 'gone', 200],
    ['has no code', '{}', 200],
    ['is a failure of HTTP', '{"errcode":0}', 500],
  ])('that %s is a failure', async (_, body, status) => {
    robots.answer(body, status);
    const key = await say();
    expect(await stateOf(key)).toMatchObject({ state: 'waiting', last_error: expect.any(String) });
    await house.behind('delete from miji.outbox where key = $1', [key]);
  });

  test('that never comes becomes a dead letter, which names the robot', async () => {
    const id = await only({
      kind: 'wecom',
      name: '失联群',
      url: 'http://127.0.0.1:9/cgi-bin/webhook/send?key=0a1b2c3d',
    });
    await say();
    for (let n = 0; n < 3; n += 1) await house.send(SWIFT);
    const listed = await house.get('/api/v1/dead-letters', { cookie });
    expect(listed.json<{ entries: object[] }>().entries).toMatchObject([{ channel: 'robot', recipient: '失联群' }]);
    expect(listed.body).not.toContain('0a1b2c3d');
    const tried = await house.post(`/api/v1/robots/${id}/trial`, cookie, {});
    expect(tried.json()).toMatchObject({ delivered: false });
  });
});

describe('what a robot speaks of', () => {
  test('is what the administrator chose, once however many it concerns, and nothing after it was removed', async () => {
    const id = await only({ kind: 'wecom', url: `${robots.base}/cgi-bin/webhook/send?key=0a1b2c3d` });
    robots.answer({ errcode: 0, errmsg: 'ok' });
    emptied(robots.posted);
    await say('refused');
    expect(robots.posted).toEqual([]);
    await house.tell('to_decide', [manager, staff, group.own.people.department_head], 'three people');
    await house.send();
    expect(emptied(robots.posted)).toHaveLength(1);
    const removed = await house.app.inject({
      method: 'DELETE',
      url: `/api/v1/robots/${id}`,
      headers: { cookie, origin: 'http://127.0.0.1:4412' },
    });
    expect(removed.json()).toEqual({ removed: true });
    await say();
    expect(robots.posted).toEqual([]);
    const [row] = await house.behind('select sealed_url, sealed_secret from miji.robot where id = $1', [id]);
    expect(row).toEqual({ sealed_url: null, sealed_secret: null });
  });

  test('is left out where nobody whom it concerns wants it there', async () => {
    await only({ kind: 'wecom', url: `${robots.base}/cgi-bin/webhook/send?key=0a1b2c3d` });
    const mine = await house.signIn(await house.account(manager));
    const channels = [{ kind: 'approved', channels: ['email'] }];
    await house.post('/api/v1/notices/settings', mine, { channels, quiet: null, language: 'zh-CN' });
    await house.tell('approved', [manager], 'unwanted in the group');
    await house.send();
    expect(robots.posted).toEqual([]);
    await house.tell('approved', [manager, staff], 'wanted by one');
    await house.send();
    expect(emptied(robots.posted)).toHaveLength(1);
  });
});

describe('the address and the secret of a robot', () => {
  test('are sealed in the database and in no answer; a change without them leaves them', async () => {
    const id = await only({
      kind: 'dingtalk',
      url: `${robots.base}/robot/send?access_token=token0123`,
      secret: SECRET,
    });
    const listed = await house.get('/api/v1/robots', { cookie });
    expect(listed.json()).toMatchObject({
      robots: [{ id, signed: true, host: new URL(robots.base).host, company: 'HYYH' }],
    });
    const changed = await enter({ id, kind: 'dingtalk', name: '改名' });
    const [row] = await house.behind('select * from miji.robot where id = $1', [id]);
    const events = await house.behind(`select details from miji.audit_event where action like 'notice.robot%'`, []);
    const stored = Buffer.concat([Buffer.from(String(row?.['sealed_url'])), Buffer.from(JSON.stringify(row))]).toString(
      'latin1',
    );
    for (const text of [listed.body, changed.body, stored, JSON.stringify(events)]) {
      expect(text).not.toContain('token0123');
      expect(text).not.toContain(SECRET);
    }
    robots.answer({ errcode: 0 });
    await say();
    expect(emptied(robots.posted)[0]?.query.get('access_token')).toBe('token0123');
  });

  test('belong to administrators: nobody else sees, sets, tries or removes one', async () => {
    const id = await only({ kind: 'wecom', url: `${robots.base}/cgi-bin/webhook/send?key=0a1b2c3d` });
    for (const other of [group.own.people.security_officer, manager]) {
      const theirs = await house.signIn(await house.account(other));
      expect((await house.get('/api/v1/robots', { cookie: theirs })).statusCode).toBe(403);
      const set = { name: 'x', kind: 'wecom', url: `${robots.base}/cgi-bin/webhook/send?key=1`, kinds: [] };
      expect((await house.post('/api/v1/robots', theirs, set)).statusCode).toBe(403);
      expect((await house.post(`/api/v1/robots/${id}/trial`, theirs, {})).statusCode).toBe(403);
    }
    const sister = await house.signIn(await house.account(group.sister.people.system_administrator));
    expect((await house.post(`/api/v1/robots/${id}/trial`, sister, {})).statusCode).toBe(404);
    const headOffice = await house.signIn(await house.account(group.headquarters.people.system_administrator));
    robots.answer({ errcode: 0 });
    expect((await house.post(`/api/v1/robots/${id}/trial`, headOffice, {})).json()).toEqual({
      delivered: true,
      answer: '',
    });
    expect(emptied(robots.posted)[0]?.body).toContain('测试消息');
  });
});

describe('in earnest a robot stands at its own house', () => {
  test.each([
    ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1', 200],
    ['dingtalk', 'https://oapi.dingtalk.com/robot/send?access_token=1', 200],
    ['feishu', 'https://open.feishu.cn/open-apis/bot/v2/hook/1', 200],
    ['feishu', 'https://open.larksuite.com/open-apis/bot/v2/hook/1', 200],
    ['plain', 'https://hooks.bank.example/miji', 200],
    ['wecom', 'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1', 400],
    ['wecom', 'https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=1', 400],
    ['wecom', 'https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=1', 400],
    ['wecom', 'https://qyapi.weixin.qq.com@evil.example/cgi-bin/webhook/send', 400],
    ['wecom', 'https://qyapi.weixin.qq.com/cgi-bin/gettoken?x=1', 400],
    ['dingtalk', 'https://open.feishu.cn/open-apis/bot/v2/hook/1', 400],
    ['plain', 'http://hooks.bank.example/miji', 400],
    ['plain', 'https://127.0.0.1/miji', 400],
    ['plain', 'file:///etc/passwd', 400],
  ] as const)('%s at %s: %i', async (kind, url, status) => {
    Object.assign(platform.outgoing, { allowsLocalRobots: false });
    const answered = await enter({ kind, url, ...(kind === 'plain' ? { secret: SECRET } : {}) });
    Object.assign(platform.outgoing, { allowsLocalRobots: true });
    expect(answered.statusCode, answered.body).toBe(status);
  });

  test('a receiver of plain JSON needs a secret, and another kind needs its own address', async () => {
    expect((await enter({ kind: 'plain', url: 'https://hooks.bank.example/miji' })).statusCode).toBe(400);
    const id = await only({ kind: 'wecom', url: `${robots.base}/cgi-bin/webhook/send?key=0a1b2c3d` });
    expect((await enter({ id, kind: 'feishu' })).statusCode).toBe(400);
  });

  test('one that was let in for trying out is not spoken to once this machine is closed', async () => {
    await only({ kind: 'wecom', url: `${robots.base}/cgi-bin/webhook/send?key=0a1b2c3d` });
    Object.assign(platform.outgoing, { allowsLocalRobots: false });
    const key = await say();
    Object.assign(platform.outgoing, { allowsLocalRobots: true });
    expect(robots.posted).toEqual([]);
    expect(await stateOf(key)).toMatchObject({ last_error: 'this address is not spoken to' });
  });
});
