import { randomUUID } from 'node:crypto';
import type { CompanyRef, FieldFinding } from '@miji/contract';
import type { Appointment, Post, Temporal } from '@miji/core';
import { clashOf } from '@miji/core';
import type { AppointmentRow, NewAppointment, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  appointmentsIn,
  appointmentsTo,
  controlAppointmentsOf,
  insertAppointments,
  isOpen,
  listDepartmentsOf,
  toAppointment,
} from '@miji/db';
import { done } from '../platform/audit.ts';
import type { Reason } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { finding } from './administration.ts';

/** A post that somebody is to have. */
export interface WantedPost {
  readonly post: Post;
  readonly departmentId?: string | undefined;
  readonly lines: readonly string[];
  readonly actingForId?: string | undefined;
}

/** From when to when, and why. */
export interface Term {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant | null;
  readonly reason: string | null;
}

/** Why posts could not be given; what the transaction has done is to be undone. */
export class AppointmentRefused extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.code);
    this.reason = reason;
  }
}

/**
 * Gives a person posts in the scoped company: all of them, or none. The register has to be locked already.
 *
 * @returns the ids of the appointments
 * @throws AppointmentRefused `SEPARATION_OF_DUTIES`, `DUPLICATE`, `VALIDATION`
 */
export const beginAppointments = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { personId, company }: { readonly personId: string; readonly company: CompanyRef },
  posts: readonly WantedPost[],
  term: Term,
): Promise<readonly string[]> => {
  const absentees = posts.flatMap(({ actingForId }) => actingForId ?? []);
  const [own, control, managers, departments] = await Promise.all([
    appointmentsIn(tx, [personId, ...absentees]),
    controlAppointmentsOf(tx, [personId]),
    appointmentsTo(tx, 'general_manager', ctx.at),
    listDepartmentsOf(tx),
  ]);
  const held = [...own, ...control].filter(({ person_id }) => person_id === personId).map(asHeld(company));
  const others = managers.filter(({ person_id }) => person_id !== personId).map(asHeld(company));
  const begun: NewAppointment[] = [];
  for (const { post, departmentId, lines, actingForId } of posts) {
    const validity = { from: term.from, to: term.to };
    const isOurs =
      departmentId === undefined || departments.some((unit) => unit.id === departmentId && isOpen(unit, term.from));
    if (!isOurs) throw wrong(finding('departmentId'));
    if (actingForId !== undefined && !isHolder(own, actingForId, post, term.from)) throw wrong(finding('actingForId'));
    const wanted: Appointment = {
      companyId: company.id,
      companyKind: company.kind,
      post,
      departmentId: departmentId ?? null,
      lines,
      actingFor: actingForId ?? null,
      validity,
    };
    const clash = clashOf(wanted, held, others);
    if (clash !== null) throw new AppointmentRefused({ code: clash, fields: [finding('post', clash)] });
    held.push(wanted);
    begun.push({
      id: randomUUID(),
      personId,
      post,
      departmentId: wanted.departmentId,
      from: term.from,
      to: term.to,
      lines,
      actingFor: wanted.actingFor,
      reason: term.reason,
    });
  }
  await insertAppointments(tx, begun);
  await appendEvents(
    tx,
    begun.map((appointment) => done(ctx, appointed(company.id, appointment))),
  );
  return begun.map(({ id }) => id);
};

/** How an appointment stands in the trace. */
export const appointed = (companyId: string, appointment: NewAppointment) =>
  ({
    companyId,
    action: 'person.appointed',
    subject: { kind: 'person', id: appointment.personId },
    effectiveAt: appointment.from,
    details: {
      post: appointment.post,
      appointment: appointment.id,
      lines: appointment.lines?.join(' ') ?? '',
      actingFor: appointment.actingFor ?? null,
    },
  }) as const;

const wrong = (field: FieldFinding): AppointmentRefused =>
  new AppointmentRefused({ code: 'VALIDATION', fields: [field] });

/** Rows of other companies are those of offices of control; their companies' kind does not matter here. */
const asHeld =
  ({ kind }: CompanyRef) =>
  (row: AppointmentRow): Appointment =>
    toAppointment({ ...row, kind });

/** A post is kept for whoever holds it in his own right. */
const isHolder = (rows: readonly AppointmentRow[], personId: string, post: Post, at: Temporal.Instant): boolean =>
  rows.some(
    (row) =>
      row.person_id === personId &&
      row.post === post &&
      row.acting_for === null &&
      (row.valid_to === null || row.valid_to.epochMilliseconds > at.epochMilliseconds),
  );
