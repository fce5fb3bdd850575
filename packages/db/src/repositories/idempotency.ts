import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { DirectoryDatabase } from '../schema/index.ts';
import type { Seal } from '../scoped-database.ts';

/** An act by the key that its caller gave it. */
export interface NamedAct {
  readonly caller: string;
  readonly key: string;
}

/** Somebody who acts under a name; only the last who claimed it can. */
export interface Claim extends NamedAct {
  readonly claim: string;
}

/** How long a claim holds, in real time, where nothing is heard of whoever claimed. */
const CLAIM_SECONDS = 60;

/** Claims a name that is not there yet; tells whether it was free. */
export const claimAct = async (
  directory: Kysely<DirectoryDatabase>,
  act: Claim & { readonly procedure: string; readonly digest: string },
): Promise<boolean> => {
  const { rows } = await sql`
    insert into miji.idempotency (caller, key, procedure, input_digest, claim, claimed_until)
    values (${act.caller}, ${act.key}, ${act.procedure}, ${act.digest}, ${act.claim}::uuid,
            now() + make_interval(secs => ${CLAIM_SECONDS}))
    on conflict do nothing returning 1`.execute(directory);
  return rows.length > 0;
};

/** What stands under a name. */
export interface StandingAct {
  readonly procedure: string;
  readonly digest: string;
  readonly acted: boolean;
  readonly answer: Buffer | null;
  /** whether somebody may still be at it */
  readonly isClaimed: boolean;
}

export const findAct = async (
  directory: Kysely<DirectoryDatabase>,
  { caller, key }: NamedAct,
): Promise<StandingAct | undefined> => {
  const { rows } = await sql<StandingAct>`
    select procedure, input_digest as digest, acted, sealed_answer as answer, claimed_until > now() as "isClaimed"
      from miji.idempotency where caller = ${caller} and key = ${key}`.execute(directory);
  return rows[0];
};

/**
 * Takes a name over from whoever claimed it and was not heard of again; tells whether that could be. Of what he had begun nothing can
 * be kept any more.
 *
 * @param evenActed where a second run of the act finds by itself what the first has made
 */
export const takeOverAct = async (
  directory: Kysely<DirectoryDatabase>,
  { caller, key, claim }: Claim,
  evenActed: boolean,
): Promise<boolean> => {
  const { rows } = await sql`
    update miji.idempotency
       set claim = ${claim}::uuid, claimed_until = now() + make_interval(secs => ${CLAIM_SECONDS})
     where caller = ${caller} and key = ${key} and claimed_until <= now() and sealed_answer is null
       and (${evenActed} or not acted) returning 1`.execute(directory);
  return rows.length > 0;
};

/** Notes that an act was done, with its answer; null where nobody may have that again. */
export const keepAnswer = async (
  directory: Kysely<DirectoryDatabase>,
  { caller, key, claim }: Claim,
  sealed: Buffer | null,
): Promise<void> => {
  await sql`update miji.idempotency set sealed_answer = ${sealed}, acted = true, claimed_until = now()
    where caller = ${caller} and key = ${key} and claim = ${claim}::uuid`.execute(directory);
};

/** Lets go of a name: it is free again where nothing was written under it; otherwise that stays noted. */
export const releaseAct = async (
  directory: Kysely<DirectoryDatabase>,
  { caller, key, claim }: Claim,
): Promise<void> => {
  await sql`delete from miji.idempotency where caller = ${caller} and key = ${key} and claim = ${claim}::uuid
    and not acted`.execute(directory);
  await sql`update miji.idempotency set claimed_until = now()
    where caller = ${caller} and key = ${key} and claim = ${claim}::uuid`.execute(directory);
};

/**
 * What ends each transaction of an act: where it has written anything, that is noted in the same transaction, by whoever still holds
 * the claim. Where another has taken it over, nothing of the transaction is kept.
 */
export const actSeal =
  ({ caller, key, claim }: Claim): Seal =>
  async (directory) => {
    const { rows } = await sql<{ holds: boolean }>`
      with mine as (
        update miji.idempotency set acted = true
         where caller = ${caller} and key = ${key} and claim = ${claim}::uuid
           and pg_current_xact_id_if_assigned() is not null
        returning 1)
      select pg_current_xact_id_if_assigned() is null or exists (select from mine) as holds`.execute(directory);
    if (rows[0]?.holds !== true) throw new Error('somebody else has taken over this act');
  };

/** Forgets the answers, and later the acts, that were named longer ago than some hours, in real time. */
export const pruneActs = async (
  directory: Kysely<DirectoryDatabase>,
  { hours, answerHours }: { readonly hours: number; readonly answerHours: number },
): Promise<number> => {
  await sql`update miji.idempotency set sealed_answer = null
    where sealed_answer is not null and made_at < now() - make_interval(hours => ${answerHours})`.execute(directory);
  const { numAffectedRows = 0n } = await sql`
    delete from miji.idempotency where made_at < now() - make_interval(hours => ${hours})
      and claimed_until < now()`.execute(directory);
  return Number(numAffectedRows);
};
