import { createHash, randomBytes } from 'node:crypto';
import { serviceScope } from '@miji/contract';
import type { ServiceScope } from '@miji/contract';
import { Temporal } from '@miji/core';
import type { Pool } from 'pg';

const KEY_MARK = 'miji_';
const SECRET_BYTES = 32;
/** The mark and the first six characters: enough to recognise a key in a list; over 200 unknown bits remain. */
const SHOWN_LENGTH = KEY_MARK.length + 6;
const KEY_PATTERN = /^miji_[A-Za-z0-9_-]{43}$/;

export interface ServiceKey {
  readonly keyId: string;
  readonly serviceId: string;
  readonly name: string;
  /** the beginning of the key, to recognise it by */
  readonly prefix: string;
  readonly createdBy: string;
  /** ISO 8601, UTC */
  readonly createdAt: string;
  /** ISO 8601, UTC; null until somebody else has confirmed it */
  readonly confirmedAt: string | null;
  /** ISO 8601, UTC, to within five minutes; null when never used */
  readonly lastUsedAt: string | null;
  readonly scopes: readonly ServiceScope[];
  /** ISO 8601, UTC; null: until it is revoked */
  readonly expiresAt: string | null;
}

export interface ServiceIdentity {
  readonly kind: 'service';
  readonly serviceId: string;
  readonly companyId: string;
  readonly keyId: string;
  readonly scopes: readonly ServiceScope[];
  /** whether that is over is for whoever knows what time it is */
  readonly expiresAt: Temporal.Instant | null;
}

export interface NewServiceKey {
  readonly serviceId: string;
  readonly companyId: string;
  readonly name: string;
  /** who issued it: a person's id, or a name for a program */
  readonly createdBy: string;
  readonly scopes: readonly ServiceScope[];
  readonly expiresAt: Temporal.Instant | null;
}

/** What the issuer sees, once. */
export interface IssuedServiceKey {
  readonly keyId: string;
  readonly key: string;
  readonly prefix: string;
}

/** The keys that services of the companies sign in with: 256 random bits each, stored as a SHA-256 hash. */
export interface ServiceKeys {
  issue(input: NewServiceKey): Promise<IssuedServiceKey>;
  list(companyId: string): Promise<readonly ServiceKey[]>;
  confirm(input: { keyId: string; companyId: string; confirmedBy: string }): Promise<boolean>;
  revoke(input: { keyId: string; companyId: string }): Promise<boolean>;
  identify(key: string): Promise<ServiceIdentity | null>;
}

interface FoundKey {
  readonly key_id: string;
  readonly service_id: string;
  readonly company_id: string;
  readonly scopes: readonly string[];
  readonly expires_at: Date | null;
  readonly stale: boolean;
}

interface ListedKey {
  readonly key_id: string;
  readonly service_id: string;
  readonly name: string;
  readonly prefix: string;
  readonly created_by: string;
  readonly confirmed_at: Date | null;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly scopes: readonly string[];
  readonly expires_at: Date | null;
}

const FIND = `
  select key_id, service_id, company_id, scopes, expires_at,
         (last_used_at is null or last_used_at < now() - interval '5 minutes') as stale
    from auth.service_key where key_hash = $1 and revoked_at is null and confirmed_at is not null`;

const TOUCH = `
  update auth.service_key set last_used_at = now()
   where key_id = $1 and (last_used_at is null or last_used_at < now() - interval '5 minutes')`;

const INSERT = `
  insert into auth.service_key (service_id, company_id, name, prefix, key_hash, created_by, scopes, expires_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8) returning key_id`;

const LIST = `
  select key_id, service_id, name, prefix, created_by, created_at, confirmed_at, last_used_at, scopes, expires_at
    from auth.service_key where company_id = $1 and revoked_at is null order by created_at, key_id`;

const CONFIRM = `
  update auth.service_key set confirmed_at = now(), confirmed_by = $3
   where key_id = $1 and company_id = $2 and revoked_at is null and confirmed_at is null and created_by <> $3`;

/** Whoever follows something with the key is woken, looks again, and is shown out. */
const REVOKE = `
  with revoked as (
    update auth.service_key set revoked_at = now()
     where key_id = $1 and company_id = $2 and revoked_at is null returning company_id)
  select pg_notify('miji_snapshot', company_id::text) from revoked`;

/** What was written down; a scope that no longer exists opens nothing. */
const scopesOf = (written: readonly string[]): readonly ServiceScope[] =>
  written.flatMap((scope) => serviceScope.safeParse(scope).data ?? []);

/** A fast hash is right here: the key is random, there is nothing to guess that a slow hash would protect. */
function keyHash(key: string): Buffer {
  return createHash('sha256').update(key, 'utf8').digest();
}

/** The key a caller presents as `Authorization: Bearer …` or `x-api-key: …`; null when he presents none. */
export function presentedKey(headers: Headers): string | null {
  const bearer = /^Bearer +(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  return bearer ?? headers.get('x-api-key');
}

/** @param pool connects as `miji_auth` */
export function createServiceKeys(pool: Pool): ServiceKeys {
  return {
    async issue(input) {
      const key = KEY_MARK + randomBytes(SECRET_BYTES).toString('base64url');
      const prefix = key.slice(0, SHOWN_LENGTH);
      const values = [input.serviceId, input.companyId, input.name, prefix, keyHash(key), input.createdBy];
      const limits = [[...input.scopes], input.expiresAt?.toString() ?? null];
      const { rows } = await pool.query<{ key_id: string }>(INSERT, [...values, ...limits]);
      const row = rows[0];
      if (row === undefined) throw new Error('the database stored no service key');
      return { keyId: row.key_id, key, prefix };
    },
    async list(companyId) {
      const { rows } = await pool.query<ListedKey>(LIST, [companyId]);
      return rows.map((row) => ({
        keyId: row.key_id,
        serviceId: row.service_id,
        name: row.name,
        prefix: row.prefix,
        createdBy: row.created_by,
        createdAt: row.created_at.toISOString(),
        confirmedAt: row.confirmed_at?.toISOString() ?? null,
        lastUsedAt: row.last_used_at?.toISOString() ?? null,
        scopes: scopesOf(row.scopes),
        expiresAt: row.expires_at?.toISOString() ?? null,
      }));
    },
    async confirm({ keyId, companyId, confirmedBy }) {
      const { rowCount } = await pool.query(CONFIRM, [keyId, companyId, confirmedBy]);
      return rowCount === 1;
    },
    async revoke({ keyId, companyId }) {
      const { rowCount } = await pool.query(REVOKE, [keyId, companyId]);
      return rowCount === 1;
    },
    async identify(key) {
      if (!KEY_PATTERN.test(key)) return null;
      const { rows } = await pool.query<FoundKey>({ name: 'service-key-find', text: FIND, values: [keyHash(key)] });
      const row = rows[0];
      if (row === undefined) return null;
      if (row.stale) await pool.query(TOUCH, [row.key_id]);
      const { service_id: serviceId, company_id: companyId, key_id: keyId, scopes, expires_at: end } = row;
      const expiresAt = end === null ? null : Temporal.Instant.fromEpochMilliseconds(end.getTime());
      return { kind: 'service', serviceId, companyId, keyId, scopes: scopesOf(scopes), expiresAt };
    },
  };
}
