import type { CompanyRef } from '@miji/contract';
import { Temporal } from '@miji/core';
import type { ScopedDatabase } from '@miji/db';
import { allCompanies } from '@miji/db';

const AT_MOST_EVERY_MS = 1_000;

/** The companies of the group, kept in memory: they are few, and what is known of one never changes. */
export class CompanyDirectory {
  readonly #db: ScopedDatabase;
  #companies: readonly CompanyRef[] = [];
  #askedAt = Number.NEGATIVE_INFINITY;
  #asking: Promise<void> = Promise.resolve();

  constructor(db: ScopedDatabase) {
    this.#db = db;
  }

  async all(): Promise<readonly CompanyRef[]> {
    if (this.#companies.length === 0) await this.refresh();
    return this.#companies;
  }

  /** The company whose code begins this number. */
  async ofNumber(number: string): Promise<CompanyRef | undefined> {
    return this.#find((company) => number.startsWith(`${company.code}-`));
  }

  async byCode(code: string): Promise<CompanyRef | undefined> {
    return this.#find((company) => company.code === code);
  }

  async byId(id: string): Promise<CompanyRef | undefined> {
    return this.#find((company) => company.id === id);
  }

  async headquarters(): Promise<CompanyRef | undefined> {
    return this.#find((company) => company.kind === 'headquarters');
  }

  /** Reads the companies again: after one was founded, here or by another server. */
  async refresh(): Promise<void> {
    const rows = await this.#db.directory(Temporal.Now.instant(), allCompanies);
    this.#companies = rows.map(({ id, code, name, kind }) => ({ id, code, name, kind }));
  }

  /** Whoever asks for companies that are not there must not keep the database busy: once in a while is enough. */
  #refreshSoon(): Promise<void> {
    const now = performance.now();
    if (now - this.#askedAt > AT_MOST_EVERY_MS) {
      this.#askedAt = now;
      this.#asking = this.refresh();
    }
    return this.#asking;
  }

  async #find(wanted: (company: CompanyRef) => boolean): Promise<CompanyRef | undefined> {
    const known = this.#companies.find(wanted);
    if (known !== undefined) return known;
    await this.#refreshSoon();
    return this.#companies.find(wanted);
  }
}
