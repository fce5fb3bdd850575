import { randomUUID } from 'node:crypto';
import type { Accounts } from '../../src/index.ts';

/** The sign-in side of the platform, as far as the verbs see it: it remembers whose sessions were ended. */
export interface RecordingAccounts extends Accounts {
  readonly endedSessionsOf: readonly string[];
}

export const recordingAccounts = (): RecordingAccounts => {
  const endedSessionsOf: string[] = [];
  return {
    endedSessionsOf,
    endSessions: async (personId) => {
      endedSessionsOf.push(personId);
    },
    issueServiceKey: async () => ({ keyId: randomUUID(), key: `miji_${randomUUID()}`, prefix: 'miji_' }),
    listServiceKeys: async () => [],
    confirmServiceKey: async () => false,
    revokeServiceKey: async () => false,
  };
};
