import { Refusal } from '@miji/contract';
import type { CompanyRef } from '@miji/contract';
import type { AuditAction, AuditDetails, Decision, EffectiveLevel } from '@miji/core';
import { effectiveLevel, isReported } from '@miji/core';
import type { ItemRow } from '@miji/db';
import { findKnownItem, notFound } from '../items/known-item.ts';
import { markOf } from '../items/item-facts.ts';
import { requirePerson } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { CopyTooComplexError } from '../rendition/copy-too-complex-error.ts';
import { openContent, type OpenedContent } from '../vault/open-content.ts';
import { NotNowError } from '../platform/not-now-error.ts';
import { UndrawableError } from './page-source.ts';

/** An item that somebody is about to read, with its content open; null where it is on paper. */
export interface KnownContent {
  readonly person: ActingPerson;
  readonly company: CompanyRef;
  readonly row: ItemRow;
  readonly decision: Decision;
  readonly level: EffectiveLevel;
  readonly mark: string;
  readonly content: OpenedContent | null;
}

/**
 * The content of an item for a person in its range. What was decided is checked once more by the row policy, which gives or does not
 * give the key: the stricter of the two decides.
 *
 * @throws Refusal `NOT_FOUND` to everybody else
 */
export const findKnownContent = async (
  ctx: CallContext,
  number: string,
  action: AuditAction,
): Promise<KnownContent> => {
  const person = requirePerson(ctx);
  const { row, facts, company, decision, also } = await findKnownItem(
    ctx,
    { number, operation: 'view', action },
    async (tx, known) => (known.row.medium === 'paper' ? null : await openContent(ctx.platform, tx, known.row)),
  );
  if (also === undefined) throw await notFound(ctx, { companyId: company.id, number: row.number, action }, undefined);
  const level = effectiveLevel(facts, ctx.at);
  return { person, company, row, decision, level, mark: markOf(ctx, facts, company), content: also };
};

/** Makes the trace of a reading durable; where it cannot be, nothing may be handed out. */
export const traceReading = async (
  ctx: CallContext,
  { company, row, decision, level }: KnownContent,
  action: AuditAction,
  details: AuditDetails = {},
): Promise<void> => {
  await ctx.platform.trace.record(
    done(ctx, {
      companyId: company.id,
      action,
      subject: { kind: 'item', id: row.number },
      item: row.number,
      because: decision,
      details: { version: row.version, level, reported: isReported(decision), ...details },
    }),
  );
};

/** Refuses a page that is not there. */
export const noSuchPage = (ctx: CallContext, { company, row }: KnownContent, action: AuditAction): Promise<Refusal> =>
  refused(
    ctx,
    { companyId: company.id, action, subject: { kind: 'item', id: row.number }, item: row.number },
    { code: 'VALIDATION', fields: [{ field: 'page', code: 'VALIDATION', article: 'GS-22' }] },
  );

/** @throws Refusal `CONTENT_BROKEN` for what cannot be drawn, `UNAVAILABLE` for what takes too much, or cannot be had now */
export const refuseUndrawable = (error: unknown): never => {
  if (error instanceof UndrawableError) throw new Refusal('CONTENT_BROKEN', { cause: error });
  if (error instanceof CopyTooComplexError || error instanceof NotNowError) {
    throw new Refusal('UNAVAILABLE', { cause: error });
  }
  throw error;
};
