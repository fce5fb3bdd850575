import { randomUUID } from 'node:crypto';
import { itemDraft, personsNamed } from '@miji/testing';
import { describe, expect, test } from 'vitest';
import type { CallContext } from '../src/index.ts';
import { localKeyProvider, newKey, readItem, registerItem, Vault } from '../src/index.ts';
import { openHouse } from './support/house.ts';

const house = await openHouse();
const { own, sister } = house.group;
const reader = await house.group.hire(own, 'staff');
const secretWord = `MIJI-${randomUUID()}`;
const content = (text: string) => ({ content: { format: 'plain', text } }) as const;
const first = await house.register('secret', [reader], content(`第一件 ${secretWord}`));
const second = await house.register('secret', [reader], content('第二件 其内容另有不同'));

const read = async (number: string, ctx?: CallContext) =>
  (await readItem(ctx ?? (await house.as(reader)), { number })).text;
const NOT_OPENED = /unable to authenticate|not a sealed content/i;

/** Changes a stored content behind everything, looks, and puts it back. */
const tampered = async (change: string, look: () => Promise<void>): Promise<void> => {
  const { rows } = await house.superuser.query<{ item_id: string; sealed: Buffer; sealed_key: Buffer }>(
    'select item_id, sealed, sealed_key from miji.item_content',
  );
  await house.superuser.query(change);
  await look();
  for (const { item_id, sealed, sealed_key } of rows) {
    await house.superuser.query('update miji.item_content set sealed = $2, sealed_key = $3 where item_id = $1', [
      item_id,
      sealed,
      sealed_key,
    ]);
  }
  expect(await read(first)).toContain(secretWord);
};
const swap = (column: 'sealed' | 'sealed_key') => `
  update miji.item_content as content set ${column} = other.${column} from miji.item_content as other where other.item_id <> content.item_id`;
const flip = (column: 'sealed' | 'sealed_key', at: string) => `
  update miji.item_content set ${column} = set_byte(${column}, ${at}, get_byte(${column}, ${at}) # 1)`;

test('no table holds a word of what is secret, as text or as bytes (SG-03)', async () => {
  const { rows: tables } = await house.superuser.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('miji', 'auth')`,
  );
  expect(tables.length).toBeGreaterThan(15);
  const hex = Buffer.from(secretWord).toString('hex');
  const found: string[] = [];
  for (const { name } of tables) {
    const { rows } = await house.superuser.query<{ found: boolean }>(
      `select exists (select 1 from ${name} as row where strpos(row::text, $1) > 0 or strpos(row::text, $2) > 0) as found`,
      [secretWord, hex],
    );
    if (rows[0]?.found === true) found.push(name);
  }
  expect(found).toEqual([]);
  expect(await read(first)).toContain(secretWord);
});

test('the same text is sealed differently each time', async () => {
  await house.register('secret', [reader], content('同一段文字'));
  await house.register('secret', [reader], content('同一段文字'));
  const { rows } = await house.superuser.query<{ all: string; distinct: string }>(
    'select count(*) as all, count(distinct sealed) as distinct from miji.item_content',
  );
  expect(rows[0]?.distinct).toEqual(rows[0]?.all);
});

describe('a sealed content opens in its own place only', () => {
  test.each([
    ['the contents of two items are exchanged', swap('sealed')],
    ['their keys are exchanged', swap('sealed_key')],
    ['a byte of the content is changed', flip('sealed', 'length(sealed) / 2')],
    ['a byte of its tag is changed', flip('sealed', 'length(sealed) - 1')],
    ['a byte of its nonce is changed', flip('sealed', '3')],
    ['the version of its envelope is changed', flip('sealed', '0')],
    ['a byte of its key is changed', flip('sealed_key', 'length(sealed_key) / 2')],
    ['its end is cut off', 'update miji.item_content set sealed = substring(sealed for 20)'],
  ])('not where %s', async (_, change) => {
    await tampered(change, async () => {
      await expect(read(first)).rejects.toThrow(NOT_OPENED);
      await expect(read(second)).rejects.toThrow(NOT_OPENED);
    });
  });

  test('not where both the content and its key are another item’s', async () => {
    await tampered(
      `update miji.item_content as content set sealed = other.sealed, sealed_key = other.sealed_key from miji.item_content as other where other.item_id <> content.item_id`,
      async () => {
        await expect(read(second)).rejects.toThrow(NOT_OPENED);
      },
    );
  });

  test('not under another root key', async () => {
    const ctx = await house.as(reader);
    const elsewhere: CallContext = {
      ...ctx,
      platform: { ...ctx.platform, vault: new Vault(localKeyProvider(newKey())) },
    };
    await expect(read(first, elsewhere)).rejects.toThrow(NOT_OPENED);
    const again: CallContext = {
      ...ctx,
      platform: { ...ctx.platform, vault: new Vault(localKeyProvider(house.rootKey)) },
    };
    expect(await read(first, again)).toContain(secretWord);
  });

  test('not under the key of another company', async () => {
    const colleague = sister.people.staff;
    const draft = {
      ...itemDraft('secret', sister.people.department_head),
      range: personsNamed(colleague),
      ...content('姊妹公司的一件'),
    };
    const { number } = await registerItem(await house.as(colleague), draft);
    const keys = (
      await house.superuser.query<{ company_id: string; sealed_key: Buffer }>(
        'select company_id, sealed_key from miji.company_key',
      )
    ).rows;
    const ours = keys.find(({ company_id }) => company_id === own.id);
    const theirs = keys.find(({ company_id }) => company_id === sister.id);
    await house.superuser.query('update miji.company_key set sealed_key = $2 where company_id = $1', [
      sister.id,
      ours?.sealed_key,
    ]);
    await expect(read(number, await house.as(colleague))).rejects.toThrow(NOT_OPENED);
    await house.superuser.query('update miji.company_key set sealed_key = $2 where company_id = $1', [
      sister.id,
      theirs?.sealed_key,
    ]);
    expect(await read(number, await house.as(colleague))).toBe('姊妹公司的一件');
  });
});
