import type { Logger, LoggerOptions } from 'pino';
import { pino } from 'pino';

/** What the log keeps of an error. */
export interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  readonly routine?: string;
  readonly at?: readonly string[];
  readonly cause?: LoggedError;
}

/** What must never reach a log, whatever a library writes. */
const REDACTED = [
  'authorization',
  'cookie',
  'password',
  'apiKey',
  'key',
  'text',
  'title',
  'purpose',
  'content',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

const NAME = /^[\w$]{1,80}$/;
const FRAME = /^ {4}at (?:[\w$.<>#[\] ]+ \()?(?:file:\/\/|node:|\/|[A-Z]:\\)[^\n"]*:\d+:\d+\)?$/;
const DEEPEST_CAUSE = 4;

/** A field that holds an identifier: of a class, a code, a table; a sentence is none. */
const identifier = (error: object, field: string): string | undefined => {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' && NAME.test(value) ? value : undefined;
};

/** Where it happened: the frames behind the message, which may run over several lines and look like anything. */
const frames = ({ stack = '', message }: Error): string[] => {
  const found = message === '' ? -1 : stack.indexOf(message);
  const behind = found < 0 ? stack : stack.slice(found + message.length);
  return behind
    .split('\n')
    .filter((line) => FRAME.test(line))
    .map((line) => line.trim());
};

const describe = (error: unknown, depth: number): LoggedError => {
  if (typeof error !== 'object' || error === null) return { type: typeof error };
  const isError = error instanceof Error;
  const fields = Object.fromEntries(
    ['code', 'table', 'constraint', 'routine'].flatMap((field) => {
      const value = identifier(error, field);
      return value === undefined ? [] : [[field, value]];
    }),
  );
  return {
    type: (isError ? identifier(error.constructor, 'name') : undefined) ?? identifier(error, 'name') ?? 'Error',
    ...fields,
    ...(isError && { at: frames(error) }),
    ...(isError && error.cause !== undefined && depth < DEEPEST_CAUSE && { cause: describe(error.cause, depth + 1) }),
  };
};

/**
 * What may be said about an error: its class, its code, for one of the database the table, constraint and routine, and where it
 * happened. Messages and details quote values (a title, an e-mail address, a statement), so they stay out.
 */
export const describeError = (error: unknown): LoggedError => describe(error, 0);

/** The same in one line, for the terminal. */
export const errorLine = (error: unknown): string => {
  const { type, code, table, constraint, at, cause } = describeError(error);
  const facts = [code, table, constraint].filter((fact) => fact !== undefined).join(' ');
  const own = `${type}${facts === '' ? '' : ` ${facts}`}${at?.[0] === undefined ? '' : ` ${at[0]}`}`;
  return cause === undefined
    ? own
    : `${own}, because of ${errorLine(error instanceof Error ? error.cause : undefined)}`;
};

/** How the log is written: JSON lines without anything that came from a person. */
export const LOG_OPTIONS: LoggerOptions = {
  base: null,
  redact: REDACTED,
  serializers: {
    err: describeError,
    // An address may hold the number of an item.
    req: ({ method }: { readonly method?: string }) => ({ method }),
    res: ({ statusCode }: { readonly statusCode?: number }) => ({ status: statusCode }),
  },
  hooks: {
    // Without a message pino takes that of the error.
    logMethod([first, message, ...rest], method) {
      const fields: unknown = first;
      if (typeof fields !== 'object' || fields === null) return method.apply(this, [first, message, ...rest]);
      const line = typeof message === 'string' ? message : 'an error';
      method.apply(this, [fields instanceof Error ? { err: fields } : fields, line, ...rest]);
    },
  },
};

export const createLog = (level: string): Logger => pino({ ...LOG_OPTIONS, level });
