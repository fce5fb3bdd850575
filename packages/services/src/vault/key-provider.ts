/** Keeps the root key: files on this machine, or a key management service. */
export interface KeyProvider {
  /** which root key it wraps under now; it unwraps what was wrapped under this and those before */
  readonly version: number;
  wrap(key: Buffer, context: string): Promise<Buffer>;
  unwrap(wrapped: Buffer, context: string): Promise<Buffer>;
}
