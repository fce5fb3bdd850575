import type { getLoan as contract, LoanWire } from '@miji/contract';
import { findLoan } from '@miji/db';
import type { z } from 'zod';
import { officeIn } from '../custody/custody-office.ts';
import { homeCompanyId, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { receivedAmong, toLoans } from './loan-wire.ts';

/**
 * A line of the loan register, for its borrower, whoever is to stay with his visitor, whoever keeps the store that it is lent from, and
 * whoever keeps or watches the register.
 *
 * @throws Refusal `NOT_FOUND` to everybody else
 */
export const getLoan = async (ctx: CallContext, { number }: z.output<typeof contract.input>): Promise<LoanWire> => {
  const person = requirePerson(ctx);
  const company = await ctx.platform.companies.ofNumber(number);
  const found =
    company === undefined
      ? undefined
      : await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
          const row = await findLoan(tx, number);
          return row === undefined ? undefined : { row, received: await receivedAmong(tx, [row]) };
        });
  const office =
    company === undefined || ctx.caller.kind !== 'person' ? undefined : await officeIn(ctx, company, person);
  const mayKnow =
    found?.row.borrower_id === person.personId ||
    found?.row.supervisor_id === person.personId ||
    office?.watches === true ||
    office?.keeps.some(({ id }) => id === found?.row.store_id) === true;
  const about = { action: 'loan.listed', subject: { kind: 'loan', id: number } } as const;
  if (company === undefined || found === undefined || !mayKnow) {
    throw await refused(ctx, { ...about, companyId: company?.id ?? homeCompanyId(ctx) }, NOT_FOUND);
  }
  await ctx.platform.trace.record(done(ctx, { ...about, companyId: company.id, item: found.row.item_number }));
  const [loan] = await toLoans(ctx, [found.row], found.received);
  if (loan === undefined) throw new Error('the loan just read is there');
  return loan;
};
