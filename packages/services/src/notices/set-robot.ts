import type { CompanyRef, RobotWire, setRobot as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { RobotRow } from '@miji/db';
import { appendEvents, findRobot, insertRobot, updateRobot } from '@miji/db';
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { requirePersonally, systemScope } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { channelsOf } from './kinds.ts';
import { outgoingDesk } from './outgoing-desk.ts';
import { knownRobot, robotFacts, robotWire, sealPart, SET } from './robot-desk.ts';
import { isRobotAddress } from './robot-message.ts';

type Input = z.output<typeof contract.input>;

/**
 * Enters a robot, or changes one. Its address and secret are kept sealed and never shown again; without them a change leaves them as
 * they are. A robot of a known house stands at that house; any other signs what it says, or nobody could tell it from a stranger.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND`, `VALIDATION` naming `url` or `secret`
 */
export const setRobot = async (ctx: CallContext, input: Input): Promise<RobotWire> => {
  const { before, company } = await deskOf(ctx, input);
  const id = before?.id ?? randomUUID();
  const subject = { kind: 'robot', id } as const;
  const about = { companyId: company.id, action: SET, subject } as const;
  const wrong = wrongField(ctx, input, before);
  if (wrong !== null) {
    const fields = [{ field: wrong, code: 'VALIDATION', article: null }] as const;
    throw await refused(ctx, about, { code: 'VALIDATION', fields });
  }
  const changes = await changesOf(ctx, company.id, id, input);
  const row = await ctx.platform.db.transact(systemScope(ctx.at, company.id), async (tx) => {
    if (before !== null) await updateRobot(tx, id, changes);
    else await insertRobot(tx, { id, host: '', ...changes });
    const stored = await findRobot(tx, id);
    if (stored === undefined) throw new Refusal('NOT_FOUND');
    const details = { step: before === null ? 'entered' : 'changed', ...robotFacts(stored) };
    await appendEvents(tx, [done(ctx, { ...about, details })]);
    return stored;
  });
  return robotWire(row, company);
};

const deskOf = async (
  ctx: CallContext,
  input: Input,
): Promise<{ readonly before: RobotRow | null; readonly company: CompanyRef }> => {
  if (input.id === undefined) return { before: null, company: await outgoingDesk(ctx, input.company, SET) };
  const { row, company } = await knownRobot(ctx, input.id, SET);
  if (input.company === undefined || input.company === company.code) return { before: row, company };
  throw await refused(ctx, { companyId: company.id, action: SET, subject: { kind: 'robot', id: row.id } }, NOT_FOUND);
};

/** What is missing or may not be: a robot of another kind stands somewhere else, and signs otherwise. */
const wrongField = (
  ctx: CallContext,
  { kind, url, secret }: Input,
  before: RobotRow | null,
): 'url' | 'secret' | null => {
  const isAnew = before === null || before.kind !== kind;
  if (url === undefined ? isAnew : !isRobotAddress(kind, url, ctx.platform.outgoing.allowsLocalRobots)) return 'url';
  const willSign = secret === undefined ? !isAnew && before.sealed_secret !== null : secret !== '';
  return kind === 'plain' && !willSign ? 'secret' : null;
};

const changesOf = async (ctx: CallContext, companyId: string, id: string, input: Input) => {
  const { platform, at } = ctx;
  const { name, kind, url, secret } = input;
  return {
    name,
    kind,
    kinds: [...new Set(input.kinds)].filter((one) => channelsOf(one).includes('robot')),
    set_by: requirePersonally(ctx).personId,
    set_at: at,
    ...(url === undefined
      ? {}
      : { host: new URL(url).host, sealed_url: await sealPart(platform, companyId, id, 'url', url) }),
    ...(secret === undefined
      ? {}
      : {
          sealed_secret:
            secret === '' || kind === 'wecom' ? null : await sealPart(platform, companyId, id, 'secret', secret),
        }),
  };
};
