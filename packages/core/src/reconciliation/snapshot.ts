import type { CopyAct, CopyKind, CopyState, MovementOutcome } from '../copy-register.ts';

/** An item as the register of copies needs it. Instants are ISO texts, levels their ranks. */
export interface ItemEntry {
  readonly id: string;
  readonly number: string;
  readonly level: number;
  readonly copiesIssued: number;
  readonly secretUntil: string | null;
  /** what may be printed on its copies now, under one version of the rules or another */
  readonly marks: readonly string[];
  /** whether what it says lies in the vault */
  readonly inVault: boolean;
  readonly version: number;
}

export interface CopyEntry {
  readonly id: string;
  readonly label: string;
  readonly itemId: string;
  readonly number: number;
  readonly kind: CopyKind;
  readonly grantId: string | null;
  readonly parentId: string | null;
  readonly boundTo: string | null;
  readonly holderId: string;
  readonly storeId: string | null;
  readonly state: CopyState;
  readonly level: number;
  readonly mark: string;
  readonly secretUntil: string | null;
  readonly dueAt: string | null;
  readonly pages: number | null;
}

export interface MovementEntry {
  readonly id: string;
  /** in which order they were written down */
  readonly position: number;
  readonly copyId: string;
  readonly act: CopyAct;
  readonly outcome: MovementOutcome;
  readonly fromState: CopyState;
  readonly toState: CopyState;
  readonly fromPersonId: string | null;
  readonly fromStoreId: string | null;
  readonly toPersonId: string | null;
  readonly toStoreId: string | null;
  readonly givenBy: string | null;
  readonly pagesGiven: number | null;
  readonly takenBy: string | null;
  readonly pagesTaken: number | null;
  readonly endedAt: string | null;
  readonly grantId: string | null;
  readonly loanId: string | null;
  /** taken over from a register before this one: nobody here has made or confirmed it */
  readonly isInherited: boolean;
  /** follows from another act, which the trace has: a handover, or another keeper of the same store */
  readonly isFollowing: boolean;
}

export interface GrantEntry {
  readonly id: string;
  readonly number: string;
  readonly operation: string;
  readonly copies: number;
  readonly used: number;
}

export interface LoanEntry {
  readonly id: string;
  readonly number: string;
  readonly copyId: string;
  readonly itemId: string;
  readonly grantId: string;
  readonly borrowerId: string;
  readonly storeId: string;
  readonly state: 'out' | 'returned' | 'not_taken' | 'lost';
  readonly overdueFrom: string;
  readonly returnedAt: string | null;
}

export interface StoreEntry {
  readonly id: string;
  readonly code: string;
  readonly isClosed: boolean;
}

/** What a version of an item says: a text sealed where it stands, or a file of its own. */
export interface ContentEntry {
  readonly itemId: string;
  readonly version: number;
  readonly fileId: string | null;
  readonly keyVersion: number;
}

export interface FileEntry {
  readonly id: string;
  readonly isBound: boolean;
  readonly itemId: string | null;
  readonly version: number | null;
  /** what its sealed parts are called in the blob store */
  readonly parts: readonly string[];
}

/** The registers of a company as they stand at one instant, with what the trace and the vault have beside them. */
export interface RegisterSnapshot {
  readonly items: readonly ItemEntry[];
  readonly copies: readonly CopyEntry[];
  readonly movements: readonly MovementEntry[];
  readonly grants: readonly GrantEntry[];
  readonly loans: readonly LoanEntry[];
  readonly stores: readonly StoreEntry[];
  readonly contents: readonly ContentEntry[];
  readonly files: readonly FileEntry[];
  /** the versions of the company’s key that are there */
  readonly keyVersions: readonly number[];
  /** which sealed parts lie in the blob store: `file/part` */
  readonly blobs: ReadonlySet<string>;
  /** labels of the copies whose making stands in the trace */
  readonly issuedInTrace: ReadonlySet<string>;
  /** `action movement`, for every act on a movement that stands in the trace */
  readonly movedInTrace: ReadonlySet<string>;
  /** requests under which a part of an item was released, once for each time */
  readonly releases: readonly string[];
}

/** What does not agree with what. */
export const DISCREPANCIES = [
  'number_gap',
  'count',
  'no_issue',
  'open_twice',
  'chain',
  'state',
  'holder',
  'store',
  'store_closed',
  'due',
  'grant_used',
  'grant_missing',
  'loan',
  'parent',
  'bound',
  'root',
  'one_person',
  'pages',
  'unended',
  'trace',
  'content',
  'blob',
] as const;

export interface Discrepancy {
  readonly kind: (typeof DISCREPANCIES)[number];
  /** the number of the item, copy, grant or loan, the code of the store, or the id of the movement or file */
  readonly where: string;
  /** what is there, and what should be */
  readonly says: string;
}
