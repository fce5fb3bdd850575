import type { SecretLevel } from './level.ts';
import type { Regime } from './regime.ts';

/** How important a customer is, least first. @see CD-05 @see CD-06 @see CD-07 */
export const CUSTOMER_GRADES = ['ordinary', 'important', 'decisive'] as const;
export type CustomerGrade = (typeof CUSTOMER_GRADES)[number];

/** One line of the catalogue of what is secret (保密范围). */
export interface ScopeEntry {
  readonly code: string;
  readonly article: string;
  readonly zh: string;
  readonly en: string;
  /** null where the regulations set none: then a level needs a reason @see K-05 */
  readonly defaultLevel: SecretLevel | null;
  /** whether naming this entry needs a reason and somebody who confirms it */
  readonly needsReason: boolean;
  /** what binds an item of this entry besides the group’s rules */
  readonly regimes: readonly Regime[];
  /** the grade of the customer that such a file is about; null for everything else */
  readonly customerGrade: CustomerGrade | null;
  /** whether items may still be registered under it; an entry that was ever used is closed, never removed */
  readonly closed: boolean;
}

/** A kind of material that may not be given a level. @see GS-09 */
export interface OutOfScopeKind {
  readonly code: string;
  readonly article: string;
  readonly zh: string;
  readonly en: string;
}

/** What the office may call an entry or a kind: letters and a number, as in the regulations, with a running number. */
export const CATALOGUE_CODE = /^[A-Z]{2,4}-\d{2}(?:\.\d{1,3})?$/;

interface Catalogued {
  readonly catalogue: readonly ScopeEntry[];
}

/** The entry with this code, if the catalogue has it. */
export const findScopeEntry = ({ catalogue }: Catalogued, code: string): ScopeEntry | undefined =>
  catalogue.find((candidate) => candidate.code === code);

/** The entry under which the files of a customer of this grade stand. @see CD-06 */
export const entryOfGrade = ({ catalogue }: Catalogued, grade: CustomerGrade): ScopeEntry | undefined =>
  catalogue.find((candidate) => candidate.customerGrade === grade && !candidate.closed);
