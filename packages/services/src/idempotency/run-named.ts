import { randomUUID } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { Refusal } from '@miji/contract';
import type { Claim } from '@miji/db';
import { actSeal, claimAct, findAct, keepAnswer, releaseAct, takeOverAct } from '@miji/db';
import type { Caller, CallContext } from '../platform/context.ts';
import { digestOf } from '../platform/once.ts';
import { NEEDS_NO_NAME, OWN_KEY, SHOWN_ONCE } from './kinds-of-acts.ts';
import { answerLost, keptAnswer, repeatedAnswer } from './repeated-answer.ts';

/** How a caller names an act, so that sending it again does not do it again. */
export interface Naming {
  /** chosen by the caller, for this act alone */
  readonly key: string;
  readonly procedure: string;
  readonly input: unknown;
}

/** How long a repeated call waits for the first to end. */
const PATIENCE_MS = 3_000;
const LOOK_EVERY_MS = 100;

/**
 * Does something that its caller has named, once: who sends the same again gets the answer of the first time, as long as he may still
 * have it. That it was done is noted by the transactions of the act themselves, so that no crash leaves it in doubt.
 *
 * @param act does it, within the context that it is given
 * @throws Refusal `KEY_REUSED` where the name stands for something else, `ANSWER_LOST` where it was done and its answer is not there or
 * no longer his, `UNAVAILABLE` while somebody is still at it; whatever the act throws, after which the name is free again where nothing
 * was written
 */
export const runNamed = async (
  ctx: CallContext,
  naming: Naming,
  act: (ctx: CallContext) => Promise<unknown>,
): Promise<unknown> => {
  if (NEEDS_NO_NAME.has(naming.procedure)) return act(ctx);
  const { platform, at } = ctx;
  const claim: Claim = { caller: callerName(ctx.caller), key: naming.key, claim: randomUUID() };
  const standing = await claimOrFind(ctx, naming, claim);
  const context = `miji/answer/${claim.caller}/${claim.key}`;
  if (standing !== null) {
    return repeatedAnswer(ctx, naming.procedure, await platform.vault.openSecret(context, standing));
  }
  const db = platform.db.sealing(actSeal(claim));
  try {
    const answer = await act({ ...ctx, platform: { ...platform, db } });
    // It is done: that the answer cannot be kept is no reason to keep it back.
    await keep(ctx, naming, claim, answer).catch(() => {});
    return answer;
  } catch (error) {
    await platform.db
      .directory(at, (directory) => releaseAct(directory, claim))
      // Left as it is, the claim runs out by itself.
      .catch(() => {});
    throw error;
  }
};

/** Keeps an answer, sealed; of what is shown once only that it was given. */
const keep = async (ctx: CallContext, naming: Naming, claim: Claim, answer: unknown): Promise<void> => {
  const { platform, at } = ctx;
  const context = `miji/answer/${claim.caller}/${claim.key}`;
  const sealed = SHOWN_ONCE.has(naming.procedure)
    ? null
    : await platform.vault.sealSecret(context, await keptAnswer(ctx, naming.input, answer));
  await platform.db.directory(at, (directory) => keepAnswer(directory, claim, sealed));
};

/** Who names it: nobody gets the answer of somebody else’s act, whatever the key. */
const callerName = (caller: Caller): string =>
  caller.kind === 'person'
    ? `person:${caller.person.personId}`
    : `service:${caller.serviceId}:${caller.onBehalfOf?.personId ?? ''}`;

/** Claims the name; gives the sealed answer where there is one, and null where the act is now to be done. */
const claimOrFind = async (ctx: CallContext, naming: Naming, claim: Claim): Promise<Buffer | null> => {
  const { db } = ctx.platform;
  const { procedure } = naming;
  const digest = digestOf({ input: naming.input });
  const until = performance.now() + PATIENCE_MS;
  const isSafe = OWN_KEY.has(procedure);
  for (;;) {
    if (await db.directory(ctx.at, (directory) => claimAct(directory, { ...claim, procedure, digest }))) return null;
    const standing = await db.directory(ctx.at, (directory) => findAct(directory, claim));
    if (standing === undefined) continue;
    if (standing.procedure !== procedure || standing.digest !== digest) throw new Refusal('KEY_REUSED');
    if (standing.answer !== null) return standing.answer;
    if (!standing.isClaimed) {
      if (await db.directory(ctx.at, (directory) => takeOverAct(directory, claim, isSafe))) return null;
      if (standing.acted && !isSafe) throw await answerLost(ctx, procedure);
    }
    if (performance.now() > until) throw new Refusal('UNAVAILABLE');
    await rest(LOOK_EVERY_MS);
  }
};
