import type { Pool } from '@miji/db';
import { closePool, createPool, DatabaseBell, EventAppender, ScopedDatabase, surviveBreaks } from '@miji/db';
import { urlForRole } from '@miji/db/admin';
import type { BlobStore, Platform } from '@miji/services';
import {
  CompanyDirectory,
  databaseClock,
  localBlobs,
  localKeyProvider,
  manualClock,
  RuleBook,
  s3Blobs,
  SealingKey,
  TraceWriter,
  Vault,
  worksFor,
} from '@miji/services';
import type { Logger } from 'pino';
import type { Accounts } from './auth/accounts.ts';
import { createAccounts } from './auth/accounts.ts';
import { createAuthPool } from './auth/auth-pool.ts';
import { createOutgoing } from './delivery/outgoing.ts';
import type { Secrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** Everything that was opened, and how to close it. */
export interface Running {
  readonly platform: Platform;
  readonly accounts: Accounts;
  /** the pools by name, for the metrics and the readiness check */
  readonly pools: Readonly<Record<'app' | 'trace' | 'sealer' | 'auth', Pool>>;
  /** ends what would never end by itself: the streams that people watch. They come again, here or elsewhere. */
  endStreams(): Promise<void>;
  close(): Promise<void>;
}

/** Where sealed parts lie, by the settings. */
export const blobStoreOf = ({ blobs }: Pick<Settings, 'blobs'>): BlobStore =>
  's3' in blobs ? s3Blobs(blobs.s3) : localBlobs(blobs.folder);

/** Wires the parts together: the composition root. No rule lives here. */
export const openPlatform = (
  settings: Settings,
  secrets: Secrets,
  adminUrl: string,
  baseUrl: string,
  log: Logger,
): Running => {
  const { rolePasswords } = secrets;
  const onError = (error: Error) => log.error({ err: error }, 'a database connection broke');
  const app = createPool({
    url: urlForRole(adminUrl, 'miji_app', rolePasswords.miji_app),
    max: 12,
    name: 'miji app',
    onError,
  });
  const trace = createPool({
    url: urlForRole(adminUrl, 'miji_trace', rolePasswords.miji_trace),
    max: 2,
    name: 'miji trace',
    onError,
  });
  const sealer = createPool({
    url: urlForRole(adminUrl, 'miji_sealer', rolePasswords.miji_sealer),
    max: 2,
    name: 'miji sealer',
    onError,
  });
  const auth = createAuthPool({ url: urlForRole(adminUrl, 'miji_auth', rolePasswords.miji_auth), max: 5, log });
  surviveBreaks(auth);

  const db = new ScopedDatabase(app);
  const keys = localKeyProvider(secrets.rootKey, secrets.olderRootKeys);
  const companies = new CompanyDirectory(db);
  const accounts = createAccounts({
    pool: auth,
    secret: secrets.sessionSecret,
    baseUrl,
    log,
    trustedOrigins: localOrigins(baseUrl),
    keys,
    register: {
      worksFor: (personId, companyId) => worksFor(platform, personId, companyId),
      companyByCode: (code) => companies.byCode(code),
    },
    production: settings.production,
  });
  const bell = new DatabaseBell(urlForRole(adminUrl, 'miji_app', rolePasswords.miji_app), onError);
  const { outgoing, close: closeOutgoing } = createOutgoing({
    baseUrl,
    mail: settings.mail,
    localRobots: settings.localRobots,
  });
  const writer = new TraceWriter(new EventAppender(trace), (error) =>
    log.error({ err: error }, 'the trace could not be written; what asked for it was refused'),
  );
  const platform: Platform = {
    db,
    clock: settings.clock === 'manual' ? manualClock(db) : databaseClock(db),
    trace: writer,
    sealing: new ScopedDatabase(sealer),
    companies,
    rules: new RuleBook(db),
    vault: new Vault(keys),
    blobs: blobStoreOf(settings),
    uploadLimit: settings.uploadLimit,
    sealingKey: new SealingKey(secrets.sealingKeyPem),
    snapshots: {
      key: new SealingKey(secrets.snapshotKeyPem),
      lifeMs: settings.snapshotLifeMs,
      aliveEveryMs: Math.min(10_000, Math.max(1_000, Math.floor(settings.snapshotLifeMs / 3))),
    },
    accounts,
    outgoing,
    bell,
  };
  return {
    platform,
    accounts,
    pools: { app, trace, sealer, auth },
    endStreams: () => bell.close(),
    close: async () => {
      await bell.close();
      closeOutgoing();
      await writer.drain();
      await Promise.all([app, trace, sealer, auth].map(closePool));
    },
  };
};

/** On this machine people type either name of it. */
export const localOrigins = (baseUrl: string): string[] => {
  const url = new URL(baseUrl);
  const names = ['127.0.0.1', 'localhost'];
  return names.includes(url.hostname) ? names.map((name) => `${url.protocol}//${name}:${url.port}`) : [];
};
