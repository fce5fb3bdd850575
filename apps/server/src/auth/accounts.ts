import type { Accounts as AccountsOfVerbs, IdentityProviders, KeyProvider } from '@miji/services';
import type { Pool } from 'pg';
import { type AuthLog, describeError } from './auth-log.ts';
import { createAuth } from './better-auth.ts';
import { admit, errorResponse, finishLimited } from './gate.ts';
import { createLockout } from './lockout.ts';
import { type AccountOpening, createAccountOpening } from './open-accounts.ts';
import { createProofs } from './second-factor/proofs.ts';
import type { SecondFactor } from './second-factor/second-factor.ts';
import { createSecondFactor } from './second-factor/second-factor.ts';
import type { CodeAttempt } from './second-factor/code-attempt.ts';
import { signInByCode } from './second-factor/sign-in-by-code.ts';
import { createTotp } from './second-factor/totp.ts';
import { createPeople, type NewAccount, type PersonIdentity } from './people.ts';
import {
  createServiceKeys,
  type IssuedServiceKey,
  type NewServiceKey,
  presentedKey,
  type ServiceIdentity,
  type ServiceKey,
} from './service-keys.ts';
import type { Register } from './single-sign-on/matching.ts';
import type { SingleSignOn } from './single-sign-on/single-sign-on.ts';
import { createSingleSignOn } from './single-sign-on/single-sign-on.ts';

/** Who calls. What he may do is read from the database at every request and is no part of this. */
export type SignedIn = PersonIdentity | ServiceIdentity;

/** Signing in: people by password or their company's identity provider, services by key. */
export interface Accounts extends AccountOpening {
  /**
   * Answers `/api/auth/*`: signing in and out, the session, changing the password; 404 for all else.
   * Errors are JSON `{ code, message }`; `LOCKED` and `RATE_LIMITED` come with status 429 and `Retry-After` (seconds).
   *
   * @param address of the client, for the rate limit; without it all callers share one allowance
   */
  handle(request: Request, address?: string): Promise<Response>;
  /**
   * The caller behind a request, or null. A service key (`Authorization: Bearer …` or `x-api-key`) is looked at first, and
   * when one is presented and not valid nobody is signed in, whatever the cookie says.
   * @throws when the database cannot be asked
   */
  identify(headers: Headers): Promise<SignedIn | null>;
  /** Whether whoever sent these is still signed in; asking does not keep an idle session open. */
  isStillSignedIn(headers: Headers): Promise<boolean>;
  /**
   * Gives a person an account, once per e-mail address: a second call with the same address and person changes nothing.
   * @throws when the address belongs to another person, or the person has an account under another address
   */
  createAccount(input: NewAccount): Promise<void>;
  /** Closes or reopens the account of a person. Closing ends his sessions at once. */
  setDisabled(personId: string, disabled: boolean): Promise<void>;
  /**
   * The second step of signing in with a password, with the code of an authenticator app; answers like `handle`.
   *
   * @returns with the answer, whose code it was and why it was refused
   */
  signInByCode(request: { readonly headers: Headers; readonly code: string }, address?: string): Promise<SecondStep>;
  /** Second factors: setting them up, removing them, confirming an act. */
  readonly secondFactor: SecondFactor;
  /** Takes the proof that a person has just confirmed an act. It is measured by the clock of the database, whatever `at` says. */
  readonly takeSecondFactorProof: AccountsOfVerbs['takeSecondFactorProof'];
  /** Takes every second factor from a person, with what he proved by them; how many they were. */
  removeSecondFactors(personId: string): Promise<number>;
  /** Ends every session of a person at once. */
  endSessions(personId: string): Promise<void>;
  /** The key is in this answer and nowhere else: the database keeps its hash. */
  issueServiceKey(input: NewServiceKey): Promise<IssuedServiceKey>;
  /** The company's valid keys, oldest first. */
  listServiceKeys(companyId: string): Promise<readonly ServiceKey[]>;
  /** Confirms a key that somebody else has issued; only then it opens anything. False where there is none to confirm. */
  confirmServiceKey(input: { keyId: string; companyId: string; confirmedBy: string }): Promise<boolean>;
  /** False when the company has no such valid key. The key is refused from the next request on. */
  revokeServiceKey(input: { keyId: string; companyId: string }): Promise<boolean>;
  /** Signing in through the identity provider of one's company. */
  readonly singleSignOn: Omit<SingleSignOn, 'providers'>;
  /** What the verbs that set those providers up need. */
  readonly identityProviders: IdentityProviders;
}

/** What came of the second step of signing in. */
export interface SecondStep extends CodeAttempt {
  readonly response: Response;
}

export interface AccountsOptions {
  /** from `createAuthPool` */
  readonly pool: Pool;
  /** signs the session cookie; at least 32 characters */
  readonly secret: string;
  /** where the console is served; cookies are `Secure` when it is https */
  readonly baseUrl: string;
  readonly log: AuthLog;
  /** origins that count as our own beside that of `baseUrl` */
  readonly trustedOrigins?: readonly string[];
  /** sign-ins one address may try in a minute */
  readonly signInsPerMinute?: number;
  /** seals the secrets that identity providers share with Miji */
  readonly keys: KeyProvider;
  /** has the last word on whom a provider may sign in */
  readonly register: Register;
  /** identity providers on this machine are refused */
  readonly production: boolean;
}

type Auth = ReturnType<typeof createAuth>;

const SECRET_MIN_LENGTH = 32;

/** @throws when the secret is too short to sign with */
export function createAccounts(options: AccountsOptions): Accounts {
  const { pool, secret, baseUrl, log, trustedOrigins = [], signInsPerMinute } = options;
  if (secret.length < SECRET_MIN_LENGTH) throw new Error(`the secret needs at least ${SECRET_MIN_LENGTH} characters`);
  const settings = { pool, secret, baseUrl, log, trustedOrigins, signInsPerMinute };
  const lockout = createLockout(pool);
  const totp = createTotp(pool, lockout, async () => (await auth.$context).secretConfig);
  const auth: Auth = createAuth(settings, { lockout, totp });
  const proofs = createProofs(pool);
  const secondFactor = createSecondFactor({ pool, baseUrl, lockout, proofs, totp, auth });
  const people = createPeople(pool, auth);
  const keys = createServiceKeys(pool);
  const { providers, ...singleSignOn } = createSingleSignOn({
    pool,
    baseUrl,
    keys: options.keys,
    register: options.register,
    production: options.production,
    createAuth: (provider) => createAuth(settings, { lockout, totp }, provider),
  });

  const answer = async (request: Request, address: string | undefined): Promise<Response> => {
    const admission = await admit(request, baseUrl, address);
    if (!admission.admitted) return admission.response;
    // Ends the session first if it is idle or its account closed, which better-auth would not notice.
    if (admission.forSignedIn) await people.identify(admission.request.headers);
    return finishLimited(await auth.handler(admission.request));
  };

  return {
    async handle(request, address) {
      try {
        const response = await answer(request, address);
        response.headers.set('cache-control', 'no-store');
        return response;
      } catch (error) {
        log.error({ component: 'auth', err: describeError(error) }, 'sign-in failed to answer');
        return errorResponse(500, 'INTERNAL', 'Something went wrong');
      }
    },
    async identify(headers) {
      const key = presentedKey(headers);
      return key === null ? people.identify(headers) : keys.identify(key);
    },
    async signInByCode(request, address) {
      const attempt = await signInByCode(auth, baseUrl, request, address);
      const response = finishLimited(attempt.response);
      response.headers.set('cache-control', 'no-store');
      return { ...attempt, response };
    },
    secondFactor,
    takeSecondFactorProof: ({ personId, subject }) => proofs.take(personId, subject),
    removeSecondFactors: secondFactor.removeAll,
    async isStillSignedIn(headers) {
      const key = presentedKey(headers);
      return key === null ? people.isOpen(headers) : (await keys.identify(key)) !== null;
    },
    createAccount: people.create,
    ...createAccountOpening(pool),
    setDisabled: people.setDisabled,
    endSessions: people.endSessions,
    issueServiceKey: keys.issue,
    listServiceKeys: keys.list,
    confirmServiceKey: keys.confirm,
    revokeServiceKey: keys.revoke,
    singleSignOn,
    identityProviders: providers,
  };
}
