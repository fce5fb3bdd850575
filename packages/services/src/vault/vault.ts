import type { ScopedTransaction, SealedContent } from '@miji/db';
import {
  companyKeysBefore,
  companyOf,
  findCompanyKey,
  insertCompanyKey,
  insertFirstCompanyKey,
  reseatCompanyKey,
  scopeOf,
} from '@miji/db';
import { createHmac, hkdfSync } from 'node:crypto';
import { KEY_BYTES, newKey, open, seal } from './envelope.ts';
import type { KeyProvider } from './key-provider.ts';

const keyContext = (companyId: string, version: number): string => `miji/company-key/${companyId}/${version}`;
const contentContext = (companyId: string, item: ItemVersion): string =>
  `miji/content/${companyId}/${item.id}/${item.version}`;
const fileContext = (companyId: string, fileId: string): string => `miji/file/${companyId}/${fileId}`;

interface ItemVersion {
  readonly id: string;
  readonly version: number;
}

/** A data key as it is stored: sealed under a version of its company's key. */
export interface SealedKey {
  readonly sealed_key: Buffer;
  readonly company_key_version: number;
}

/**
 * Seals contents before they are stored: each version of an item under a data key of its own, that key under the company's, the
 * company's under the root key of a {@link KeyProvider}. Either key above can be changed without touching a content.
 *
 * @see SG-03
 */
export class Vault {
  readonly #provider: KeyProvider;

  constructor(provider: KeyProvider) {
    this.#provider = provider;
  }

  /** Which root key everything is sealed under now. */
  get rootVersion(): number {
    return this.#provider.version;
  }

  /** Seals the text of an item version, for the company of the transaction. */
  async seal(
    tx: ScopedTransaction,
    item: ItemVersion,
    text: string,
  ): Promise<Pick<SealedContent, 'sealed'> & SealedKey> {
    const dataKey = newKey();
    return {
      sealed: seal(dataKey, contentContext(companyOf(tx), item), Buffer.from(text)),
      ...(await this.sealKey(tx, item, dataKey)),
    };
  }

  /** Opens the text of an item version. */
  async open(tx: ScopedTransaction, item: ItemVersion, content: SealedKey & { sealed: Buffer }): Promise<string> {
    const dataKey = await this.openKey(tx, item, content);
    return open(dataKey, contentContext(companyOf(tx), item), content.sealed).toString();
  }

  /** Seals the data key of an item version; in the place of another it does not open. */
  sealKey(tx: ScopedTransaction, item: ItemVersion, dataKey: Buffer): Promise<SealedKey> {
    return this.#wrap(tx, contentContext(companyOf(tx), item), dataKey);
  }

  /** Opens the data key of an item version. */
  openKey(tx: ScopedTransaction, item: ItemVersion, key: SealedKey): Promise<Buffer> {
    return this.#unwrap(tx, contentContext(companyOf(tx), item), key);
  }

  /** Seals the data key of a file that belongs to no item yet. */
  sealFileKey(tx: ScopedTransaction, fileId: string, dataKey: Buffer): Promise<SealedKey> {
    return this.#wrap(tx, fileContext(companyOf(tx), fileId), dataKey);
  }

  /** Opens the data key of a file that belongs to no item yet. */
  openFileKey(tx: ScopedTransaction, fileId: string, key: SealedKey): Promise<Buffer> {
    return this.#unwrap(tx, fileContext(companyOf(tx), fileId), key);
  }

  /** Seals a secret that the house keeps for itself, under the root key; the context says what it is. */
  sealSecret(context: string, secret: string): Promise<Buffer> {
    return this.#provider.wrap(Buffer.from(secret), context);
  }

  /** Opens such a secret. */
  async openSecret(context: string, sealed: Buffer): Promise<string> {
    return (await this.#provider.unwrap(sealed, context)).toString();
  }

  /** Tells one text from another, for the company of the transaction; without its key nobody can try out guesses. */
  async fingerprint(tx: ScopedTransaction, text: string): Promise<string> {
    const key = await this.#originKey(tx);
    return createHmac('sha256', key).update('miji/fingerprint/1\n').update(text).digest('hex');
  }

  /**
   * A key for one purpose, for the company of the transaction. It comes from the company's first key and stays the same when the
   * company gets another: what was made under it is still found.
   */
  async derivedKey(tx: ScopedTransaction, purpose: string): Promise<Buffer> {
    const key = await this.#originKey(tx);
    return Buffer.from(hkdfSync('sha256', key, '', `miji/derived/${purpose}`, KEY_BYTES));
  }

  /**
   * Pieces of text as numbers below 2^48 by which they are searched, for the company of the transaction: equal pieces are equal numbers,
   * and without its key nothing else can be told from them.
   */
  async tokens(tx: ScopedTransaction, pieces: Iterable<string>): Promise<readonly number[]> {
    const key = await this.derivedKey(tx, 'search');
    const numbers = Array.from(pieces, (piece) => createHmac('sha256', key).update(piece).digest().readUIntBE(0, 6));
    return [...new Set(numbers)];
  }

  /**
   * Whether the root key at hand is the one under which this company's key was sealed; true where it has none yet.
   */
  async fits(tx: ScopedTransaction): Promise<boolean> {
    const stored = await findCompanyKey(tx);
    if (stored === undefined) return true;
    try {
      await this.#provider.unwrap(stored.sealed_key, keyContext(companyOf(tx), stored.version));
      return true;
    } catch {
      return false;
    }
  }

  /** Gives the company a new key, under which everything is sealed from now on; gives its version. */
  async renewCompanyKey(tx: ScopedTransaction): Promise<number> {
    const { version } = await this.#companyKey(tx);
    const next = version + 1;
    await insertCompanyKey(tx, { version: next, ...(await this.#newCompanyKey(tx, next)) });
    return next;
  }

  /** Seals every key of the company that is under an older root key under the newest; how many it were. */
  async reseatCompanyKeys(tx: ScopedTransaction): Promise<number> {
    const old = await companyKeysBefore(tx, this.#provider.version);
    let count = 0;
    for (const { version, sealed_key } of old) {
      const context = keyContext(companyOf(tx), version);
      const key = await this.#provider.unwrap(sealed_key, context);
      const reseated = await this.#provider.wrap(key, context);
      const now = { sealed_key: reseated, root_version: this.#provider.version };
      if (await reseatCompanyKey(tx, version, now)) count += 1;
    }
    return count;
  }

  async #wrap(tx: ScopedTransaction, context: string, dataKey: Buffer): Promise<SealedKey> {
    const { key, version } = await this.#companyKey(tx);
    return { sealed_key: seal(key, context, dataKey), company_key_version: version };
  }

  async #unwrap(tx: ScopedTransaction, context: string, sealed: SealedKey): Promise<Buffer> {
    const { key } = await this.#companyKey(tx, sealed.company_key_version);
    return open(key, context, sealed.sealed_key);
  }

  async #companyKey(tx: ScopedTransaction, version?: number): Promise<{ version: number; key: Buffer }> {
    const companyId = companyOf(tx);
    const stored =
      (await findCompanyKey(tx, version)) ?? (version === undefined ? await this.#firstKey(tx) : undefined);
    if (stored === undefined) throw new Error(`company key ${version} is missing`);
    const key = await this.#provider.unwrap(stored.sealed_key, keyContext(companyId, stored.version));
    return { version: stored.version, key };
  }

  async #originKey(tx: ScopedTransaction): Promise<Buffer> {
    const stored = (await findCompanyKey(tx, 1)) ?? (await this.#firstKey(tx));
    if (stored === undefined) throw new Error('the first key of a company is missing');
    return this.#provider.unwrap(stored.sealed_key, keyContext(companyOf(tx), 1));
  }

  async #firstKey(tx: ScopedTransaction) {
    await insertFirstCompanyKey(tx, await this.#newCompanyKey(tx, 1));
    return findCompanyKey(tx, 1);
  }

  async #newCompanyKey(tx: ScopedTransaction, version: number) {
    return {
      sealed_key: await this.#provider.wrap(newKey(), keyContext(companyOf(tx), version)),
      root_version: this.#provider.version,
      created_at: scopeOf(tx).at,
    };
  }
}
