import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AuthHouse, openAuthHouse, signedIn } from './support.ts';

let house: AuthHouse;
beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

const LIMITS = { scopes: ['items', 'snapshot'], expiresAt: null } as const;

async function issueUnconfirmed(companyId = randomUUID()) {
  const input = { serviceId: randomUUID(), companyId, name: 'bank back office', createdBy: randomUUID(), ...LIMITS };
  return { ...input, ...(await house.accounts.issueServiceKey(input)) };
}

async function issue(companyId = randomUUID()) {
  const issued = await issueUnconfirmed(companyId);
  await house.accounts.confirmServiceKey({ keyId: issued.keyId, companyId, confirmedBy: randomUUID() });
  return issued;
}

const bearer = (key: string) => new Headers({ authorization: `Bearer ${key}` });

describe('a service key', () => {
  it('makes the service and its company known, under either header', async () => {
    const { key, keyId, serviceId, companyId } = await issue();
    const service = { kind: 'service', serviceId, companyId, keyId, ...LIMITS };
    expect(await house.accounts.identify(bearer(key))).toEqual(service);
    expect(await house.accounts.identify(new Headers({ 'x-api-key': key }))).toEqual(service);
    expect(key).toMatch(/^miji_[A-Za-z0-9_-]{43}$/);
  });

  it('opens nothing until somebody else than its issuer has confirmed it, in its own company', async () => {
    const { key, keyId, companyId, createdBy } = await issueUnconfirmed();
    expect(await house.accounts.identify(bearer(key))).toBeNull();
    expect(await house.accounts.confirmServiceKey({ keyId, companyId, confirmedBy: createdBy })).toBe(false);
    expect(await house.accounts.confirmServiceKey({ keyId, companyId: randomUUID(), confirmedBy: randomUUID() })).toBe(
      false,
    );
    expect(await house.accounts.identify(bearer(key))).toBeNull();
    expect(await house.accounts.confirmServiceKey({ keyId, companyId, confirmedBy: randomUUID() })).toBe(true);
    expect(await house.accounts.identify(bearer(key))).not.toBeNull();
  });

  it('is nowhere in the database', async () => {
    const { key, prefix } = await issue();
    const look = 'select k::text as stored from auth.service_key k where prefix = $1';
    const { rows } = await house.superuser.query<{ stored: string }>(look, [prefix]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.stored).not.toContain(key);
    expect(key.startsWith(prefix)).toBe(true);
    expect(key.length - prefix.length).toBe(37);
  });

  it('is refused at the next request after it is revoked, on every server', async () => {
    const { key, keyId, companyId } = await issue();
    const otherServer = house.another();
    expect(await otherServer.identify(bearer(key))).not.toBeNull();
    expect(await house.accounts.revokeServiceKey({ keyId, companyId })).toBe(true);
    expect(await otherServer.identify(bearer(key))).toBeNull();
    expect(await house.accounts.revokeServiceKey({ keyId, companyId })).toBe(false);
  });

  it('can be revoked and listed by its own company only', async () => {
    const { key, keyId, companyId, serviceId, prefix, createdBy } = await issue();
    const sister = randomUUID();
    expect(await house.accounts.revokeServiceKey({ keyId, companyId: sister })).toBe(false);
    expect(await house.accounts.identify(bearer(key))).not.toBeNull();
    expect(await house.accounts.listServiceKeys(sister)).toEqual([]);
    expect(await house.accounts.listServiceKeys(companyId)).toEqual([
      {
        keyId,
        serviceId,
        name: 'bank back office',
        prefix,
        createdBy,
        createdAt: expect.any(String),
        confirmedAt: expect.any(String),
        lastUsedAt: expect.any(String),
        ...LIMITS,
      },
    ]);
  });

  it('disappears from the list when revoked, and its row stays as evidence', async () => {
    const { keyId, companyId } = await issue();
    await house.accounts.revokeServiceKey({ keyId, companyId });
    expect(await house.accounts.listServiceKeys(companyId)).toEqual([]);
    const look = 'select 1 from auth.service_key where key_id = $1 and revoked_at is not null';
    const kept = await house.superuser.query(look, [keyId]);
    expect(kept.rowCount).toBe(1);
  });

  it('writes its last use down once, not at every request', async () => {
    const { key, companyId } = await issue();
    expect((await house.accounts.listServiceKeys(companyId))[0]?.lastUsedAt).toBeNull();
    await house.accounts.identify(bearer(key));
    const look = 'select xmin::text, last_used_at from auth.service_key where company_id = $1';
    const first = await house.superuser.query(look, [companyId]);
    expect(first.rows[0]?.last_used_at).toBeInstanceOf(Date);
    await Promise.all(Array.from({ length: 50 }, () => house.accounts.identify(bearer(key))));
    const later = await house.superuser.query(look, [companyId]);
    expect(later.rows).toEqual(first.rows);
  });

  it('that is false signs nobody in, not even beside a good cookie', async () => {
    const { key } = await issue();
    const { email } = await house.person();
    const cookie = (await signedIn(house.accounts, email)).get('cookie') ?? '';
    for (const wrong of [
      `${key}x`,
      key.slice(0, -1),
      key.toUpperCase(),
      `miji_${'A'.repeat(43)}`,
      'nonsense',
      "' or true --",
    ]) {
      expect(await house.accounts.identify(new Headers({ 'x-api-key': wrong, cookie })), wrong).toBeNull();
    }
  });

  it("does not open better-auth's session", async () => {
    const { key } = await issue();
    const headers = { authorization: `Bearer ${key}`, 'x-api-key': key };
    const response = await house.accounts.handle(
      new Request('http://127.0.0.1:4411/api/auth/get-session', { headers }),
    );
    expect(await response.json()).toBeNull();
  });

  it('has no limit of its own', async () => {
    const { key } = await issue();
    const answers = await Promise.all(Array.from({ length: 200 }, () => house.accounts.identify(bearer(key))));
    expect(answers.every((answer) => answer?.kind === 'service')).toBe(true);
  });
});

it('without cookie and key there is nobody', async () => {
  expect(await house.accounts.identify(new Headers())).toBeNull();
  expect(await house.accounts.identify(new Headers({ cookie: 'theme=dark', authorization: 'Basic dTpw' }))).toBeNull();
});
