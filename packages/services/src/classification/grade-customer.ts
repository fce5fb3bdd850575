import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type { CompanyRef, gradeCustomer as contract } from '@miji/contract';
import type { CustomerGrade, ItemFacts, Law, Regime, SecretLevel } from '@miji/core';
import {
  bindingRegimes,
  businessDay,
  deriveClassification,
  entryOfGrade,
  higherLevel,
  levelOfRank,
  levelRank,
  planChange,
} from '@miji/core';
import type { CustomerRow, ItemRow, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  derivedAmong,
  filesOf,
  findCustomer,
  gradeCustomerRow,
  lockCustomer,
  lockFilesOf,
  rangesOf,
} from '@miji/db';
import type { z } from 'zod';
import { toFacts } from '../items/item-facts.ts';
import { lawFor, scopeOfCompany, systemScope } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { changeClassification } from './change-item.ts';
import type { CustomerDesk } from './customer-desk.ts';
import { mayGrade, openCustomers, toCustomer } from './customer-desk.ts';
import { sourcesBehind } from './sources.ts';

type Input = z.output<typeof contract.input>;

const RULE = { code: 'ALLOWED_OFFICE', rule: 'classification.customer', article: 'CD-06' } as const;

/**
 * Gives a customer another grade. The level and the catalogue entry of its files that are still secret follow in the same
 * transaction, up and down; a file that was given a higher level than its grade asked for keeps it, and none falls below what it was
 * made from.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND`, `NO_CHANGE`, `RULE_NOT_SET` where the catalogue has no entry for the grade
 * @see CD-05
 * @see CD-06
 * @see CD-07
 */
export const gradeCustomer = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  const owner = await platform.companies.ofNumber(input.number);
  const desk = await openCustomers(ctx, owner?.code ?? '', 'customer.graded');
  const { company } = desk;
  const happening = {
    companyId: company.id,
    action: 'customer.graded',
    subject: { kind: 'customer', id: input.number },
  } as const;
  const scope = scopeOfCompany(ctx, company.id);
  const known = await platform.db.transact(scope, (tx) => findCustomer(tx, input.number));
  if (known === undefined) throw await refused(ctx, happening, { code: 'NOT_FOUND' });
  const law = lawFor(ctx, company);
  const grading = gradingOf(law, known.grade, input.grade);
  if (!mayGrade(desk, { grades: [known.grade, input.grade], levels: [grading?.from, grading?.to] }, ctx)) {
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED', rule: RULE.rule, article: 'CD-07' });
  }
  if (known.grade === input.grade) throw await refused(ctx, happening, { code: 'NO_CHANGE', article: 'CD-06' });
  if (grading === null) throw await refused(ctx, happening, { code: 'RULE_NOT_SET', article: 'K-05' });
  const floors = await floorsOf(ctx, company, known);
  return platform.db.transact(scope, (tx) => grade(ctx, tx, { input, desk, known, grading, law, floors }));
};

/** The level of what each derived file of a customer was made from. Asked for beforehand: sources may lie in other companies. */
const floorsOf = async (ctx: CallContext, company: CompanyRef, customer: CustomerRow): Promise<Floors> => {
  const { platform, at } = ctx;
  const { files, derived } = await platform.db.transact(systemScope(at, company.id), async (tx) => {
    const rows = await filesOf(tx, customer.id);
    const links = await derivedAmong(
      tx,
      rows.map(({ id }) => id),
    );
    return { files: rows, derived: links };
  });
  const floors = new Map<string, SecretLevel | null>(files.map(({ id }) => [id, null]));
  for (const row of files) {
    if (!derived.has(row.id)) continue;
    floors.set(row.id, deriveClassification(await sourcesBehind(ctx, toFacts(row, [])), at).level);
  }
  return floors;
};

/** What the catalogue says of the two grades. */
interface Grading {
  readonly code: string;
  readonly regimes: readonly Regime[];
  readonly from: SecretLevel | null;
  readonly to: SecretLevel;
}

const gradingOf = (law: Law, before: CustomerGrade, after: CustomerGrade): Grading | null => {
  const entry = entryOfGrade(law, after);
  if (entry === undefined || entry.defaultLevel === null) return null;
  const { code, regimes, defaultLevel } = entry;
  return { code, regimes, from: entryOfGrade(law, before)?.defaultLevel ?? null, to: defaultLevel };
};

/** By the id of the file; null where it was made from nothing that is still secret. */
type Floors = ReadonlyMap<string, SecretLevel | null>;

interface Regrading {
  readonly floors: Floors;
  readonly input: Input;
  readonly desk: CustomerDesk;
  readonly known: CustomerRow;
  readonly grading: Grading;
  readonly law: Law;
}

const grade = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  regrading: Regrading,
): Promise<z.output<typeof contract.output>> => {
  const { input, desk, known, law } = regrading;
  const { company } = desk;
  const locked = await lockCustomer(tx, input.number);
  // Somebody else was faster: what he was found fit to do was about another grade.
  if (locked === undefined || locked.grade !== known.grade) throw new Refusal('VERSION_CONFLICT');
  const files = await lockFilesOf(tx, locked.id, ctx.at);
  if (files.some(({ id }) => !regrading.floors.has(id))) throw new Refusal('VERSION_CONFLICT');
  const ranges = await rangesOf(
    tx,
    files.map(({ id }) => id),
  );
  for (const row of files) {
    await follow(ctx, tx, {
      ...regrading,
      customer: locked,
      company,
      row,
      facts: toFacts(row, ranges.get(row.id) ?? []),
    });
  }
  const graded = await gradeCustomerRow(tx, locked.id, input.grade, businessDay(ctx.at));
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'customer.graded',
      subject: { kind: 'customer', id: locked.number },
      because: RULE,
      details: { before: known.grade, after: input.grade, items: files.length },
    }),
  ]);
  return { customer: toCustomer(graded, company, law), changedItems: files.length };
};

interface File extends Regrading {
  readonly customer: CustomerRow;
  readonly company: CompanyRef;
  readonly row: ItemRow;
  readonly facts: ItemFacts;
}

const follow = async (ctx: CallContext, tx: ScopedTransaction, file: File): Promise<void> => {
  const { input, desk, grading, law, customer, company, row, facts } = file;
  const regimes = bindingRegimes([...facts.regimes, ...grading.regimes]).filter((regime) => regime !== 'group');
  const level = levelAfter(grading, row, file.floors.get(row.id) ?? null);
  await changeClassification(ctx, tx, {
    company,
    row,
    plan: planChange(law, { ...facts, regimes }, { kind: 'regrade', toLevel: level }, ctx.at),
    // What binds a file is never taken off it; what its new entry is bound by comes on top.
    to: { level: levelRank(level), catalogue_code: grading.code, regimes: [...regimes] },
    record: {
      id: randomUUID(),
      kind: 'grade',
      request_id: null,
      request_number: null,
      customer_id: customer.id,
      decided_by: desk.person.personId,
      reason: input.reason,
    },
    because: RULE,
    action: 'item.regraded',
  });
};

/** A level that follows the grade goes with it; one that was set higher on purpose is only ever raised. */
const levelAfter = ({ from, to }: Grading, row: ItemRow, floor: SecretLevel | null): SecretLevel => {
  const now = levelOfRank(row.level);
  const level = now === from ? to : higherLevel(now, to);
  return floor === null ? level : higherLevel(level, floor);
};
