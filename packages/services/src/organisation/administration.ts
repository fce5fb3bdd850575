import type { CompanyRef, FieldFinding } from '@miji/contract';
import type { RefusalCode } from '@miji/core';
import { ADMINISTRATION_POSTS, holdsPost } from '@miji/core';
import { holdsOffice, homeCompanyId, requirePersonally } from '../platform/acting.ts';
import type { Happening } from '../platform/audit.ts';
import { refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';

/** A company whose register somebody administers, in person. */
export interface Administration {
  readonly company: CompanyRef;
  readonly administrator: ActingPerson;
  /** the head office; null while the group has none */
  readonly headquartersId: string | null;
  /** whether he is the head office’s system administrator, who may do what a company’s own may not */
  readonly isOfGroup: boolean;
}

/**
 * The company of this code, to whoever administers its register: its own, or the head office’s, system administrator.
 *
 * @throws Refusal `NOT_ENTITLED`, traced, to everybody else and for a code that no company has
 */
export const administrationOf = async (
  ctx: CallContext,
  code: string,
  happening: Omit<Happening, 'companyId' | 'because'>,
): Promise<Administration> => {
  const { platform, at } = ctx;
  const administrator = requirePersonally(ctx);
  const company = await platform.companies.byCode(code);
  if (company === undefined || !(await holdsOffice(ctx, company.id, ADMINISTRATION_POSTS))) {
    const companyId = company?.id ?? homeCompanyId(ctx);
    throw await refused(ctx, { ...happening, companyId }, { code: 'NOT_ENTITLED' });
  }
  const headquartersId = (await platform.companies.headquarters())?.id ?? null;
  const isOfGroup = headquartersId !== null && holdsPost(administrator, headquartersId, 'system_administrator', at);
  return { company, administrator, headquartersId, isOfGroup };
};

/** A finding about one field of the input. */
export const finding = (field: string, code: RefusalCode = 'VALIDATION'): FieldFinding => ({
  field,
  code,
  article: null,
});
