import { Refusal } from '@miji/contract';
import type { Appointment, LocalLaw } from '@miji/core';
import { Temporal } from '@miji/core';
import type { Spool } from '../spool.ts';
import type { Records } from './records.ts';
import { createRecords } from './records.ts';

/** The law that is known here while it may be relied upon, with what time it is for the server; null where it is too old. */
export interface FreshLaw {
  readonly law: LocalLaw;
  /** at the latest, in epoch milliseconds */
  readonly at: number;
  /** at the earliest */
  readonly earliest: number;
}

/** What records need: the law and the classes beside them, and where readings are written down. */
export interface LocalRecordsOptions {
  readonly fresh: () => FreshLaw | null;
  readonly spool: Spool;
}

/** Records decided in this process. Where the law is too old, nothing is handed out: `UNAVAILABLE`. */
export const localRecords = ({ fresh, spool }: LocalRecordsOptions): ((code: string) => Records) => {
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
    recordClass: (code) => {
      const { law, at } = known();
      const found = law.recordClassAt(code, at);
      if (found === undefined) throw new Refusal('NOT_FOUND');
      return found;
    },
    law: ({ epochMilliseconds }) => {
      const rulings = known().law.rulingsAt(epochMilliseconds);
      if (rulings === undefined) throw new Refusal('UNAVAILABLE');
      // What the catalogue says has been written into the classes by the server.
      return { knowing: rulings.knowing, catalogue: [] };
    },
    actor: (personId) => {
      const { law, at, earliest } = known();
      const actor = law.actorOf(personId, at);
      // What has perhaps ended counts no more, what has perhaps not begun does not count yet.
      const hasBegun = ({ validity }: Appointment): boolean => validity.from.epochMilliseconds <= earliest;
      return actor === null ? null : { ...actor, appointments: actor.appointments.filter(hasBegun) };
    },
    record: (events) => spool.keep(events),
  });
};
