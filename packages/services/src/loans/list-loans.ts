import type { listLoans as contract } from '@miji/contract';
import { BUSINESS_ZONE, Temporal } from '@miji/core';
import { pageLoans } from '@miji/db';
import type { z } from 'zod';
import { officeIn } from '../custody/custody-office.ts';
import { companyAskedFor, homeCompanyId, requirePerson, scopeOfCompany, scopeOfPerson } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { receivedAmong, toLoans } from './loan-wire.ts';

/** How long before it is overdue a loan counts as due soon: the day on which it is due, and the day before. */
export const SOON_HOURS = 48;

const startOf = (day: string): Temporal.Instant =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: BUSINESS_ZONE }).toInstant();

/**
 * The loan register: the whole of a company’s for whoever keeps or watches it, of his own stores for a keeper. What one has borrowed,
 * wherever it comes from, for everybody else, and for whoever asks for what is his.
 *
 * @see AR-31
 * @see AR-32
 * @see CF-25
 */
export const listLoans = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePerson(ctx);
  const company = await companyAskedFor(ctx, input.company);
  // A service sees what its person has borrowed, and not the register that he keeps.
  const office =
    company === undefined || ctx.caller.kind !== 'person' ? undefined : await officeIn(ctx, company, person);
  const isDesk = office !== undefined && (office.watches || office.keeps.length > 0);
  const keeps = isDesk && input.borrowerId !== person.personId ? office.company : null;
  const scope = keeps === null ? scopeOfPerson(ctx) : scopeOfCompany(ctx, keeps.id);
  const { page, received } = await platform.db.transact(scope, async (tx) => {
    const found = await pageLoans(
      tx,
      {
        companyId: keeps?.id ?? null,
        storeIds: keeps === null || office?.watches === true ? undefined : office?.keeps.map(({ id }) => id),
        box: input.box,
        item: input.item,
        borrowerId: input.borrowerId,
        from: input.from === undefined ? undefined : startOf(input.from),
        to: input.to === undefined ? undefined : startOf(Temporal.PlainDate.from(input.to).add({ days: 1 }).toString()),
        now: at,
        soon: at.add({ hours: SOON_HOURS }),
      },
      input,
    );
    return { page: found, received: await receivedAmong(tx, found.rows) };
  });
  await platform.trace.record(
    done(ctx, {
      companyId: keeps?.id ?? homeCompanyId(ctx),
      action: 'loan.listed',
      item: input.item,
      details: { box: input.box, entries: page.rows.length },
    }),
  );
  return { entries: await toLoans(ctx, page.rows, received), next: page.next };
};
