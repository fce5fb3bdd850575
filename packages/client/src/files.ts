import { refusalWire, Refusal } from '@miji/contract';
import { fromWire } from './refusals.ts';

/** A file to be fetched, and how its body is read. */
export interface FileCall<T> {
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly timeoutMs: number;
  readonly read: (response: Response) => Promise<T>;
}

/** Fetches what is no JSON, whole: a copy, an export. An answer that breaks off is none. */
export const fetchFile = async <T>({ url, headers, timeoutMs, read }: FileCall<T>): Promise<T> => {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
    if (response.ok) return await read(response);
    const wire = refusalWire.safeParse(await response.json().catch(() => null));
    throw wire.success ? fromWire(wire.data) : new Refusal('UNAVAILABLE');
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('UNAVAILABLE', { cause: error });
  }
};
