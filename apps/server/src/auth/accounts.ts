import type { IdentityProviders, KeyProvider } from '@miji/services';
import type { Pool } from 'pg';
import { type AuthLog, describeError } from './auth-log.ts';
import { createAuth } from './better-auth.ts';
import { admit, errorResponse, finishLimited } from './gate.ts';
import { createLockout } from './lockout.ts';
import { type AccountOpening, createAccountOpening } from './open-accounts.ts';
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
  /**
   * Gives a person an account, once per e-mail address: a second call with the same address and person changes nothing.
   * @throws when the address belongs to another person, or the person has an account under another address
   */
  createAccount(input: NewAccount): Promise<void>;
  /** Closes or reopens the account of a person. Closing ends his sessions at once. */
  setDisabled(personId: string, disabled: boolean): Promise<void>;
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

const SECRET_MIN_LENGTH = 32;

/** @throws when the secret is too short to sign with */
export function createAccounts(options: AccountsOptions): Accounts {
  const { pool, secret, baseUrl, log, trustedOrigins = [], signInsPerMinute } = options;
  if (secret.length < SECRET_MIN_LENGTH) throw new Error(`the secret needs at least ${SECRET_MIN_LENGTH} characters`);
  const settings = { pool, secret, baseUrl, log, trustedOrigins, signInsPerMinute };
  const lockout = createLockout(pool);
  const auth = createAuth(settings, lockout);
  const people = createPeople(pool, auth);
  const keys = createServiceKeys(pool);
  const { providers, ...singleSignOn } = createSingleSignOn({
    pool,
    baseUrl,
    keys: options.keys,
    register: options.register,
    production: options.production,
    createAuth: (provider) => createAuth(settings, lockout, provider),
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
