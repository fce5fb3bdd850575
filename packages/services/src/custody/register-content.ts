import { Refusal } from '@miji/contract';
import type { printRegister as contract } from '@miji/contract';
import type { LevelRank } from '@miji/core';
import type { CopyRow, Destroyed, LoanRow, ScopedTransaction } from '@miji/db';
import {
  copiesOfGrants,
  destroyedCopies,
  findRequest,
  grantsOfRequest,
  movementsOfCopy,
  pageCopies,
  pageLoans,
} from '@miji/db';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import type { CustodyOffice } from './custody-office.ts';
import type { Entry, HandedOut } from './register-paper.ts';
import { copyRow, destroyedRow, handedOut, handedOutRow, loanRow } from './register-paper.ts';
import { storeRefsOf } from './store-wire.ts';

/** Which register is printed, and of what. */
export type RegisterAsked = z.output<typeof contract.input>;

const PAGE = 500;
/** A register on paper takes no more; whoever has more prints it store by store, or item by item. */
const MOST = 2_000;

/** What a register has: its entries, once the names are known, their levels, and the people in them. */
export interface RegisterContent {
  readonly title: string;
  readonly entries: (names: Names) => readonly Entry[];
  readonly levels: readonly LevelRank[];
  readonly people: readonly (string | null)[];
}

/**
 * What stands in a register now, as far as it concerns whoever prints it; null where the request that it is of is not there.
 *
 * @throws Refusal `VALIDATION`, `BATCH_LIMIT`
 */
export const registerContent = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  office: CustodyOffice,
  input: RegisterAsked,
): Promise<RegisterContent | null> => {
  const { company } = office;
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
      const loans = await loansIn(ctx, tx, office, input);
      return {
        title: '档案借阅登记簿',
        entries: (names) => loans.map((row) => loanRow(row, names)),
        levels: loans.map(({ level }) => level),
        people: loans.flatMap(peopleOfLoan),
      };
    }
    case 'loans_and_destructions': {
      const loans = await loansIn(ctx, tx, office, input);
      const gone = await destroyedCopies(tx, { item: input.item, storeIds: storesOf(office, input) }, MOST + 1);
      if (loans.length + gone.length > MOST) throw new Refusal('BATCH_LIMIT');
      return {
        title: '客户信息借阅、销毁记录表',
        entries: (names) => inTime(loans, gone, names),
        levels: [...loans, ...gone.map(({ copy }) => copy)].map(({ level }) => level),
        people: [...loans.flatMap(peopleOfLoan), ...gone.flatMap(peopleOfDestroyed)],
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

/** The loans of a company, or those out of the stores of whoever prints them, the earliest first. */
const loansIn = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  office: CustodyOffice,
  input: RegisterAsked,
): Promise<readonly LoanRow[]> => {
  const filter = { companyId: office.company.id, box: 'all', item: input.item, now: ctx.at, soon: ctx.at } as const;
  const stores = storesOf(office, input);
  const rows: readonly LoanRow[] = await all((cursor) => pageLoans(tx, filter, { cursor, limit: PAGE }));
  return (stores === undefined ? rows : rows.filter(({ store_id }) => stores.includes(store_id))).toReversed();
};

const peopleOfLoan = ({ borrower_id, lent_by, taken_back_by }: LoanRow): readonly (string | null)[] => [
  borrower_id,
  lent_by,
  taken_back_by,
];

const peopleOfDestroyed = ({ movement, grant }: Destroyed): readonly (string | null)[] => [
  movement.given_by,
  movement.taken_by,
  ...grant.given_by,
];

/** What was lent and what was destroyed, in the order of time. @see PM-27 */
const inTime = (loans: readonly LoanRow[], gone: readonly Destroyed[], names: Names): readonly Entry[] =>
  [
    ...loans.map((row) => ({ at: row.lent_at, entry: loanRow(row, names) })),
    ...gone.map((one) => ({ at: one.movement.ended_at ?? one.movement.given_at, entry: destroyedRow(one, names) })),
  ]
    .toSorted((one, other) => one.at.epochMilliseconds - other.at.epochMilliseconds)
    .map(({ entry }) => entry);

/** The stores whose loans are printed; undefined where all are. */
const storesOf = ({ watches, keeps }: CustodyOffice, { storeId }: RegisterAsked): readonly string[] | undefined => {
  if (storeId !== undefined) return [storeId];
  return watches ? undefined : keeps.map(({ id }) => id);
};

const facts = (rows: readonly CopyRow[]): Pick<RegisterContent, 'levels' | 'people'> => ({
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
