import { base64 } from '@better-auth/utils/base64';
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import { generateAuthenticationOptions, verifyAuthenticationResponse } from '@simplewebauthn/server';
import type { Pool } from 'pg';
import * as z from 'zod';
import { CHALLENGE_SECONDS } from '../limits.ts';
import type { RelyingParty } from './relying-party.ts';

/** For whom and what a passkey answers. */
export interface Asked {
  readonly userId: string;
  readonly sessionId: string;
  readonly subject: string;
}

/** Passkeys at an act. better-auth's own answer to a passkey opens a session; here one confirms what is being done. */
export interface Assertions {
  /** What the browser is to sign; null where the person has no passkey. */
  ask(asked: Asked): Promise<PublicKeyCredentialRequestOptionsJSON | null>;
  /** Whether this answers that very question, from our own page, by a passkey of that person on a device that verified him. */
  check(asked: Asked, response: unknown): Promise<boolean>;
}

interface Stored {
  readonly id: string;
  readonly credential_id: string;
  readonly public_key: string;
  readonly counter: number;
  readonly transports: string | null;
}

const MINE = `select id, credential_id, public_key, counter, transports from auth.passkey where user_id = $1 order by created_at, id`;

const ASK = `
  with swept as (delete from auth.second_factor_challenge where expires_at < now() and (session_id, subject) <> ($1, $2))
  insert into auth.second_factor_challenge (session_id, subject, challenge, expires_at)
  values ($1, $2, $3, now() + make_interval(secs => $4))
  on conflict (session_id, subject) do update set challenge = excluded.challenge, expires_at = excluded.expires_at`;

const TAKE = `
  with taken as (delete from auth.second_factor_challenge where session_id = $1 and subject = $2
                 returning challenge, expires_at)
  select challenge from taken where expires_at > now()`;

/** A counter that does not rise is that of a copied key; most passkeys keep it at nought. */
const USED = `
  update auth.passkey set counter = $2, used_at = now()
   where id = $1 and (counter < $2 or (counter = 0 and $2 = 0)) returning id`;

const text = z.string().max(20_000);
const answer = z.object({
  id: text,
  rawId: text,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: text.optional(),
  }),
});

const WAYS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;

/** How the browser reaches a passkey, as it said itself when it was made. */
const waysOf = (stored: string | null) => WAYS.filter((way) => (stored ?? '').split(',').includes(way));

/** @param pool connects as `miji_auth` */
export const createAssertions = (pool: Pool, party: RelyingParty | null): Assertions => ({
  async ask({ userId, sessionId, subject }) {
    const mine = (await pool.query<Stored>(MINE, [userId])).rows;
    if (party === null || mine.length === 0) return null;
    const options = await generateAuthenticationOptions({
      rpID: party.id,
      userVerification: 'required',
      timeout: CHALLENGE_SECONDS * 1_000,
      allowCredentials: mine.map(({ credential_id: id, transports }) => ({ id, transports: waysOf(transports) })),
    });
    await pool.query(ASK, [sessionId, subject, options.challenge, CHALLENGE_SECONDS]);
    return options;
  },
  async check({ userId, sessionId, subject }, response) {
    const said = answer.safeParse(response);
    const [asked] = (await pool.query<{ challenge: string }>(TAKE, [sessionId, subject])).rows;
    if (party === null || asked === undefined || !said.success) return false;
    const mine = (await pool.query<Stored>(MINE, [userId])).rows;
    const key = mine.find(({ credential_id: id }) => id === said.data.id);
    if (key === undefined) return false;
    const { userHandle, ...signed } = said.data.response;
    const given: AuthenticationResponseJSON = {
      ...said.data,
      response: { ...signed, ...(userHandle === undefined ? {} : { userHandle }) },
      clientExtensionResults: {},
    };
    const result = await verifyAuthenticationResponse({
      response: given,
      expectedChallenge: asked.challenge,
      expectedOrigin: [...party.origins],
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: key.credential_id,
        publicKey: new Uint8Array(base64.decode(key.public_key)),
        counter: key.counter,
      },
    }).catch(() => null);
    if (result?.verified !== true) return false;
    return (await pool.query(USED, [key.id, result.authenticationInfo.newCounter])).rowCount === 1;
  },
});
