import { generateKeyPairSync, sign } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { AuditEvent, ExportStatement, SegmentStatement } from '@miji/core';
import { canonical, chainHash, GENESIS, signedText } from '@miji/core';
import { nodeVerifier } from '../../src/bin/node-verifier.ts';

const COMPANY = '0198c0de-0000-4000-8000-000000000001';
const AT = '2026-11-21T02:05:00.000Z';
const DAY = '2026-11-21';
const LARGEST_SEGMENT = 1_000;

const eventOf = (number: number): AuditEvent => ({
  id: `0198c0de-0000-4000-8000-${String(number).padStart(12, '0')}`,
  companyId: COMPANY,
  at: AT,
  effectiveAt: null,
  action: 'item.read',
  actor: { kind: 'person', id: COMPANY, onBehalfOf: null },
  subject: { kind: 'item', id: 'HYYH-2026-000001' },
  itemId: 'HYYH-2026-000001',
  outcome: 'done',
  code: 'ALLOWED_NAMED',
  rule: 'range.secret',
  article: 'GS-18',
  ruleSetVersion: 1,
  details: { version: 1 },
});

/** Writes an export of so many entries as a server would, sealed with a key made for it; gives the id of the key. */
export const writeExport = (path: string, entries: number): string => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' });
  const keyId = nodeVerifier.keyId(spki.toString('base64'));
  const signed = (statement: SegmentStatement | ExportStatement): string =>
    sign(null, Buffer.from(signedText(statement), 'utf8'), privateKey).toString('base64');
  const seal = { companyId: COMPANY, keyId };

  const segments: { readonly statement: SegmentStatement; readonly hashes: readonly string[] }[] = [];
  for (let first = 1, root = GENESIS; first <= entries; first += LARGEST_SEGMENT) {
    const previousRoot = root;
    const hashes = Array.from({ length: Math.min(LARGEST_SEGMENT, entries - first + 1) }, (_, index) => {
      root = chainHash(nodeVerifier, root, eventOf(first + index));
      return root;
    });
    const place = { number: segments.length + 1, firstEntry: first, lastEntry: first + hashes.length - 1 };
    segments.push({
      statement: { format: 'miji/segment/1', ...seal, ...place, previousRoot, root, sealedAt: AT },
      hashes,
    });
  }
  const root = segments.at(-1)?.statement.root ?? GENESIS;
  const manifest: ExportStatement = {
    format: 'miji/export/1',
    ...seal,
    from: DAY,
    to: DAY,
    firstSegment: 1,
    lastSegment: segments.length,
    entries,
    root,
    exportedAt: AT,
  };

  const file = openSync(path, 'w');
  const write = (line: Parameters<typeof canonical>[0]) => writeSync(file, `${canonical(line)}\n`);
  write({
    type: 'manifest',
    statement: manifest,
    signature: signed(manifest),
    keys: [{ keyId, publicKey: spki.toString('base64') }],
  });
  for (const { statement, hashes } of segments) {
    write({ type: 'segment', statement, signature: signed(statement) });
    for (const [index, hash] of hashes.entries()) {
      const number = statement.firstEntry + index;
      write({ type: 'entry', number, hash, event: eventOf(number) });
    }
  }
  closeSync(file);
  return keyId;
};
