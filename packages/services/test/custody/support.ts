import { randomUUID } from 'node:crypto';
import type { LoanWire, RegisterItemInput, StoreWire } from '@miji/contract';
import type { SecretLevel } from '@miji/core';
import { vi } from 'vitest';
import {
  appointKeeper,
  announceMovement,
  carryOut,
  confirmMovement,
  enterOriginal,
  handOut,
  openStore,
  reconcileCompany,
} from '../../src/index.ts';
import type { House } from '../support/house.ts';

let opened = 0;

/** A store of the owner, kept by these people, whom its security officer has appointed. */
export const keptStore = async (
  house: House,
  keepers: readonly string[],
  highestLevel: SecretLevel = 'top_secret',
): Promise<StoreWire> => {
  opened += 1;
  const officer = house.group.own.people.security_officer;
  let store = await openStore(await house.as(officer), {
    code: `K${opened}`,
    name: '保密柜',
    place: '三楼档案室',
    separate: highestLevel !== 'confidential',
    highestLevel,
  });
  for (const personId of keepers) {
    store = await appointKeeper(await house.as(officer), { store: store.id, personId });
  }
  return store;
};

/** A paper item that these people may know, and its original in a store; gives the item and the copy. */
export const paperOriginal = async (
  house: House,
  {
    store,
    keeper,
    readers,
    level = 'secret',
    regimes = ['archive'],
  }: {
    readonly store: StoreWire;
    readonly keeper: string;
    readonly readers: readonly string[];
    readonly level?: SecretLevel;
    readonly regimes?: RegisterItemInput['regimes'];
  },
): Promise<{ readonly item: string; readonly copy: string }> => {
  const paper = { content: undefined, paper: { custodianId: keeper }, regimes };
  const item = await house.register(level, readers, paper);
  const { id } = await enterOriginal(await house.as(keeper), {
    item,
    storeId: store.id,
    medium: 'paper',
    pages: 12,
    durable: true,
    idempotencyKey: randomUUID(),
  });
  return { item, copy: id };
};

/** What is handed out, shortly. */
export const lending = (grant: string, storeId: string, changes: Partial<Parameters<typeof handOut>[1]> = {}) => ({
  grant,
  storeId,
  pages: 12,
  idempotencyKey: randomUUID(),
  ...changes,
});

/** A loan that its borrower has confirmed; a day is granted where nothing else is said. */
export const lent = async (
  house: House,
  {
    item,
    copy,
    keeper,
    borrower,
    storeId,
    days = 1,
  }: {
    readonly item: string;
    readonly copy: string;
    readonly keeper: string;
    readonly borrower: string;
    readonly storeId: string;
    readonly days?: number;
  },
): Promise<LoanWire> => {
  const grant = await house.grant(item, borrower, house.group.own.people.department_head, {
    operation: 'loan',
    particulars: { operation: 'loan', days },
  });
  const { loan, movement } = await handOut(await house.as(keeper), lending(grant, storeId, { copy }));
  await confirmMovement(await house.as(borrower), { movement: movement.id, pages: 12 });
  return loan;
};

/** Brings a loan back: the borrower announces it, a keeper counts. */
export const givenBack = async (house: House, loan: LoanWire, keeper: string, pages = 12): Promise<void> => {
  const { id } = await announceMovement(await house.as(loan.borrower.id), {
    copy: loan.copy,
    act: 'give_back',
    pages,
    idempotencyKey: randomUUID(),
  });
  await confirmMovement(await house.as(keeper), { movement: id, pages });
};

/** Has a keeper carry out of the office what lies in his store; it belongs there still. */
export const carried = async (
  house: House,
  { item, copy, keeper }: { readonly item: string; readonly copy: string; readonly keeper: string },
): Promise<void> => {
  const { department_head: head } = house.group.own.people;
  const grant = await house.grant(item, keeper, head, { operation: 'carry_out' });
  await carryOut(await house.as(keeper), { copy, grant, pages: 12, idempotencyKey: randomUUID() });
};

/** Until somebody in this house waits for what another transaction holds. */
export const waitsFor = async ({ superuser }: House): Promise<void> => {
  await vi.waitFor(async () => {
    const { rowCount } = await superuser.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    if (rowCount === 0) throw new Error('nobody waits');
  });
};

/** What the register of the owner says against itself. */
export const agreesEverywhere = async (house: House) => {
  const company = await house.platform.companies.byCode(house.group.own.code);
  return company === undefined ? ['no company'] : reconcileCompany(house.platform, company);
};
