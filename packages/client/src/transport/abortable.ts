/** Does something, unless the signal came before, and leaves it alone as soon as the signal comes: for what would not end by itself. */
export const abortable = async <T>(act: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const abort = (): void => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([act(), aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
};
