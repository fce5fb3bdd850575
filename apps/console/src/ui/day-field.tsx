import { businessDay, startOfBusinessDay, Temporal } from '@miji/core';
import { Input } from 'antd';
import type { ReactNode } from 'react';

interface Props {
  readonly id?: string;
  readonly value?: string;
  /** the first and the last day that may be chosen */
  readonly min?: string;
  readonly max?: string;
  readonly onChange?: (day: string) => void;
}

/** A business day, typed or chosen in the way of the browser. */
export const DayField = ({ id, value, min, max, onChange }: Props): ReactNode => (
  <Input
    type="date"
    {...(id === undefined ? {} : { id })}
    value={value ?? ''}
    min={min}
    max={max}
    onChange={(event) => onChange?.(event.target.value)}
  />
);

/** 00:00 of a day in the business zone, as the wire has it; undefined where none was given. */
export const startOf = (day: string | undefined): string | undefined =>
  day === undefined || day === ''
    ? undefined
    : startOfBusinessDay(Temporal.PlainDate.from(day)).toString({ smallestUnit: 'millisecond' });

/** 24:00 of a day: the first instant that no longer belongs to it. */
export const endOf = (day: string | undefined): string | undefined =>
  day === undefined || day === '' ? undefined : startOf(Temporal.PlainDate.from(day).add({ days: 1 }).toString());

/** The last business day of a stretch that ends with an instant. */
export const lastDayOf = (end: string): string =>
  businessDay(Temporal.Instant.from(end).subtract({ milliseconds: 1 })).toString();
