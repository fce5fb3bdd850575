import type { listHandovers as contract } from '@miji/contract';
import { pageHandovers } from '@miji/db';
import type { z } from 'zod';
import {
  companyAskedFor,
  holdsOffice,
  homeCompanyId,
  requirePersonally,
  scopeOfCompany,
  scopeOfPerson,
} from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { HANDOVER_POSTS } from './handover-desk.ts';
import { toHandovers } from './handover-wire.ts';

/** The handovers of a company for whoever arranges them there; those that one gives or takes for everybody else. @see AR-06 */
export const listHandovers = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  requirePersonally(ctx);
  const asked = await companyAskedFor(ctx, input.company);
  const arranges = asked !== undefined && (await holdsOffice(ctx, asked.id, HANDOVER_POSTS));
  const scope = arranges ? scopeOfCompany(ctx, asked.id) : scopeOfPerson(ctx);
  const page = await platform.db.transact(scope, (tx) => pageHandovers(tx, arranges ? asked.id : null, input));
  await platform.trace.record(
    done(ctx, {
      companyId: arranges ? asked.id : homeCompanyId(ctx),
      action: 'handover.listed',
      details: { entries: page.rows.length },
    }),
  );
  return { entries: await toHandovers(ctx, page.rows), next: page.next };
};
