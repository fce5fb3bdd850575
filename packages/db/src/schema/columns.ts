import type { Temporal } from '@miji/core';
import type { ColumnType } from 'kysely';

/** An instant, to the millisecond. */
export type Instant = Temporal.Instant;
export type NullableInstant = ColumnType<
  Temporal.Instant | null,
  Temporal.Instant | null | undefined,
  Temporal.Instant | null
>;
/** A business day. */
export type Day = ColumnType<Temporal.PlainDate, Temporal.PlainDate, never>;
/** Set when the row is made, and never again. */
export type Fixed<T> = ColumnType<T, T, never>;
/** A document: read as it was parsed, written as JSON text. */
export type Json<T> = ColumnType<T, string, never>;
