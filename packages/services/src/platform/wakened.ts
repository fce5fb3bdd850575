/** Resolves when it rings or has rung, when a signal aborts, or after so long. */
export const wakened = (
  ringing: { readonly hasRung: boolean; wake: () => void },
  signals: readonly (AbortSignal | undefined)[],
  ms: number,
): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const signal of signals) signal?.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    ringing.wake = done;
    for (const signal of signals) signal?.addEventListener('abort', done);
    if (ringing.hasRung || signals.some((signal) => signal?.aborted === true)) done();
  });
