import type { CompanyRef, CustomerSummary } from '@miji/contract';
import type { CustomerGrade, Law, Post, SecretLevel } from '@miji/core';
import { entryOfGrade, holdsPost, isHeadquartersExecutive } from '@miji/core';
import type { AuditAction } from '@miji/core';
import type { CustomerRow } from '@miji/db';
import { companyAskedFor, homeCompanyId, requirePersonally } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';

/**
 * Who deals with the customers of a company, and so may know who they are: that somebody is one is itself information (CD-03). The
 * head office's executives may know all of the group.
 */
const CUSTOMER_POSTS: readonly Post[] = [
  'general_manager',
  'deputy_general_manager',
  'department_head',
  'customer_service_manager',
  'customer_information_supervisor',
  'customer_information_specialist',
  'security_officer',
];

const GRADING_POSTS: readonly Post[] = ['general_manager', 'deputy_general_manager'];

/** The company whose customers somebody asks about, and he himself. */
export interface CustomerDesk {
  readonly company: CompanyRef;
  readonly person: ActingPerson;
}

/** @throws Refusal `NOT_ENTITLED` to whoever does not deal with the customers of the company, and for one that does not exist */
export const openCustomers = async (
  ctx: CallContext,
  code: string | undefined,
  action: AuditAction,
): Promise<CustomerDesk> => {
  const person = requirePersonally(ctx);
  const company = await companyAskedFor(ctx, code);
  const isEntitled =
    company !== undefined &&
    (CUSTOMER_POSTS.some((post) => holdsPost(person, company.id, post, ctx.at)) ||
      isHeadquartersExecutive(person, ctx.at));
  if (isEntitled) return { company, person };
  const happening = { companyId: company?.id ?? homeCompanyId(ctx), action } as const;
  throw await refused(ctx, happening, { code: 'NOT_ENTITLED', article: 'CD-03' });
};

/**
 * Whether somebody may give a customer another grade. Its files follow, so it is as much as regrading them: to and from the gravest
 * grade, and where the files of either grade are 绝密 by the company's own rules, it is for the head office's general manager and
 * deputies, who designate for 绝密 (GS-17); otherwise for the company's.
 *
 * @see CD-07
 */
export const mayGrade = (
  { company, person }: CustomerDesk,
  change: {
    readonly grades: readonly CustomerGrade[];
    readonly levels: readonly (SecretLevel | null | undefined)[];
  },
  ctx: CallContext,
): boolean =>
  isHeadquartersExecutive(person, ctx.at) ||
  (!change.grades.includes('decisive') &&
    !change.levels.includes('top_secret') &&
    GRADING_POSTS.some((post) => holdsPost(person, company.id, post, ctx.at)));

export const toCustomer = (row: CustomerRow, owner: CompanyRef, law: Law): CustomerSummary => ({
  number: row.number,
  name: row.name,
  grade: row.grade,
  since: row.since.toString(),
  owner,
  catalogueCode: entryOfGrade(law, row.grade)?.code ?? null,
});
