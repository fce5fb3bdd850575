import type { PeopleColumn } from '@miji/contract';
import { businessLine, employeeNumber } from '@miji/contract';
import type { Post, RefusalCode } from '@miji/core';
import { endOfBusinessDay, POST_NAMES, POSTS, startOfBusinessDay, Temporal } from '@miji/core';
import { z } from 'zod';
import type { SheetRow } from './sheet.ts';

/** A cell that is wrong, and how. */
export interface CellFinding {
  readonly column: PeopleColumn;
  readonly code: RefusalCode;
}

/** A row as it is meant. Null where a cell is empty, or wrong. */
export interface PeopleEntry {
  readonly row: number;
  readonly cells: SheetRow['cells'];
  readonly name: string;
  readonly employeeNumber: string;
  readonly post: Post | null;
  readonly department: string | null;
  readonly lines: readonly string[];
  /** the first instant in office */
  readonly from: Temporal.Instant | null;
  /** the first instant no longer in office: the day that is written down is the last one */
  readonly to: Temporal.Instant | null;
  readonly email: string | null;
  readonly findings: readonly CellFinding[];
}

const LONGEST_NAME = 100;
const PRINTED = /^\P{Cc}*$/u;
const email = z.email().max(254).toLowerCase();
const number = employeeNumber;

const POSTS_BY_NAME: ReadonlyMap<string, Post> = new Map(
  POSTS.flatMap((post) => [
    [post, post],
    [post.replaceAll('_', ' '), post],
    [POST_NAMES[post], post],
  ]),
);

const WRITTEN_DAY = /^(\d{4})(?:-|\/|年)(\d{1,2})(?:-|\/|月)(\d{1,2})日?$/;
const SERIAL = /^\d{5}(?:\.0+)?$/;
/** Excel counts days from here, having counted a 29th of February 1900 that never was. */
const SERIAL_ZERO = Temporal.PlainDate.from('1899-12-30');

/** A day as people and spreadsheets write it; null where it is none. */
export const readDay = (cell: string): Temporal.PlainDate | null => {
  if (SERIAL.test(cell)) return SERIAL_ZERO.add({ days: Math.trunc(Number(cell)) });
  const parts = WRITTEN_DAY.exec(cell);
  if (parts === null) return null;
  const [year, month, day] = parts.slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined || year < 1900) return null;
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
};

/** Reads the cells of a row, each by itself. */
export const readEntry = ({ row, cells }: SheetRow): PeopleEntry => {
  const findings: CellFinding[] = [];
  const wrong = (column: PeopleColumn): null => {
    findings.push({ column, code: 'VALIDATION' });
    return null;
  };
  const day = (column: 'from' | 'to'): Temporal.PlainDate | null =>
    cells[column] === '' ? null : (readDay(cells[column]) ?? wrong(column));

  if (cells.name === '' || cells.name.length > LONGEST_NAME || !PRINTED.test(cells.name)) wrong('name');
  if (!number.safeParse(cells.employeeNumber).success) wrong('employeeNumber');
  const post = POSTS_BY_NAME.get(cells.post.toLowerCase()) ?? wrong('post');
  if (cells.department.length > LONGEST_NAME || !PRINTED.test(cells.department)) wrong('department');
  const lines = [...new Set(cells.lines.split(/[\s,，、;；/]+/).filter((line) => line !== ''))].toSorted();
  if (lines.length > 20 || lines.some((line) => !businessLine.safeParse(line).success)) wrong('lines');
  const first = day('from');
  const last = day('to');
  const from = first === null ? null : startOfBusinessDay(first);
  const to = last === null ? null : endOfBusinessDay(last);
  if (first !== null && last !== null && Temporal.PlainDate.compare(last, first) < 0) wrong('to');
  const address = cells.email === '' ? null : email.safeParse(cells.email);
  if (address?.success === false) wrong('email');
  return {
    row,
    cells,
    name: cells.name,
    employeeNumber: cells.employeeNumber,
    post,
    department: cells.department === '' ? null : cells.department,
    lines,
    from,
    to,
    email: address?.success === true ? address.data : null,
    findings,
  };
};
