import { randomInt } from 'node:crypto';
import type { openAccount as contract } from '@miji/contract';
import { RESERVED_POSTS } from '@miji/core';
import { appendEvents } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { administrationOf, finding } from './administration.ts';

/** Without the characters that are taken for one another when they are copied by hand. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const PASSWORD_LENGTH = 16;

const initialPassword = (): string =>
  Array.from({ length: PASSWORD_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/**
 * Opens the account of a person who is, or will be, in office in this company. The initial password stands in this answer and nowhere
 * else. Whoever opens an account could sign in to it first: of those who decide or control, and of people of other companies too, only
 * the head office's system administrator opens it.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND`; `DUPLICATE` where the person has an account or the address is somebody else's
 */
export const openAccount = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const { personId, email } = input;
  const subject = { kind: 'person', id: personId } as const;
  const { company, isOfGroup } = await administrationOf(ctx, input.company, { action: 'account.opened', subject });
  const happening = { companyId: company.id, action: 'account.opened', subject } as const;
  const person = await loadPerson(platform, personId, at);
  const held = (person?.appointments ?? []).filter(
    ({ validity }) => validity.to === null || validity.to.epochMilliseconds > at.epochMilliseconds,
  );
  if (person === undefined || !held.some(({ companyId }) => companyId === company.id))
    throw await refused(ctx, happening, NOT_FOUND);
  const isGroupsMatter = held.some(({ companyId, post }) => companyId !== company.id || RESERVED_POSTS.includes(post));
  if (isGroupsMatter && !isOfGroup) throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });

  const known = await platform.accounts.findAccounts({ emails: [email], personIds: [personId] });
  const duplicate = { code: 'DUPLICATE', fields: [finding('email', 'DUPLICATE')] } as const;
  if (known.length > 0) throw await refused(ctx, happening, duplicate);
  const password = input.signIn === 'password' ? initialPassword() : null;
  const [refusedFor] = await platform.accounts.openAccounts([{ personId, name: person.name, email, password }]);
  if (refusedFor !== undefined) throw await refused(ctx, happening, duplicate);
  await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    appendEvents(tx, [done(ctx, { ...happening, details: { signIn: input.signIn } })]),
  );
  return { personId, email, initialPassword: password };
};
