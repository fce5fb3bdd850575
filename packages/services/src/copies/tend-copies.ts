import type { CopyRow, MovementRow, ScopedTransaction } from '@miji/db';
import { appendEvents, copiesById, holdersOf, keepersOf, lockUnconfirmed, markMovement } from '@miji/db';
import { incidentByItself, draftIncident } from '../incidents/draft-incident.ts';
import { takersOf } from '../movements/begin-movement.ts';
import { tell } from '../notices/tell.ts';
import { systemScope } from '../platform/acting.ts';
import type { Moment } from '../platform/audit.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { aboutCopy, copyHappening } from './copy-events.ts';
import { copyIdOf } from './copy-summary.ts';

const BATCH = 100;

/**
 * Looks after what nobody has confirmed: reminds whoever has to count when half of his time is over, and raises the alarm when all of it
 * is: whoever has to count, whoever has given it, the keepers and the security officers are told, and an incident is drafted. Nothing
 * changes hands by this. Each is done once, however many servers do it at once: a movement is marked in the transaction in which it is
 * told.
 *
 * @returns how many movements it did something to
 * @see AR-36
 */
export const tendCopies = async (platform: Platform, companyId: string): Promise<number> => {
  const at = await platform.clock.now();
  const moment = await momentAt(platform, at);
  let tended = 0;
  for (;;) {
    const count = await platform.db.transact(systemScope(at, companyId), async (tx) => {
      const due = await lockUnconfirmed(tx, at, BATCH);
      const copies = new Map(
        (
          await copiesById(
            tx,
            due.map(({ copy_id }) => copy_id),
          )
        ).map((copy) => [copy.id, copy]),
      );
      for (const movement of due) {
        const copy = copies.get(movement.copy_id);
        if (copy !== undefined) await tend(platform, tx, moment, { movement, copy });
      }
      return due.length;
    });
    tended += count;
    if (count < BATCH) return tended;
  }
};

interface Unconfirmed {
  readonly movement: MovementRow;
  readonly copy: CopyRow;
}

const tend = async (platform: Platform, tx: ScopedTransaction, moment: Moment, unconfirmed: Unconfirmed) => {
  const { confirm_by } = unconfirmed.movement;
  const { at } = moment;
  const isOver = confirm_by !== null && confirm_by.epochMilliseconds <= at.epochMilliseconds;
  return isOver ? alarm(platform, tx, moment, unconfirmed) : remind(platform, tx, moment, unconfirmed);
};

const remind = async (
  platform: Platform,
  tx: ScopedTransaction,
  { at }: Moment,
  { movement, copy }: Unconfirmed,
): Promise<void> => {
  await markMovement(tx, movement.id, { reminded_at: at });
  const to = (await takersOf(tx, movement)).filter((id) => id !== movement.given_by);
  const about = aboutCopy(copy, movement.confirm_by);
  await tell(platform, tx, { kind: 'receipt_due', at, to, about, key: `${movement.id} receipt_due` });
};

const alarm = async (
  platform: Platform,
  tx: ScopedTransaction,
  moment: Moment,
  { movement, copy }: Unconfirmed,
): Promise<void> => {
  const { at } = moment;
  await markMovement(tx, movement.id, { alarmed_at: at });
  const stores = [movement.from_store_id, movement.to_store_id].filter((id) => id !== null);
  const keepers = stores.length === 0 ? [] : await keepersOf(tx, stores);
  const officers = await holdersOf(tx, ['security_officer'], at);
  await tell(platform, tx, {
    kind: 'receipt_overdue',
    at,
    to: [movement.to_person_id, movement.given_by, ...keepers.map(({ person_id }) => person_id), ...officers],
    about: aboutCopy(copy, movement.confirm_by),
    ...(movement.to_person_id === null ? {} : { person: movement.to_person_id }),
    key: `${movement.id} receipt_overdue`,
  });
  await draftIncident(incidentByItself(platform, moment), tx, {
    kind: 'receipt_overdue',
    copy,
    person: movement.to_person_id,
    facts: `${copyIdOf(copy)} ${movement.act} ${movement.confirm_by?.toString() ?? ''}`,
    key: `${movement.id} receipt_overdue`,
  });
  const details = { act: movement.act, movement: movement.id };
  await appendEvents(tx, [
    bySystem(moment, { ...copyHappening(copy, 'copy.receipt_overdue', details), because: undefined }),
  ]);
};
