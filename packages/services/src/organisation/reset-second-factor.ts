import type { resetSecondFactor as contract } from '@miji/contract';
import { RESERVED_POSTS } from '@miji/core';
import { appendEvents } from '@miji/db';
import type { z } from 'zod';
import { tell } from '../notices/tell.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { administrationOf } from './administration.ts';

/**
 * Takes every second factor from somebody who has lost his phone or his key, ends his sessions, and tells him. It gives him none: he sets
 * up a new one himself, with his own password. Of those who decide or control, and of people of other companies too, only the head
 * office's system administrator takes it, and nobody his own.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND`, `SEPARATION_OF_DUTIES`
 */
export const resetSecondFactor = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const { personId } = input;
  const act = { action: 'second_factor.removed', subject: { kind: 'second_factor', id: personId } } as const;
  const { company, administrator, isOfGroup } = await administrationOf(ctx, input.company, act);
  const happening = { ...act, companyId: company.id, details: { by: 'administrator' } } as const;
  if (personId === administrator.personId) throw await refused(ctx, happening, { code: 'SEPARATION_OF_DUTIES' });
  const person = await loadPerson(platform, personId, at);
  const held = (person?.appointments ?? []).filter(
    ({ validity }) => validity.to === null || validity.to.epochMilliseconds > at.epochMilliseconds,
  );
  if (person === undefined || !held.some(({ companyId }) => companyId === company.id))
    throw await refused(ctx, happening, NOT_FOUND);
  const isGroupsMatter = held.some(({ companyId, post }) => companyId !== company.id || RESERVED_POSTS.includes(post));
  if (isGroupsMatter && !isOfGroup) throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });

  const event = done(ctx, happening);
  await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    await appendEvents(tx, [event]);
    await tell(platform, tx, {
      kind: 'second_factor_changed',
      at,
      to: [personId],
      person: administrator.name,
      key: `second-factor ${event.id}`,
    });
  });
  const removed = await platform.accounts.removeSecondFactors(personId);
  await platform.accounts.endSessions(personId);
  return { removed };
};
