import type { removeRobot as contract } from '@miji/contract';
import { appendEvents, removeRobotRow } from '@miji/db';
import type { z } from 'zod';
import { systemScope } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { knownRobot, REMOVED, robotFacts } from './robot-desk.ts';

/**
 * Removes a robot, with its address and secret. What was to go out by it is not sent any more.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND`
 */
export const removeRobot = async (
  ctx: CallContext,
  { id }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { row, company } = await knownRobot(ctx, id, REMOVED);
  await ctx.platform.db.transact(systemScope(ctx.at, company.id), async (tx) => {
    if (!(await removeRobotRow(tx, id, ctx.at))) return;
    const subject = { kind: 'robot', id } as const;
    await appendEvents(tx, [done(ctx, { companyId: company.id, action: REMOVED, subject, details: robotFacts(row) })]);
  });
  return { removed: true };
};
