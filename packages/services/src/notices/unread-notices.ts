import { Refusal } from '@miji/contract';
import { countUnreadNotices } from '@miji/db';
import { scopeOfPerson } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { wakened } from '../platform/wakened.ts';

/** How long a count is believed although nothing rang, and a session although nobody looked. */
const LOOK_AGAIN_MS = 15_000;

/** What a stream has to know of whoever watches it. */
export interface Watching {
  /** whether he is still signed in; asking is no use of his session */
  readonly isStillOpen: () => Promise<boolean>;
  /** aborted once he no longer listens */
  readonly signal: AbortSignal | undefined;
  readonly lookAgainMs?: number;
}

/**
 * How many notices somebody has not read, now and whenever that changes, on whichever server. It ends with his session, which is
 * looked at each time before anything is said.
 *
 * @throws Refusal `UNAUTHENTICATED` once the session is over, `UNAVAILABLE` where the server closes: come again
 */
export async function* unreadNotices(
  ctx: CallContext,
  { isStillOpen, signal, lookAgainMs = LOOK_AGAIN_MS }: Watching,
): AsyncGenerator<{ readonly unread: number }, void> {
  const scope = scopeOfPerson(ctx);
  const { bell, db } = ctx.platform;
  const ringing = { hasRung: false, wake: (): void => {} };
  const stop = bell.listen(scope.personId ?? '', () => {
    ringing.hasRung = true;
    ringing.wake();
  });
  try {
    const isGone = (): boolean => signal?.aborted === true;
    let told: number | null = null;
    while (!isGone()) {
      ringing.hasRung = false;
      const unread = await db.transact(scope, countUnreadNotices);
      if (unread !== told) yield { unread };
      told = unread;
      await wakened(ringing, [signal, bell.closed], lookAgainMs);
      if (bell.closed.aborted) throw new Refusal('UNAVAILABLE');
      if (!isGone() && !(await isStillOpen())) throw new Refusal('UNAUTHENTICATED');
    }
  } finally {
    stop();
  }
}
