import type { FieldFinding, RegisterItemInput } from '@miji/contract';
import type { Actor, Law, Proposal } from '@miji/core';
import { checkDerived, entryOfGrade, isEmployedBy, mayBeResponsible, protectiveLevel } from '@miji/core';
import { findCustomer, listDepartmentsOf } from '@miji/db';
import type { NumberedSource } from '../classification/sources.ts';
import { actingPerson, scopeOfCompany } from '../platform/acting.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { strangeMembers } from './strange-members.ts';

/** What is proposed, with everything that it is looked at with. */
export interface Registration {
  readonly companyId: string;
  readonly law: Law;
  readonly input: RegisterItemInput;
  readonly proposal: Proposal;
  readonly sources: readonly NumberedSource[];
}

/**
 * What the proposal names and the group does not have: a manager who manages nothing, a department, a keeper, readers, a customer; and
 * where it would be less protected than what it was made from.
 *
 * @see GS-18
 * @see GS-24
 * @see GS-26
 * @see CD-08
 */
export const registrationFindings = async (
  ctx: CallContext,
  registration: Registration,
): Promise<readonly FieldFinding[]> => {
  const { input } = registration;
  const [manager, strangers] = await Promise.all([
    loadPerson(ctx.platform, input.responsibleManagerId, ctx.at),
    strangeMembers(
      ctx,
      input.range.map(({ member }, index) => ({ field: `range.${index}.member`, member })),
    ),
  ]);
  const findings = await Promise.all([
    managerFindings(ctx, registration, manager),
    unitFindings(ctx, registration),
    keeperFindings(ctx, registration),
    customerFindings(ctx, registration),
    // Whoever is not known at all has been found already, and may know no source either.
    strangers.length > 0 ? [] : sourceFindings(ctx, registration, manager),
  ]);
  return [...findings.flat(), ...strangers];
};

const managerFindings = async (
  ctx: CallContext,
  { companyId }: Registration,
  manager: Actor | undefined,
): Promise<readonly FieldFinding[]> => {
  const headquarters = await ctx.platform.companies.headquarters();
  const homes = [companyId, ...(headquarters === undefined ? [] : [headquarters.id])];
  const drafterId = actingPerson(ctx)?.personId ?? null;
  const code = manager === undefined ? 'NOT_EMPLOYED' : mayBeResponsible(manager, drafterId, homes, ctx.at);
  return code === null ? [] : [{ field: 'responsibleManagerId', code, article: 'GS-18' }];
};

const unitFindings = async (ctx: CallContext, { companyId, input }: Registration): Promise<readonly FieldFinding[]> => {
  if (input.departmentId === undefined) return [];
  const departments = await ctx.platform.db.transact(scopeOfCompany(ctx, companyId), listDepartmentsOf);
  const isOurs = departments.some(({ id }) => id === input.departmentId);
  return isOurs ? [] : [{ field: 'departmentId', code: 'VALIDATION', article: null }];
};

/** What is on paper is kept by somebody of the owner's. @see GS-26 */
const keeperFindings = async (
  ctx: CallContext,
  { companyId, input }: Registration,
): Promise<readonly FieldFinding[]> => {
  if (input.paper === undefined) return [];
  const keeper = await loadPerson(ctx.platform, input.paper.custodianId, ctx.at);
  const isOurs = keeper !== undefined && isEmployedBy(keeper, companyId, ctx.at);
  return isOurs ? [] : [{ field: 'paper.custodianId', code: 'NOT_EMPLOYED', article: 'GS-26' }];
};

/** The file of a customer stands under the entry of its grade. @see CD-06 */
const customerFindings = async (
  ctx: CallContext,
  { companyId, law, input }: Registration,
): Promise<readonly FieldFinding[]> => {
  const number = input.customer;
  if (number === undefined) return [];
  const customer = await ctx.platform.db.transact(scopeOfCompany(ctx, companyId), (tx) => findCustomer(tx, number));
  if (customer === undefined) return [{ field: 'customer', code: 'VALIDATION', article: 'CD-08' }];
  const isOfGrade = entryOfGrade(law, customer.grade)?.code === input.catalogueCode;
  return isOfGrade ? [] : [{ field: 'catalogueCode', code: 'VALIDATION', article: 'CD-06' }];
};

const FIELD = {
  level: 'level',
  period: 'period',
  members: 'range',
  responsibleManagerId: 'responsibleManagerId',
} as const;

/** @see GS-24 */
const sourceFindings = async (
  ctx: CallContext,
  { law, input, proposal, sources }: Registration,
  manager: Actor | undefined,
): Promise<readonly FieldFinding[]> => {
  if (sources.length === 0) return [];
  const named = input.range.flatMap(({ member }) => (member.kind === 'person' ? [member.personId] : []));
  const people = await Promise.all([...new Set(named)].map((id) => loadPerson(ctx.platform, id, ctx.at)));
  const actors = new Map<string, Actor>();
  for (const person of [...people, manager]) if (person !== undefined) actors.set(person.personId, person);
  const { responsibleManagerId } = input;
  const asProposed = { ...proposal, level: protectiveLevel(law, proposal), responsibleManagerId };
  return checkDerived(asProposed, sources, (id) => actors.get(id), ctx.at).map(({ field, code, article }) => ({
    field: FIELD[field],
    code,
    article,
  }));
};
