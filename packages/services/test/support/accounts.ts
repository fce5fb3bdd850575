import { randomUUID } from 'node:crypto';
import type { SecondFactorKind } from '@miji/db';
import type { Accounts, IdentityProviders } from '../../src/index.ts';

/** The sign-in side of the platform, as far as the verbs see it: it remembers whose sessions were ended. */
export interface RecordingAccounts extends Accounts {
  readonly endedSessionsOf: readonly string[];
  /** lets a person confirm an act by his second factor, as he does on the sign-in side */
  confirmBySecondFactor(personId: string, subject: string, kind?: SecondFactorKind): void;
}

const away = async (): Promise<never> => Promise.reject(new Error('there are no identity providers here'));

/** Identity providers are no part of these tests: whoever asks for one has lost his way. */
export const noIdentityProviders: IdentityProviders = {
  callbackOf: () => 'https://miji.example/api/auth/callback/hyyh',
  of: away,
  answers: away,
  set: away,
  confirm: away,
  remove: away,
};

export const recordingAccounts = (): RecordingAccounts => {
  const endedSessionsOf: string[] = [];
  const addresses = new Map<string, string>();
  const proofs = new Map<string, SecondFactorKind>();
  return {
    confirmBySecondFactor: (personId, subject, kind = 'totp') => {
      proofs.set(`${personId} ${subject}`, kind);
    },
    takeSecondFactorProof: async ({ personId, subject }) => {
      const key = `${personId} ${subject}`;
      const kind = proofs.get(key) ?? null;
      proofs.delete(key);
      return kind;
    },
    endedSessionsOf,
    endSessions: async (personId) => {
      endedSessionsOf.push(personId);
    },
    removeSecondFactors: async () => 0,
    findAccounts: async ({ emails, personIds }) =>
      [...addresses]
        .filter(([email, personId]) => emails.includes(email) || personIds.includes(personId))
        .map(([email, personId]) => ({ email, personId })),
    openAccounts: async (accounts) => {
      const known = new Map([...addresses].map(([email, personId]) => [personId, email]));
      const left = accounts.filter(
        ({ email, personId }) =>
          (addresses.get(email) ?? personId) !== personId || (known.get(personId) ?? email) !== email,
      );
      for (const account of accounts) if (!left.includes(account)) addresses.set(account.email, account.personId);
      return left;
    },
    issueServiceKey: async () => ({ keyId: randomUUID(), key: `miji_${randomUUID()}`, prefix: 'miji_' }),
    listServiceKeys: async () => [],
    confirmServiceKey: async () => false,
    revokeServiceKey: async () => false,
    identityProviders: noIdentityProviders,
  };
};
