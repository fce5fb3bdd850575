import type { AuditEvent } from '@miji/core';
import type { LoanRow, LoanStage, ScopedTransaction } from '@miji/db';
import { appendEvents, custodySettingOf, holdersOf, keepersOf, lockLoansToTend, setLoanStage } from '@miji/db';
import { copyIdOf } from '../copies/copy-summary.ts';
import { dueEdges, isBelow, stageOf } from '../custody/due-stage.ts';
import { draftIncident, incidentByItself } from '../incidents/draft-incident.ts';
import { tell } from '../notices/tell.ts';
import { systemScope } from '../platform/acting.ts';
import type { Moment } from '../platform/audit.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';

const BATCH = 100;

/**
 * Does to the loans of a company what time has done to them: tells the borrower the day before and on the day itself, tells him and the
 * keepers when a loan is overdue, and drafts an incident once it has been so for as long as the company has set. Each of it once,
 * however many servers tend at once and wherever one of them stopped: what has been done is written in the same transaction. No right
 * depends on its having run.
 *
 * @returns how many loans it did something to
 * @see AR-33
 * @see CF-26
 */
export const tendLoans = async (platform: Platform, companyId: string): Promise<number> => {
  let tended = 0;
  for (;;) {
    const at = await platform.clock.now();
    const moment = await momentAt(platform, at);
    const some = await platform.db.transact(systemScope(at, companyId), (tx) => tendSome(platform, tx, moment));
    tended += some;
    if (some < BATCH) return tended;
  }
};

const tendSome = async (platform: Platform, tx: ScopedTransaction, moment: Moment): Promise<number> => {
  const { at } = moment;
  const { overdueDays } = await custodySettingOf(tx);
  const edges = dueEdges(at, overdueDays);
  const loans = await lockLoansToTend(tx, edges, BATCH);
  if (loans.length === 0) return 0;
  const officers = await holdersOf(tx, ['security_officer'], at);
  const events: AuditEvent[] = [];
  for (const loan of loans) {
    const stage = stageOf(loan.overdue_from, edges);
    await setLoanStage(tx, loan.id, stage);
    events.push(...(await sayStage(platform, tx, moment, { loan, stage, officers })));
  }
  if (events.length > 0) await appendEvents(tx, events);
  return loans.length;
};

interface Staged {
  readonly loan: LoanRow;
  readonly stage: LoanStage;
  readonly officers: readonly string[];
}

/** Says what has not been said yet. What a server that stood still has missed is told as what it is now: nobody is reminded of yesterday. */
const sayStage = async (
  platform: Platform,
  tx: ScopedTransaction,
  moment: Moment,
  { loan, stage, officers }: Staged,
): Promise<readonly AuditEvent[]> => {
  const { at } = moment;
  const about = { item_number: loan.item_number, level: loan.level, subject: loan.number, due_at: loan.overdue_from };
  const happening = {
    companyId: loan.company_id,
    subject: { kind: 'loan', id: loan.number },
    item: loan.item_number,
  } as const;
  if (stage === 'due_soon' || stage === 'due') {
    const kind = stage === 'due' ? 'loan_due' : 'loan_due_soon';
    await tell(platform, tx, { kind, at, to: [loan.borrower_id], about, key: `${loan.number} ${kind}` });
    return [bySystem(moment, { ...happening, action: 'loan.due', details: { day: loan.due_on.toString() } })];
  }
  const events: AuditEvent[] = [];
  if (isBelow(loan.stage, 'overdue')) {
    const keepers = (await keepersOf(tx, [loan.store_id])).map(({ person_id }) => person_id);
    await tell(platform, tx, {
      kind: 'loan_overdue',
      at,
      to: [loan.borrower_id, loan.supervisor_id, ...keepers, ...officers],
      about,
      person: loan.borrower_id,
      key: `${loan.number} loan_overdue`,
    });
    const because = { code: 'GRANT_EXPIRED', rule: 'limits.loanDays', article: 'AR-33' } as const;
    events.push(bySystem(moment, { ...happening, action: 'loan.overdue', effectiveAt: loan.overdue_from, because }));
  }
  if (stage === 'drafted') await draftOverdue(platform, tx, moment, loan);
  return events;
};

const draftOverdue = async (
  platform: Platform,
  tx: ScopedTransaction,
  moment: Moment,
  loan: LoanRow,
): Promise<void> => {
  const copy = { id: loan.copy_id, item_id: loan.item_id, item_number: loan.item_number, level: loan.level };
  const id = copyIdOf({ item_number: loan.item_number, number: loan.copy_number });
  await draftIncident(incidentByItself(platform, moment), tx, {
    kind: 'loan_overdue',
    copy,
    loan,
    person: loan.borrower_id,
    facts: `借阅 ${loan.number}（副本 ${id}）应于 ${loan.due_on.toString()} 归还，至今未还`,
    key: `${loan.number} loan_overdue`,
  });
};
