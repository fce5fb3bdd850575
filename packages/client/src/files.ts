import { refusalWire, Refusal } from '@miji/contract';
import { fromWire } from './refusals.ts';

/** A file to be fetched, and how its body is read. */
export interface FileCall<T> {
  readonly url: URL;
  readonly headers: Record<string, string>;
  /** what is sent along; only fetched where absent */
  readonly body?: Blob;
  readonly timeoutMs: number;
  readonly read: (response: Response) => Promise<T>;
}

/** Fetches what is no JSON, whole: a copy, an export. An answer that breaks off is none. */
export const fetchFile = async <T>({ url, headers, body, timeoutMs, read }: FileCall<T>): Promise<T> => {
  try {
    const sent = body === undefined ? {} : { method: 'POST', body };
    const response = await fetch(url, { ...sent, headers, signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok) return await read(response);
    const wire = refusalWire.safeParse(await response.json().catch(() => null));
    throw wire.success ? fromWire(wire.data) : new Refusal('UNAVAILABLE');
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('UNAVAILABLE', { cause: error });
  }
};
