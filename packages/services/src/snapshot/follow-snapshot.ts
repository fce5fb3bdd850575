import type { SignedMessage } from '@miji/contract';
import { Refusal } from '@miji/contract';
import { isBefore } from '@miji/core';
import type { Temporal } from '@miji/core';
import { requireService } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { wakened } from '../platform/wakened.ts';
import { changesSince } from './changes-since.ts';
import { companyOfService } from './get-snapshot.ts';
import { signMessage } from './sign-message.ts';

/** Something that a service is told while it follows the rights of its company. */
export interface SnapshotNews {
  readonly kind: 'changed' | 'alive';
  /** where whoever has heard it is */
  readonly cursor: string;
  readonly message: SignedMessage;
}

/** What a stream has to know of whoever listens. */
interface Listening {
  /** whether its key is still good */
  readonly isStillOpen: () => Promise<boolean>;
  /** aborted once nobody listens */
  readonly signal: AbortSignal;
}

/**
 * Tells whatever changes in the rights of the service's company as soon as it has, and that nothing has, every few seconds; all of it
 * signed. Each message says as of when it holds: whatever was done by then is in it or in an earlier one.
 *
 * @throws Refusal `UNAUTHENTICATED` or `KEY_EXPIRED` once the key is no longer good, `UNAVAILABLE` where the server closes: come again
 */
export async function* followSnapshot(
  ctx: CallContext,
  from: string,
  { isStillOpen, signal }: Listening,
): AsyncGenerator<SnapshotNews, void> {
  const { platform } = ctx;
  const { bell, clock, snapshots, trace } = platform;
  const { expiresAt } = requireService(ctx);
  const company = await companyOfService(ctx);
  const ringing = { hasRung: false, wake: (): void => {} };
  const stop = bell.listen(company.id, () => {
    ringing.hasRung = true;
    ringing.wake();
  });
  try {
    const subject = { kind: 'company', id: company.id } as const;
    await trace.record(done(ctx, { companyId: company.id, action: 'snapshot.followed', subject }));
    let cursor = from;
    while (!signal.aborted) {
      ringing.hasRung = false;
      // Looked at before the data are: what is done meanwhile belongs to the next message.
      const at = await clock.now();
      if (isOver(expiresAt, at)) throw new Refusal('KEY_EXPIRED');
      const { delta, isNews } = await changesSince(platform, company, cursor, at);
      if (isNews) {
        ({ cursor } = delta);
        yield {
          kind: 'changed',
          cursor,
          message: signMessage(platform, { kind: 'changed', delta, lifeMs: snapshots.lifeMs }),
        };
      } else {
        const alive = { companyId: company.id, cursor, at: at.epochMilliseconds, lifeMs: snapshots.lifeMs };
        yield { kind: 'alive', cursor, message: signMessage(platform, { kind: 'alive', ...alive }) };
      }
      await wakened(ringing, [signal, bell.closed], snapshots.aliveEveryMs);
      if (bell.closed.aborted) throw new Refusal('UNAVAILABLE');
      if (!signal.aborted && !(await isStillOpen())) throw new Refusal('UNAUTHENTICATED');
    }
  } finally {
    stop();
  }
}

const isOver = (end: Temporal.Instant | null, at: Temporal.Instant): boolean => end !== null && !isBefore(at, end);
