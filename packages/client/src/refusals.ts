import type { RefusalWire } from '@miji/contract';
import { Refusal, refusalWire } from '@miji/contract';
import { TRPCClientError } from '@trpc/client';

/** A refusal as it came over the wire → the error to throw. */
export const fromWire = (wire: RefusalWire): Refusal => {
  const { code, rule, article, missing, fields, counterexample } = wire;
  return new Refusal(code, { rule: rule ?? undefined, article: article ?? undefined, missing, fields, counterexample });
};

/** Whatever went wrong with a call, as a {@link Refusal}: the server's own, or `UNAVAILABLE` where none came back. */
export const asRefusal = (error: unknown): Refusal => {
  if (error instanceof Refusal) return error;
  if (error instanceof Error && error.cause instanceof Refusal) return error.cause;
  if (error instanceof TRPCClientError) {
    const data: unknown = error.data;
    if (typeof data === 'object' && data !== null && 'refusal' in data) {
      const wire = refusalWire.safeParse(data.refusal);
      if (wire.success) return fromWire(wire.data);
    }
  }
  return new Refusal('UNAVAILABLE', { cause: error });
};
