import type { reportAccess as contract, ReportedEvent } from '@miji/contract';
import type { AuditEvent, RefusalCode } from '@miji/core';
import { isBefore, Temporal } from '@miji/core';
import type { AppointmentRow, ScopedTransaction } from '@miji/db';
import { appendEvents, appointmentsIn, findItems, noteReported } from '@miji/db';
import type { z } from 'zod';
import { requireService, systemScope } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { Caller, CallContext } from '../platform/context.ts';
import { digestOf } from '../platform/once.ts';
import { quota, takeFrom } from '../platform/quota.ts';
import { countReported } from '../snapshot/feed-figures.ts';

/** Older than this nothing is taken: what a service could not report for a week has to be looked into by people. */
const LATEST = { hours: 7 * 24 };
/** How far the clock of a service may be ahead. */
const LEEWAY = { seconds: 30 };

/** A thousand a second: more than lists that people look at make, and no more than the trace can take beside everything else. */
const eventsReported = quota({ most: 60_000, inMs: 60_000 });

type Service = Extract<Caller, { kind: 'service' }>;

/** What the events are held against: since when there is an item, and when somebody held a post. */
interface Known {
  readonly items: ReadonlyMap<string, Temporal.Instant>;
  readonly posts: ReadonlyMap<string, readonly AppointmentRow[]>;
}

/**
 * Writes into the trace what a service has decided or read by itself: who, what, when and on whose behalf. The same event is written
 * once, however often it is reported; one that cannot have happened is traced as refused.
 *
 * @throws Refusal `NOT_ENTITLED` to any person, `RATE_LIMITED` to a service that reports more than people can have done
 * @see SI-03
 */
export const reportAccess = async (
  ctx: CallContext,
  { events }: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const service = requireService(ctx);
  takeFrom(eventsReported, ctx.platform, service.serviceId, events.length);
  const told = await ctx.platform.db.transact(systemScope(ctx.at, service.companyId), async (tx) => {
    const known = await knownOf(tx, events);
    const fresh = await noteReported(tx, service.serviceId, events);
    const firsts = [...new Map(events.map((event) => [event.id, event])).values()].filter(({ id }) => fresh.has(id));
    const judged = firsts.map((event) => ({ event, code: whyNot(ctx, event, known) }));
    await appendEvents(
      tx,
      judged.map(({ event, code }) => traced(ctx, service, event, code)),
    );
    const refused = judged.flatMap(({ event, code }) => (code === null ? [] : [{ id: event.id, code }]));
    return { accepted: judged.length - refused.length, repeated: events.length - judged.length, refused };
  });
  countReported(ctx.platform, { ...told, refused: told.refused.length });
  return told;
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
    items: new Map(items.map((item) => [item.number, item.registered_at])),
    posts: Map.groupBy(appointments, ({ person_id }) => person_id),
  };
};

/**
 * Why an event cannot have happened; null where it can. The service could only speak for who worked there then. That somebody had just
 * left is no reason, as long as a snapshot could not know: it is to be seen.
 */
const whyNot = ({ platform, at: now }: CallContext, event: ReportedEvent, known: Known): RefusalCode | null => {
  const at = Temporal.Instant.from(event.at);
  if (isBefore(now.add(LEEWAY), at) || isBefore(at, now.subtract(LATEST))) return 'VALIDATION';
  const latest = at.add(LEEWAY);
  const earliest = at.subtract(LEEWAY).subtract({ milliseconds: platform.snapshots.lifeMs });
  const wasThere = (known.posts.get(event.person) ?? []).some(
    ({ valid_from: from, valid_to: to }) => !isBefore(latest, from) && (to === null || isBefore(earliest, to)),
  );
  if (!wasThere) return 'NOT_EMPLOYED';
  if (!('item' in event)) return null;
  const registeredAt = known.items.get(event.item);
  return registeredAt === undefined || isBefore(latest, registeredAt) ? 'NOT_FOUND' : null;
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
      // The words themselves lie beside the trace: nothing of it can ever be taken away.
      ...(purpose === undefined && reason === undefined ? {} : { words: digestOf({ purpose, reason }) }),
      ...(fields === undefined ? {} : { fields: fields.join(' ') }),
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
