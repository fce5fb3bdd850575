import type { Actor, RuleSet, Temporal } from '@miji/core';
import type { ServiceScope } from '@miji/contract';
import type { Bell, ScopedDatabase, SecondFactorKind } from '@miji/db';
import type { SealingKey } from '../trace/sealing-key.ts';
import type { BlobStore } from '../vault/blobs/blob-store.ts';
import type { Vault } from '../vault/vault.ts';
import type { Clock } from './clock.ts';
import type { CompanyDirectory } from './company-directory.ts';
import type { IdentityProviders } from './identity-providers.ts';
import type { Outgoing } from './outgoing.ts';
import type { RuleBook } from './rule-book.ts';
import type { TraceWriter } from './trace-writer.ts';

/** What accounts can do for the verbs; sign-in itself is the server's business. */
export interface Accounts {
  endSessions(personId: string): Promise<void>;
  /**
   * Takes the proof that a person has just confirmed one act by his second factor. A proof is good for that person and that subject
   * alone, once, and for a short time; of two calls at the same moment one gets it.
   *
   * @param subject the number of what he confirmed, such as that of a request
   * @returns by what he confirmed it, or null where there is no such proof
   */
  takeSecondFactorProof(input: {
    readonly personId: string;
    readonly subject: string;
    readonly at: Temporal.Instant;
  }): Promise<SecondFactorKind | null>;
  /** Takes every second factor from a person, with what he has proved by them; how many they were. */
  removeSecondFactors(personId: string): Promise<number>;
  /** Whose these addresses are, and which addresses these people have, as far as there are accounts. */
  findAccounts(input: {
    readonly emails: readonly string[];
    readonly personIds: readonly string[];
  }): Promise<readonly { readonly personId: string; readonly email: string }[]>;
  /**
   * Opens accounts, each with its password or, where that is null, for signing in through an identity provider alone. An account that
   * is there already, of the same person under the same address, stays as it is.
   *
   * @returns those that could not be opened: the person has another address, or the address another person
   */
  openAccounts(accounts: readonly NewAccount[]): Promise<readonly NewAccount[]>;
  issueServiceKey(input: {
    readonly serviceId: string;
    readonly companyId: string;
    readonly name: string;
    readonly createdBy: string;
    readonly scopes: readonly ServiceScope[];
    readonly expiresAt: Temporal.Instant | null;
  }): Promise<{ readonly keyId: string; readonly key: string; readonly prefix: string }>;
  listServiceKeys(companyId: string): Promise<
    readonly {
      readonly keyId: string;
      readonly serviceId: string;
      readonly name: string;
      readonly prefix: string;
      readonly createdBy: string;
      readonly createdAt: string;
      readonly confirmedAt: string | null;
      readonly scopes: readonly ServiceScope[];
      /** ISO 8601, UTC */
      readonly expiresAt: string | null;
    }[]
  >;
  confirmServiceKey(input: {
    readonly keyId: string;
    readonly companyId: string;
    readonly confirmedBy: string;
  }): Promise<boolean>;
  revokeServiceKey(input: { readonly keyId: string; readonly companyId: string }): Promise<boolean>;
  readonly identityProviders: IdentityProviders;
}

/** An account to be opened. */
export interface NewAccount {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly password: string | null;
}

/** How snapshots are signed, and how long they may be relied upon. */
export interface SnapshotSettings {
  /** not the sealer's: who verifies a snapshot believes nothing else by it */
  readonly key: SealingKey;
  readonly lifeMs: number;
  /** how often whoever follows is told that nothing has changed */
  readonly aliveEveryMs: number;
}

/** Everything outside a verb that it needs, made once when the server starts. */
export interface Platform {
  readonly db: ScopedDatabase;
  readonly clock: Clock;
  readonly trace: TraceWriter;
  /** the same database under the role of the sealer */
  readonly sealing: ScopedDatabase;
  readonly companies: CompanyDirectory;
  readonly rules: RuleBook;
  readonly vault: Vault;
  /** where the sealed parts of files lie */
  readonly blobs: BlobStore;
  /** how large a file may be, in bytes */
  readonly uploadLimit: number;
  readonly sealingKey: SealingKey;
  readonly snapshots: SnapshotSettings;
  readonly accounts: Accounts;
  /** mail and robots */
  readonly outgoing: Outgoing;
  /** rings when somebody’s inbox has changed */
  readonly bell: Bell;
}

/** A person who acts, with his posts as the register has them at this instant. */
export interface ActingPerson extends Actor {
  readonly name: string;
}

/** Who calls: a person, or a subsidiary's service, by itself or for a person whose rights then count. */
export type Caller =
  | { readonly kind: 'person'; readonly person: ActingPerson }
  | {
      readonly kind: 'service';
      readonly serviceId: string;
      readonly companyId: string;
      readonly name: string;
      readonly scopes: readonly ServiceScope[];
      /** from when on its key opens nothing; null: until it is revoked */
      readonly expiresAt: Temporal.Instant | null;
      readonly onBehalfOf: ActingPerson | null;
    };

/** One call: who, when, under which rules, with what. Nothing of it can be claimed by the caller's input. */
export interface CallContext {
  readonly platform: Platform;
  readonly caller: Caller;
  readonly at: Temporal.Instant;
  /** the version in force when the call began: the whole of it is decided under that one */
  readonly rules: RuleSet;
  /** whoever called waits no longer for the answer */
  readonly gone?: AbortSignal | undefined;
}
