import type { retireRecordClass as contract } from '@miji/contract';
import { appendEvents, lockRecordClass, recordClassVersions, retireRecordClassRow } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { classInForce, declarationsFor } from './class-in-force.ts';
import { recordsOffice } from './records-office.ts';

/**
 * Retires a company's own declaration: the group's, if there is one, binds it alone from then on; where there is none nobody reads a
 * row of that class any more.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND` where it has declared none that is in force
 */
export const retireRecordClass = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { code } = input;
  const { company, person } = await recordsOffice(ctx, input.company, 'record_class.retired');
  const happening = {
    companyId: company.id,
    action: 'record_class.retired',
    subject: { kind: 'record_class', id: code },
  } as const;
  const wasRetired = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    await lockRecordClass(tx, code);
    const [newest] = await recordClassVersions(tx, code);
    if (newest === undefined || newest.retired_at !== null) return false;
    await retireRecordClassRow(tx, newest, { by: person.personId, at: ctx.at });
    await appendEvents(tx, [done(ctx, { ...happening, details: { version: newest.version } })]);
    return true;
  });
  if (!wasRetired) throw await refused(ctx, happening, { code: 'NOT_FOUND' });
  return { company, code, inForce: classInForce(ctx, company, await declarationsFor(ctx, company), code) };
};
