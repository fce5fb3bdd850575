import type { CanonicalValue } from './canonical.ts';
import { canonical } from './canonical.ts';

/** The arithmetic that evidence needs, handed in from outside so that core stays free of it. */
export interface Digest {
  /** the SHA-256 of a text in UTF-8, as 64 lower-case hexadecimal digits */
  sha256(text: string): string;
}

/** Where the first segment of a company begins. */
export const GENESIS = '0'.repeat(64);

/** The hash of an entry, which holds all before it: change one and every later one changes. */
export const chainHash = (digest: Digest, previous: string, event: CanonicalValue): string =>
  digest.sha256(`miji/event/1\n${previous}\n${canonical(event)}`);

/** What the seal of a segment says; its root is the hash of its last entry. */
export type SegmentStatement = {
  readonly format: 'miji/segment/1';
  readonly companyId: string;
  readonly number: number;
  /** position of the first entry within the company's whole trace, from 1 */
  readonly firstEntry: number;
  readonly lastEntry: number;
  readonly previousRoot: string;
  readonly root: string;
  readonly sealedAt: string;
  readonly keyId: string;
};

/** What the first line of an exported file says about the rest, so that nothing can be cut off its end. */
export type ExportStatement = {
  readonly format: 'miji/export/1';
  readonly companyId: string;
  /** the business days that were asked for, both included: nobody can pass one day off as all */
  readonly from: string;
  readonly to: string;
  readonly firstSegment: number;
  readonly lastSegment: number;
  readonly entries: number;
  readonly root: string;
  readonly exportedAt: string;
  readonly keyId: string;
};

/** The text that is signed. */
export const signedText = (statement: SegmentStatement | ExportStatement): string => canonical(statement);
