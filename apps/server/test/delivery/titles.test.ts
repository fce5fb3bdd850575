import fc from 'fast-check';
import { itemDraft, personsNamed } from '@miji/testing';
import { expect, test } from 'vitest';
import { openDeliveryHouse } from './delivery-house.ts';

const house = await openDeliveryHouse();
const { office, robots, group } = house;
const { staff, department_head: head, general_manager: manager } = group.own.people;
const executive = group.headquarters.people.general_manager;
const cookieOf = async (id: string) => house.signIn(await house.account(id));
const [reader, authority, approver, headOffice] = [
  await cookieOf(staff),
  await cookieOf(head),
  await cookieOf(manager),
  await cookieOf(executive),
];
const administrator = await house.administrator();
const KINDS = ['to_decide', 'approved', 'refused', 'agreed', 'withdrawn', 'decided_in_your_name'];
for (const [kind, path] of [
  ['wecom', '/cgi-bin/webhook/send?key=0a1b2c3d'],
  ['plain', '/hook'],
] as const) {
  const robot = { name: kind, kind, url: `${robots.base}${path}`, secret: 'SEC0123456789', kinds: KINDS };
  expect((await house.post('/api/v1/robots', administrator, robot)).statusCode).toBe(200);
}

type Level = 'confidential' | 'secret' | 'top_secret';
const ok = async <T>(answer: Promise<{ statusCode: number; body: string; json: () => unknown }>): Promise<T> => {
  const response = await answer;
  expect(response.statusCode, response.body).toBe(200);
  return response.json() as T;
};

/** An item that the reader may know, in force. */
const register = async (level: Level, title: string): Promise<string> => {
  const readers = level === 'top_secret' ? [] : personsNamed(staff);
  const draft = { ...itemDraft(level, head), title, range: readers };
  const { number } = await ok<{ number: string }>(house.post('/api/v1/items', reader, draft));
  if (level === 'top_secret')
    for (const entry of personsNamed(staff)) await ok(house.post(`/api/v1/items/${number}/range`, headOffice, entry));
  const by = level === 'top_secret' ? headOffice : authority;
  await ok(house.post(`/api/v1/items/${number}/confirmation`, by, { version: 1 }));
  return number;
};

const wish = (item: string, purpose: string) => ({
  item,
  particulars: { operation: 'copy' },
  terms: { recipients: [{ personId: staff, copies: 1 }], spans: [], useBefore: null },
  purpose,
  necessity: purpose,
  idempotencyKey: crypto.randomUUID(),
});

/** Every byte that has left since this was asked last, and every letter as it is read. */
const leaving = (): string => {
  const letters = office.letters.splice(0).flatMap(({ raw, subject, text }) => [raw, subject, text]);
  const posts = robots.posted
    .splice(0)
    .flatMap(({ path, query, headers, body }) => [
      path,
      query.toString(),
      JSON.stringify(headers),
      body,
      JSON.stringify(JSON.parse(body)),
    ]);
  return [...letters, ...posts].join('\n');
};

const words = fc
  .array(fc.constantFrom(...Array.from('并购意向价格底线薪酬方案裁撤客户名单甲乙丙丁戊己庚辛壬癸αβγδ🛰')), {
    minLength: 6,
    maxLength: 30,
  })
  .map((letters) => letters.join(''));
const levels = fc.constantFrom<Level>('confidential', 'secret', 'top_secret');

test('no title, no purpose and no reason is in any byte that leaves the house, whatever happens to a request', async () => {
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(levels, words, words, words, fc.boolean(), async (level, title, purpose, reason, approves) => {
      const item = await register(level, title);
      const { number } = await ok<{ number: string }>(house.post('/api/v1/requests', reader, wish(item, purpose)));
      await house.send();
      if (level === 'top_secret') await ok(house.post(`/api/v1/requests/${number}/withdrawal`, reader, {}));
      else {
        const verdict = approves ? { decision: 'approve' } : { decision: 'refuse', reason, ground: 'other' };
        await ok(house.post(`/api/v1/requests/${number}/decision`, approver, verdict));
      }
      await house.send();
      const bytes = leaving();
      expect(bytes).toContain(number);
      for (const secret of [title, purpose, reason, item, '周平', '王平']) expect(bytes).not.toContain(secret);
      sent += 1;
    }),
    { numRuns: 15 },
  );
  expect(sent).toBe(15);
}, 120_000);

test('in the inbox stands the title of what is 秘密, to whoever may know it at that moment, and of nothing else', async () => {
  const inbox = async (cookie: string) =>
    (
      await ok<{ entries: { item: string | null; title: string | null; level: string }[] }>(
        house.post('/api/v1/notices/search', cookie, { limit: 50 }),
      )
    ).entries;
  const titles = { confidential: '客户回访纪要', secret: '定价底线方案', top_secret: '并购意向书' } as const;
  const items = new Map<Level, string>();
  for (const level of ['confidential', 'secret', 'top_secret'] as const) {
    const item = await register(level, titles[level]);
    items.set(level, item);
    const { number } = await ok<{ number: string }>(house.post('/api/v1/requests', reader, wish(item, '会议使用')));
    if (level !== 'top_secret')
      await ok(house.post(`/api/v1/requests/${number}/decision`, approver, { decision: 'approve' }));
  }
  const shown = async (cookie: string, level: Level) => [
    ...new Set((await inbox(cookie)).filter(({ item }) => item === items.get(level)).map(({ title }) => title)),
  ];
  expect(await shown(reader, 'confidential')).toEqual(['客户回访纪要']);
  expect(await shown(reader, 'secret')).toEqual([null]);
  expect(await shown(headOffice, 'top_secret')).toEqual([null]);
  // The same notice, a moment later: he may not know it any more.
  await ok(
    house.post(`/api/v1/items/${items.get('confidential')}/exclusions`, authority, {
      personId: staff,
      reason: '调离此项工作',
    }),
  );
  expect(await shown(reader, 'confidential')).toEqual([null]);
});
