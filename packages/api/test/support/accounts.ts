import { randomUUID } from 'node:crypto';
import type { Accounts } from '@miji/services';

interface Key {
  readonly keyId: string;
  readonly serviceId: string;
  readonly companyId: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: string;
}

/** The sign-in side of the platform, kept in memory: it remembers whose sessions were ended and which keys live. */
export interface MemoryAccounts extends Accounts {
  readonly endedSessionsOf: readonly string[];
  serviceOf(key: string): { readonly kind: 'service'; readonly serviceId: string; readonly companyId: string } | null;
}

export const accountsInMemory = (): MemoryAccounts => {
  const endedSessionsOf: string[] = [];
  const keys = new Map<string, Key>();
  return {
    endedSessionsOf,
    endSessions: async (personId) => {
      endedSessionsOf.push(personId);
    },
    issueServiceKey: async ({ serviceId, companyId, name }) => {
      const key = `miji_${randomUUID()}`;
      const issued = { keyId: randomUUID(), serviceId, companyId, name, prefix: key.slice(0, 11), createdAt: '2026-11-02T02:00:00.000Z' };
      keys.set(key, issued);
      return { keyId: issued.keyId, key, prefix: issued.prefix };
    },
    listServiceKeys: async (companyId) => [...keys.values()].filter((key) => key.companyId === companyId),
    revokeServiceKey: async ({ keyId, companyId }) => {
      const found = [...keys].find(([, key]) => key.keyId === keyId && key.companyId === companyId);
      return found !== undefined && keys.delete(found[0]);
    },
    serviceOf: (key) => {
      const found = keys.get(key);
      return found === undefined ? null : { kind: 'service', serviceId: found.serviceId, companyId: found.companyId };
    },
  };
};
