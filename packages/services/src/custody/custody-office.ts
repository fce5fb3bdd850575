import type { CompanyRef } from '@miji/contract';
import { holdsPost, REGISTER_POSTS } from '@miji/core';
import type { StoreRow } from '@miji/db';
import { storesKeptBy } from '@miji/db';
import { companyAskedFor, holdsOffice, homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import type { Happening, Reason } from '../platform/audit.ts';
import { refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';

/** What somebody has to do with the custody of a company, in person. */
export interface CustodyOffice {
  readonly company: CompanyRef;
  readonly person: ActingPerson;
  /** the open stores that he keeps now */
  readonly keeps: readonly StoreRow[];
  /** whether he keeps or watches the register as a whole */
  readonly watches: boolean;
}

/**
 * The custody of a company, to whoever keeps one of its stores, keeps its register or watches it.
 *
 * @throws Refusal `NOT_ENTITLED`, traced, to everybody else
 * @see GS-26
 */
export const custodyOffice = async (
  ctx: CallContext,
  code: string | undefined,
  happening: Omit<Happening, 'companyId' | 'because'>,
): Promise<CustodyOffice> => {
  const person = requirePersonally(ctx);
  const company = await companyAskedFor(ctx, code);
  const office = company === undefined ? undefined : await officeIn(ctx, company, person);
  if (office === undefined || (!office.watches && office.keeps.length === 0)) {
    const companyId = company?.id ?? homeCompanyId(ctx);
    throw await refused(ctx, { ...happening, companyId }, { code: 'NOT_ENTITLED', article: 'GS-26' });
  }
  return office;
};

/** What a person has to do with the custody of a company, be it nothing. */
export const officeIn = async (ctx: CallContext, company: CompanyRef, person: ActingPerson): Promise<CustodyOffice> => {
  const keeps = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    storesKeptBy(tx, person.personId),
  );
  return { company, person, keeps, watches: await holdsOffice(ctx, company.id, REGISTER_POSTS) };
};

/**
 * The company whose custody a person arranges: its own security officer alone, in person.
 *
 * @throws Refusal `NOT_ENTITLED`, traced, to everybody else
 * @see GS-26
 * @see CF-29
 */
export const custodyArranger = async (
  ctx: CallContext,
  company: CompanyRef | undefined,
  happening: Omit<Happening, 'companyId' | 'because'>,
): Promise<{ readonly company: CompanyRef; readonly person: ActingPerson }> => {
  const person = requirePersonally(ctx);
  if (company === undefined || !holdsPost(person, company.id, 'security_officer', ctx.at)) {
    const companyId = company?.id ?? homeCompanyId(ctx);
    throw await refused(ctx, { ...happening, companyId }, { code: 'NOT_ENTITLED', article: 'GS-26' });
  }
  return { company, person };
};

/** A refusal found out within a transaction: it ends it, and is traced after it. */
export class CustodyRefused extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason.code);
    this.reason = reason;
  }
}

/** Runs an act of which a part may turn out to be refused on the way: nothing of it is done then, and the refusal is traced. */
export const orRefuse = async <T>(
  ctx: CallContext,
  happening: Omit<Happening, 'because'>,
  act: () => Promise<T>,
): Promise<T> => {
  try {
    return await act();
  } catch (error) {
    if (error instanceof CustodyRefused) throw await refused(ctx, happening, error.reason);
    throw error;
  }
};
