import type { LevelRank, Temporal, TimedName } from '@miji/core';
import { sql } from 'kysely';
import { toMillisecond } from '../postgres-types.ts';
import type { ItemTable } from '../schema/items.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';
import { END_OF_TIME } from './end-of-time.ts';
import type { NewRangeEntry } from './ranges.ts';
import { columnsOf } from './ranges.ts';

/** Somebody of the scoped company, under a name that a ledger writes. */
export interface NamedStaff {
  readonly id: string;
  readonly name: string;
  /** whether he works there now; otherwise he did once */
  readonly current: boolean;
}

/** Everybody who works for the scoped company, or did, under one of these names. */
export const staffNamed = async (
  tx: ScopedTransaction,
  names: readonly string[],
  at: Temporal.Instant,
): Promise<readonly NamedStaff[]> => {
  if (names.length === 0) return [];
  const { rows } = await sql<NamedStaff>`
    select person.id, person.name,
           bool_or(appointment.valid_from <= ${at} and (appointment.valid_to is null or appointment.valid_to > ${at})) as current
      from appointment join person on person.id = appointment.person_id
     where appointment.company_id = ${companyOf(tx)} and person.name = any (${[...names]}::text[])
     group by person.id, person.name`.execute(tx);
  return rows;
};

/** Which numbers of a ledger the register has already, each with the number that it gave the item. */
export const takenFileNumbers = async (
  tx: ScopedTransaction,
  numbers: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .selectFrom('item')
    .select(['file_number', 'number'])
    .where('company_id', '=', companyOf(tx))
    .where('file_number', '=', (eb) => eb.fn.any(eb.val([...numbers])))
    .execute();
  return new Map(rows.flatMap((row) => (row.file_number === null ? [] : [[row.file_number, row.number] as const])));
};

/** An item on paper, as a ledger had it: what was determined before, by whom, and where it lies. */
export interface LedgerItem {
  readonly id: string;
  readonly number: string;
  readonly fileNumber: string;
  readonly title: string;
  readonly level: LevelRank;
  readonly levelReason: string | null;
  readonly catalogueCode: string;
  readonly basis: string;
  readonly periodKind: ItemTable['period_kind'];
  readonly periodValue: string | null;
  readonly issuedOn: Temporal.PlainDate;
  readonly secretUntil: Temporal.Instant | null;
  readonly declassified: boolean;
  readonly responsibleManagerId: string;
  readonly departmentId: string | null;
  readonly drafterId: string | null;
  readonly drafterName: string | null;
  readonly custodianId: string;
  readonly regimes: readonly string[];
  readonly copies: number;
  readonly mark: string;
  readonly range: readonly Omit<NewRangeEntry, 'itemId'>[];
  readonly names: readonly TimedName[];
  readonly readersDue: Temporal.Instant | null;
}

const at = (instant: Temporal.Instant | null): string | null => (instant === null ? null : toMillisecond(instant));

/**
 * Writes the items of a ledger with their ranges, their readers and their copies: one statement for each, however many there are. An
 * item whose number was taken meanwhile is left out, and everything of it.
 *
 * @returns the numbers of the ledger that were written
 */
export const insertLedger = async (
  tx: ScopedTransaction,
  items: readonly LedgerItem[],
  act: { readonly at: Temporal.Instant; readonly ruleSetVersion: number; readonly registrar: string },
): Promise<ReadonlySet<string>> => {
  if (items.length === 0) return new Set();
  const company = companyOf(tx);
  const documents = JSON.stringify(
    items.map((item) => ({
      id: item.id,
      number: item.number,
      file_number: item.fileNumber,
      title: item.title,
      level: item.level,
      level_reason: item.levelReason,
      catalogue_code: item.catalogueCode,
      basis: item.basis,
      period_kind: item.periodKind,
      period_value: item.periodValue,
      issued_on: item.issuedOn.toString(),
      secret_until: at(item.secretUntil),
      recorded: item.declassified ? at(act.at) : null,
      manager: item.responsibleManagerId,
      department: item.departmentId,
      drafter: item.drafterId,
      drafter_name: item.drafterName,
      custodian: item.custodianId,
      regimes: item.regimes,
      copies: item.copies,
      readers_due: at(item.readersDue),
    })),
  );
  const written = await sql<{ file_number: string }>`
    insert into item (company_id, id, number, file_number, title, level, proposed_level, level_reason, catalogue_code, line_count,
        medium, origin, basis, period_kind, period_value, issued_on, secret_until, declassification_recorded_at,
        responsible_manager_id, department_id, drafter_person_id, drafter_name, custodian_id, regimes, copies_issued, state, version,
        rule_set_version, registered_at, confirmed_at, registrar, idempotency_key, input_digest, readers_version, readers_due)
    select ${company}, id, number, file_number, title, level, level, level_reason, catalogue_code, 0,
        'paper', 'ledger', basis, period_kind, period_value, issued_on, secret_until, recorded,
        manager, department, drafter, drafter_name, custodian, regimes, copies, 'confirmed', 1,
        ${act.ruleSetVersion}, ${act.at}, ${act.at}, ${act.registrar}, 'ledger:' || file_number, '', ${act.ruleSetVersion}, readers_due
      from jsonb_to_recordset(${documents}::jsonb) as row (id uuid, number text, file_number text, title text, level smallint,
        level_reason text, catalogue_code text, basis text, period_kind text, period_value text, issued_on date,
        secret_until timestamptz, recorded timestamptz, manager uuid, department uuid, drafter uuid, drafter_name text,
        custodian uuid, regimes text[], copies integer, readers_due timestamptz)
    on conflict (company_id, file_number) do nothing
    returning file_number`.execute(tx);
  const done = new Set(written.rows.map((row) => row.file_number));
  const entered = items.filter(({ fileNumber }) => done.has(fileNumber));
  await Promise.all([
    insertRanges(tx, company, entered),
    insertReaders(tx, company, entered, act.at),
    insertCopies(tx, company, entered, act.at),
  ]);
  return done;
};

const insertRanges = async (tx: ScopedTransaction, company: string, items: readonly LedgerItem[]): Promise<void> => {
  const entries = JSON.stringify(
    items.flatMap((item) =>
      item.range.map(({ id, member, namedBy, reason, from }) => ({
        id,
        item_id: item.id,
        ...columnsOf(member),
        named_by: namedBy,
        reason,
        valid_from: at(from),
      })),
    ),
  );
  await sql`
    insert into item_range (company_id, id, item_id, member_kind, member_person_id, member_company_id, member_post,
        member_department_id, member_group_id, named_by, reason, valid_from, named_at)
    select ${company}, id, item_id, member_kind, member_person_id, member_company_id, member_post, member_department_id,
        member_group_id, named_by, reason, valid_from, valid_from
      from jsonb_to_recordset(${entries}::jsonb) as row (id uuid, item_id uuid, member_kind text, member_person_id uuid,
        member_company_id uuid, member_post text, member_department_id uuid, member_group_id uuid, named_by uuid, reason text,
        valid_from timestamptz)`.execute(tx);
};

const insertReaders = async (
  tx: ScopedTransaction,
  company: string,
  items: readonly LedgerItem[],
  registeredAt: Temporal.Instant,
): Promise<void> => {
  const names = JSON.stringify(
    items.flatMap((item) =>
      item.names.map(({ principal, validity }) => ({
        principal,
        item_id: item.id,
        ends_at: at(item.secretUntil ?? END_OF_TIME),
        valid_from: at(validity.from),
        valid_to: at(validity.to ?? END_OF_TIME),
      })),
    ),
  );
  await sql`
    insert into item_reader (company_id, principal, item_id, registered_at, ends_at, valid_from, valid_to)
    select ${company}, principal, item_id, ${registeredAt}, ends_at, valid_from, valid_to
      from jsonb_to_recordset(${names}::jsonb) as row (principal text, item_id uuid, ends_at timestamptz,
        valid_from timestamptz, valid_to timestamptz)`.execute(tx);
};

/** The copies that the ledger knows of: each with its keeper, and without a grant, for there was none. @see GS-24 */
const insertCopies = async (
  tx: ScopedTransaction,
  company: string,
  items: readonly LedgerItem[],
  issuedAt: Temporal.Instant,
): Promise<void> => {
  const copies = JSON.stringify(
    items
      .filter((item) => item.copies > 0)
      .map((item) => ({
        item_id: item.id,
        item_number: item.number,
        copies: item.copies,
        level: item.level,
        mark: item.mark,
        secret_until: at(item.secretUntil),
        holder: item.custodianId,
      })),
  );
  await sql`
    insert into copy (company_id, id, item_id, item_number, item_version, number, kind, level, mark, secret_until, holder_id, state,
        issued_at, idempotency_key)
    select ${company}, gen_random_uuid(), item_id, item_number, 1, copy_number, 'copy', level, mark, secret_until, holder, 'held',
        ${issuedAt}, 'ledger:' || copy_number
      from jsonb_to_recordset(${copies}::jsonb) as row (item_id uuid, item_number text, copies integer, level smallint, mark text,
        secret_until timestamptz, holder uuid), generate_series(1, row.copies) as copy_number`.execute(tx);
  // Each begins its life in this register as it was found in the other one.
  await sql`
    insert into copy_movement (company_id, id, copy_id, act, outcome, from_state, to_state, to_person_id, given_at, ended_at, note,
        idempotency_key)
    select ${company}, gen_random_uuid(), copy.id, 'issue', 'confirmed', 'held', 'held', copy.holder_id, ${issuedAt}, ${issuedAt},
        '登记在先', '#ledger'
      from jsonb_to_recordset(${copies}::jsonb) as row (item_id uuid)
      join copy on copy.company_id = ${company} and copy.item_id = row.item_id`.execute(tx);
};
