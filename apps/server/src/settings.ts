import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { S3Settings } from '@miji/services';
import type { MailSettings } from './delivery/smtp.ts';
import { isThisMachine } from './this-machine.ts';

const GIBIBYTE = 1024 ** 3;
/** A file is kept in parts of 4 MiB, whose numbers have six digits. */
const LARGEST_UPLOAD = 1024 * GIBIBYTE;

const port = z.coerce.number().int().min(0).max(65_535);

/** Every setting, with its default. An empty variable counts as absent. */
const schema = z.object({
  MIJI_PORT: port.default(4400),
  MIJI_HOST: z.string().min(1).max(255).default('127.0.0.1'),
  MIJI_DATA_DIR: z.string().min(1).max(4_096).default('.data'),
  MIJI_PG_PORT: port.default(0),
  DATABASE_URL: z
    .url({ protocol: /^postgres(?:ql)?$/ })
    .max(4_096)
    .optional(),
  MIJI_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .max(1_000)
    .optional(),
  MIJI_CLOCK: z.enum(['system', 'manual']).default('system'),
  MIJI_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
  MIJI_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .max(1_000)
    .optional(),
  MIJI_MAIL_FROM: z
    .string()
    .max(320)
    .regex(/^(?:[^<>"\r\n]{1,200} <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/)
    .optional(),
  MIJI_LOCAL_ROBOTS: z.enum(['on', 'off']).default('off'),
  MIJI_UPLOAD_LIMIT: z.coerce.number().int().min(1_024).max(LARGEST_UPLOAD).default(GIBIBYTE),
  MIJI_BLOB_DIR: z.string().min(1).max(4_096).optional(),
  MIJI_S3_URL: z
    .url({ protocol: /^https?$/ })
    .max(1_000)
    .optional(),
  MIJI_S3_BUCKET: z
    .string()
    .regex(/^[a-z\d][a-z\d.-]{1,61}[a-z\d]$/)
    .optional(),
  MIJI_S3_KEY: z.string().max(200).optional(),
  MIJI_S3_SECRET: z.string().max(200).optional(),
  MIJI_S3_REGION: z.string().max(100).default('auto'),
  MIJI_SNAPSHOT_LIFE: z.coerce.number().int().min(3).max(3_600).default(30),
  NODE_ENV: z.string().max(50).default('development'),
});

/** How this server runs. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly embeddedPort: number;
  /** an own PostgreSQL instead of the embedded one */
  readonly databaseUrl: string | undefined;
  /** where people open the console, if it is not at host and port */
  readonly baseUrl: string | undefined;
  readonly clock: 'system' | 'manual';
  readonly logLevel: string;
  /** where mail is handed in, and in whose name; undefined: no mail goes out */
  readonly mail: MailSettings | undefined;
  /** whether robots on this machine itself are spoken to, for trying out */
  readonly localRobots: boolean;
  /** how large a file may be that is sent, in bytes */
  readonly uploadLimit: number;
  /** where the sealed parts of files lie: a folder of this machine, or an S3-compatible store */
  readonly blobs: { readonly folder: string } | { readonly s3: S3Settings };
  /** how long services may rely on a snapshot while they hear nothing */
  readonly snapshotLifeMs: number;
  readonly production: boolean;
}

/** Something that whoever starts the server has to put right; its message is the one line he reads. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}

const HELP: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgres://user:password@host:5432/database',
  MIJI_CLOCK: 'system or manual',
  MIJI_PORT: 'a port from 1 to 65535, or 0 for any that is free',
  MIJI_PG_PORT: 'a port from 1 to 65535, or 0 for any that is free',
  MIJI_HOST: 'an address of this machine, such as 127.0.0.1',
  MIJI_DATA_DIR: 'a folder',
  MIJI_BASE_URL: 'the address of the console, such as https://miji.example.com',
  MIJI_SMTP_URL: 'smtp://user:password@host:587 or smtps://…; without it no mail goes out',
  MIJI_MAIL_FROM: 'an address, such as miji@example.com or Miji <miji@example.com>',
  MIJI_LOCAL_ROBOTS: 'on or off',
  MIJI_UPLOAD_LIMIT: 'a number of bytes from 1024 to 1099511627776',
  MIJI_BLOB_DIR: 'a folder',
  MIJI_S3_URL: 'the address of the store without the bucket, such as https://s3.example.com',
  MIJI_S3_BUCKET: 'the name of a bucket',
  MIJI_SNAPSHOT_LIFE: 'a number of seconds from 3 to 3600',
  MIJI_LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
};

/**
 * Reads the settings from the environment.
 *
 * @throws StartupError naming the variable and what it takes
 */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Settings => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const { data, error } = schema.safeParse(given);
  if (error !== undefined) {
    const name = String(error.issues[0]?.path[0] ?? 'a setting');
    throw new StartupError(`${name} is not usable: it takes ${HELP[name] ?? 'another value'}`);
  }
  const production = data.NODE_ENV === 'production';
  if (production && data.MIJI_CLOCK === 'manual') {
    throw new StartupError('MIJI_CLOCK=manual is refused with NODE_ENV=production: in earnest, time follows the clock');
  }
  if ((data.MIJI_SMTP_URL === undefined) !== (data.MIJI_MAIL_FROM === undefined)) {
    throw new StartupError('MIJI_SMTP_URL and MIJI_MAIL_FROM belong together: mail needs a way out and a sender');
  }
  if (production && data.MIJI_LOCAL_ROBOTS === 'on') {
    throw new StartupError(
      'MIJI_LOCAL_ROBOTS=on is refused with NODE_ENV=production: in earnest no robot stands on this machine',
    );
  }
  if (production && !isSentProtected(data)) {
    throw new StartupError(
      'MIJI_BASE_URL takes https with NODE_ENV=production: beyond this machine a proxy encrypts what is sent',
    );
  }
  const dataDir = resolve(data.MIJI_DATA_DIR);
  return {
    port: data.MIJI_PORT,
    host: data.MIJI_HOST,
    dataDir,
    embeddedPort: data.MIJI_PG_PORT,
    databaseUrl: data.DATABASE_URL,
    baseUrl: data.MIJI_BASE_URL,
    clock: data.MIJI_CLOCK,
    logLevel: data.MIJI_LOG_LEVEL,
    mail:
      data.MIJI_SMTP_URL === undefined || data.MIJI_MAIL_FROM === undefined
        ? undefined
        : { url: data.MIJI_SMTP_URL, from: data.MIJI_MAIL_FROM },
    localRobots: data.MIJI_LOCAL_ROBOTS === 'on',
    uploadLimit: data.MIJI_UPLOAD_LIMIT,
    blobs: blobPlace(data, dataDir),
    snapshotLifeMs: data.MIJI_SNAPSHOT_LIFE * 1_000,
    production,
  };
};

/** Whether what is sent to people is encrypted on the way, or stays on this machine. @see SG-03 */
const isSentProtected = ({ MIJI_BASE_URL: address, MIJI_HOST: host }: z.output<typeof schema>): boolean => {
  if (address === undefined) return isThisMachine(host);
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || isThisMachine(hostname);
};

/** @throws StartupError where a store is named only in part */
const blobPlace = (data: z.output<typeof schema>, dataDir: string): Settings['blobs'] => {
  const { MIJI_S3_URL: url, MIJI_S3_BUCKET: bucket, MIJI_S3_KEY: keyId, MIJI_S3_SECRET: secret } = data;
  const named = [url, bucket, keyId, secret].filter((one) => one !== undefined);
  if (named.length === 0) return { folder: resolve(data.MIJI_BLOB_DIR ?? join(dataDir, 'blobs')) };
  if (url === undefined || bucket === undefined || keyId === undefined || secret === undefined) {
    throw new StartupError(
      'MIJI_S3_URL, MIJI_S3_BUCKET, MIJI_S3_KEY and MIJI_S3_SECRET belong together: a store is reached by all of them',
    );
  }
  if (data.MIJI_BLOB_DIR !== undefined) {
    throw new StartupError('MIJI_BLOB_DIR and MIJI_S3_URL exclude each other: contents lie in one place');
  }
  return { s3: { url, bucket, keyId, secret, region: data.MIJI_S3_REGION } };
};
