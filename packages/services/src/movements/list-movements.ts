import type { listMovements as contract } from '@miji/contract';
import { REGISTER_POSTS } from '@miji/core';
import type { MovementFilter, MovementRow } from '@miji/db';
import { findCopy, pageMovements } from '@miji/db';
import type { z } from 'zod';
import { parts } from '../copies/known-copy.ts';
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
import { toMovements } from './movement-wire.ts';
import { keepingsOfCaller } from './taking.ts';

type Input = z.output<typeof contract.input>;

/**
 * Movements, newest first: what waits for the caller's count, what he waits for, and all of a company's for whoever keeps or watches
 * its register. Everybody else finds in `all` what he gives or takes himself.
 *
 * @see AR-36
 * @see GS-26
 */
export const listMovements = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  requirePerson(ctx);
  const keepings = await keepingsOfCaller(ctx);
  const company =
    input.copy === undefined || input.company !== undefined
      ? await companyAskedFor(ctx, input.company)
      : await platform.companies.ofNumber(input.copy);
  const watches = company !== undefined && (await holdsOffice(ctx, company.id, REGISTER_POSTS));
  const isWithin = company !== undefined && (watches || keepings.companyIds.has(company.id));
  // His own he sees wherever they are; within a company what its stores give and take besides.
  const scope = isWithin ? scopeOfCompany(ctx, company.id) : scopeOfPerson(ctx);
  const page = await platform.db.transact(scope, async (tx) => {
    const filter: MovementFilter = {
      companyId: watches && (input.box === 'all' || input.company !== undefined) ? company.id : null,
      box: input.box,
      storeIds: [...keepings.storeIds],
      keptCompanyIds: [...keepings.companyIds],
      guardedCompanyIds: [...keepings.guardedIds],
    };
    if (input.copy === undefined) return pageMovements(tx, filter, input);
    const { item, number } = parts(input.copy);
    const copy = isWithin ? await findCopy(tx, item, number) : await ownCopy(ctx, input.copy);
    return copy === undefined ? EMPTY : pageMovements(tx, { ...filter, copyId: copy.id }, input);
  });
  await platform.trace.record(
    done(ctx, {
      companyId: watches ? company.id : homeCompanyId(ctx),
      action: 'copy.listed',
      details: { entries: page.rows.length, box: `movements.${input.box}` },
    }),
  );
  return { entries: [...(await toMovements(ctx, page.rows, keepings))], next: page.next };
};

const EMPTY: { readonly rows: readonly MovementRow[]; readonly next: string | null } = { rows: [], next: null };

/** A copy by its number: which one it is says nothing of it; only one's own movements of it are listed. */
const ownCopy = async (ctx: CallContext, id: string) => {
  const company = await ctx.platform.companies.ofNumber(id);
  const { item, number } = parts(id);
  if (company === undefined) return undefined;
  return ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => findCopy(tx, item, number));
};
