import type { TraceEntry } from '@miji/contract';
import type { ReactNode } from 'react';
import { dayOf, formatDay } from '../../lib/format.ts';
import { TraceLine } from './trace-line.tsx';

/** The entries of each business day, in the order in which they came. */
const byDay = (rows: readonly TraceEntry[]): ReadonlyMap<string, readonly TraceEntry[]> =>
  Map.groupBy(rows, ({ at }) => dayOf(at));

/** The trace, a heading for each day and a sentence for each entry. */
export const TraceList = ({ rows }: { readonly rows: readonly TraceEntry[] }): ReactNode =>
  [...byDay(rows)].map(([day, entries]) => (
    <section key={day} className="trace-day">
      <h2 className="number">{formatDay(day)}</h2>
      <ol className="trace-list">
        {entries.map((entry) => (
          <TraceLine key={entry.id} entry={entry} />
        ))}
      </ol>
    </section>
  ));
