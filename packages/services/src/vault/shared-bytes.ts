const WAITING = 0;
const THERE = 1;
const FAILED = 2;
/** How much is handed over at a time. */
const WINDOW_BYTES = 1024 * 1024;
const WINDOWS_KEPT = 16;
/** How much of something is kept by whoever reads it, in bytes. */
export const KEPT_BYTES = WINDOW_BYTES * WINDOWS_KEPT;

/** What two threads share so that one may read what only the other can reach. */
export interface SharedWindow {
  readonly state: SharedArrayBuffer;
  readonly window: SharedArrayBuffer;
  /** of what is read, in bytes */
  readonly size: number;
}

export const sharedWindow = (size: number): SharedWindow => ({
  state: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
  window: new SharedArrayBuffer(WINDOW_BYTES),
  size,
});

/**
 * Answers what the other thread asks for, from here where there are promises.
 *
 * @param index of the window that it asks for
 * @throws what reading throws, after the other thread has been told
 */
export const fillWindow = async (
  { state, window, size }: SharedWindow,
  index: number,
  read: (offset: number, length: number) => Promise<Buffer>,
): Promise<void> => {
  const offset = index * WINDOW_BYTES;
  let outcome = FAILED;
  try {
    new Uint8Array(window).set(await read(offset, Math.min(WINDOW_BYTES, size - offset)));
    outcome = THERE;
  } finally {
    const flag = new Int32Array(state);
    Atomics.store(flag, 0, outcome);
    Atomics.notify(flag, 0);
  }
};

/**
 * Reads any stretch of something that another thread reaches, and waits for it: for libraries that ask for bytes and take no promise.
 * Keeps a few windows, whatever the size of the whole.
 *
 * @param ask sends the number of a window to the other thread
 */
export const windowReader = (
  { state, window, size }: SharedWindow,
  ask: (index: number) => void,
): ((offset: number, into: Uint8Array) => void) => {
  const kept = new Map<number, Uint8Array>();
  const fetched = (index: number): Uint8Array => {
    const flag = new Int32Array(state);
    Atomics.store(flag, 0, WAITING);
    ask(index);
    Atomics.wait(flag, 0, WAITING);
    if (Atomics.load(flag, 0) !== THERE) throw new Error('the bytes of a content could not be read');
    return new Uint8Array(window).slice(0, Math.min(WINDOW_BYTES, size - index * WINDOW_BYTES));
  };
  const windowAt = (index: number): Uint8Array => {
    const bytes = kept.get(index) ?? fetched(index);
    // The one that was asked for last is the last to go.
    kept.delete(index);
    kept.set(index, bytes);
    const [oldest] = kept.keys();
    if (kept.size > WINDOWS_KEPT && oldest !== undefined) kept.delete(oldest);
    return bytes;
  };
  return (offset, into) => {
    for (let filled = 0; filled < into.length; ) {
      const at = offset + filled;
      const index = Math.floor(at / WINDOW_BYTES);
      const bytes = windowAt(index);
      const piece = bytes.subarray(at - index * WINDOW_BYTES, at - index * WINDOW_BYTES + into.length - filled);
      if (piece.length === 0) throw new RangeError('beyond the end of a content');
      into.set(piece, filled);
      filled += piece.length;
    }
  };
};
