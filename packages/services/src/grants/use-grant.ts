import type { useGrant as contract } from '@miji/contract';
import type { z } from 'zod';
import { linksOf } from '../copies/copy-links.ts';
import { toCopySummary } from '../copies/copy-summary.ts';
import { homeCompanyId, requirePerson } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { toGrantSummary } from '../requests/request-wire.ts';
import { issueCopy, type Outcome } from './issue-copy.ts';

type Input = z.output<typeof contract.input>;

/**
 * Uses a grant once: the next copy of the item, numbered, marked and in the register, with its holder. Twenty at once give exactly
 * as many as were granted; the same idempotency key gives the same copy again.
 *
 * The copy is on his name from here on, with as many pages as it is drawn with; that he has them all he confirms himself, see
 * `movements.confirm`.
 *
 * @throws Refusal `GRANT_USED`, `GRANT_EXPIRED`, what it died of where it is dead, `ON_HOLD`, `GRANT_SCOPE` for a grant of another
 * kind, `COPY_NOT_WITH_YOU` where the copy that it is made from is not with him, `UNAVAILABLE` or `CONTENT_BROKEN` where it could not be
 * drawn, `NOT_FOUND` to whoever it was not given to
 * @see GS-23
 * @see GS-24
 */
export const useGrant = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePerson(ctx);
  const company = await platform.companies.ofNumber(input.grant);
  const outcome: Outcome = company === undefined ? { strange: true } : await issueCopy(ctx, { input, person, company });
  if (company !== undefined && 'copy' in outcome) {
    const names = await namesOf(ctx, [outcome.copy.holder_id, outcome.grant.person_id]);
    const links = await linksOf(ctx, [outcome.copy]);
    return { copy: toCopySummary(outcome.copy, names, at, links), grant: toGrantSummary(outcome.grant, names, at) };
  }
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'copy.issued',
    subject: { kind: 'grant', id: input.grant },
  } as const;
  if (!('denied' in outcome)) throw await refused(ctx, happening, NOT_FOUND);
  const { denied, item } = outcome;
  // Having lost the range, he no longer learns that there is an item at all.
  const told = denied.rule.startsWith('range.') ? NOT_FOUND : denied;
  throw await refused(ctx, { ...happening, item }, denied, told);
};
