import type { SignedMessage } from '@miji/contract';
import { Refusal } from '@miji/contract';
import { isBefore } from '@miji/core';
import type { Temporal } from '@miji/core';
import { decisionsOf } from '@miji/db';
import { requireService } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { wakened } from '../platform/wakened.ts';
import { enterStream } from './feed-figures.ts';
import { gatheredChanges } from './gathered-changes.ts';
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
  /** where he is */
  readonly from: string;
  /** what he has made up for this stream: it stands in each message */
  readonly nonce: string | undefined;
  /** whether its key is still good */
  readonly isStillOpen: () => Promise<boolean>;
  /** aborted once nobody listens */
  readonly signal: AbortSignal;
}

/**
 * Tells whatever changes in the rights of the service's company as soon as it has, and that nothing has, every few seconds; all of it
 * signed. Each message says as of when it holds: whatever was done by then is in it or in an earlier one.
 *
 * @throws Refusal `UNAUTHENTICATED` or `KEY_EXPIRED` once the key is no longer good, `RATE_LIMITED` where too many listen already,
 * `UNAVAILABLE` where the server closes: come again
 */
export async function* followSnapshot(
  ctx: CallContext,
  { from, nonce, isStillOpen, signal }: Listening,
): AsyncGenerator<SnapshotNews, void> {
  const { platform } = ctx;
  const { bell, snapshots, trace } = platform;
  const { expiresAt, serviceId } = requireService(ctx);
  const company = await companyOfService(ctx);
  const leave = enterStream(platform, serviceId);
  const ringing = { hasRung: false, wake: (): void => {} };
  const stop = bell.listen(decisionsOf(company.id), () => {
    ringing.hasRung = true;
    ringing.wake();
  });
  try {
    const subject = { kind: 'company', id: company.id } as const;
    await trace.record(done(ctx, { companyId: company.id, action: 'snapshot.followed', subject }));
    let cursor = from;
    while (!signal.aborted) {
      ringing.hasRung = false;
      const { at, delta, isNews } = await gatheredChanges(platform, company, cursor);
      if (isOver(expiresAt, at)) throw new Refusal('KEY_EXPIRED');
      if (isNews) {
        ({ cursor } = delta);
        const changed = { kind: 'changed', delta, lifeMs: snapshots.lifeMs } as const;
        yield { kind: 'changed', cursor, message: signMessage(platform, changed, nonce) };
      } else {
        const alive = { companyId: company.id, cursor, at: at.epochMilliseconds, lifeMs: snapshots.lifeMs };
        yield { kind: 'alive', cursor, message: signMessage(platform, { kind: 'alive', ...alive }, nonce) };
      }
      await wakened(ringing, [signal, bell.closed], Math.min(snapshots.aliveEveryMs, msUntil(expiresAt, at)));
      if (bell.closed.aborted) throw new Refusal('UNAVAILABLE');
      if (!signal.aborted && !(await isStillOpen())) throw new Refusal('UNAUTHENTICATED');
    }
  } finally {
    stop();
    leave();
  }
}

const isOver = (end: Temporal.Instant | null, at: Temporal.Instant): boolean => end !== null && !isBefore(at, end);

const msUntil = (end: Temporal.Instant | null, at: Temporal.Instant): number =>
  end === null ? Number.POSITIVE_INFINITY : end.epochMilliseconds - at.epochMilliseconds + 1;
