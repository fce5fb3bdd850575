import fixture from '../../../../fixtures/secrecy-periods.json' with { type: 'json' };
import type { Secrecy, SecrecyPeriod } from '../../src/index.ts';
import { declassifiesAt, effectiveLevel, lastSecretDay, Temporal } from '../../src/index.ts';

interface WrittenPeriod {
  readonly kind: string;
  readonly term?: string | undefined;
  readonly day?: string | undefined;
  readonly event?: string | undefined;
}

const periodOf = ({ kind, term, day, event }: WrittenPeriod): SecrecyPeriod => {
  if (kind === 'term' && term !== undefined) return { kind, term: Temporal.Duration.from(term) };
  if (kind === 'until' && day !== undefined) return { kind, day: Temporal.PlainDate.from(day) };
  if (kind === 'event' && event !== undefined) return { kind, event };
  if (kind === 'indefinite') return { kind };
  throw new TypeError(`${kind} is no period`);
};

export const PERIOD_ROWS = fixture.rows.map((row) => ({
  rule: row.rule,
  issuedOn: Temporal.PlainDate.from(row.issuedOn),
  period: periodOf(row.period),
  lastSecretDay: row.lastSecretDay,
  declassifiedFrom: row.declassifiedFrom,
}));

export const secrecyOf = (row: Pick<Secrecy, 'issuedOn' | 'period'>): Secrecy => ({
  level: 'secret',
  period: row.period,
  issuedOn: row.issuedOn,
  declassifiedAt: null,
});

/** What core makes of every row: last day, first instant, and the level in the millisecond before it and in it. */
export const replay = () =>
  PERIOD_ROWS.map((row) => {
    const item = secrecyOf(row);
    const end = declassifiesAt(item);
    return {
      rule: row.rule,
      lastSecretDay: lastSecretDay(row.period, row.issuedOn)?.toString() ?? null,
      declassifiedFrom: end?.toString() ?? null,
      levels:
        end === null ? null : [effectiveLevel(item, end.subtract({ milliseconds: 1 })), effectiveLevel(item, end)],
    };
  });

/** What the fixture says it has to make of them. */
export const expected = () =>
  PERIOD_ROWS.map(({ rule, lastSecretDay, declassifiedFrom }) => ({
    rule,
    lastSecretDay,
    declassifiedFrom,
    levels: declassifiedFrom === null ? null : ['secret', 'declassified'],
  }));
