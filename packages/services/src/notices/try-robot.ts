import type { tryRobot as contract } from '@miji/contract';
import { noteRobotDelivery } from '@miji/db';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { systemScope } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { trialWords } from './message-words.ts';
import { knownRobot, robotFacts, SET } from './robot-desk.ts';
import { sendByRobot } from './send-by-robot.ts';

/**
 * Has a robot say that it is being tried.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND`
 */
export const tryRobot = async (
  ctx: CallContext,
  { id }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const { row, company } = await knownRobot(ctx, id, SET);
  const subject = { kind: 'robot', id } as const;
  await platform.trace.record(
    done(ctx, { companyId: company.id, action: SET, subject, details: { step: 'tried', ...robotFacts(row) } }),
  );
  const { baseUrl } = platform.outgoing;
  const saying = { id: randomUUID(), words: trialWords(baseUrl), data: { kind: 'trial', link: baseUrl } };
  const failure = await sendByRobot(platform, row, saying);
  if (failure !== null) return { delivered: false, answer: failure.slice(0, 500) };
  await platform.db.transact(systemScope(at, company.id), (tx) => noteRobotDelivery(tx, id, at));
  return { delivered: true, answer: '' };
};
