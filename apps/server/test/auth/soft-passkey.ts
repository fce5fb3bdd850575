import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** What a device does differently from what it should. */
export interface Twist {
  /** the person did not show the device that it is he */
  readonly unverified?: boolean;
  readonly origin?: string;
  readonly challenge?: string;
  readonly counter?: number;
}

/** A passkey in software: what a browser and a device would answer together. */
export interface SoftPasskey {
  readonly id: string;
  /** the answer to an offer to make a passkey */
  create(challenge: string, twist?: Twist): object;
  /** the answer to a question at an act */
  get(challenge: string, twist?: Twist): object;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

const hash = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);

/** Just enough of CBOR for one attestation without a statement, and one key on the curve P-256. */
const bytes = (data: Buffer): Buffer =>
  Buffer.concat([
    data.length < 256 ? Buffer.from([0x58, data.length]) : Buffer.concat([Buffer.from([0x59]), u16(data.length)]),
    data,
  ]);
const text = (words: string): Buffer => Buffer.concat([Buffer.from([0x60 + words.length]), Buffer.from(words)]);

export const softPasskey = (rpId: string, ownOrigin: string): SoftPasskey => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const credential = randomBytes(32);
  const id = credential.toString('base64url');
  const cose = Buffer.concat([
    // a map of five: key type EC2, algorithm ES256, curve P-256, x, y
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    bytes(Buffer.from(x, 'base64url')),
    Buffer.from([0x22]),
    bytes(Buffer.from(y, 'base64url')),
  ]);
  const said = (type: string, challenge: string, twist: Twist): Buffer =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: twist.challenge ?? challenge,
        origin: twist.origin ?? ownOrigin,
        crossOrigin: false,
      }),
    );
  const data = (flags: number, { unverified = false, counter = 0 }: Twist, rest: Buffer): Buffer => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([hash(rpId), Buffer.from([PRESENT | flags | (unverified ? 0 : VERIFIED)]), count, rest]);
  };
  const shell = { id, rawId: id, type: 'public-key', clientExtensionResults: {} };
  return {
    id,
    create(challenge, twist = {}) {
      const key = Buffer.concat([Buffer.alloc(16), u16(credential.length), credential, cose]);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text('fmt'),
        text('none'),
        text('attStmt'),
        Buffer.from([0xa0]),
        text('authData'),
        bytes(data(HAS_KEY, twist, key)),
      ]);
      return {
        ...shell,
        response: {
          clientDataJSON: said('webauthn.create', challenge, twist).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    get(challenge, twist = {}) {
      const client = said('webauthn.get', challenge, twist);
      const authenticator = data(0, twist, Buffer.alloc(0));
      return {
        ...shell,
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authenticator.toString('base64url'),
          signature: sign('sha256', Buffer.concat([authenticator, hash(client)]), privateKey).toString('base64url'),
        },
      };
    },
  };
};
