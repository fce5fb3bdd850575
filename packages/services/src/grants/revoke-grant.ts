import type { CompanyRef, revokeGrant as contract } from '@miji/contract';
import type { RefusalCode, Temporal } from '@miji/core';
import { isBefore } from '@miji/core';
import type { GrantRow, ScopedTransaction } from '@miji/db';
import { appendEvents, lockGrant, voidGrant } from '@miji/db';
import type { z } from 'zod';
import { tell } from '../notices/tell.ts';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { peopleOfGrant, toGrantSummary } from '../requests/request-wire.ts';
import { aboutGrant } from './void-grants.ts';

type Input = z.output<typeof contract.input>;

/**
 * Takes back what is left of a grant. Whoever has agreed to it can, and in whose name that was, in office still or not: it lets nobody
 * have anything. What has been taken out already stays in the register of copies.
 *
 * @throws Refusal `NOT_FOUND` to whoever has nothing to do with it, `NOT_ENTITLED` to its holder, `GRANT_USED`, `GRANT_EXPIRED`, and
 * what it died of where it is dead already
 * @see GS-23
 */
export const revokeGrant = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const company = await platform.companies.ofNumber(input.grant);
  const outcome: Outcome =
    company === undefined
      ? { refused: 'NOT_FOUND' }
      : await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
          takeBack(ctx, tx, { input, person, company }),
        );
  if ('revoked' in outcome) {
    return toGrantSummary(outcome.revoked, await namesOf(ctx, peopleOfGrant(outcome.revoked)), at, true);
  }
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'grant.revoked',
    subject: { kind: 'grant', id: input.grant },
  } as const;
  const { refused: code } = outcome;
  throw await refused(
    ctx,
    happening,
    code === 'NOT_FOUND' ? NOT_FOUND : { code, rule: 'grant.single_use', article: 'GS-23' },
  );
};

type Outcome = { readonly refused: RefusalCode } | { readonly revoked: GrantRow };

const takeBack = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { input, person, company }: { readonly input: Input; readonly person: ActingPerson; readonly company: CompanyRef },
): Promise<Outcome> => {
  const { at } = ctx;
  const grant = await lockGrant(tx, input.grant);
  if (grant === undefined) return { refused: 'NOT_FOUND' };
  if (!grant.given_by.includes(person.personId)) {
    return { refused: grant.person_id === person.personId ? 'NOT_ENTITLED' : 'NOT_FOUND' };
  }
  const over = nothingLeftOf(grant, at);
  if (over !== null) return { refused: over };
  const end = { code: 'GRANT_REVOKED', at, by: person.personId, reason: input.reason } as const;
  const revoked = await voidGrant(tx, grant.id, end);
  await tell(ctx.platform, tx, {
    kind: 'grant_revoked',
    at,
    to: [grant.person_id],
    request: aboutGrant(grant),
    person: person.personId,
    key: `${grant.number} grant_revoked`,
  });
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'grant.revoked',
      subject: { kind: 'grant', id: grant.number },
      item: grant.item_number,
      because: { code: 'ALLOWED_OFFICE', rule: 'grant.single_use', article: 'GS-23' },
      details: { left: grant.copies - grant.used, operation: grant.operation },
    }),
  ]);
  return { revoked };
};

const nothingLeftOf = (grant: GrantRow, at: Temporal.Instant): RefusalCode | null => {
  if (grant.void_code !== null) return grant.void_code;
  if (grant.used >= grant.copies) return 'GRANT_USED';
  return isBefore(at, grant.expires_at) ? null : 'GRANT_EXPIRED';
};
