import type { AppRouter } from '@miji/api';
import type {
  AnyTRPCMutationProcedure,
  AnyTRPCQueryProcedure,
  inferRouterInputs,
  inferRouterOutputs,
} from '@trpc/server';
import type { z } from 'zod';
import { granted } from './files.ts';
import { asRefusal } from './refusals.ts';
import { withRetry } from './retry.ts';
import { abortable } from './transport/abortable.ts';
import type { Connection, FileRequest } from './transport/transport.ts';

/** What may be said with every call, after its input. */
export interface CallOptions {
  /** gives the call up; it rejects with the signal's reason */
  readonly signal?: AbortSignal;
  /** how long to wait for an answer, all attempts together, in milliseconds */
  readonly timeoutMs?: number;
  /** how often it is tried where no answer comes, the first time among them; as the client says otherwise */
  readonly attempts?: number;
}

/** What may be said with an act. */
export interface ActOptions extends CallOptions {
  /** by which the server knows the act again: made for each call, unless one's own is to outlive this process */
  readonly idempotencyKey?: string;
}

export type In<T extends { readonly input: z.ZodType }> = z.input<T['input']>;
export type Out<T extends { readonly output: z.ZodType }> = Promise<z.output<T['output']>>;
/** An act whose input has a key of its own; it is made where none is given. */
export type Keyed<T> = Omit<T, 'idempotencyKey'> & { readonly idempotencyKey?: string };

export const keyed = <T extends { readonly idempotencyKey?: string }>(
  input: T,
): T & { readonly idempotencyKey: string } => ({
  ...input,
  idempotencyKey: input.idempotencyKey ?? crypto.randomUUID(),
});

type Procedures = AppRouter['_def']['record'];
type Inputs = inferRouterInputs<AppRouter>;
type Outputs = inferRouterOutputs<AppRouter>;
/** `noun.verb` of every procedure of a kind. */
type PathOf<Kind> = {
  [N in Extract<keyof Procedures, string>]: {
    [V in keyof Procedures[N] & string]: Procedures[N][V] extends Kind ? `${N}.${V}` : never;
  }[keyof Procedures[N] & string];
}[Extract<keyof Procedures, string>];
type At<Table, P extends string> = P extends `${infer N}.${infer V}`
  ? N extends keyof Table
    ? V extends keyof Table[N]
      ? Table[N][V]
      : never
    : never
  : never;

/** What the calls of every noun are made from: how to ask, to act and to fetch on one connection. */
export interface Caller {
  query<P extends PathOf<AnyTRPCQueryProcedure>>(
    path: P,
    input: At<Inputs, P>,
    options?: CallOptions,
  ): Promise<At<Outputs, P>>;
  mutate<P extends PathOf<AnyTRPCMutationProcedure>>(
    path: P,
    input: At<Inputs, P>,
    options?: ActOptions,
  ): Promise<At<Outputs, P>>;
  /** Fetches what is no JSON, whole: an answer that breaks off is none. */
  file<T>(
    path: string,
    request: Omit<FileRequest, 'signal'>,
    read: (response: Response) => Promise<T>,
    options?: CallOptions,
  ): Promise<T>;
  readonly connection: Connection;
}

/** How patient a client is where a call does not say. */
export interface Patience {
  readonly timeoutMs: number;
  readonly attempts: number;
}

/** A client's way to ask on a connection, with its patience. */
export const callerOn = (connection: Connection, patience: Patience): Caller => {
  const trying = async <T>(
    { signal: given, timeoutMs = patience.timeoutMs, attempts = patience.attempts }: CallOptions,
    attempt: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> => {
    const time = AbortSignal.timeout(timeoutMs);
    const signal = given === undefined ? time : AbortSignal.any([given, time]);
    try {
      return await withRetry(() => abortable(() => attempt(signal), signal), { attempts, timeoutMs, signal });
    } catch (error) {
      given?.throwIfAborted();
      throw asRefusal(error);
    }
  };
  // The types of the procedures stand in the interface; what comes back was checked by the server, whose types they are.
  const call = (
    path: string,
    kind: 'query' | 'mutation',
    input: unknown,
    { idempotencyKey, ...options }: ActOptions = {},
  ): Promise<never> => {
    const key = kind === 'query' ? null : (idempotencyKey ?? crypto.randomUUID());
    return trying(
      options,
      (signal) => connection.call({ path, kind, input, idempotencyKey: key, signal }) as Promise<never>,
    );
  };
  return {
    query: (path, input, options) => call(path, 'query', input, options),
    mutate: (path, input, options) => call(path, 'mutation', input, options),
    file: (path, request, read, options = {}) =>
      trying(
        // What is sent here carries no key.
        request.method === 'POST' ? { ...options, attempts: 1 } : options,
        async (signal) => read(await granted(await connection.fetch(path, { ...request, signal }))),
      ),
    connection,
  };
};
