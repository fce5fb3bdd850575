import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuthHouse } from './support.ts';
import { BASE_URL, openAuthHouse } from './support.ts';

let house: AuthHouse;

beforeAll(async () => {
  house = await openAuthHouse();
});
afterAll(() => house.close());

const someone = (password: string | null = null) => {
  const personId = randomUUID();
  return { personId, name: '新来的人', email: `p-${personId}@bank.example`, password };
};
const signIn = (email: string, password: string) =>
  house.accounts.handle(
    new Request(`${BASE_URL}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: BASE_URL },
      body: JSON.stringify({ email, password }),
    }),
  );

test('an account with a password can be signed in to; one without opens to no password', async () => {
  const [withPassword, without] = [someone('initial-2026-abcd'), someone()];
  expect(await house.accounts.openAccounts([withPassword, without])).toEqual([]);
  expect((await signIn(withPassword.email, 'initial-2026-abcd')).status).toBe(200);
  for (const password of ['initial-2026-abcd', 'null', ''])
    expect((await signIn(without.email, password)).status).not.toBe(200);
});

test('opened twice an account stays as it was; another’s address and a second address are refused, the others opened', async () => {
  const first = someone('initial-2026-abcd');
  await house.accounts.openAccounts([first]);
  expect(await house.accounts.openAccounts([{ ...first, password: 'another-2026-abcd' }])).toEqual([]);
  expect((await signIn(first.email, 'another-2026-abcd')).status).not.toBe(200);
  const [thief, twin, fresh] = [{ ...someone(), email: first.email }, { ...first, email: someone().email }, someone()];
  expect(await house.accounts.openAccounts([thief, twin, fresh])).toEqual([thief, twin]);
  const found = await house.accounts.findAccounts({ emails: [first.email.toUpperCase()], personIds: [fresh.personId] });
  expect(found.map(({ personId }) => personId).toSorted()).toEqual([first.personId, fresh.personId].toSorted());
});
