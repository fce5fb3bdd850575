import type { SecondFactorKind } from '@miji/db';
import type { Pool } from 'pg';
import { PROOF_SECONDS } from '../limits.ts';

/** That people have just confirmed acts. Made here, taken by the act itself, measured by the clock of the database. */
export interface Proofs {
  /** One person has one proof of one act; a newer one replaces it. */
  make(proof: {
    readonly personId: string;
    readonly sessionId: string;
    readonly subject: string;
    readonly kind: SecondFactorKind;
  }): Promise<void>;
  /** Takes it away, whether it still counts or not; by what it was made, or null where there is none that counts. */
  take(personId: string, subject: string): Promise<SecondFactorKind | null>;
}

/** What has run out goes along: nobody else would ever look for it. */
const MAKE = `
  with swept as (delete from auth.second_factor_proof where expires_at < now() and (person_id, subject) <> ($1, $3))
  insert into auth.second_factor_proof (person_id, session_id, subject, kind, made_at, expires_at)
  values ($1, $2, $3, $4, now(), now() + make_interval(secs => $5))
  on conflict (person_id, subject) do update
    set session_id = excluded.session_id, kind = excluded.kind, made_at = excluded.made_at, expires_at = excluded.expires_at`;

const TAKE = `
  with taken as (delete from auth.second_factor_proof where person_id = $1 and subject = $2 returning kind, expires_at)
  select kind from taken where expires_at > now()`;

/** @param pool connects as `miji_auth` */
export const createProofs = (pool: Pool): Proofs => ({
  async make({ personId, sessionId, subject, kind }) {
    await pool.query(MAKE, [personId, sessionId, subject, kind, PROOF_SECONDS]);
  },
  async take(personId, subject) {
    return (await pool.query<{ kind: SecondFactorKind }>(TAKE, [personId, subject])).rows[0]?.kind ?? null;
  },
});
