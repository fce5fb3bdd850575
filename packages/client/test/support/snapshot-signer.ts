import type { SignedMessage, SnapshotPayload } from '@miji/contract';
import { encodeChange, encodeReset, encodeSnapshot, REGULATIONS, Temporal } from '@miji/core';
import type { SnapshotBody } from '@miji/core';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';

export const COMPANY = { id: '0190163d-8694-739b-aea5-966c26f8ad90', code: 'HYYH', kind: 'subsidiary' } as const;
export const SISTER = { ...COMPANY, id: '0190163d-8694-739b-aea5-966c26f8ad91', code: 'HYBX' } as const;
const OPENED = Temporal.Instant.from('2026-01-01T00:00:00Z');
export const LIFE_MS = 30_000;
/** What whoever asks has made up. */
export const NONCE = 'asked-by-this-test';

const instant = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);

/** What a server says of a company without items. */
export const snapshotAt = (at: number, cursor: string, company: SnapshotBody['company'] = COMPANY): SnapshotPayload => {
  const rules = [{ from: OPENED, rules: REGULATIONS }];
  const facts = { company, rules, classes: [], items: [], actors: [], grants: [] };
  const body = encodeSnapshot(facts, { cursor, at: instant(at), lifeMs: LIFE_MS });
  return { kind: 'snapshot', nonce: NONCE, body: JSON.parse(JSON.stringify(body)) };
};

export const changeAt = (
  at: number,
  from: string,
  cursor: string,
  company: SnapshotBody['company'] = COMPANY,
): SnapshotPayload => {
  const removed = { items: [], actors: [], grants: [] };
  const change = { company, rules: null, classes: [], items: [], actors: [], grants: [], removed };
  const delta = encodeChange(change, { from, cursor, at: instant(at) });
  return { kind: 'changed', nonce: NONCE, delta: JSON.parse(JSON.stringify(delta)), lifeMs: LIFE_MS };
};

export const resetAt = (at: number, from: string, cursor: string): SnapshotPayload => ({
  kind: 'changed',
  nonce: NONCE,
  delta: encodeReset(COMPANY.id, { from, cursor, at: instant(at) }),
  lifeMs: LIFE_MS,
});

export const aliveAt = (at: number, cursor: string, companyId: string = COMPANY.id): SnapshotPayload => ({
  kind: 'alive',
  nonce: NONCE,
  companyId,
  cursor,
  at,
  lifeMs: LIFE_MS,
});

/** A key of a server, and what it signs. */
export interface Signer {
  readonly publicKey: string;
  sign(payload: SnapshotPayload): SignedMessage;
}

export const newSigner = (): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const keyId = createHash('sha256').update(der).digest('hex');
  return {
    publicKey: der.toString('base64'),
    sign: (said) => {
      const payload = JSON.stringify(said);
      return { payload, keyId, signature: sign(null, Buffer.from(payload), privateKey).toString('base64') };
    },
  };
};
