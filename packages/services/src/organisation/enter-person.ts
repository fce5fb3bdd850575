import { randomUUID } from 'node:crypto';
import type { registerPerson as contract } from '@miji/contract';
import { appendEvents, insertEmployees, isUniqueViolation } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { administrationOf, finding } from './administration.ts';

/**
 * Enters a person into the register under his number in this company. He is in office only once he is appointed, and signs in only
 * once he has an account.
 *
 * @throws Refusal `NOT_ENTITLED`; `DUPLICATE` where somebody has that number in this company
 */
export const enterPerson = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { company } = await administrationOf(ctx, input.company, { action: 'person.registered' });
  const person = { personId: randomUUID(), name: input.name, employeeNumber: input.employeeNumber };
  const happening = {
    companyId: company.id,
    action: 'person.registered',
    subject: { kind: 'person', id: person.personId },
  } as const;
  try {
    await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      await insertEmployees(tx, [person], ctx.at);
      await appendEvents(tx, [done(ctx, happening)]);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const fields = [finding('employeeNumber', 'DUPLICATE')];
    throw await refused(ctx, happening, { code: 'DUPLICATE', fields });
  }
  return { id: person.personId, name: person.name, employeeNumber: person.employeeNumber };
};
