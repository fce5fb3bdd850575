/** One call of a procedure, on its way. */
export interface ProcedureCall {
  /** noun and verb, `items.get` */
  readonly path: string;
  readonly kind: 'query' | 'mutation';
  readonly input: unknown;
  /** with a mutation: what the server knows a repetition by */
  readonly idempotencyKey: string | null;
  readonly signal: AbortSignal;
}

/** What is asked for beside the procedures: files, uploads, streams. */
export interface FileRequest {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'HEAD';
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob | Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
}

/** A way to a server as somebody: whatever is sent on it carries the same headers. */
export interface Connection {
  /** Makes one attempt; what is tried again is said elsewhere. Rejects with whatever went wrong. */
  call(call: ProcedureCall): Promise<unknown>;
  /** Gives the answer whatever its status, as `fetch` does. */
  fetch(path: string, request: FileRequest): Promise<Response>;
}

/**
 * How calls reach a server. There are two: {@link http}, and `inProcess` of `@miji/client/testing`. Both pass one suite, so that what
 * was tested on one holds on the other.
 *
 * @example
 * ```ts
 * import type { Transport } from '@miji/client';
 *
 * const counting = (through: Transport, count: () => void): Transport => ({
 *   connect: (headers) => {
 *     const connection = through.connect(headers);
 *     return {
 *       call: (call) => {
 *         count();
 *         return connection.call(call);
 *       },
 *       fetch: (path, request) => connection.fetch(path, request),
 *     };
 *   },
 * });
 * ```
 */
export interface Transport {
  /** @param headers who calls, looked up for each request */
  connect(headers: () => Readonly<Record<string, string>>): Connection;
}
