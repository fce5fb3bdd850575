import { refusalWire, Refusal } from '@miji/contract';
import { fromWire } from './refusals.ts';

/** Fetches what is no JSON: a copy, an export. */
export const fetchFile = async (url: URL, headers: Record<string, string>, timeoutMs: number): Promise<Response> => {
  let response: Response;
  try {
    response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
  } catch (cause) {
    throw new Refusal('UNAVAILABLE', { cause });
  }
  if (response.ok) return response;
  const wire = refusalWire.safeParse(await response.json().catch(() => null));
  throw wire.success ? fromWire(wire.data) : new Refusal('UNAVAILABLE');
};
