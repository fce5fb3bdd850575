import { randomUUID } from 'node:crypto';
import type { importLedger as contract, LedgerReport } from '@miji/contract';
import type { Law, Range, RefusalCode } from '@miji/core';
import { BUSINESS_ZONE, levelRank, regimesOf, secretUntil, storedReaders, timedNames } from '@miji/core';
import type { LedgerItem, ScopedTransaction } from '@miji/db';
import { appendEvents, insertLedger, nextNumbers, takenFileNumbers } from '@miji/db';
import type { z } from 'zod';
import { markOf, periodValue } from '../items/item-facts.ts';
import { lawFor, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { indexTitles } from '../search/index-item.ts';
import type { OpenLedger } from './ledger-desk.ts';
import { openLedger } from './ledger-desk.ts';
import type { LedgerDraft } from './read-ledger.ts';

interface GoodRow {
  readonly fileNumber: string;
  readonly draft: LedgerDraft;
}

/**
 * Takes over a ledger: every good row becomes an item on paper, confirmed, with its range and its copies, in one transaction; the rows
 * that are not good are left out and say why. Done twice it does nothing the second time.
 *
 * @throws Refusal `NOT_ENTITLED`, `VERSION_CONFLICT` where it is not the ledger that was looked at before
 * @see GS-24
 * @see GS-26
 */
export const importLedger = async (ctx: CallContext, input: z.output<typeof contract.input>): Promise<LedgerReport> => {
  const ledger = await openLedger(ctx, input);
  const { company } = ledger;
  if (ledger.digest !== input.digest) {
    throw await refused(ctx, { companyId: company.id, action: 'ledger.imported' }, { code: 'VERSION_CONFLICT' });
  }
  const good = ledger.rows.flatMap(({ fileNumber, draft }) => (draft === null ? [] : [{ fileNumber, draft }]));
  const before = new Set(ledger.taken.keys());
  const numbers = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => write(ctx, tx, ledger, good));
  const rows = ledger.rows.map(({ row, fileNumber, findings, draft }): LedgerReport['rows'][number] => {
    const number = numbers.taken.get(fileNumber) ?? null;
    const isNew = numbers.imported.has(fileNumber) && !before.has(fileNumber) && draft !== null;
    const status = isNew ? 'imported' : number !== null && !isTwice(findings) ? 'duplicate' : 'error';
    return { row, fileNumber, findings: [...findings], status, number: status === 'error' ? null : number };
  });
  const count = (status: LedgerReport['rows'][number]['status']): number =>
    rows.filter((row) => row.status === status).length;
  return { imported: count('imported'), duplicate: count('duplicate'), error: count('error'), rows };
};

/** A number that stands twice in one ledger: the second row is wrong, whatever became of the first. */
const isTwice = (findings: readonly { readonly code: RefusalCode }[]): boolean =>
  findings.some(({ code }) => code === 'DUPLICATE');

const write = async (ctx: CallContext, tx: ScopedTransaction, ledger: OpenLedger, good: readonly GoodRow[]) => {
  const { at } = ctx;
  const { company } = ledger;
  const person = requirePersonally(ctx);
  const year = at.toZonedDateTimeISO(BUSINESS_ZONE).year;
  // Takes none yet, but holds the counter: of two who import at once, the second sees what the first has written.
  await nextNumbers(tx, 'item', year, 0);
  const taken = await takenFileNumbers(
    tx,
    good.map(({ fileNumber }) => fileNumber),
  );
  const fresh = good.filter(({ fileNumber }) => !taken.has(fileNumber));
  if (fresh.length === 0) return { taken, imported: new Set<string>() };

  const first = await nextNumbers(tx, 'item', year, fresh.length);
  const law = lawFor(ctx, company);
  const items = fresh.map((row, index) =>
    toItem(ctx, law, ledger, { ...row, number: `${company.code}-${year}-${String(first + index).padStart(6, '0')}` }),
  );
  const imported = await insertLedger(tx, items, {
    at,
    ruleSetVersion: law.version,
    registrar: `person:${person.personId}`,
  });
  await indexTitles(
    ctx,
    tx,
    items.filter(({ fileNumber }) => imported.has(fileNumber)),
  );
  await appendEvents(tx, [
    ...items.map((item) =>
      done(ctx, {
        companyId: company.id,
        action: 'item.imported',
        subject: { kind: 'item', id: item.number },
        item: item.number,
        because: { code: 'ALLOWED_OFFICE', rule: 'classification.attributes', article: 'GS-13' },
        details: {
          level: item.level,
          catalogue: item.catalogueCode,
          copies: item.copies,
          declassified: item.declassified,
        },
      }),
    ),
    done(ctx, {
      companyId: company.id,
      action: 'ledger.imported',
      subject: { kind: 'company', id: company.id },
      because: { code: 'ALLOWED_OFFICE', article: 'GS-26' },
      details: { digest: ledger.digest, rows: ledger.rows.length, imported: imported.size },
    }),
  ]);
  return {
    taken: new Map([...taken, ...items.map(({ fileNumber, number }) => [fileNumber, number] as const)]),
    imported,
  };
};

/** An item as the database takes it. Whoever may know it follows from its range, as for every other. */
const toItem = (
  ctx: CallContext,
  law: Law,
  { company }: OpenLedger,
  { draft, fileNumber, number }: GoodRow & { readonly number: string },
): LedgerItem => {
  const { at } = ctx;
  const { proposal, level, responsibleManagerId } = draft;
  const { period, issuedOn } = proposal;
  const range: Range = {
    ownerCompanyId: company.id,
    responsibleManagerId,
    entries: proposal.members.map((member) => ({ member, validity: { from: at, to: null } })),
    excludedIds: [],
  };
  const regimes = regimesOf(law, proposal);
  const knowing = law.knowing(level, regimes);
  const facts = { level, period, issuedOn, declassifiedAt: null, range };
  return {
    id: randomUUID(),
    number,
    fileNumber,
    title: draft.title,
    level: levelRank(level),
    levelReason: proposal.levelReason,
    catalogueCode: proposal.catalogueCode,
    basis: proposal.basis,
    periodKind: period.kind,
    periodValue: periodValue(period),
    issuedOn,
    secretUntil: secretUntil(period, issuedOn),
    declassified: draft.declassified,
    responsibleManagerId,
    departmentId: draft.departmentId,
    drafterId: draft.drafterId,
    drafterName: draft.drafterName,
    custodianId: draft.custodianId,
    regimes,
    copies: draft.copies,
    mark: markOf(ctx, { level, period }, company),
    range: proposal.members.map((member) => ({
      id: randomUUID(),
      member,
      namedBy: requirePersonally(ctx).personId,
      reason: '原台账所列',
      from: at,
    })),
    names: timedNames(range, knowing, at),
    readersDue: storedReaders(facts, knowing, at).dueAt,
  };
};
