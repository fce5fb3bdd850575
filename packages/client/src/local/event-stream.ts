/** One event of a stream. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/** More than this in one event is not from our server. */
const LONGEST = 256 * 1024 * 1024;

const eventOf = (block: string): StreamEvent | null => {
  let event = 'message';
  const data: string[] = [];
  for (const line of block.split(/\r\n|\n|\r/)) {
    const [, field, value = ''] = /^(event|data): ?(.*)$/.exec(line) ?? [];
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
  }
  return data.length === 0 ? null : { event, data: data.join('\n') };
};

/**
 * The events of a `text/event-stream`, as they come; it ends when the stream does.
 *
 * @throws RangeError where one event grows without end
 */
export async function* eventsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent, void> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let pieces: string[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const text = decoder.decode(value, { stream: true });
      pieces.push(text);
      length += text.length;
      if (length > LONGEST) throw new RangeError('an event without end');
      // A large event comes in many pieces: it is looked at as a whole only when one of them can have ended it.
      if (!/[\r\n]/.test(text)) continue;
      const blocks = pieces.join('').split(/\r\n\r\n|\n\n|\r\r/);
      const rest = blocks.pop() ?? '';
      pieces = [rest];
      ({ length } = rest);
      for (const block of blocks) {
        const event = eventOf(block);
        if (event !== null) yield event;
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
