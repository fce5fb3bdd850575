import type { CompanyRef, handOut as contract } from '@miji/contract';
import type { CopyRow, GrantRow, LoanRow, MovementRow, StoreRow } from '@miji/db';
import type { z } from 'zod';
import type { HeldGrant } from '../grants/hold-grant.ts';
import type { ActingPerson } from '../platform/context.ts';
import type { KeptParticulars } from '../requests/particulars.ts';
import type { DrawnForLoan } from './drawn-for-loan.ts';

/** What was asked for under a loan's grant. */
export type LoanParticulars = Extract<KeptParticulars, { operation: 'loan' }>;

/** A loan about to be handed out: by whom, from where, to whom, under what. */
export interface HandingOut {
  readonly input: z.output<typeof contract.input>;
  readonly company: CompanyRef;
  readonly keeper: ActingPerson;
  readonly store: StoreRow;
  readonly borrower: ActingPerson;
  readonly held: HeldGrant;
  /** how many pages a copy made for it comes to, where that had to be drawn */
  readonly drawn: DrawnForLoan | null;
}

/** A loan that was just handed out. */
export interface Lent {
  readonly loan: LoanRow;
  readonly copy: CopyRow;
  readonly grant: GrantRow;
  readonly movement: MovementRow;
}

/** What goes out: a copy, and with it whatever is bound into it. */
export interface LoanBundle {
  readonly copy: CopyRow;
  readonly ids: readonly string[];
  /** as many as are handed over */
  readonly pages: number;
}
