import { setTimeout as pause } from 'node:timers/promises';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import type { Session } from '@miji/client';

const STEP_MS = 30_000;

/**
 * Somebody’s authenticator app, for the length of a play: set up when it begins, removed when it ends. No code counts twice, so each act
 * takes the code of a later half-minute; the server takes the one before and the one after its own too.
 *
 * @see docs/adr/0028-second-factor-at-the-act.md
 */
export interface Authenticator {
  /** Confirms what is about to be done, by its number. */
  confirm(subject: string): Promise<void>;
  /** Takes it away again, so that the story can be played once more. */
  remove(): Promise<void>;
}

/** Sets one up for whoever is signed in. */
export const setUpAuthenticator = async (url: string, session: Session, password: string): Promise<Authenticator> => {
  const post = async (path: string, body: object): Promise<unknown> => {
    const response = await fetch(new URL(`/api/auth/second-factor${path}`, url), {
      method: 'POST',
      headers: { ...session.headers(), 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const otp = createOTP(secretOf(await post('/totp/begin', { password })), { period: STEP_MS / 1_000 });
  let last = 0;
  const nextCode = async (): Promise<string> => {
    const present = Math.floor(Date.now() / STEP_MS);
    last = Math.max(last + 1, present - 1);
    if (last > present + 1) await pause((last - 1) * STEP_MS - Date.now());
    return otp.hotp(last);
  };
  const confirm = async (subject: string): Promise<void> => {
    await post('/acts/code', { subject, code: await nextCode() });
  };
  await post('/totp/confirm', { code: await nextCode() });
  return {
    confirm,
    remove: async () => {
      await confirm('account');
      await post('/totp/remove', { password });
    },
  };
};

const secretOf = (begun: unknown): string => {
  const uri = typeof begun === 'object' && begun !== null && 'uri' in begun ? begun.uri : undefined;
  const secret = typeof uri === 'string' ? new URL(uri).searchParams.get('secret') : null;
  if (secret === null) throw new Error('the server gave no secret for the app');
  return new TextDecoder().decode(base32.decode(secret));
};
