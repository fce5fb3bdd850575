import type { CustodySettings, getCustodySettings as got, setCustodySettings as setting } from '@miji/contract';
import { isEmployedBy } from '@miji/core';
import { appendEvents, custodySettingOf, writeCustodySetting } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { custodyArranger, officeIn } from './custody-office.ts';

/**
 * How custody runs in a company: known to everybody who works there, and to whoever watches it.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const getCustodySettings = async (
  ctx: CallContext,
  input: z.output<typeof got.input>,
): Promise<CustodySettings> => {
  const person = requirePersonally(ctx);
  const company = await companyAskedFor(ctx, input.company);
  const mayKnow =
    company !== undefined &&
    (isEmployedBy(person, company.id, ctx.at) || (await officeIn(ctx, company, person)).watches);
  if (!mayKnow) {
    const companyId = company?.id ?? homeCompanyId(ctx);
    throw await refused(ctx, { companyId, action: 'custody.listed' }, { code: 'NOT_ENTITLED', article: 'GS-26' });
  }
  const found = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), custodySettingOf);
  return { company: company.code, receiptHours: found.receiptHours, overdueDays: found.overdueDays };
};

/**
 * Sets how custody runs in a company; its own security officer alone. What is under way keeps the time that it was given.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const setCustodySettings = async (
  ctx: CallContext,
  input: z.output<typeof setting.input>,
): Promise<CustodySettings> => {
  const { receiptHours, overdueDays } = input;
  const asked = await companyAskedFor(ctx, input.company);
  const about = { action: 'custody.set', details: { receiptHours, overdueDays } } as const;
  const { company, person } = await custodyArranger(ctx, asked, about);
  await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    await writeCustodySetting(tx, { receiptHours, overdueDays }, { by: person.personId, at: ctx.at });
    await appendEvents(tx, [done(ctx, { ...about, companyId: company.id })]);
  });
  return { company: company.code, receiptHours, overdueDays };
};
