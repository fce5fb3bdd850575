import type { listTrace as contract } from '@miji/contract';
import { TRACE_POSTS } from '@miji/core';
import type { AuditEventRow } from '@miji/db';
import { isoMillisecond, pageEvents, personNames, servicesOf, wordsOfReported } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, holdsOffice, homeCompanyId, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { SYSTEM_NAME } from '../platform/names.ts';
import { endOfDays, startOfDays } from './trace-days.ts';

/**
 * Who did what, newest first. Looking is itself traced.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is neither auditor nor security officer there
 * @see SI-03
 */
export const listTrace = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const company = await companyAskedFor(ctx, input.company);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'trace.listed',
    item: input.item,
  } as const;
  if (company === undefined || !(await holdsOffice(ctx, company.id, TRACE_POSTS))) {
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });
  }
  const filter = {
    item: input.item,
    actorId: input.personId,
    action: input.action,
    refusedOnly: input.refusedOnly,
    from: input.from === undefined ? undefined : startOfDays(input.from),
    to: input.to === undefined ? undefined : endOfDays(input.to),
  };
  const { page, names, words } = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const found = await pageEvents(tx, filter, input);
    const people = found.rows.flatMap((row) => [row.actor_kind === 'person' ? row.actor_id : null, row.on_behalf_of]);
    const [persons, services, said] = await Promise.all([
      personNames(
        tx,
        people.filter((id) => id !== null),
      ),
      servicesOf(tx),
      wordsOfReported(
        tx,
        found.rows.flatMap((row) => eventIn(row) ?? []),
      ),
    ]);
    return {
      page: found,
      words: said,
      names: new Map([...persons, ...services.map(({ id, name }) => [id, name] as const)]),
    };
  });
  await ctx.platform.trace.record(done(ctx, { ...happening, details: { entries: page.rows.length } }));
  const nameOf = (id: string | null): string => (id === null ? SYSTEM_NAME : (names.get(id) ?? id));

  return {
    entries: page.rows.map((row) => ({
      id: row.id,
      at: isoMillisecond(row.at),
      effectiveAt: row.effective_at === null ? null : isoMillisecond(row.effective_at),
      action: row.action,
      actor: { kind: row.actor_kind, id: row.actor_id, name: nameOf(row.actor_id) },
      onBehalfOf: row.on_behalf_of === null ? null : { id: row.on_behalf_of, name: nameOf(row.on_behalf_of) },
      subject:
        row.subject_kind === null || row.subject_id === null ? null : { kind: row.subject_kind, id: row.subject_id },
      item: row.item_number,
      outcome: row.outcome,
      code: row.code,
      rule: row.rule,
      article: row.article,
      details: { ...row.details, ...inWords(words.get(eventIn(row) ?? '') ?? UNSAID) },
      entry: row.entry,
    })),
    next: page.next,
  };
};

const UNSAID = { purpose: null, reason: null };

/** The event of a service’s own that an entry tells of; null for all that happened here. */
const eventIn = ({ action, details }: AuditEventRow): string | null => {
  const isReported = action === 'item.decided_locally' || action === 'record.read';
  return isReported && typeof details['event'] === 'string' ? details['event'] : null;
};

/** What a service said of it in words, which the trace itself does not keep. */
const inWords = ({ purpose, reason }: { readonly purpose: string | null; readonly reason: string | null }) => ({
  ...(purpose === null ? {} : { purpose }),
  ...(reason === null ? {} : { reason }),
});
