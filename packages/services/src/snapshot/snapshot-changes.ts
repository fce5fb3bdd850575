import type { snapshotChanges as contract } from '@miji/contract';
import type { z } from 'zod';
import { requireService } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { quota, takeFrom } from '../platform/quota.ts';
import { changesSince } from './changes-since.ts';
import { companyOfService } from './get-snapshot.ts';
import { signMessage } from './sign-message.ts';

/** Whoever asks more often than this wants a stream. */
const changesAsked = quota({ most: 120, inMs: 60_000 });

/**
 * What has changed in the service's company since a cursor, signed; for whoever cannot hold a stream open.
 *
 * @throws Refusal `NOT_ENTITLED` to any person, `RATE_LIMITED` to a service that asks again and again
 */
export const snapshotChanges = async (
  ctx: CallContext,
  { cursor, nonce }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  takeFrom(changesAsked, platform, requireService(ctx).serviceId, 1);
  const { delta } = await changesSince(platform, await companyOfService(ctx), cursor, at);
  return signMessage(platform, { kind: 'changed', delta, lifeMs: platform.snapshots.lifeMs }, nonce);
};
