import { describe, expect, test } from 'vitest';
import type { CallContext, Platform } from '../../src/index.ts';
import {
  collect,
  listKeys,
  localKeyProvider,
  newKey,
  openContent,
  readItem,
  registerItem,
  reseatKeys,
  rewrapKeys,
  rootKeyFits,
  rotateCompanyKey,
  Vault,
} from '../../src/index.ts';
import { itemDraft, personsNamed } from '@miji/testing';
import { scopeOfCompany } from '../../src/platform/acting.ts';
import { codeOf, openHouse, times } from '../support/house.ts';
import { pdf } from '../uploads/support/files.ts';
import { send } from '../uploads/support/send.ts';

const house = await openHouse();
const { own, sister } = house.group;
const reader = await house.group.hire(own, 'staff');
const administrator = own.people.system_administrator;
const words = (said: string) => ({ content: { format: 'plain', text: said } }) as const;
const numbers = await Promise.all(times(3, (index) => house.register('secret', [reader], words(`第${index}件`))));
const bytes = await pdf(2);
const waiting = await send(await house.as(house.clerk), 'w.pdf', bytes);
const bound = await registerItem(await house.as(house.clerk), {
  ...itemDraft('secret', own.people.department_head),
  content: undefined,
  upload: (await send(await house.as(house.clerk), 'b.pdf', bytes)).id,
  range: personsNamed(reader),
});

const versions = async (): Promise<readonly number[]> => {
  const { rows } = await house.superuser.query<{ version: number }>(
    `select distinct company_key_version as version from miji.item_content where company_id = $1 union
     select company_key_version from miji.content_file where company_id = $1 and company_key_version is not null order by 1`,
    [own.id],
  );
  return rows.map(({ version }) => version);
};
const sealed = async () => {
  const { rows } = await house.superuser.query<{ sealed: Buffer }>(
    'select sealed from miji.item_content where sealed is not null order by item_id, version',
  );
  return rows.map((row) => row.sealed.toString('base64'));
};
const readsEverything = async (platform: Platform): Promise<void> => {
  const ctx: CallContext = { ...(await house.as(reader)), platform };
  for (const [index, number] of numbers.entries()) expect((await readItem(ctx, { number })).text).toBe(`第${index}件`);
  const { rows } = await house.superuser.query<{ id: string }>('select id from miji.item where number = $1', [
    bound.number,
  ]);
  const id = rows[0]?.id ?? '';
  const content = await platform.db.transact(scopeOfCompany(ctx, own.id), (tx) =>
    openContent(platform, tx, { id, version: 1 }),
  );
  if (content === undefined) throw new Error('it is not there');
  expect((await collect(content, bytes.length)).equals(bytes)).toBe(true);
};

describe('a company that gets another key', () => {
  test('has every data key wrapped anew, and no content touched', async () => {
    const before = await sealed();
    const rotated = await rotateCompanyKey(await house.as(administrator), { company: own.code });
    expect(rotated).toMatchObject({ version: 2, rotation: { scope: 'company', state: 'running', done: 0, of: 5 } });
    await readsEverything(house.platform);
    expect(await rewrapKeys(house.platform, own.id)).toBe(5);
    expect(await versions()).toEqual([2]);
    expect(await sealed()).toEqual(before);
    await readsEverything(house.platform);
    const { keys } = await listKeys(await house.as(administrator));
    expect(keys).toMatchObject([{ company: own.code, version: 2, rotation: { state: 'done', done: 5, of: 5 } }]);
  });

  test('seals what is new under the new one, and registers the file that waited meanwhile', async () => {
    const draft = { ...itemDraft('secret', own.people.department_head), range: personsNamed(reader) };
    await registerItem(await house.as(house.clerk), { ...draft, content: undefined, upload: waiting.id });
    await house.register('secret', [reader], words('其后'));
    expect(await versions()).toEqual([2]);
  });

  test('still knows a repeated registration for what it is', async () => {
    const draft = { ...itemDraft('secret', own.people.department_head), range: personsNamed(reader) };
    const first = await registerItem(await house.as(house.clerk), draft);
    await rotateCompanyKey(await house.as(administrator), { company: own.code });
    await rewrapKeys(house.platform, own.id);
    expect(await registerItem(await house.as(house.clerk), draft)).toEqual(first);
  });

  test('goes on where a power cut ended it', async () => {
    await rotateCompanyKey(await house.as(administrator), { company: own.code });
    const [newest] = (await listKeys(await house.as(administrator))).keys;
    // One has been wrapped, its progress with it; then the server ended.
    const { rows } = await house.superuser.query<{ count: string }>(
      'select count(*) as count from miji.item_content where company_id = $1 and company_key_version < $2',
      [own.id, newest?.version],
    );
    const all = Number(rows[0]?.count);
    const broken: Platform = { ...house.platform, vault: failingAfter(house.platform.vault, 2) };
    await expect(rewrapKeys(broken, own.id)).rejects.toThrow('power cut');
    await readsEverything(house.platform);
    expect(await rewrapKeys(house.platform, own.id)).toBe(all);
    await readsEverything(house.platform);
    expect((await listKeys(await house.as(administrator))).keys[0]?.rotation).toMatchObject({
      state: 'done',
      done: all,
      of: all,
    });
  });

  test('finds later what was sealed under the old one meanwhile', async () => {
    await rotateCompanyKey(await house.as(administrator), { company: own.code });
    await rewrapKeys(house.platform, own.id);
    const { rows } = await house.superuser.query<{ version: number }>(
      'select max(version) as version from miji.company_key where company_id = $1',
      [own.id],
    );
    const newest = rows[0]?.version ?? 0;
    // A transaction that had begun before: its content comes to light with the key before the newest.
    await house.superuser.query('begin');
    await house.superuser.query('delete from miji.key_rotation where company_id = $1', [own.id]);
    await house.superuser.query('commit');
    const stale = await staleContent(newest);
    expect(await versions()).toEqual([newest - 1, newest]);
    expect(await rewrapKeys(house.platform, own.id)).toBe(1);
    expect(await versions()).toEqual([newest]);
    expect((await readItem(await house.as(reader), { number: stale })).text).toBe('迟到');
  });

  test('is given one by its own administrator or the head office’s, once at a time, and by nobody else', async () => {
    await rotateCompanyKey(await house.as(house.group.headquarters.people.system_administrator), { company: own.code });
    expect(await codeOf(rotateCompanyKey(await house.as(administrator), { company: own.code }))).toBe(
      'VERSION_CONFLICT',
    );
    await rewrapKeys(house.platform, own.id);
    for (const other of [house.clerk, own.people.security_officer, sister.people.system_administrator]) {
      expect(await codeOf(rotateCompanyKey(await house.as(other), { company: own.code }))).toBe('NOT_ENTITLED');
    }
    expect(await codeOf(listKeys(await house.as(house.clerk)))).toBe('NOT_ENTITLED');
    const { rows } = await house.superuser.query(
      `select distinct outcome from miji.audit_event where action = 'key.rotated' order by 1`,
    );
    expect(rows).toEqual([{ outcome: 'done' }, { outcome: 'refused' }]);
  });
});

describe('a root key beside the one before', () => {
  const next = newKey();
  const both = new Vault(localKeyProvider(next, [house.rootKey]));
  const alone = new Vault(localKeyProvider(next, [newKey()]));

  test('takes over every company’s keys, and then the one before is not needed for them', async () => {
    const platform: Platform = { ...house.platform, vault: both };
    expect(await rootKeyFits(platform)).toBe(true);
    await readsEverything(platform);
    expect(await rootKeyFits({ ...house.platform, vault: alone })).toBe(false);
    const { rows } = await house.superuser.query<{ id: string }>(
      'select distinct company_id as id from miji.company_key',
    );
    for (const { id } of rows) expect(await reseatKeys(platform, id)).toBeGreaterThan(0);
    for (const { id } of rows) expect(await reseatKeys(platform, id)).toBe(0);
    await readsEverything({ ...house.platform, vault: alone });
    expect(await rootKeyFits({ ...house.platform, vault: alone })).toBe(true);
    expect(await rootKeyFits(house.platform)).toBe(false);
  });
});

/** A vault that works a few times and then no more. */
const failingAfter = (vault: Vault, sealings: number): Vault => {
  let left = sealings;
  return new Proxy(vault, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: readonly unknown[]): unknown => {
        if (name === 'sealKey' && (left -= 1) < 0) throw new Error('power cut');
        return Reflect.apply(value, target, given);
      };
    },
  });
};

/** An item whose content is sealed under the key before the newest, as a transaction leaves it that had begun before. */
const staleContent = async (newest: number): Promise<string> => {
  const hide = 'update miji.company_key set version = -version where company_id = $1 and version = $2';
  const before = await house.superuser.query(hide, [own.id, newest]);
  expect(before.rowCount).toBe(1);
  const number = await house.register('secret', [reader], words('迟到'));
  await house.superuser.query(hide, [own.id, -newest]);
  return number;
};
