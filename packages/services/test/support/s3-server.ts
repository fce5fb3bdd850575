import { createRequire } from 'node:module';
import { scratchFolder } from '@miji/testing';
import S3rver from 's3rver';
import { afterAll } from 'vitest';
import type { S3Settings } from '../../src/index.ts';

type Ciphering = (algorithm: string, key: Buffer, iv: Buffer, ...rest: readonly unknown[]) => unknown;
const twice = (bytes: Buffer): Buffer => Buffer.concat([bytes, bytes]);

/** The server ciphers the tokens of its lists by DES, which today’s OpenSSL does without: here, and for it alone, by AES. */
const withoutDes = (): void => {
  const crypto: Record<'createCipheriv' | 'createDecipheriv', Ciphering> = createRequire(import.meta.url)(
    'node:crypto',
  );
  for (const name of ['createCipheriv', 'createDecipheriv'] as const) {
    const made = crypto[name];
    crypto[name] = (algorithm, key, iv, ...rest) =>
      algorithm === 'des' ? made('aes-128-cbc', twice(key), twice(iv), ...rest) : made(algorithm, key, iv, ...rest);
  }
};

/** A real server that speaks S3, over a folder of its own; gone after the tests of the file. */
export const openS3 = async (): Promise<S3Settings> => {
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
