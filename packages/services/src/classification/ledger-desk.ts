import type { CompanyRef, Ledger } from '@miji/contract';
import type { Post } from '@miji/core';
import { holdsPost } from '@miji/core';
import { takenFileNumbers } from '@miji/db';
import { companyAskedFor, homeCompanyId, lawFor, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { digestOf } from '../platform/once.ts';
import { loadPeople, namesInLedger } from './ledger-names.ts';
import type { LedgerReading } from './read-ledger.ts';
import { namesWritten, readLedger } from './read-ledger.ts';

/** Who keeps the register of a company: he may take over the one before it. @see GS-26 */
const KEEPERS: readonly Post[] = ['security_officer', 'custodian'];

/** A ledger, read, with what the register has of it already. */
export interface OpenLedger extends LedgerReading {
  readonly company: CompanyRef;
  readonly digest: string;
  readonly taken: ReadonlyMap<string, string>;
}

/**
 * Reads a ledger for whoever may take it over.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever does not keep the register of the company
 */
export const openLedger = async (ctx: CallContext, ledger: Ledger): Promise<OpenLedger> => {
  const person = requirePersonally(ctx);
  const { platform, at } = ctx;
  const company = await companyAskedFor(ctx, ledger.company);
  if (company === undefined || !KEEPERS.some((post) => holdsPost(person, company.id, post, at))) {
    const happening = {
      companyId: company?.id ?? homeCompanyId(ctx),
      action: 'ledger.imported',
    } as const;
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED', article: 'GS-26' });
  }
  const names = await namesInLedger(ctx, company.id, namesWritten(ledger));
  const managers = namesWritten(ledger).flatMap((name) => {
    const meant = names.colleague(name);
    return meant.kind === 'person' ? [meant.id] : [];
  });
  const usual = [ledger.otherwise?.responsibleManagerId, ledger.otherwise?.custodianId].flatMap((id) => id ?? []);
  const headquarters = await platform.companies.headquarters();
  const reading = readLedger(ledger, {
    law: lawFor(ctx, company),
    names,
    people: await loadPeople(ctx, [...managers, ...usual]),
    homes: [company.id, ...(headquarters === undefined ? [] : [headquarters.id])],
    at,
  });
  const numbers = reading.rows.map(({ fileNumber }) => fileNumber);
  const taken = await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => takenFileNumbers(tx, numbers));
  const { heading, rows, otherwise } = ledger;
  return {
    ...reading,
    company,
    taken,
    digest: digestOf({ company: company.code, heading, rows, otherwise: otherwise ?? {} }),
  };
};
