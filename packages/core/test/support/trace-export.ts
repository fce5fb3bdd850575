import type { KeyObject } from 'node:crypto';
import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { AuditEvent, Digest, ExportLine, ExportStatement, SegmentStatement, Verifier } from '../../src/index.ts';
import { AUDIT_ACTIONS, canonical, chainHash, GENESIS, signedText } from '../../src/index.ts';
import { at } from './read.ts';

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const digest: Digest = { sha256 };

/** Ed25519 and SHA-256 as Node has them. */
export const verifier: Verifier = {
  sha256,
  keyId: (publicKey) => sha256(Buffer.from(publicKey, 'base64')),
  verify: (publicKey, text, signature) => {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'));
  },
};

export interface Signer {
  readonly keyId: string;
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export const newSigner = (): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  return { keyId: verifier.keyId(spki), publicKey: spki, privateKey };
};

const signature = (signer: Signer, text: string): string =>
  sign(null, Buffer.from(text), signer.privateKey).toString('base64');

/** The event at a position of the trace; Chinese in it, so that bytes and characters are not the same. */
export const eventAt = (number: number): AuditEvent => ({
  id: `0198c0de-0000-7000-8000-${String(number).padStart(12, '0')}`,
  companyId: 'own',
  at: `2026-11-21T08:00:${String(number % 60).padStart(2, '0')}.000Z`,
  effectiveAt: null,
  action: at(AUDIT_ACTIONS, number % AUDIT_ACTIONS.length),
  actor: { kind: 'person', id: `person-${number}`, onBehalfOf: null },
  subject: { kind: 'item', id: 'item' },
  itemId: 'item',
  outcome: number % 3 === 0 ? 'refused' : 'done',
  code: number % 3 === 0 ? 'NOT_IN_RANGE' : null,
  rule: 'range.secret',
  article: 'GS-18',
  ruleSetVersion: 1,
  details: { copies: 120 + number, state: '机密', printed: true },
});

export interface SealedSegment {
  readonly statement: SegmentStatement;
  readonly signer: Signer;
  readonly entries: readonly (ExportLine & { readonly type: 'entry' })[];
}

/** A trace, sealed into segments of these sizes. */
export const sealedTrace = (
  sizes: readonly number[],
  signer: Signer,
  event: (number: number) => AuditEvent = eventAt,
): readonly SealedSegment[] => {
  let hash = GENESIS;
  let number = 0;
  return sizes.map((size, index) => {
    const previousRoot = hash;
    const firstEntry = number + 1;
    const entries = Array.from({ length: size }, () => {
      number += 1;
      hash = chainHash(digest, hash, event(number));
      return { type: 'entry', number, hash, event: event(number) } as const;
    });
    const statement = {
      format: 'miji/segment/1',
      companyId: 'own',
      number: index + 1,
      firstEntry,
      lastEntry: number,
      previousRoot,
      root: hash,
      sealedAt: '2026-11-21T09:00:00.000Z',
      keyId: signer.keyId,
    } as const;
    return { statement, signer, entries };
  });
};

/** The lines of an export of these segments, its manifest signed by `signer`, and claiming something else where told to. */
export const exportLines = (
  segments: readonly SealedSegment[],
  signer: Signer,
  claims: Partial<ExportStatement> = {},
): readonly string[] => {
  const last = at(segments, segments.length - 1);
  const statement = {
    format: 'miji/export/1',
    companyId: 'own',
    from: '2026-11-20',
    to: '2026-11-21',
    firstSegment: at(segments, 0).statement.number,
    lastSegment: last.statement.number,
    entries: segments.reduce((sum, { entries }) => sum + entries.length, 0),
    root: last.statement.root,
    exportedAt: '2026-11-21T10:00:00.000Z',
    keyId: signer.keyId,
    ...claims,
  } as const;
  const signers = [
    ...new Map([signer, ...segments.map(({ signer }) => signer)].map((one) => [one.keyId, one])).values(),
  ];
  const manifest: ExportLine = {
    type: 'manifest',
    statement,
    signature: signature(signer, signedText(statement)),
    keys: signers.map(({ keyId, publicKey }) => ({ keyId, publicKey })),
  };
  const lines = segments.flatMap(({ statement, signer, entries }): readonly ExportLine[] => [
    { type: 'segment', statement, signature: signature(signer, signedText(statement)) },
    ...entries,
  ]);
  return [manifest, ...lines].map((line) => canonical(line));
};
