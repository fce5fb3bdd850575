import { RANGE_MEMBER_KINDS, REGIMES, SNAPSHOT_FORMAT } from '@miji/core';
import type { SnapshotBody, SnapshotDelta } from '@miji/core';
import { z } from 'zod';
import { companyCode, grantNumber, id } from './primitives.ts';
import { recordClass } from './record-classes.ts';
import { approverCell, rangeRule, regime } from './rules.ts';

/** A snapshot of more than this is no snapshot of ours. */
const MOST_ROWS = 1_000_000;
const MOST_CELLS = 10_000_000;
const MOST_RULES = 200;
const MOST_CLASSES = 200;
const LONGEST_NAME = 100;

const place = z.int().min(-1).max(MOST_CELLS);
const count = z.int().min(0).max(MOST_ROWS);
const flag = z.int().min(0).max(1);
const rank = z.int().min(1).max(3);
/** Epoch milliseconds; any that a clock could show. */
const moment = z.int();
const numeral = z.int().min(0).max(9_999_999_999);

const rows = <T extends z.ZodType>(cell: T) => z.array(cell).max(MOST_ROWS);
const cells = <T extends z.ZodType>(cell: T) => z.array(cell).max(MOST_CELLS);

const columns = z.strictObject({
  names: cells(z.string().max(LONGEST_NAME)),
  spans: cells(moment.nullable()),
  members: cells(place),
  regimes: z.array(z.array(regime).max(REGIMES.length)).max(2 ** REGIMES.length),
  items: z.strictObject({
    number: rows(numeral),
    level: rows(rank),
    regimes: rows(place),
    version: rows(count),
    held: rows(flag),
    end: rows(moment.nullable()),
    manager: rows(place),
    entries: rows(count),
    member: cells(place),
    span: cells(place),
    exclusions: rows(count),
    excluded: cells(place),
  }),
  actors: z.strictObject({
    person: rows(place),
    appointments: rows(count),
    company: cells(place),
    headquarters: cells(flag),
    post: cells(place),
    department: cells(place),
    span: cells(place),
    memberships: rows(count),
    group: cells(place),
    groupSpan: cells(place),
  }),
  grants: z.strictObject({
    number: rows(grantNumber),
    item: rows(numeral),
    person: rows(place),
    operation: rows(place),
    version: rows(count),
    level: rows(rank),
    left: rows(count),
    end: rows(moment),
  }),
});

const MOST_CELLS_OF_MATRIX = 5_000;
const ruled = {
  ranges: z.array(rangeRule).max(REGIMES.length * RANGE_MEMBER_KINDS.length),
  approvers: z.array(approverCell).max(MOST_CELLS_OF_MATRIX),
};
const rules = z
  .array(
    z.strictObject({
      from: moment,
      version: z.int().min(0),
      ...ruled,
      own: z.strictObject(ruled),
      classes: z.array(recordClass).max(MOST_CLASSES),
    }),
  )
  .max(MOST_RULES);

const format = z.literal(SNAPSHOT_FORMAT);
export const snapshotCursor = z.string().min(1).max(200);

/** Everything that decides about one company's items, for programs that decide beside their own data. */
export const snapshotBody = z.strictObject({
  format,
  company: z.strictObject({ id, code: companyCode, kind: z.enum(['headquarters', 'subsidiary']) }),
  cursor: snapshotCursor,
  at: moment,
  lifeMs: z.int().min(1).max(3_600_000),
  rules,
  columns,
}) satisfies z.ZodType<SnapshotBody>;

const head = { format, companyId: id, from: snapshotCursor, cursor: snapshotCursor, at: moment };

/** What has changed since a cursor, or that the snapshot has to be fetched anew. */
export const snapshotDelta = z.discriminatedUnion('reset', [
  z.strictObject({ ...head, reset: z.literal(true) }),
  z.strictObject({
    ...head,
    reset: z.literal(false),
    rules: rules.nullable(),
    columns,
    removed: z.strictObject({ items: rows(numeral), actors: rows(id), grants: rows(grantNumber) }),
  }),
]) satisfies z.ZodType<SnapshotDelta>;
