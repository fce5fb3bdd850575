import type { CompanyRef } from '@miji/contract';
import { Temporal } from '@miji/core';
import type { ScopedDatabase } from '@miji/db';
import { allCompanies } from '@miji/db';

/** The companies of the group, kept in memory: they are few, and what is known of one never changes. */
export class CompanyDirectory {
  readonly #db: ScopedDatabase;
  #companies: readonly CompanyRef[] = [];

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

  async #find(wanted: (company: CompanyRef) => boolean): Promise<CompanyRef | undefined> {
    const known = this.#companies.find(wanted);
    if (known !== undefined) return known;
    await this.refresh();
    return this.#companies.find(wanted);
  }
}
