import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type {
  AuditAction,
  AuditActor,
  AuditDetails,
  AuditEvent,
  AuditSubject,
  ReasonCode,
  RefusalCode,
  Temporal,
} from '@miji/core';
import { isoMillisecond } from '@miji/db';
import type { Caller, CallContext, Platform } from './context.ts';

/** On what ground something was done or refused. */
interface Ground {
  readonly code: ReasonCode;
  readonly rule?: string | undefined;
  readonly article?: string | undefined;
}

/** What an event says beside who and when. */
export interface Happening {
  readonly companyId: string;
  readonly action: AuditAction;
  readonly subject?: AuditSubject | undefined;
  readonly item?: string | undefined;
  readonly effectiveAt?: Temporal.Instant | undefined;
  readonly because?: Ground | undefined;
  readonly details?: AuditDetails | undefined;
  /** in whose name a person acts, by delegation or as his stand-in */
  readonly onBehalfOf?: string | undefined;
}

const auditActor = (caller: Caller, onBehalfOf: string | undefined): AuditActor =>
  caller.kind === 'person'
    ? { kind: 'person', id: caller.person.personId, onBehalfOf: onBehalfOf ?? null }
    : { kind: 'service', id: caller.serviceId, onBehalfOf: caller.onBehalfOf?.personId ?? null };

const SYSTEM: AuditActor = { kind: 'system', id: null, onBehalfOf: null };

/** When something happened, and the version of the rules in force then. */
export interface Moment {
  readonly at: Temporal.Instant;
  readonly version: number;
}

const event = (
  { at, version }: Moment,
  actor: AuditActor,
  outcome: AuditEvent['outcome'],
  happening: Happening,
): AuditEvent => ({
  id: randomUUID(),
  companyId: happening.companyId,
  at: isoMillisecond(at),
  effectiveAt: happening.effectiveAt === undefined ? null : isoMillisecond(happening.effectiveAt),
  action: happening.action,
  actor,
  subject: happening.subject ?? null,
  itemId: happening.item ?? null,
  outcome,
  code: happening.because?.code ?? null,
  rule: happening.because?.rule ?? null,
  article: happening.because?.article ?? null,
  ruleSetVersion: version,
  details: happening.details ?? {},
});

const momentOf = ({ at, rules }: CallContext): Moment => ({ at, version: rules.version });

/** The event of something that the caller did. */
export const done = (ctx: CallContext, happening: Happening): AuditEvent =>
  event(momentOf(ctx), auditActor(ctx.caller, happening.onBehalfOf), 'done', happening);

/** The event of something that happened by itself. */
export const bySystem = (moment: Moment, happening: Happening): AuditEvent => event(moment, SYSTEM, 'done', happening);

/** A moment at which something happens by itself. Asked for before a transaction, as the answer may need one of its own. */
export const momentAt = async ({ rules }: Platform, at: Temporal.Instant): Promise<Moment> => ({
  at,
  version: await rules.versionAt(at),
});

/** Why something is refused: the code that the trace keeps, and what the caller is told of it. */
export interface Reason {
  readonly code: RefusalCode;
  readonly rule?: string | undefined;
  readonly article?: string | undefined;
  readonly missing?: Refusal['missing'] | undefined;
  readonly fields?: Refusal['fields'] | undefined;
  readonly counterexample?: Refusal['counterexample'] | undefined;
}

/** Tells nothing: what may not be known answers like what never was. */
export const NOT_FOUND: Reason = { code: 'NOT_FOUND' };

/** The event of something that the caller was refused; where no reason is known, it is that there is no such thing. */
export const refusal = (
  ctx: CallContext,
  happening: Omit<Happening, 'because'>,
  reason: Ground = NOT_FOUND,
): AuditEvent =>
  event(momentOf(ctx), auditActor(ctx.caller, happening.onBehalfOf), 'refused', { ...happening, because: reason });

/**
 * Traces a refusal, durably and apart from the transaction that it ends, and gives the error to throw.
 *
 * @param told what the caller learns; the reason itself where absent
 */
export const refused = async (
  ctx: CallContext,
  happening: Omit<Happening, 'because'>,
  reason: Reason,
  told: Reason = reason,
): Promise<Refusal> => {
  await ctx.platform.trace.record(refusal(ctx, happening, reason));
  return new Refusal(told.code, told);
};
