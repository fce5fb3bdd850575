import type { RecalledCopy, RecallStage, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  custodySettingOf,
  holdersOf,
  keepersOf,
  lockCopiesToRecall,
  openLoanOf,
  setRecallStage,
} from '@miji/db';
import { dueEdges, isBelow, stageOf } from '../custody/due-stage.ts';
import { draftIncident, incidentByItself } from '../incidents/draft-incident.ts';
import { tell } from '../notices/tell.ts';
import { systemScope } from '../platform/acting.ts';
import type { Moment } from '../platform/audit.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { aboutCopy, copyHappening } from './copy-events.ts';
import { copyIdOf } from './copy-summary.ts';

const BATCH = 100;

/**
 * Calls back what has to come back and is with somebody still: what was carried out, prints and papers of a meeting whose time is over,
 * and what those who have gone have left on their names. Its holder is reminded the day before and on the day; from then on he, whoever
 * keeps it and the security officers are told, and after as many days as the company has set an incident is drafted; of whoever has gone
 * at once. Each of it once, however many servers do it.
 *
 * @returns how many copies it did something to
 * @see AR-06
 * @see AR-32
 * @see CD-12
 * @see CD-15
 * @see PM-12
 */
export const recallCopies = async (platform: Platform, companyId: string): Promise<number> => {
  let recalled = 0;
  for (;;) {
    const at = await platform.clock.now();
    const moment = await momentAt(platform, at);
    const some = await platform.db.transact(systemScope(at, companyId), async (tx) => {
      const { overdueDays } = await custodySettingOf(tx);
      const edges = dueEdges(at, overdueDays);
      const copies = await lockCopiesToRecall(tx, edges, BATCH);
      for (const copy of copies) {
        const stage = copy.why === 'left' ? 'drafted' : stageOf(copy.late_from, edges);
        await setRecallStage(tx, copy, stage);
        await sayStage(platform, tx, moment, { copy, stage });
      }
      return copies.length;
    });
    recalled += some;
    if (some < BATCH) return recalled;
  }
};

interface Recalled {
  readonly copy: RecalledCopy;
  readonly stage: RecallStage;
}

/** Says what has not been said yet; nobody is reminded of what is over. */
const sayStage = async (
  platform: Platform,
  tx: ScopedTransaction,
  moment: Moment,
  { copy, stage }: Recalled,
): Promise<void> => {
  const key = `${copy.id} ${copy.why} ${copy.late_from.toString()}`;
  const about = aboutCopy(copy, copy.why === 'left' ? null : copy.late_from);
  const { at } = moment;
  if (isBelow(stage, 'overdue')) {
    await tell(platform, tx, { kind: 'copy_due', at, to: [copy.holder_id], about, key: `${key} ${stage}` });
    return;
  }
  const kind = copy.why === 'left' ? 'holder_left' : 'copy_overdue';
  if (isBelow(copy.stage, 'overdue')) {
    const holder = copy.why === 'left' ? [] : [copy.holder_id];
    const to = [...holder, ...(await lookingAfter(tx, moment, copy))];
    await tell(platform, tx, { kind, at, to, about, person: copy.holder_id, key: `${key} late` });
    const details = { why: copy.why };
    await appendEvents(tx, [
      bySystem(moment, {
        ...copyHappening(copy, 'copy.overdue', details),
        effectiveAt: copy.late_from,
        because: undefined,
      }),
    ]);
  }
  if (stage === 'drafted')
    await draftIncident(incidentByItself(platform, moment), tx, {
      kind,
      copy,
      person: copy.holder_id,
      facts: `${copyIdOf(copy)} ${copy.state} ${copy.late_from.toString()}`,
      key: `${key} ${kind}`,
    });
};

/** Who has to see that it comes back: whoever keeps the store that it belongs to or, where it belongs to none, the custodians; and the officers. */
const lookingAfter = async (tx: ScopedTransaction, { at }: Moment, copy: RecalledCopy): Promise<readonly string[]> => {
  const storeId = copy.store_id ?? (await openLoanOf(tx, copy.id))?.store_id;
  const keepers =
    storeId === undefined
      ? await holdersOf(tx, ['custodian'], at)
      : (await keepersOf(tx, [storeId])).map(({ person_id }) => person_id);
  return [...keepers, ...(await holdersOf(tx, ['security_officer'], at))];
};
