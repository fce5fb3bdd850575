import { Refusal } from '@miji/contract';
import { getAuthenticatorName } from '@better-auth/passkey';
import * as z from 'zod';
import type { RelyingParty } from './relying-party.ts';
import type { SecondFactorCaller } from './holder.ts';
import { holderOf, requireHimself } from './holder.ts';
import type { SecondFactorOptions } from './second-factor.ts';

/** Setting second factors up and removing them. What may be done is asked first and done last, so that it is traced in between. */
export interface Enrolment {
  /**
   * Makes the secret of an authenticator app, which counts for nothing before a code of it was typed.
   *
   * @throws Refusal `DUPLICATE` where an app is set up already, and as `requireHimself` does
   */
  beginTotp(caller: SecondFactorCaller, password: string | undefined): Promise<{ uri: string; secret: string }>;
  /** @throws Refusal `SECOND_FACTOR_WRONG`, `SECOND_FACTOR_USED`, `LOCKED`; `SECOND_FACTOR_REQUIRED` where nothing was begun */
  checkNewTotp(caller: SecondFactorCaller, code: string): Promise<void>;
  /** The app counts from now on, here and when signing in with the password. */
  enableTotp(caller: SecondFactorCaller): Promise<void>;
  /** What the browser needs to make a passkey, with the cookie that its way back needs. */
  beginPasskey(caller: SecondFactorCaller, password: string | undefined): Promise<Response>;
  /** @throws Refusal `SECOND_FACTOR_WRONG`, `DUPLICATE` */
  finishPasskey(caller: SecondFactorCaller, response: unknown, name: string | undefined): Promise<{ id: string }>;
  /** @throws Refusal `NOT_FOUND` */
  renamePasskey(caller: SecondFactorCaller, id: string, name: string): Promise<void>;
  /** @throws Refusal as `requireHimself` does */
  requireHimself(caller: SecondFactorCaller, password: string | undefined): Promise<void>;
  /** False where there is none. Ends what was proved and is not yet used. */
  removeTotp(personId: string): Promise<boolean>;
  removePasskey(personId: string, id: string): Promise<boolean>;
  /** Takes everything from a person; how many factors that were. */
  removeAll(personId: string): Promise<number>;
}

const ENABLE = `
  with enabled as (update auth.two_factor set verified = true, enrolled_at = now()
                    where user_id = $1 and not verified and last_step is not null returning user_id)
  update auth."user" set two_factor_enabled = true, updated_at = now() where id in (select user_id from enabled)`;

const MINE = '(select id from auth."user" where person_id = $1)';
const ENDED = 'delete from auth.second_factor_proof where person_id = $1';
const DISABLED = `update auth."user" set two_factor_enabled = false, updated_at = now() where person_id = $1`;

const REMOVE_TOTP = `
  with ended as (${ENDED}), disabled as (${DISABLED})
  delete from auth.two_factor where user_id in ${MINE} returning verified`;
const REMOVE_PASSKEY = `
  with ended as (${ENDED})
  delete from auth.passkey where user_id in ${MINE} and id = $2 returning id`;
const REMOVE_ALL = `
  with ended as (${ENDED}), disabled as (${DISABLED}),
       apps as (delete from auth.two_factor where user_id in ${MINE} returning verified),
       keys as (delete from auth.passkey where user_id in ${MINE} returning id)
  select (select count(*) from apps where verified)::int + (select count(*) from keys)::int as removed`;

const begun = z.object({ totpURI: z.string() });
const made = z.object({ id: z.uuid(), aaguid: z.string().nullish() });

/** Each person has a handful of devices, not more. */
const PASSKEYS_AT_MOST = 10;

export const createEnrolment = (options: SecondFactorOptions, party: RelyingParty | null): Enrolment => {
  const { pool, auth, totp } = options;
  const api = auth.api;
  return {
    async beginTotp(caller, password) {
      const holder = await requireHimself(options, caller, password);
      const { rowCount } = await pool.query('select 1 from auth.two_factor where user_id = $1 and verified', [
        holder.user_id,
      ]);
      if (rowCount !== 0) throw new Refusal('DUPLICATE');
      // A step that was taken belonged to the secret that goes.
      await pool.query('delete from auth.two_factor where user_id = $1 and not verified', [holder.user_id]);
      const body = { method: 'totp' as const, ...(password === undefined ? {} : { password }) };
      const answer = await api.enableTwoFactor({ headers: caller.headers, body });
      const { totpURI: uri } = begun.parse(answer);
      return { uri, secret: new URL(uri).searchParams.get('secret') ?? '' };
    },
    async checkNewTotp(caller, code) {
      const { user_id: userId } = await holderOf(pool, caller);
      const checked = await totp.check(userId, code, false);
      if (checked.is !== 'right') throw new Refusal(checked.is === 'locked' ? 'LOCKED' : checked.code);
    },
    async enableTotp(caller) {
      const { user_id: userId } = await holderOf(pool, caller);
      if ((await pool.query(ENABLE, [userId])).rowCount !== 1) throw new Refusal('SECOND_FACTOR_REQUIRED');
    },
    async beginPasskey(caller, password) {
      const holder = await requireHimself(options, caller, password);
      const { rowCount } = await pool.query('select 1 from auth.passkey where user_id = $1', [holder.user_id]);
      if (party === null || (rowCount ?? 0) >= PASSKEYS_AT_MOST) throw new Refusal('BATCH_LIMIT');
      return api.generatePasskeyRegistrationOptions({ headers: caller.headers, query: {}, asResponse: true });
    },
    async finishPasskey(caller, response, name) {
      const body = { response, ...(name === undefined ? {} : { name }) };
      const answer = await api.verifyPasskeyRegistration({ headers: caller.headers, body, asResponse: true });
      if (!answer.ok) throw new Refusal('SECOND_FACTOR_WRONG');
      const { id, aaguid } = made.parse(await answer.json());
      const known = name === undefined ? getAuthenticatorName(aaguid) : undefined;
      if (known !== undefined) await pool.query('update auth.passkey set name = $2 where id = $1', [id, known]);
      return { id };
    },
    async renamePasskey({ personId }, id, name) {
      const rename = `update auth.passkey set name = $3 where user_id in ${MINE} and id = $2`;
      if ((await pool.query(rename, [personId, id, name])).rowCount !== 1) throw new Refusal('NOT_FOUND');
    },
    async requireHimself(caller, password) {
      await requireHimself(options, caller, password);
    },
    async removeTotp(personId) {
      const { rows } = await pool.query<{ verified: boolean }>(REMOVE_TOTP, [personId]);
      return rows[0]?.verified ?? false;
    },
    async removePasskey(personId, id) {
      return (await pool.query(REMOVE_PASSKEY, [personId, id])).rowCount === 1;
    },
    async removeAll(personId) {
      return (await pool.query<{ removed: number }>(REMOVE_ALL, [personId])).rows[0]?.removed ?? 0;
    },
  };
};
