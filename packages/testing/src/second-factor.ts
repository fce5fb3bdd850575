import { setTimeout as pause } from 'node:timers/promises';
import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';

const STEP_MS = 30_000;
/** As long as typing a code may take on a slow machine. */
const TYPING_MS = 10_000;

/** An authenticator app with one secret on it. */
export interface Authenticator {
  /** The code of a step of thirty seconds, counted from the present one. */
  code(stepsFromNow?: number): Promise<string>;
  /**
   * A code that was not given out before. The server takes the codes of three steps, each once: after three calls in a row this waits
   * for the next step, up to thirty seconds.
   */
  next(): Promise<string>;
}

/** @param uri what the picture on the page says: `otpauth://totp/…` */
export const authenticatorOf = (uri: string): Authenticator => {
  const secret = new URL(uri).searchParams.get('secret') ?? '';
  const otp = createOTP(new TextDecoder().decode(base32.decode(secret)), { period: STEP_MS / 1_000 });
  const present = (): number => Math.floor(Date.now() / STEP_MS);
  let last = 0;
  return {
    code: (stepsFromNow = 0) => otp.hotp(present() + stepsFromNow),
    next: async () => {
      // The code of the step that has just ended still counts, so that three are at hand; unless the present one is about to end as well.
      const oldest = Math.floor((Date.now() + TYPING_MS) / STEP_MS) - 1;
      last = Math.max(last + 1, oldest);
      if (last > present() + 1) await pause((last - 1) * STEP_MS - Date.now() + 100);
      return otp.hotp(last);
    },
  };
};

/** Sends one call in somebody's session and gives the answer; anything but 200 is an error. */
export type PostAs = (path: string, body: object) => Promise<unknown>;

/**
 * Sets up an authenticator app by the public routes, as the page of one's account does, for somebody who has no second factor yet.
 *
 * @param password his password; none where he signs in through his company
 */
export const enrolTotp = async (post: PostAs, password?: string): Promise<Authenticator> => {
  const begun = await post('/api/auth/second-factor/totp/begin', password === undefined ? {} : { password });
  if (typeof begun !== 'object' || begun === null || !('uri' in begun) || typeof begun.uri !== 'string')
    throw new Error('the server gave no secret');
  const app = authenticatorOf(begun.uri);
  await post('/api/auth/second-factor/totp/confirm', { code: await app.next() });
  return app;
};

/** Confirms one act, such as the decision of a request, by the next code of an app. */
export const confirmByTotp = async (post: PostAs, app: Authenticator, subject: string): Promise<void> => {
  await post('/api/auth/second-factor/acts/code', { subject, code: await app.next() });
};
