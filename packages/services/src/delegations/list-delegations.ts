import type { listDelegations as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import { TRACE_POSTS } from '@miji/core';
import { pageDelegations } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, holdsOffice, requirePerson, scopeOfCompany, scopeOfPerson } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { toDelegations } from './delegation-wire.ts';

/**
 * What somebody has delegated or been lent, in any company; or everything of one company, to its and the head office’s security
 * officers and auditors.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const listDelegations = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { db } = ctx.platform;
  if (input.view !== 'company') {
    const { personId } = requirePerson(ctx);
    const filter = input.view === 'given' ? { givenBy: personId } : { receivedBy: personId };
    const page = await db.transact(scopeOfPerson(ctx), (tx) => pageDelegations(tx, filter, input));
    return { entries: [...(await toDelegations(ctx, page.rows))], next: page.next };
  }
  const company = await companyAskedFor(ctx, input.company);
  if (company === undefined || !(await holdsOffice(ctx, company.id, TRACE_POSTS))) throw new Refusal('NOT_ENTITLED');
  const page = await db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    pageDelegations(tx, { companyId: company.id }, input),
  );
  return { entries: [...(await toDelegations(ctx, page.rows))], next: page.next };
};
