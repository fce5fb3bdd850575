import type { CallSpan, CompanyRef } from '@miji/contract';
import { SERVICE_CALL_POSTS, TRACE_POSTS } from '@miji/core';
import type { Span } from '@miji/db';
import { companyAskedFor, holdsOffice, homeCompanyId } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

const HOURS: Readonly<Record<CallSpan, number>> = { day: 24, week: 7 * 24 };

/** Whose services are looked at, and how much of it. */
export interface CallDesk {
  readonly company: CompanyRef;
  readonly span: Span;
  /** whether he may learn why: an administrator learns no more than the service itself was told */
  readonly seesWhy: boolean;
}

/**
 * The company whose services' calls are meant, for whoever may look at them.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever neither administers, secures nor audits it
 */
export const callDesk = async (
  ctx: CallContext,
  { company: code, span }: { readonly company?: string | undefined; readonly span: CallSpan },
): Promise<CallDesk> => {
  const company = await companyAskedFor(ctx, code);
  if (company === undefined || !(await holdsOffice(ctx, company.id, SERVICE_CALL_POSTS))) {
    const companyId = company?.id ?? homeCompanyId(ctx);
    throw await refused(ctx, { companyId, action: 'service_calls.listed' }, { code: 'NOT_ENTITLED' });
  }
  return {
    company,
    // What has happened in this very millisecond is in it.
    span: { from: ctx.at.subtract({ hours: HOURS[span] }), to: ctx.at.add({ milliseconds: 1 }) },
    seesWhy: await holdsOffice(ctx, company.id, TRACE_POSTS),
  };
};
