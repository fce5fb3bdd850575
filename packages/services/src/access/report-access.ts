import type { reportAccess as contract, ReportedEvent } from '@miji/contract';
import type { AuditEvent, RefusalCode } from '@miji/core';
import { isBefore, Temporal } from '@miji/core';
import type { ScopedTransaction } from '@miji/db';
import { appendEvents, appointmentsIn, findItems, noteReported } from '@miji/db';
import type { z } from 'zod';
import { requireService, systemScope } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { Caller, CallContext } from '../platform/context.ts';

/** Older than this nothing is taken: what a service could not report for a week has to be looked into by people. */
const LATEST = { hours: 7 * 24 };
/** How far the clock of a service may be ahead. */
const LEEWAY = { seconds: 30 };

type Service = Extract<Caller, { kind: 'service' }>;

/** What the events are held against. */
interface Known {
  readonly items: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
}

/**
 * Writes into the trace what a service has decided or read by itself: who, what, when and on whose behalf. The same event is written
 * once, however often it is reported; one that cannot have happened is traced as refused.
 *
 * @throws Refusal `NOT_ENTITLED` to any person
 * @see SI-03
 */
export const reportAccess = async (
  ctx: CallContext,
  { events }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const service = requireService(ctx);
  return ctx.platform.db.transact(systemScope(ctx.at, service.companyId), async (tx) => {
    const known = await knownOf(tx, events);
    const fresh = await noteReported(
      tx,
      service.serviceId,
      events.map(({ id }) => id),
    );
    const firsts = [...new Map(events.map((event) => [event.id, event])).values()].filter(({ id }) => fresh.has(id));
    const judged = firsts.map((event) => ({ event, code: whyNot(ctx, event, known) }));
    await appendEvents(
      tx,
      judged.map(({ event, code }) => traced(ctx, service, event, code)),
    );
    const refused = judged.flatMap(({ event, code }) => (code === null ? [] : [{ id: event.id, code }]));
    return { accepted: judged.length - refused.length, repeated: events.length - judged.length, refused };
  });
};

const knownOf = async (tx: ScopedTransaction, events: readonly ReportedEvent[]): Promise<Known> => {
  const numbers = new Set(events.flatMap((event) => ('item' in event ? [event.item] : [])));
  const [items, appointments] = await Promise.all([
    findItems(tx, [...numbers]),
    appointmentsIn(
      tx,
      events.map(({ person }) => person),
    ),
  ]);
  return {
    items: new Set(items.map(({ number }) => number)),
    people: new Set(appointments.map(({ person_id }) => person_id)),
  };
};

/** Why an event cannot have happened; null where it can. That somebody had just left is no reason: it is to be seen. */
const whyNot = (ctx: CallContext, event: ReportedEvent, known: Known): RefusalCode | null => {
  const at = Temporal.Instant.from(event.at);
  if (isBefore(ctx.at.add(LEEWAY), at) || isBefore(at, ctx.at.subtract(LATEST))) return 'VALIDATION';
  if (!known.people.has(event.person)) return 'NOT_EMPLOYED';
  return 'item' in event && !known.items.has(event.item) ? 'NOT_FOUND' : null;
};

const traced = (ctx: CallContext, service: Service, event: ReportedEvent, refusal: RefusalCode | null): AuditEvent => {
  const { id, operation, purpose, reason, fields } = event;
  const about =
    'item' in event
      ? ({ action: 'item.decided_locally', item: event.item, subject: { kind: 'item', id: event.item } } as const)
      : ({
          action: 'record.read',
          subject: { kind: 'record', id: `${event.record.class}/${event.record.ref}` },
        } as const);
  const written = done(ctx, {
    ...about,
    companyId: service.companyId,
    effectiveAt: Temporal.Instant.from(event.at),
    because: { code: refusal ?? event.code },
    details: {
      event: id,
      operation,
      ...(purpose === undefined ? {} : { purpose }),
      ...(reason === undefined ? {} : { reason }),
      ...(fields === undefined ? {} : { fields: fields.join(' ').slice(0, 2_000) }),
      ...(refusal === null ? {} : { person: event.person, reported: event.outcome }),
    },
  });
  return {
    ...written,
    // What did not happen was nobody’s act.
    actor: { kind: 'service', id: service.serviceId, onBehalfOf: refusal === null ? event.person : null },
    outcome: refusal === null && event.outcome === 'allowed' ? 'done' : 'refused',
  };
};
