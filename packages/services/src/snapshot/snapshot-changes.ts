import type { snapshotChanges as contract } from '@miji/contract';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import { changesSince } from './changes-since.ts';
import { companyOfService } from './get-snapshot.ts';
import { signMessage } from './sign-message.ts';

/**
 * What has changed in the service's company since a cursor, signed; for whoever cannot hold a stream open.
 *
 * @throws Refusal `NOT_ENTITLED` to any person
 */
export const snapshotChanges = async (
  ctx: CallContext,
  { cursor, nonce }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const { delta } = await changesSince(platform, await companyOfService(ctx), cursor, at);
  return signMessage(platform, { kind: 'changed', delta, lifeMs: platform.snapshots.lifeMs }, nonce);
};
