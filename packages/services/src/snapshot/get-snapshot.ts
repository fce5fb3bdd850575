import type { CompanyRef, getSnapshot as contract, snapshotKeys as keysContract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import { encodeSnapshot } from '@miji/core';
import { holdStill, horizonOf } from '@miji/db';
import type { z } from 'zod';
import { requireService, systemScope } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { quota, takeFrom } from '../platform/quota.ts';
import { classPieces } from './class-pieces.ts';
import { actorPieces, grantPieces, itemPieces } from './pieces.ts';
import { signMessage } from './sign-message.ts';
import { writeSnapshotCursor } from './snapshot-cursor.ts';

/** The whole register is read for each: more in a minute is a loop, or a thief. */
const snapshotsTaken = quota({ most: 60, inMs: 60_000 });

/** The company of the service that calls. */
export const companyOfService = async (ctx: CallContext): Promise<CompanyRef> => {
  const { companyId } = requireService(ctx);
  const company = await ctx.platform.companies.byId(companyId);
  if (company === undefined) throw new Refusal('NOT_FOUND');
  return company;
};

/**
 * Everything that decides about the items of the service's company, as of one moment, signed: its items without their titles, whoever
 * the service may speak for, the grants that live, and the rules.
 *
 * @throws Refusal `NOT_ENTITLED` to any person, `RATE_LIMITED` to a service that asks again and again
 */
export const getSnapshot = async (
  ctx: CallContext,
  { nonce }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const { db, rules, snapshots, trace } = platform;
  const company = await companyOfService(ctx);
  takeFrom(snapshotsTaken, platform, requireService(ctx).serviceId, 1);
  const { id, code, kind } = company;
  const { classes, mark } = await classPieces(platform, company, at);
  const stood = await db.transact(systemScope(at, id), async (tx) => {
    await holdStill(tx);
    const horizon = await horizonOf(tx);
    const [items, actors, grants] = await Promise.all([
      itemPieces(tx, 'all'),
      actorPieces(tx, company, 'all'),
      grantPieces(tx, 'all'),
    ]);
    return { horizon, pieces: { items, actors, grants } };
  });
  const timed = await rules.from(at, stood.horizon.rules);
  const body = encodeSnapshot(
    { company: { id, code, kind }, rules: timed, classes, ...stood.pieces },
    { cursor: writeSnapshotCursor({ ...stood.horizon, classes: mark }), at, lifeMs: snapshots.lifeMs },
  );
  const details = { items: stood.pieces.items.length, people: stood.pieces.actors.length };
  await trace.record(done(ctx, { companyId: id, action: 'snapshot.taken', subject: { kind: 'company', id }, details }));
  return signMessage(platform, { kind: 'snapshot', body }, nonce);
};

/** The keys by which what {@link getSnapshot} gives is verified. */
export const snapshotKeys = ({ platform }: CallContext): z.output<typeof keysContract.output> => {
  const { key, lifeMs } = platform.snapshots;
  return { keys: [{ keyId: key.keyId, publicKey: key.publicKey }], lifeMs };
};
