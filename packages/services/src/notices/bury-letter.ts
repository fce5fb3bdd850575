import type { Temporal } from '@miji/core';
import { businessDay, covers } from '@miji/core';
import type { OutboxRow, ScopedTransaction } from '@miji/db';
import { appendEvents, appointmentsTo } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import { bySystem, momentAt } from '../platform/audit.ts';
import type { Platform } from '../platform/context.ts';
import { tell } from './tell.ts';

/**
 * Writes down that a message could not be delivered, and tells the administrators of the company, or where it has none the head
 * office’s: once a day and channel, as what breaks breaks for many letters at once.
 */
export const buryLetter = async (platform: Platform, row: OutboxRow, at: Temporal.Instant): Promise<void> => {
  const moment = await momentAt(platform, at);
  const { company_id: companyId, channel, kind, attempts } = row;
  const day = businessDay(at).toString();
  const tellAdministrators = async (tx: ScopedTransaction): Promise<boolean> => {
    const posts = await appointmentsTo(tx, 'system_administrator', at);
    const to = posts
      .filter(({ valid_from: from, valid_to }) => covers({ from, to: valid_to }, at))
      .map(({ person_id }) => person_id);
    await tell(platform, tx, { kind: 'undelivered', at, to, key: `undelivered:${companyId}:${channel}:${day}` });
    return to.length > 0;
  };
  const hasAdministrators = await platform.db.transact(systemScope(at, companyId), async (tx) => {
    const subject = { kind: 'notice', id: row.id } as const;
    const details = { kind, channel, attempts };
    await appendEvents(tx, [bySystem(moment, { companyId, action: 'notice.undelivered', subject, details })]);
    return tellAdministrators(tx);
  });
  const headquarters = hasAdministrators ? undefined : await platform.companies.headquarters();
  if (headquarters !== undefined) await platform.db.transact(systemScope(at, headquarters.id), tellAdministrators);
};
