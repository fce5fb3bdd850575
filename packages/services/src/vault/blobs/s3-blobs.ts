import { S3mini } from 's3mini';
import type { BlobStore } from './blob-store.ts';
import { checkedKey } from './blob-store.ts';

/** How an S3-compatible store is reached. */
export interface S3Settings {
  /** where it is, without the bucket: `https://s3.example.com` */
  readonly url: string;
  readonly bucket: string;
  readonly keyId: string;
  readonly secret: string;
  readonly region: string;
}

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 100;
const REQUEST_TIMEOUT_MS = 60_000;
const PAGE = 1_000;

/** A store that is busy or out of reach for a moment is asked again; every act on it may be repeated. */
const patiently = async <T>(act: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random())));
    }
  }
};

/**
 * Blobs as objects of a bucket. Each is put whole, in one request: the store shows it complete or not at all.
 *
 * @param page how many are listed at a time
 */
export const s3Blobs = ({ url, bucket, keyId, secret, region }: S3Settings, page = PAGE): BlobStore => {
  const s3 = new S3mini({
    endpoint: `${url.replace(/\/+$/, '')}/${bucket}`,
    accessKeyId: keyId,
    secretAccessKey: secret,
    region,
    requestAbortTimeout: REQUEST_TIMEOUT_MS,
  });
  return {
    put: async (key, bytes) => {
      const at = checkedKey(key);
      await patiently(() => s3.putObject(at, bytes, 'application/octet-stream'));
    },
    get: async (key) => {
      const at = checkedKey(key);
      const bytes = await patiently(() => s3.getObjectArrayBuffer(at));
      return bytes === null ? null : Buffer.from(bytes);
    },
    remove: async (key) => {
      const at = checkedKey(key);
      await patiently(() => s3.deleteObject(at));
    },
    list: (folder) => keysBelow(s3, `${checkedKey(folder)}/`, page),
    tidy: async () => 0,
  };
};

async function* keysBelow(s3: S3mini, prefix: string, size: number): AsyncGenerator<string> {
  let token: string | undefined;
  do {
    const page = await patiently(() => s3.listObjectsPaged('/', prefix, size, token));
    if (!page) throw new Error('the bucket is not there');
    for (const { Key } of page.objects ?? []) yield Key;
    token = page.nextContinuationToken;
  } while (token !== undefined && token !== '');
}
