import { createRequire } from 'node:module';
import { afterAll } from 'vitest';
import { scratchFolder } from './scratch-folder.ts';

interface S3Server {
  run(): Promise<{ readonly port: number }>;
  close(): Promise<void>;
}
type S3ServerClass = new (options: {
  readonly port: number;
  readonly address: string;
  readonly silent: boolean;
  readonly directory: string;
  readonly configureBuckets: readonly { readonly name: string; readonly configs: readonly string[] }[];
}) => S3Server;

const require = createRequire(import.meta.url);
// It comes without types; these are of what is used of it.
const S3rver: S3ServerClass = require('s3rver');

type Ciphering = (algorithm: string, key: Buffer, iv: Buffer, ...rest: readonly unknown[]) => unknown;
const twice = (bytes: Buffer): Buffer => Buffer.concat([bytes, bytes]);

/** The server ciphers the tokens of its lists by DES, which today’s OpenSSL does without: here, and for it alone, by AES. */
const withoutDes = (): void => {
  const crypto: Record<'createCipheriv' | 'createDecipheriv', Ciphering> = require('node:crypto');
  for (const name of ['createCipheriv', 'createDecipheriv'] as const) {
    const made = crypto[name];
    crypto[name] = (algorithm, key, iv, ...rest) =>
      algorithm === 'des' ? made('aes-128-cbc', twice(key), twice(iv), ...rest) : made(algorithm, key, iv, ...rest);
  }
};

/** How it is reached. */
interface S3Place {
  readonly url: string;
  readonly bucket: string;
  readonly keyId: string;
  readonly secret: string;
  readonly region: string;
}

/** A real server that speaks S3, over a folder of its own; gone after the tests of the file. */
export const openS3 = async (): Promise<S3Place> => {
  withoutDes();
  const bucket = 'contents';
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: scratchFolder(),
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  const { port } = await server.run();
  afterAll(() => server.close());
  return { url: `http://127.0.0.1:${port}`, bucket, keyId: 'S3RVER', secret: 'S3RVER', region: 'us-east-1' };
};
