import { Refusal } from '@miji/contract';
import type { CompanyRef, printRegister as contract } from '@miji/contract';
import type { LevelRank } from '@miji/core';
import type { CopyRow, LoanRow, ScopedTransaction } from '@miji/db';
import { copiesOfGrants, findRequest, grantsOfRequest, movementsOfCopy, pageCopies, pageLoans } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { namesOf } from '../platform/names.ts';
import { renderForm } from '../rendition/render-copy.ts';
import type { CustodyOffice } from './custody-office.ts';
import { custodyOffice } from './custody-office.ts';
import { refuseUnprintable } from './print-labels.ts';
import type { Entry, HandedOut } from './register-paper.ts';
import { copyRow, handedOut, handedOutRow, loanRow, registerPaper } from './register-paper.ts';
import { storeRefsOf } from './store-wire.ts';

type Input = z.output<typeof contract.input>;

const PAGE = 500;
/** A register on paper takes no more; whoever has more prints it store by store, or item by item. */
const MOST = 2_000;

/** What a register has: its entries, once the names are known, their levels, and the people in them. */
interface Content {
  readonly title: string;
  readonly entries: (names: Names) => readonly Entry[];
  readonly levels: readonly LevelRank[];
  readonly people: readonly (string | null)[];
}

/**
 * A register as it is kept on paper: copies, loans, or the papers handed out under a request. For whoever keeps or watches a company’s
 * register, and of his own stores for a keeper. Traced before the bytes leave.
 *
 * @throws Refusal `NOT_ENTITLED`; `NOT_FOUND` for a store that is not his, or a request that is not there; `VALIDATION` where a list of
 *   papers handed out says no request; `BATCH_LIMIT` above 2,000 entries; `UNPRINTABLE_CHARACTER`
 * @see AR-32
 * @see CD-15
 * @see CF-25
 */
export const printRegister = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const of = await codeOf(ctx, input.item ?? input.request);
  const asked = input.company ?? of;
  // The number of another company’s item is no business of this one’s trace.
  const item = asked === of ? input.item : undefined;
  const about = { action: 'custody.printed', item, details: { register: input.register } } as const;
  const office = await custodyOffice(ctx, asked, about);
  const { company, person } = office;
  const happening = { ...about, companyId: company.id };
  if (!mayPrint(office, input)) throw await refused(ctx, happening, NOT_FOUND);
  const content = await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    contentOf(ctx, tx, company, input),
  );
  if (content === null) throw await refused(ctx, happening, NOT_FOUND);
  const names = await namesOf(ctx, content.people);
  const entries = content.entries(names);
  const paper = registerPaper({
    company,
    title: content.title,
    covers: coversOf(company, input),
    entries,
    levels: content.levels,
    names: [...names.values()],
    printedBy: person.name,
    at,
  });
  const pdf = await renderForm(paper).catch(refuseUnprintable);
  const details = { register: input.register, entries: entries.length };
  await platform.trace.record(done(ctx, { ...happening, details }));
  const fileName = `${company.code}-${input.register}-${at.toString().slice(0, 10)}.pdf`;
  return { fileName, pdf: Buffer.from(pdf).toString('base64') };
};

/** The company whose code begins the number of an item or a request. */
const codeOf = async (ctx: CallContext, number: string | undefined): Promise<string | undefined> =>
  number === undefined ? undefined : (await ctx.platform.companies.ofNumber(number))?.code;

/** A keeper has his own stores’ copies on paper; everything else is for whoever keeps or watches the register. */
const mayPrint = ({ watches, keeps }: CustodyOffice, { register, storeId }: Input): boolean =>
  watches ||
  register === 'loans' ||
  (register === 'copies' && storeId !== undefined && keeps.some(({ id }) => id === storeId));

const coversOf = (company: CompanyRef, { item, request }: Input): string => {
  if (request !== undefined) return `申请：${request}`;
  return item === undefined ? `单位：${company.code}` : `编号：${item}`;
};

const contentOf = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  company: CompanyRef,
  input: Input,
): Promise<Content | null> => {
  switch (input.register) {
    case 'copies': {
      const { item, storeId } = input;
      const rows = await all((cursor) =>
        pageCopies(tx, { companyId: company.id, item, storeId }, { cursor, limit: PAGE }),
      );
      const stores = await storeRefsOf(
        tx,
        rows.map(({ store_id }) => store_id),
      );
      return {
        title: '涉密载体台账',
        entries: (names) => inOrder(rows).map((row) => copyRow(row, names, stores)),
        ...facts(rows),
      };
    }
    case 'loans': {
      const filter = { companyId: company.id, box: 'all', item: input.item, now: ctx.at, soon: ctx.at } as const;
      const rows: readonly LoanRow[] = await all((cursor) => pageLoans(tx, filter, { cursor, limit: PAGE }));
      const kept = input.storeId === undefined ? rows : rows.filter(({ store_id }) => store_id === input.storeId);
      return {
        title: '档案借阅登记簿',
        entries: (names) => kept.toReversed().map((row) => loanRow(row, names)),
        levels: kept.map(({ level }) => level),
        people: kept.flatMap(({ borrower_id, lent_by, taken_back_by }) => [borrower_id, lent_by, taken_back_by]),
      };
    }
    case 'handed_out': {
      if (input.request === undefined) throw new Refusal('VALIDATION');
      const request = await findRequest(tx, input.request);
      if (request === undefined) return null;
      const grants = await grantsOfRequest(tx, request.id);
      const rows = await copiesOfGrants(
        tx,
        grants.map(({ id }) => id),
      );
      const ways: HandedOut[] = [];
      for (const row of inOrder(rows)) ways.push(handedOut(row, await movementsOfCopy(tx, row.id)));
      return {
        title: '文件发放收回登记表',
        entries: (names) => ways.map((way) => handedOutRow(way, names)),
        levels: rows.map(({ level }) => level),
        people: ways.flatMap(({ to, takenBy }) => [to, takenBy]),
      };
    }
  }
};

const facts = (rows: readonly CopyRow[]): Pick<Content, 'levels' | 'people'> => ({
  levels: rows.map(({ level }) => level),
  people: rows.map(({ holder_id }) => holder_id),
});

const inOrder = (rows: readonly CopyRow[]): readonly CopyRow[] =>
  rows.toSorted((a, b) => a.item_number.localeCompare(b.item_number) || a.number - b.number);

/** Every page of a register, one after the other. */
const all = async <T>(
  page: (cursor: string | undefined) => Promise<{ readonly rows: readonly T[]; readonly next: string | null }>,
): Promise<readonly T[]> => {
  const rows: T[] = [];
  let cursor: string | undefined;
  do {
    const next = await page(cursor);
    rows.push(...next.rows);
    if (rows.length > MOST) throw new Refusal('BATCH_LIMIT');
    cursor = next.next ?? undefined;
  } while (cursor !== undefined);
  return rows;
};
