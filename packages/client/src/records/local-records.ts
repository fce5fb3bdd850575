import type { RecordClassInForce } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { LocalLaw } from '@miji/core';
import { Temporal } from '@miji/core';
import type { Spool } from '../spool.ts';
import { recordClassBook } from './record-class-book.ts';
import type { Records } from './records.ts';
import { createRecords } from './records.ts';

/** The law that is known here while it may be relied upon, with what time it is for the server; null where it is too old. */
export interface FreshLaw {
  readonly law: LocalLaw;
  /** epoch milliseconds */
  readonly at: number;
}

/** What records need: the law beside them, the classes that the server knows, and where readings are written down. */
export interface LocalRecordsOptions {
  readonly fresh: () => FreshLaw | null;
  readonly listClasses: () => Promise<{ readonly entries: readonly RecordClassInForce[] }>;
  readonly spool: Spool;
}

/** Records decided in this process. Where the law is too old or the classes cannot be asked for, nothing is handed out: `UNAVAILABLE`. */
export const localRecords = ({ fresh, listClasses, spool }: LocalRecordsOptions): ((code: string) => Records) => {
  const book = recordClassBook(listClasses);
  const known = (): FreshLaw => {
    const found = fresh();
    if (found === null) throw new Refusal('UNAVAILABLE');
    return found;
  };
  return createRecords({
    get companyId() {
      return known().law.company.id;
    },
    now: () => Temporal.Instant.fromEpochMilliseconds(known().at),
    recordClass: (code) => book.of(code),
    law: ({ epochMilliseconds }) => {
      const rulings = known().law.rulingsAt(epochMilliseconds);
      if (rulings === undefined) throw new Refusal('UNAVAILABLE');
      // What the catalogue says has been written into the classes by the server.
      return { knowing: rulings.knowing, catalogue: [] };
    },
    actor: (personId) => {
      const { law, at } = known();
      return law.actorOf(personId, at);
    },
    record: (events) => spool.keep(events),
  });
};
