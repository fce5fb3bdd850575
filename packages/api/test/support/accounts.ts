import { randomUUID } from 'node:crypto';
import type { Accounts } from '@miji/services';

interface Key {
  readonly keyId: string;
  readonly serviceId: string;
  readonly companyId: string;
  readonly name: string;
  readonly prefix: string;
  readonly createdBy: string;
  readonly createdAt: string;
  readonly confirmedAt: string | null;
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
    issueServiceKey: async ({ serviceId, companyId, name, createdBy }) => {
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
    serviceOf: (key) => {
      const found = keys.get(key);
      return found === undefined || found.confirmedAt === null
        ? null
        : { kind: 'service', serviceId: found.serviceId, companyId: found.companyId };
    },
  };
};
