import type { AuditEvent } from './audit-event.ts';
import type { Digest, ExportStatement, SegmentStatement } from './chain.ts';
import { chainHash, signedText } from './chain.ts';
import { parseExportLine } from './parse-export-line.ts';

/** One line of an exported trace, in this order: the manifest; then each segment's seal, followed by its entries. */
export type ExportLine =
  | {
      readonly type: 'manifest';
      readonly statement: ExportStatement;
      readonly signature: string;
      readonly keys: readonly { readonly keyId: string; readonly publicKey: string }[];
    }
  | { readonly type: 'segment'; readonly statement: SegmentStatement; readonly signature: string }
  | { readonly type: 'entry'; readonly number: number; readonly hash: string; readonly event: AuditEvent };

/** The arithmetic of verification. */
export interface Verifier extends Digest {
  /** the id of a public key (base64 SPKI): what its owner publishes for comparison */
  keyId(publicKey: string): string;
  /** whether `signature` (base64) over `text` was made by the holder of `publicKey` (base64 SPKI) */
  verify(publicKey: string, text: string, signature: string): boolean;
}

export const EXPORT_PROBLEMS = [
  'not_an_export',
  'unreadable_line',
  'unknown_key',
  'manifest_signature',
  'segment_signature',
  'segment_order',
  'segment_root',
  'entry_order',
  'entry_changed',
  'tail_missing',
] as const;
export type ExportProblem = (typeof EXPORT_PROBLEMS)[number];

/** The first thing that is wrong, or that nothing is. `line` counts from 1; `entry` is the position in the company's trace. */
export type Verification =
  | {
      readonly ok: true;
      readonly companyId: string;
      /** the business days that the export says it covers, both included */
      readonly from: string;
      readonly to: string;
      readonly exportedAt: string;
      readonly segments: number;
      readonly entries: number;
      readonly keyIds: readonly string[];
    }
  | {
      readonly ok: false;
      readonly line: number;
      readonly entry: number | null;
      readonly eventId: string | null;
      readonly problem: ExportProblem;
    };

/**
 * Checks an exported trace without any server: that no entry was changed, removed, added, moved or cut off the end.
 *
 * The signed root of a segment tells that something in it is wrong; each entry's own hash stands beside it in the file, so
 * that the first one that does not follow from what is before it can be named.
 *
 * @param lines the lines of the file
 * @param trustedKeyIds the keys that the reader trusts; where empty, the keys in the file are believed, and the result
 *   shows only that the file is whole
 * @see CD-24
 */
export const verifyExport = (
  lines: Iterable<string>,
  verifier: Verifier,
  trustedKeyIds: readonly string[] = [],
): Verification => {
  let manifest: ExportStatement | null = null;
  let segment: SegmentStatement | null = null;
  let keys: ReadonlyMap<string, string> = new Map();
  let segments = 0;
  let entries = 0;
  let entryNumber = 0;
  let hash = '';
  let lineNumber = 0;
  const usedKeys = new Set<string>();

  const fail = (problem: ExportProblem, entry: number | null = null, eventId: string | null = null): Verification => ({
    ok: false,
    line: lineNumber,
    entry,
    eventId,
    problem,
  });
  const signedBy = (statement: SegmentStatement | ExportStatement, signature: string): boolean => {
    const key = keys.get(statement.keyId);
    usedKeys.add(statement.keyId);
    return key !== undefined && verifier.verify(key, signedText(statement), signature);
  };
  const segmentIsWhole = (): boolean =>
    segment === null || (entryNumber === segment.lastEntry && hash === segment.root);
  /** The first entry that is not there, or, where all are, the one that the root does not follow from. */
  const firstDoubtful = (): number => (entryNumber === segment?.lastEntry ? entryNumber : entryNumber + 1);

  for (const text of lines) {
    lineNumber += 1;
    if (text.trim() === '') continue;
    const line = parseExportLine(text);
    if (line === null) return fail(manifest === null ? 'not_an_export' : 'unreadable_line', entryNumber + 1);

    if (manifest === null) {
      if (line.type !== 'manifest') return fail('not_an_export');
      manifest = line.statement;
      keys = new Map(
        line.keys.filter((key) => verifier.keyId(key.publicKey) === key.keyId).map((key) => [key.keyId, key.publicKey]),
      );
      if (trustedKeyIds.length > 0 && [...keys.keys()].some((keyId) => !trustedKeyIds.includes(keyId)))
        return fail('unknown_key');
      if (!keys.has(manifest.keyId)) return fail('unknown_key');
      if (!signedBy(manifest, line.signature)) return fail('manifest_signature');
      continue;
    }
    if (line.type === 'manifest') return fail('unreadable_line');

    if (line.type === 'segment') {
      if (!segmentIsWhole()) return fail('segment_root', firstDoubtful());
      const next = line.statement;
      const expected = segment === null ? manifest.firstSegment : segment.number + 1;
      const follows =
        next.companyId === manifest.companyId &&
        next.number === expected &&
        (segment === null || (next.previousRoot === segment.root && next.firstEntry === segment.lastEntry + 1));
      if (!follows) return fail('segment_order');
      if (!keys.has(next.keyId)) return fail('unknown_key');
      if (!signedBy(next, line.signature)) return fail('segment_signature');
      segment = next;
      segments += 1;
      entryNumber = next.firstEntry - 1;
      hash = next.previousRoot;
      continue;
    }

    if (segment === null) return fail('entry_order', line.number, line.eventId);
    if (line.number !== entryNumber + 1 || line.number > segment.lastEntry) {
      return fail('entry_order', entryNumber + 1, line.eventId);
    }
    hash = chainHash(verifier, hash, line.event);
    if (hash !== line.hash) return fail('entry_changed', line.number, line.eventId);
    entryNumber = line.number;
    entries += 1;
  }

  if (manifest === null) return fail('not_an_export');
  if (!segmentIsWhole()) {
    return fail(entryNumber === segment?.lastEntry ? 'segment_root' : 'tail_missing', firstDoubtful());
  }
  const whole =
    (segment?.number ?? manifest.firstSegment - 1) === manifest.lastSegment &&
    entries === manifest.entries &&
    (segment === null || hash === manifest.root);
  if (!whole) return fail('tail_missing', entryNumber + 1);
  const { companyId, from, to, exportedAt } = manifest;
  return { ok: true, companyId, from, to, exportedAt, segments, entries, keyIds: [...usedKeys] };
};
