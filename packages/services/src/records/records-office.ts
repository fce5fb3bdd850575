import type { CompanyRef } from '@miji/contract';
import type { AuditAction, Post } from '@miji/core';
import { holdsPost } from '@miji/core';
import { companyAskedFor, holdsOffice, homeCompanyId, requirePersonally } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';

/** Who sees what is declared: whoever declares it, whoever watches it, whoever connects a company's systems to it. */
const READING_POSTS: readonly Post[] = ['security_officer', 'auditor', 'system_administrator'];

/**
 * The company whose classes are asked for: by those offices of it or of the head office, or by one of its own services, which needs
 * nobody to speak for.
 *
 * @throws Refusal `NOT_ENTITLED`, traced, to everybody else
 * @see SG-02
 */
export const recordsReader = async (ctx: CallContext, code: string | undefined): Promise<CompanyRef> => {
  const company = await companyAskedFor(ctx, code);
  const mayKnow =
    company !== undefined &&
    (ctx.caller.kind === 'service'
      ? ctx.caller.companyId === company.id
      : await holdsOffice(ctx, company.id, READING_POSTS));
  if (mayKnow) return company;
  throw await refusedOffice(ctx, company, 'record_class.listed');
};

/**
 * The company for which somebody declares: its own security officer alone, in person; the head office's declares for the group.
 *
 * @throws Refusal `NOT_ENTITLED`, traced, to everybody else
 * @see CD-03
 */
export const recordsOffice = async (
  ctx: CallContext,
  code: string | undefined,
  action: AuditAction,
): Promise<{ readonly company: CompanyRef; readonly person: ActingPerson }> => {
  const person = requirePersonally(ctx);
  const company = await companyAskedFor(ctx, code);
  if (company !== undefined && holdsPost(person, company.id, 'security_officer', ctx.at)) return { company, person };
  throw await refusedOffice(ctx, company, action);
};

const refusedOffice = (ctx: CallContext, company: CompanyRef | undefined, action: AuditAction): Promise<Error> =>
  refused(ctx, { companyId: company?.id ?? homeCompanyId(ctx), action }, { code: 'NOT_ENTITLED', article: 'CD-03' });
