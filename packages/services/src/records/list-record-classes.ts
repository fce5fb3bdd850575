import type { listRecordClasses as contract } from '@miji/contract';
import type { z } from 'zod';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { classInForce, declarationsFor } from './class-in-force.ts';
import { recordsReader } from './records-office.ts';

/**
 * The classes that bind a company's rows, as its services apply them.
 *
 * @throws Refusal `NOT_ENTITLED`
 * @see SG-02
 */
export const listRecordClasses = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const company = await recordsReader(ctx, input.company);
  const declarations = await declarationsFor(ctx, company);
  const codes = [...new Set([...declarations.group.keys(), ...declarations.own.keys()])].toSorted();
  const entries = codes.flatMap((code) => classInForce(ctx, company, declarations, code) ?? []);
  // A service looks every half minute whether something has changed: that it knows its own rules says nothing.
  if (ctx.caller.kind === 'person') {
    await ctx.platform.trace.record(
      done(ctx, { companyId: company.id, action: 'record_class.listed', details: { entries: entries.length } }),
    );
  }
  return { entries };
};
