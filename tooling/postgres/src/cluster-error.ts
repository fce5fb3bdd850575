export type ClusterErrorCode =
  | 'UNSUPPORTED_PLATFORM'
  | 'NO_OS_USER'
  | 'UNREACHABLE_FOLDER'
  | 'UNWRITABLE_FOLDER'
  | 'IN_USE'
  | 'PORT_TAKEN'
  | 'PASSWORD_LOST'
  | 'INITDB_FAILED'
  | 'START_FAILED';

/** Why a cluster could not be made or started. The message is one line that says what to do; print it as it is. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly code: ClusterErrorCode;

  constructor(code: ClusterErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The `code` of a system error (`ENOENT`, `EACCES`, …), or undefined for anything else. */
export function systemCode(error: unknown): string | undefined {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return undefined;
}
