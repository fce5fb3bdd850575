import type { Ledger, LedgerColumn, LedgerPreview } from '@miji/contract';
import type { Actor, Finding, Law, Proposal, RangeMember, SecretLevel, Temporal } from '@miji/core';
import {
  calendarFindings,
  checkMembers,
  checkProposal,
  isBefore,
  isEmployedBy,
  mayBeResponsible,
  regimesOf,
  secretUntil,
} from '@miji/core';
import { cellText, readCopies, readDay, readLevel, readNames, readPeriod } from './ledger-cells.ts';
import { columnsOfHeading } from './ledger-headings.ts';
import type { LedgerNames, Meant } from './ledger-names.ts';

type LedgerFinding = LedgerPreview['rows'][number]['findings'][number];

/** The most copies that one line of a ledger may stand for. */
const MOST_COPIES = 999;
const LONGEST_NUMBER = 100;
const LONGEST_TITLE = 200;

/** Without these a row says too little of an item; some of them may be given for all rows. */
const NEEDED: readonly LedgerColumn[] = ['number', 'title', 'level', 'period', 'issuedOn'];

/** A row that may be taken in. */
export interface LedgerDraft {
  readonly proposal: Proposal;
  readonly title: string;
  readonly level: SecretLevel;
  readonly responsibleManagerId: string;
  readonly custodianId: string;
  readonly departmentId: string | null;
  readonly drafterId: string | null;
  readonly drafterName: string | null;
  readonly copies: number;
  readonly declassified: boolean;
}

/** A row as it was read. A row without a draft is not taken in; findings of one with a draft are only worth knowing. */
export interface LedgerRow {
  readonly row: number;
  readonly fileNumber: string;
  readonly level: SecretLevel | null;
  readonly copies: number;
  readonly findings: readonly LedgerFinding[];
  readonly draft: LedgerDraft | null;
}

export interface LedgerReading {
  readonly columns: LedgerPreview['columns'];
  readonly missing: readonly LedgerColumn[];
  readonly rows: readonly LedgerRow[];
}

/** What a ledger is read against. */
export interface LedgerFacts {
  readonly law: Law;
  readonly names: LedgerNames;
  /** the people who may turn up as responsible managers, or count for all rows, with their posts */
  readonly people: ReadonlyMap<string, Actor>;
  /** the company of the ledger and the head office */
  readonly homes: readonly string[];
  readonly at: Temporal.Instant;
}

/** What is read as figures and codes; everything else is kept as it was written, with its own brackets and commas. */
const FIGURES: ReadonlySet<LedgerColumn> = new Set(['level', 'period', 'issuedOn', 'copies', 'catalogue']);

type Cells = Readonly<Partial<Record<LedgerColumn, string>>>;

/** The cells of each row by what they hold. */
export const cellsOf = ({ heading, rows }: Pick<Ledger, 'heading' | 'rows'>): readonly Cells[] => {
  const columns = columnsOfHeading(heading);
  return rows.map((row) => {
    const cells: Partial<Record<LedgerColumn, string>> = {};
    for (const [index, column] of columns.entries()) {
      if (column !== null) cells[column] = FIGURES.has(column) ? cellText(row[index]) : (row[index] ?? '').trim();
    }
    return cells;
  });
};

/** Every name that a ledger writes, of people and departments. */
export const namesWritten = (ledger: Pick<Ledger, 'heading' | 'rows'>): readonly string[] =>
  cellsOf(ledger).flatMap((cells) => [
    ...[cells.drafter, cells.custodian, cells.responsibleManager, cells.department].filter(
      (name) => name !== undefined,
    ),
    ...readNames(cells.range ?? ''),
  ]);

/** Reads every row of a ledger; nothing is written, and nothing of it depends on another row but its number. */
export const readLedger = (ledger: Ledger, facts: LedgerFacts): LedgerReading => {
  const columns = columnsOfHeading(ledger.heading);
  const seen = new Set<string>();
  return {
    columns: ledger.heading.map((heading, index) => ({ heading, column: columns[index] ?? null })),
    missing: NEEDED.filter((column) => !columns.includes(column)),
    rows: cellsOf(ledger).map((cells, index) => {
      const fileNumber = (cells.number ?? '').slice(0, LONGEST_NUMBER);
      const twice = fileNumber !== '' && seen.has(fileNumber);
      seen.add(fileNumber);
      return readRow({ cells, row: index + 1, fileNumber, twice }, ledger.otherwise ?? {}, facts);
    }),
  };
};

interface RawRow {
  readonly cells: Cells;
  readonly row: number;
  readonly fileNumber: string;
  readonly twice: boolean;
}

const readRow = (raw: RawRow, otherwise: NonNullable<Ledger['otherwise']>, facts: LedgerFacts): LedgerRow => {
  const { cells, row, fileNumber, twice } = raw;
  const { law, names } = facts;
  const errors: LedgerFinding[] = [];
  const notes: LedgerFinding[] = [];
  const wrong = (
    column: LedgerColumn,
    code: LedgerFinding['code'] = 'VALIDATION',
    article: string | null = null,
  ): null => {
    errors.push({ column, code, article });
    return null;
  };

  if (fileNumber === '' || (cells.number ?? '').length > LONGEST_NUMBER) wrong('number');
  if (twice) wrong('number', 'DUPLICATE');
  const title = cells.title ?? '';
  if (title === '' || title.length > LONGEST_TITLE || /\p{Cc}/u.test(title)) wrong('title');
  const level = readLevel(cells.level ?? '', law.rules.marks.levelNames) ?? wrong('level', 'VALIDATION', 'GS-13');
  const period = readPeriod(cells.period ?? '') ?? wrong('period', 'PERIOD_REQUIRED', 'GS-13');
  const issuedOn = readDay(cells.issuedOn ?? '') ?? wrong('issuedOn');
  const copies = readCopies(cells.copies ?? '', MOST_COPIES) ?? wrong('copies');
  const worksAtHome = (id: string): boolean => {
    const known = facts.people.get(id);
    return known !== undefined && facts.homes.some((home) => isEmployedBy(known, home, facts.at));
  };
  const person = (column: 'custodian' | 'responsibleManager', usual: string | undefined): string | null => {
    const name = cells[column] ?? '';
    if (name === '' && usual === undefined) return wrong(column);
    if (name === '') return usual !== undefined && worksAtHome(usual) ? usual : wrong(column, 'NOT_EMPLOYED');
    const meant = names.colleague(name);
    return meant.kind === 'person' ? meant.id : wrong(column, codeOf(meant));
  };
  const custodianId = person('custodian', otherwise.custodianId);
  const responsibleManagerId = person('responsibleManager', otherwise.responsibleManagerId);
  const manager = responsibleManagerId === null ? undefined : facts.people.get(responsibleManagerId);
  const notInCharge =
    responsibleManagerId === null
      ? null
      : manager === undefined
        ? 'NOT_EMPLOYED'
        : mayBeResponsible(manager, null, facts.homes, facts.at);
  if (notInCharge !== null) wrong('responsibleManager', notInCharge, 'GS-18');

  const department = cells.department ?? '';
  const unit = department === '' ? null : names.department(department);
  if (unit !== null && unit.kind !== 'department') wrong('department');
  const named = readNames(cells.range ?? '').map((name) => names.reader(name));
  for (const meant of named) if (meant.kind === 'nobody' || meant.kind === 'several') wrong('range', codeOf(meant));
  const members = named.flatMap(memberOf);
  // Nobody designates by a list (GS-17): the names of a 绝密 item are told, and are to be designated by whoever may.
  const undesignated = level === 'top_secret' && members.length > 0;
  if (undesignated) notes.push({ column: 'range', code: 'NOT_ENTITLED_TO_DESIGNATE', article: 'GS-17' });

  const catalogueCode = codeOfCatalogue(law, cells.catalogue ?? '') ?? otherwise.catalogueCode ?? null;
  if (catalogueCode === null) wrong('catalogue');
  const read = { row, fileNumber, level, copies: copies ?? 0 };
  if (level === null || period === null || issuedOn === null || catalogueCode === null) {
    return { ...read, findings: errors, draft: null };
  }
  const proposal: Proposal = {
    catalogueCode,
    level,
    levelReason: TAKEN_OVER,
    basis: cells.basis ?? otherwise.basis ?? '',
    period,
    issuedOn,
    members: undesignated ? [] : members,
    regimes: [],
    scopeOverride: null,
  };
  for (const { field, code, article } of [
    ...checkProposal(law, proposal, null, facts.at),
    ...calendarFindings(proposal),
  ]) {
    // It was determined before: its range is that of its own level, not of the higher one that protects what is only proposed.
    if (field !== 'members') wrong(COLUMN[field], code, article);
  }
  const knowing = law.knowing(level, regimesOf(law, proposal));
  const tooWide = checkMembers(level, knowing, proposal.members);
  if (tooWide !== null) wrong('range', tooWide, knowing.article);
  const complete = errors.length === 0 && custodianId !== null && responsibleManagerId !== null && copies !== null;
  if (!complete) return { ...read, findings: [...errors, ...notes], draft: null };
  const end = secretUntil(period, issuedOn);
  const drafter = cells.drafter ?? '';
  const drafterId = drafter === '' ? null : names.drafter(drafter);
  return {
    ...read,
    findings: notes,
    draft: {
      proposal,
      title,
      level,
      responsibleManagerId,
      custodianId,
      departmentId: unit?.kind === 'department' ? unit.id : null,
      drafterId,
      drafterName: drafterId === null && drafter !== '' ? drafter.slice(0, LONGEST_NUMBER) : null,
      copies,
      declassified: end !== null && !isBefore(facts.at, end),
    },
  };
};

/** Why an item has the level that it has: somebody determined it before, and the ledger says so. */
const TAKEN_OVER = '原台账所定';

const COLUMN: Readonly<Record<Finding['field'], LedgerColumn>> = {
  catalogueCode: 'catalogue',
  level: 'level',
  levelReason: 'level',
  basis: 'basis',
  period: 'period',
  issuedOn: 'issuedOn',
  members: 'range',
  regimes: 'catalogue',
  scopeOverride: 'catalogue',
};

const codeOf = (meant: Meant): LedgerFinding['code'] => (meant.kind === 'nobody' ? 'NOT_EMPLOYED' : 'VALIDATION');

const memberOf = (meant: Meant): readonly RangeMember[] => {
  switch (meant.kind) {
    case 'person':
      return [{ kind: 'person', personId: meant.id }];
    case 'department':
      return [{ kind: 'department', departmentId: meant.id }];
    case 'several':
    case 'nobody':
      return [];
  }
};

/** `GS-08.3`, or the entry by its name in either language. */
const codeOfCatalogue = (law: Law, text: string): string | null => {
  if (text === '') return null;
  const wanted = text.toLowerCase();
  const found = law.catalogue.find(({ code, zh, en }) => [code, zh, en].some((name) => name.toLowerCase() === wanted));
  return found?.code ?? text;
};
