import { findReadingCode } from '@miji/db';
import { scopeOfCompany } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { issueTraceCode } from '../watermark/issue-trace-code.ts';
import { type KnownContent, traceReading } from './known-content.ts';

/** Pages that somebody turns within this time are one reading. */
const ONE_READING = { hours: 1 } as const;

/**
 * The code of a reading, which lies in the background of its pages: that of the reading which is under way, or a new one. Whoever asks
 * for a page without having opened the item has opened it by that, and the trace says so: the reports count readings, and not pages.
 */
export const codeOfReading = async (ctx: CallContext, known: KnownContent): Promise<number> => {
  const { row, company, person } = known;
  const scope = scopeOfCompany(ctx, company.id);
  const since = ctx.at.subtract(ONE_READING);
  const reading = { itemId: row.id, personId: person.personId, since };
  const underWay = await ctx.platform.db.transact(scope, (tx) => findReadingCode(tx, reading));
  if (underWay !== undefined) return underWay;
  await traceReading(ctx, known, 'item.read');
  return newReading(ctx, known);
};

/** A code for a reading that begins. */
export const newReading = (ctx: CallContext, { row, company, person }: KnownContent): Promise<number> => {
  const subject = { kind: 'reading', itemId: row.id, itemNumber: row.number, personId: person.personId } as const;
  return ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    issueTraceCode(tx, { ...subject, at: ctx.at }),
  );
};
