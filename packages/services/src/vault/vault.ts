import type { ScopedTransaction, SealedContent } from '@miji/db';
import { companyOf, findCompanyKey, insertFirstCompanyKey, scopeOf } from '@miji/db';
import { createHmac } from 'node:crypto';
import { newKey, open, seal } from './envelope.ts';

/** Keeps the root key: a file on this machine, or a key management service. */
export interface KeyProvider {
  wrap(key: Buffer, context: string): Promise<Buffer>;
  unwrap(wrapped: Buffer, context: string): Promise<Buffer>;
}

const keyContext = (companyId: string, version: number): string => `miji/company-key/${companyId}/${version}`;
const contentContext = (companyId: string, itemId: string, version: number): string =>
  `miji/content/${companyId}/${itemId}/${version}`;

/**
 * Seals contents before they are stored: each version of an item under a data key of its own, that key under the company's, the
 * company's under the root key of a {@link KeyProvider}.
 *
 * @see SG-03
 */
export class Vault {
  readonly #provider: KeyProvider;

  constructor(provider: KeyProvider) {
    this.#provider = provider;
  }

  /** Seals the text of an item version, for the company of the transaction. */
  async seal(
    tx: ScopedTransaction,
    item: { readonly id: string; readonly version: number },
    text: string,
  ): Promise<Pick<SealedContent, 'sealed' | 'sealed_key' | 'company_key_version'>> {
    const companyKey = await this.#companyKey(tx);
    const context = contentContext(companyOf(tx), item.id, item.version);
    const dataKey = newKey();
    return {
      sealed: seal(dataKey, context, Buffer.from(text)),
      sealed_key: seal(companyKey.key, context, dataKey),
      company_key_version: companyKey.version,
    };
  }

  /** Opens the text of an item version. */
  async open(
    tx: ScopedTransaction,
    item: { readonly id: string; readonly version: number },
    content: SealedContent,
  ): Promise<string> {
    const companyKey = await this.#companyKey(tx, content.company_key_version);
    const context = contentContext(companyOf(tx), item.id, item.version);
    const dataKey = open(companyKey.key, context, content.sealed_key);
    return open(dataKey, context, content.sealed).toString();
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
    const { key } = await this.#companyKey(tx);
    return createHmac('sha256', key).update('miji/fingerprint/1\n').update(text).digest('hex');
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

  async #companyKey(tx: ScopedTransaction, version?: number): Promise<{ version: number; key: Buffer }> {
    const companyId = companyOf(tx);
    const stored =
      (await findCompanyKey(tx, version)) ?? (version === undefined ? await this.#firstKey(tx) : undefined);
    if (stored === undefined) throw new Error(`company key ${version} is missing`);
    const key = await this.#provider.unwrap(stored.sealed_key, keyContext(companyId, stored.version));
    return { version: stored.version, key };
  }

  async #firstKey(tx: ScopedTransaction) {
    const wrapped = await this.#provider.wrap(newKey(), keyContext(companyOf(tx), 1));
    await insertFirstCompanyKey(tx, wrapped, scopeOf(tx).at);
    return findCompanyKey(tx, 1);
  }
}
