import type {
  ContentEntry,
  CopyEntry,
  FileEntry,
  GrantEntry,
  ItemEntry,
  LevelRank,
  LoanEntry,
  MovementEntry,
  StoreEntry,
} from '@miji/core';
import { sql } from 'kysely';
import type { ItemTable } from '../schema/items.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

/** An item with what its mark is made of. */
export type SnapshotItem = Omit<ItemEntry, 'marks' | 'level' | 'secretUntil'> & {
  readonly level: LevelRank;
  readonly secretUntil: string | null;
  readonly periodKind: ItemTable['period_kind'];
  readonly periodValue: string | null;
  readonly issuedOn: string;
  readonly isProposed: boolean;
  readonly declassifiedAt: string | null;
  readonly isRecorded: boolean;
};

/** Every register of a company as the database has it. */
export interface StoredRegisters {
  readonly items: readonly SnapshotItem[];
  readonly copies: readonly CopyEntry[];
  readonly movements: readonly MovementEntry[];
  readonly grants: readonly GrantEntry[];
  readonly loans: readonly LoanEntry[];
  readonly stores: readonly StoreEntry[];
  readonly contents: readonly ContentEntry[];
  readonly files: readonly FileEntry[];
  readonly keyVersions: readonly number[];
  readonly issuedInTrace: readonly string[];
  readonly movedInTrace: readonly string[];
  readonly releases: readonly string[];
}

/** An instant as the trace writes it. */
const at = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const label = `c.item_number || '-' || lpad(c.number::text, 3, '0')`;

/** The queries by register: each gives one JSON object for each row. */
const REGISTERS: Readonly<Record<keyof StoredRegisters, string>> = {
  items: `select jsonb_build_object('id', i.id, 'number', i.number, 'level', i.level, 'copiesIssued', i.copies_issued,
      'secretUntil', ${at('i.secret_until')}, 'inVault', i.medium = 'electronic', 'version', i.version,
      'periodKind', i.period_kind, 'periodValue', i.period_value, 'issuedOn', i.issued_on, 'isProposed', i.state = 'proposed',
      'declassifiedAt', ${at('i.declassified_at')}, 'isRecorded', i.declassification_recorded_at is not null) as entry
    from miji.item i where i.company_id = $1`,
  copies: `select jsonb_build_object('id', c.id, 'label', ${label}, 'itemId', c.item_id, 'number', c.number, 'kind', c.kind,
      'grantId', c.grant_id, 'parentId', c.parent_id, 'boundTo', c.bound_to, 'holderId', c.holder_id, 'storeId', c.store_id,
      'state', c.state, 'level', c.level, 'mark', c.mark, 'secretUntil', ${at('c.secret_until')}, 'dueAt', ${at('c.due_at')},
      'pages', c.pages) as entry
    from miji.copy c where c.company_id = $1`,
  movements: `select jsonb_build_object('id', m.id, 'position', m.position, 'copyId', m.copy_id, 'act', m.act, 'outcome', m.outcome,
      'fromState', m.from_state, 'toState', m.to_state, 'fromPersonId', m.from_person_id, 'fromStoreId', m.from_store_id,
      'toPersonId', m.to_person_id, 'toStoreId', m.to_store_id, 'givenBy', m.given_by, 'pagesGiven', m.pages_given,
      'takenBy', m.taken_by, 'pagesTaken', m.pages_taken, 'endedAt', ${at('m.ended_at')}, 'grantId', m.grant_id, 'loanId', m.loan_id,
      'isInherited', m.idempotency_key in ('#ledger', '#register'),
      'isFollowing', m.handover_id is not null or coalesce(m.from_store_id = m.to_store_id, false)) as entry
    from miji.copy_movement m where m.company_id = $1`,
  grants: `select jsonb_build_object('id', g.id, 'number', g.number, 'operation', g.operation, 'copies', g.copies, 'used', g.used) as entry
    from miji.access_grant g where g.company_id = $1`,
  loans: `select jsonb_build_object('id', l.id, 'number', l.number, 'copyId', l.copy_id, 'itemId', l.item_id, 'grantId', l.grant_id,
      'borrowerId', l.borrower_id, 'storeId', l.store_id, 'state', l.state, 'overdueFrom', ${at('l.overdue_from')},
      'returnedAt', ${at('l.returned_at')}) as entry
    from miji.loan l where l.company_id = $1`,
  stores: `select jsonb_build_object('id', s.id, 'code', s.code, 'isClosed', s.closed_at is not null) as entry
    from miji.store s where s.company_id = $1`,
  contents: `select jsonb_build_object('itemId', h.item_id, 'version', h.version, 'fileId', h.file_id,
      'keyVersion', h.company_key_version) as entry
    from miji.contents_held() h where $1::uuid is not null`,
  files: `select jsonb_build_object('id', f.id, 'isBound', f.state = 'bound', 'itemId', f.item_id, 'version', f.version,
      'parts', f.parts) as entry
    from miji.content_file f where f.company_id = $1`,
  keyVersions: `select to_jsonb(k.version) as entry from miji.company_key k where k.company_id = $1`,
  issuedInTrace: `select to_jsonb(e.subject_id) as entry from miji.audit_event e
    where e.company_id = $1 and e.action = 'copy.issued' and e.outcome = 'done'`,
  movedInTrace: `select to_jsonb(e.action || ' ' || (e.details ->> 'movement')) as entry from miji.audit_event e
    where e.company_id = $1 and e.action like 'copy.%' and e.outcome = 'done' and e.details ? 'movement'`,
  releases: `select to_jsonb(c.request_number) as entry from miji.item_change c
    where c.company_id = $1 and c.kind = 'declassify_part' and c.request_number is not null`,
};

/** All registers of the scoped company in one statement, and so as they stood at one instant, whatever goes on meanwhile. */
export const storedRegisters = async (tx: ScopedTransaction): Promise<StoredRegisters> => {
  const company = companyOf(tx);
  const parts = Object.entries(REGISTERS).map(([name, query]) => {
    const [before = '', behind = ''] = query.split('$1');
    const rows = sql`${sql.raw(before)}${company}${sql.raw(behind)}`;
    return sql`${sql.lit(name)}, (select coalesce(jsonb_agg(entry), '[]'::jsonb) from (${rows}) register)`;
  });
  const { rows } = await sql<{
    registers: StoredRegisters;
  }>`select jsonb_build_object(${sql.join(parts)}) as registers`.execute(tx);
  const [found] = rows;
  if (found === undefined) throw new Error('the registers were not there');
  return found.registers;
};
