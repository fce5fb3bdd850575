import { randomUUID } from 'node:crypto';
import type { AuditEvent } from '@miji/core';
import { Temporal } from '@miji/core';
import { isoMillisecond } from '@miji/db';
import type { TraceHouse } from './trace-house.ts';

/** An event as a verb would make it: somebody looked at a list. */
export const anEvent = (companyId: string, more: Partial<AuditEvent> = {}): AuditEvent => ({
  id: randomUUID(),
  companyId,
  at: isoMillisecond(Temporal.Now.instant()),
  effectiveAt: null,
  action: 'item.listed',
  actor: { kind: 'system', id: null, onBehalfOf: null },
  subject: null,
  itemId: null,
  outcome: 'done',
  code: null,
  rule: null,
  article: null,
  ruleSetVersion: 1,
  details: { entries: 3 },
  ...more,
});

export const events = (companyId: string, count: number): AuditEvent[] =>
  Array.from({ length: count }, () => anEvent(companyId));

/** An event that the database cannot take: its company does not exist. */
export const poisoned = (): AuditEvent => anEvent(randomUUID());

/** Which of these events stand in the trace. */
export const written = async ({ superuser }: TraceHouse, of: readonly AuditEvent[]): Promise<Set<string>> => {
  const { rows } = await superuser.query<{ id: string }>('select id from miji.audit_event where id = any($1)', [
    of.map(({ id }) => id),
  ]);
  return new Set(rows.map(({ id }) => id));
};
