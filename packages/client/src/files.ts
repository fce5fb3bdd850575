import { refusalWire, Refusal } from '@miji/contract';
import { fromWire } from './refusals.ts';

/** An answer that is what was asked for. @throws Refusal what the server said instead */
export const granted = async (response: Response): Promise<Response> => {
  if (response.ok) return response;
  const wire = refusalWire.safeParse(await response.json().catch(() => null));
  throw wire.success ? fromWire(wire.data) : new Refusal('UNAVAILABLE');
};
