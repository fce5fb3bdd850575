import type { ChangeEffectWire, ClassificationStateWire, ItemChangeWire, RequestedChangeWire } from '@miji/contract';
import { requestedChange } from '@miji/contract';
import type { Change, Changeable, Classification, PlannedChange, Temporal } from '@miji/core';
import { isBefore, RANGE_MEMBER_KINDS } from '@miji/core';
import type { ItemChangeRow, ItemRow, RangeRow, RequestRow, StoredClassification } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import { periodValue, periodWire, toFacts, toPeriod } from '../items/item-facts.ts';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** A change as the wire has it → as the law has it. */
export const toChange = (change: RequestedChangeWire): Change => {
  switch (change.kind) {
    case 'regrade':
      return change;
    case 'extend':
      return { kind: 'extend', period: toPeriod(change.period) };
    case 'declassify':
      return { kind: 'declassify', event: change.event ?? null };
    case 'declassify_part':
      return { kind: 'declassify_part', ...change.span };
  }
};

/** The change that a request asks for; null where it asks for something else. */
export const changeOf = (row: Pick<RequestRow, 'change'>): Change | null =>
  row.change === null ? null : toChange(requestedChange.parse(row.change));

/** An item as a change of its classification looks at it. */
export const toChangeable = (row: ItemRow, range: readonly RangeRow[]): Changeable => ({
  ...toFacts(row, range),
  lines: row.line_count,
});

/** What an item was before or after a change, as it is kept: who stood in its range is counted, not named. */
export const toStored = ({ level, period, range }: Classification, at: Temporal.Instant): StoredClassification => {
  const standing = range.entries.filter(({ validity }) => validity.to === null || isBefore(at, validity.to));
  return {
    level,
    period: { kind: period.kind, value: periodValue(period) },
    range: RANGE_MEMBER_KINDS.flatMap((kind) => {
      const count = standing.filter(({ member }) => member.kind === kind).length;
      return count === 0 ? [] : [{ kind, count }];
    }),
  };
};

const toState = ({ level, period, range }: StoredClassification): ClassificationStateWire => ({
  level,
  period: periodWire({ period_kind: period.kind, period_value: period.value }),
  range: range.map((entry) => ({ ...entry })),
});

/** What a change would do, as the wire has it. */
export const toEffect = ({ before, after, lapsing }: PlannedChange, at: Temporal.Instant): ChangeEffectWire => ({
  before: toState(toStored(before, at)),
  after: toState(toStored(after, at)),
  lapsing: lapsing.length,
});

/** A change that was carried out, as the wire has it. */
export const toItemChange = (row: ItemChangeRow, names: Names): ItemChangeWire => ({
  at: isoMillisecond(row.at),
  kind: row.kind,
  before: toState(row.before),
  after: toState(row.after),
  reason: row.reason,
  decidedBy: personRef(row.decided_by, names),
  request: row.request_number,
});
