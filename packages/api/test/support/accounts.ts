import { randomUUID } from 'node:crypto';
import type { SecondFactorKind } from '@miji/db';
import type { ServiceScope } from '@miji/contract';
import { Temporal } from '@miji/core';
import type { Accounts, SignedIn } from '@miji/services';

interface Key {
  readonly keyId: string;
  readonly serviceId: string;
  readonly companyId: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly confirmedAt: string | null;
  readonly scopes: readonly ServiceScope[];
  readonly expiresAt: string | null;
}

const away = async (): Promise<never> => Promise.reject(new Error('there are no identity providers here'));

/** The sign-in side of the platform, kept in memory: it remembers whose sessions were ended and which keys live. */
export interface MemoryAccounts extends Accounts {
  readonly endedSessionsOf: readonly string[];
  /** lets a person confirm an act by his second factor, as he does on the sign-in side */
  confirmBySecondFactor(personId: string, subject: string, kind?: SecondFactorKind): void;
  serviceOf(key: string): Extract<SignedIn, { kind: 'service' }> | null;
}

export const accountsInMemory = (): MemoryAccounts => {
  const endedSessionsOf: string[] = [];
  const addresses = new Map<string, string>();
  const keys = new Map<string, Key>();
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
    issueServiceKey: async ({ serviceId, companyId, name, createdBy, scopes, expiresAt }) => {
      const key = `miji_${randomUUID()}`;
      const [prefix, createdAt] = [key.slice(0, 11), '2026-11-02T02:00:00.000Z'];
      const issued: Key = {
        keyId: randomUUID(),
        serviceId,
        companyId,
        name,
        prefix,
        createdBy,
        createdAt,
        confirmedAt: null,
        scopes,
        expiresAt: expiresAt?.toString({ fractionalSecondDigits: 3 }) ?? null,
      };
      keys.set(key, issued);
      return { keyId: issued.keyId, key, prefix: issued.prefix };
    },
    listServiceKeys: async (companyId) => [...keys.values()].filter((key) => key.companyId === companyId),
    confirmServiceKey: async ({ keyId, companyId, confirmedBy }) => {
      const found = [...keys].find(
        ([, key]) => key.keyId === keyId && key.companyId === companyId && key.createdBy !== confirmedBy,
      );
      if (found === undefined) return false;
      keys.set(found[0], { ...found[1], confirmedAt: found[1].createdAt });
      return true;
    },
    revokeServiceKey: async ({ keyId, companyId }) => {
      const found = [...keys].find(([, key]) => key.keyId === keyId && key.companyId === companyId);
      return found !== undefined && keys.delete(found[0]);
    },
    // Identity providers are the server's: they are tested there, against a real one.
    identityProviders: {
      callbackOf: () => 'https://miji.example/api/auth/callback/hyyh',
      of: async () => ({ confirmed: null, waiting: null }),
      answers: async () => false,
      set: away,
      confirm: away,
      remove: away,
    },
    serviceOf: (key) => {
      const found = keys.get(key);
      if (found === undefined || found.confirmedAt === null) return null;
      const { serviceId, companyId, scopes } = found;
      const expiresAt = found.expiresAt === null ? null : Temporal.Instant.from(found.expiresAt);
      return { kind: 'service', serviceId, companyId, scopes, expiresAt };
    },
  };
};
