import { randomUUID } from 'node:crypto';
import type { AuditEvent, Temporal } from '@miji/core';
import { businessDay } from '@miji/core';
import type { CopyRow, IncidentDraftRow, IncidentKind, LoanRow, ScopedTransaction } from '@miji/db';
import { appendEvents, companyOf, findIncidentByKey, holdersOf, insertIncident, nextNumber } from '@miji/db';
import { tell } from '../notices/tell.ts';
import { actingPerson } from '../platform/acting.ts';
import type { Happening, Moment } from '../platform/audit.ts';
import { bySystem, done } from '../platform/audit.ts';
import type { CallContext, Platform } from '../platform/context.ts';

/** Who has an incident drafted, when, and how the trace says that. */
export interface Drafting {
  readonly platform: Platform;
  readonly at: Temporal.Instant;
  /** by whose act; null where it happens by itself */
  readonly by: string | null;
  readonly said: (happening: Happening) => AuditEvent;
}

/** By somebody's act. */
export const incidentBy = (ctx: CallContext): Drafting => ({
  platform: ctx.platform,
  at: ctx.at,
  by: actingPerson(ctx)?.personId ?? null,
  said: (happening) => done(ctx, happening),
});

/** By the passing of time. */
export const incidentByItself = (platform: Platform, moment: Moment): Drafting => ({
  platform,
  at: moment.at,
  by: null,
  said: (happening) => bySystem(moment, happening),
});

/** What has to be looked into. */
export interface IncidentFacts {
  readonly kind: IncidentKind;
  /** the copy that it is about, which says the item */
  readonly copy: Pick<CopyRow, 'id' | 'item_id' | 'item_number' | 'level'>;
  readonly loan?: Pick<LoanRow, 'id'> | undefined;
  /** with whom it was */
  readonly person: string | null;
  /** numbers and acts; never a title */
  readonly facts: string;
  /** what makes it one thing: it is drafted once under the same key */
  readonly key: string;
}

/**
 * Drafts an incident in the transaction of what it follows from, with its number, and tells the company's security officers. The same
 * thing is drafted once.
 *
 * @returns the draft, this one or the earlier one
 * @see AR-37
 */
export const draftIncident = async (
  drafting: Drafting,
  tx: ScopedTransaction,
  { kind, copy, loan, person, facts, key }: IncidentFacts,
): Promise<IncidentDraftRow> => {
  const earlier = await findIncidentByKey(tx, key);
  if (earlier !== undefined) return earlier;
  const { platform, at, by, said } = drafting;
  const company = await platform.companies.byId(companyOf(tx));
  if (company === undefined) throw new Error('the company of the scope is not in the directory');
  const { year } = businessDay(at);
  const running = await nextNumber(tx, 'incident', year);
  const draft = await insertIncident(tx, {
    id: randomUUID(),
    number: `${company.code}-SJ-${year}-${String(running).padStart(6, '0')}`,
    kind,
    item_id: copy.item_id,
    item_number: copy.item_number,
    copy_id: copy.id,
    loan_id: loan?.id ?? null,
    person_id: person,
    facts,
    drafted_at: at,
    drafted_by: by,
    key,
  });
  await tell(platform, tx, {
    kind: 'incident_drafted',
    at,
    to: (await holdersOf(tx, ['security_officer'], at)).filter((id) => id !== by),
    about: { item_number: copy.item_number, level: copy.level, subject: draft.number, due_at: null },
    ...(person === null ? {} : { person }),
    key: `${draft.number} incident_drafted`,
  });
  await appendEvents(tx, [
    said({
      companyId: company.id,
      action: 'incident.drafted',
      subject: { kind: 'incident', id: draft.number },
      item: copy.item_number,
      because: { code: 'ALLOWED_OFFICE', rule: 'copy.original', article: 'AR-37' },
      details: { kind },
    }),
  ]);
  return draft;
};
