import { searchItems as contract, USUAL_SCOPES } from '@miji/contract';
import { personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import { indexUntold, openReading, readItem, registerItem, rotateCompanyKey, searchItems } from '../src/index.ts';
import { registerFile } from './support/files.ts';
import { codeOf, openHouse } from './support/house.ts';
import { plainPdf } from './support/raw-pdf.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const reader = await house.group.hire(own, 'staff');
const outsider = await house.group.hire(own, 'staff');
const guest = sister.people.general_manager;
const executive = headquarters.people.general_manager;

const TITLE = '丙申并购项目（ＡＢＣ Capital）报价底稿';
const TEXT = '对价区间为三十二亿至三十五亿元。\n交割前须完成反垄断申报。';
const item = await house.register('secret', [reader, guest], {
  title: TITLE,
  content: { format: 'plain', text: TEXT },
});

const search = async (
  personId: string,
  words: string,
  paging: { readonly limit?: number; readonly cursor?: string } = {},
) => searchItems(await house.as(personId), contract.input.parse({ words, ...paging }));
const found = async (personId: string, words: string) =>
  (await search(personId, words)).entries.map((hit) => `${hit.item.number} ${hit.in}`);

describe('whoever may know an item finds it', () => {
  test.each([
    ['its number', item, 'number'],
    ['its number without the company and the zeros', item.replace(/^[A-Z]+-(\d+)-0*/, '$1-'), 'number'],
    ['the beginning of its number', item.slice(0, -3), 'number'],
    ['its title whole', TITLE, 'title'],
    ['two characters of its title', '并购', 'title'],
    ['one character of its title', '丙', 'title'],
    ['words of its title, whatever their form and case', 'abc 报价 ＣＡＰＩＴＡＬ', 'title'],
    ['words of its text', '反垄断', 'text'],
    ['words that stand in its text apart', '交割 对价区间', 'text'],
  ])('by %s', async (_, words, where) => {
    expect(await found(reader, words)).toEqual([`${item} ${where}`]);
  });

  test('a guest from a sister company, and an executive of the head office, too', async () => {
    expect(await found(guest, '并购')).toEqual([`${item} title`]);
    expect(await found(guest, '反垄断申报')).toEqual([`${item} text`]);
    expect(await found(executive, '并购')).toEqual([`${item} title`]);
    expect(await found(executive, '反垄断申报')).toEqual([`${item} text`]);
    expect(await found(executive, item)).toEqual([`${item} number`]);
  });

  test('but not by characters that stand there in another order, and not by half a word of a title', async () => {
    expect(await found(reader, '购并')).toEqual([]);
    expect(await found(reader, '丙申报价')).toEqual([]);
    expect(await found(reader, '％')).toEqual([]);
    expect(await found(reader, '（')).toEqual([]);
  });
});

describe('whoever may not know it', () => {
  test.each([item, item.slice(0, -3), TITLE, '并购', '丙', '反垄断'])('finds nothing by %s', async (words) => {
    expect(await search(outsider, words)).toEqual({ entries: [], next: null });
  });

  test('neither does a service that speaks for nobody', async () => {
    const ctx = await house.as(reader);
    const service = { serviceId: reader, companyId: own.id, name: 's', scopes: USUAL_SCOPES, expiresAt: null };
    const caller = { kind: 'service', ...service, onBehalfOf: null } as const;
    expect(await codeOf(searchItems({ ...ctx, caller }, contract.input.parse({ words: '并购' })))).toBe('NOT_ENTITLED');
  });
});

test('what is found comes a page at a time, the newest first, each once, across companies', async () => {
  const many: string[] = [];
  for (let index = 0; index < 5; index += 1)
    many.push(await house.register('secret', [reader], { title: `年报草稿${index}` }));
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await search(reader, '年报', { limit: 2, ...(cursor === null ? {} : { cursor }) });
    seen.push(...page.entries.map((hit) => hit.item.number));
    cursor = page.next;
  } while (cursor !== null);
  expect(seen.toSorted()).toEqual(many.toSorted());
});

test('the trace keeps that somebody searched and how much he was shown, and none of his words (SI-03)', async () => {
  const words = '反垄断申报 并购对价';
  await search(reader, words);
  const { rows } = await house.superuser.query<{ details: unknown }>(
    `select details from miji.audit_event where action = 'item.searched' and actor_id = $1 order by position desc limit 1`,
    [reader],
  );
  expect(rows).toEqual([{ details: { entries: 0 } }]);
  const { rows: kept } = await house.superuser.query<{ kept: string }>(
    'select row_to_json(e)::text as kept from miji.audit_event e where actor_id = $1',
    [reader],
  );
  expect(kept.filter((row) => /反垄|并购|丙申/.test(row.kept))).toEqual([]);
});

test('what is written down tells no word: the same text of another company has other tokens', async () => {
  const clerk = await house.group.hire(sister, 'staff');
  const title = '同一个标题';
  const draft = {
    title,
    levelReason: '理由',
    basis: '依据',
    issuedOn: '2026-11-02',
    idempotencyKey: 'search-sister-0001',
  };
  const { number } = await registerItem(await house.as(clerk), {
    ...draft,
    catalogueCode: 'GS-08.3',
    level: 'confidential',
    period: { kind: 'term', term: 'P1Y' },
    responsibleManagerId: sister.people.department_head,
    range: [...personsNamed(sister.people.department_head)],
    content: { format: 'plain', text: title },
  });
  const other = await house.register('secret', [reader], { title, content: { format: 'plain', text: title } });
  const tokensOf = async (of: string): Promise<ReadonlySet<string>> => {
    const { rows } = await house.superuser.query<{ token: string }>(
      `select t.token::text from miji.item_token t join miji.item i on i.id = t.item_id where i.number = $1 and t.source = 'title'`,
      [of],
    );
    return new Set(rows.map(({ token }) => token));
  };
  const [one, two] = [await tokensOf(number), await tokensOf(other)];
  expect(one.size).toBe(two.size);
  expect([...one].filter((token) => two.has(token))).toEqual([]);
});

test('what was registered before texts could be searched is found by its title, and after it was read by its text', async () => {
  const old = await house.register('secret', [reader], {
    title: '旧卷宗',
    content: { format: 'plain', text: '陈年条款' },
  });
  await house.superuser.query(
    'delete from miji.item_token using miji.item where item.id = item_token.item_id and item.number = $1',
    [old],
  );
  expect(await found(reader, '旧卷宗')).toEqual([]);
  await indexUntold(house.platform, own.id);
  expect(await found(reader, '旧卷宗')).toEqual([`${old} title`]);
  expect(await found(reader, '陈年')).toEqual([]);
  await readItem(await house.as(reader), { number: old });
  expect(await found(reader, '陈年')).toEqual([`${old} text`]);
});

test('a file whose words could not be had when it was registered is found by them once somebody has opened it', async () => {
  const file = { name: '卷.pdf', bytes: plainPdf(['ZANZIBAR CLAUSE']) };
  const number = await registerFile(house, 'secret', [reader], file);
  expect(await found(reader, 'zanzibar')).toEqual([`${number} text`]);
  await house.superuser.query(
    "delete from miji.item_token using miji.item where item.id = item_token.item_id and item.number = $1 and source = 'text'",
    [number],
  );
  expect(await found(reader, 'zanzibar')).toEqual([]);
  await openReading(await house.as(reader), { number });
  expect(await found(reader, 'zanzibar')).toEqual([`${number} text`]);
});

test('after a change of keys everything is found as before, and what is new with it (SG-03)', async () => {
  const administrator = own.people.system_administrator;
  await rotateCompanyKey(await house.as(administrator), { company: own.code });
  const later = await house.register('secret', [reader], { title: '并购补充协议' });
  expect(new Set(await found(reader, '并购'))).toEqual(new Set([`${later} title`, `${item} title`]));
});
