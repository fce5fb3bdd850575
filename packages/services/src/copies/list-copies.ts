import type { listCopies as contract } from '@miji/contract';
import { REGISTER_POSTS } from '@miji/core';
import { pageCopies } from '@miji/db';
import type { z } from 'zod';
import {
  companyAskedFor,
  holdsOffice,
  homeCompanyId,
  requirePerson,
  scopeOfCompany,
  scopeOfPerson,
} from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { linksOf } from './copy-links.ts';
import { toCopySummary } from './copy-summary.ts';

/**
 * The register of copies: the whole of a company's for whoever keeps or watches it, one's own holdings, wherever they come from, for
 * everybody else.
 *
 * @see GS-24
 * @see GS-26
 */
export const listCopies = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePerson(ctx);
  const company = await companyAskedFor(ctx, input.company);
  const keepsRegister = company !== undefined && (await holdsOffice(ctx, company.id, REGISTER_POSTS));
  const scope = keepsRegister ? scopeOfCompany(ctx, company.id) : scopeOfPerson(ctx);
  const { item, state, storeId, movementOpen } = input;
  const narrowed = { item, state, storeId, movementOpen };
  const filter = keepsRegister
    ? { ...narrowed, companyId: company.id, holderId: input.holderId }
    : { ...narrowed, companyId: null, holderId: person.personId };
  const page = await platform.db.transact(scope, (tx) => pageCopies(tx, filter, input));
  await platform.trace.record(
    done(ctx, {
      companyId: keepsRegister ? company.id : homeCompanyId(ctx),
      action: 'copy.listed',
      item: input.item,
      details: { entries: page.rows.length },
    }),
  );
  const names = await namesOf(
    ctx,
    page.rows.map((row) => row.holder_id),
  );
  const links = await linksOf(ctx, page.rows);
  return { entries: page.rows.map((row) => toCopySummary(row, names, at, links)), next: page.next };
};
