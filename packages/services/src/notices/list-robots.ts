import type { listRobots as contract } from '@miji/contract';
import { listRobotRows } from '@miji/db';
import type { z } from 'zod';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { outgoingDesk } from './outgoing-desk.ts';
import { robotWire, SET } from './robot-desk.ts';

/**
 * The robots of a company, for whoever administers it.
 *
 * @throws Refusal `NOT_ENTITLED`
 */
export const listRobots = async (
  ctx: CallContext,
  { company: code }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const company = await outgoingDesk(ctx, code, SET);
  const rows = await ctx.platform.db.transact(systemScope(ctx.at, company.id), listRobotRows);
  return { robots: rows.map((row) => robotWire(row, company)) };
};
