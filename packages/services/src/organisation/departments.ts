import { randomUUID } from 'node:crypto';
import type {
  closeDepartment as closeContract,
  DepartmentWire,
  listDepartments as listContract,
  openDepartment as openContract,
} from '@miji/contract';
import type { DepartmentRow } from '@miji/db';
import {
  appendEvents,
  closeDepartmentAt,
  insertDepartments,
  isoMillisecond,
  isOpen,
  isStaffed,
  isUniqueViolation,
  listDepartmentsOf,
  lockRegister,
} from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { administrationOf, finding } from './administration.ts';

const toDepartment = ({ id, name, opened_at, closed_at }: DepartmentRow): DepartmentWire => ({
  id,
  name,
  openedAt: opened_at === null ? null : isoMillisecond(opened_at),
  closedAt: closed_at === null ? null : isoMillisecond(closed_at),
});

/** The departments of a company; those that were closed too, where they are asked for. */
export const listDepartments = async (
  ctx: CallContext,
  input: z.output<typeof listContract.input>,
): Promise<z.output<typeof listContract.output>> => {
  const company = await companyAskedFor(ctx, input.company);
  if (company === undefined) return { entries: [] };
  const rows = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), listDepartmentsOf);
  return { entries: rows.filter((row) => input.closed || isOpen(row, ctx.at)).map(toDepartment) };
};

/**
 * Opens a department. The name of one that was closed can be given again; it is another department then.
 *
 * @throws Refusal `NOT_ENTITLED`; `DUPLICATE` where a department of that name stands
 */
export const openDepartment = async (
  ctx: CallContext,
  input: z.output<typeof openContract.input>,
): Promise<DepartmentWire> => {
  const { company } = await administrationOf(ctx, input.company, { action: 'department.opened' });
  const id = randomUUID();
  const happening = {
    companyId: company.id,
    action: 'department.opened',
    subject: { kind: 'department', id },
  } as const;
  try {
    await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      await insertDepartments(tx, [{ id, name: input.name, openedAt: ctx.at }]);
      await appendEvents(tx, [done(ctx, happening)]);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw await refused(ctx, happening, { code: 'DUPLICATE', fields: [finding('name', 'DUPLICATE')] });
  }
  return { id, name: input.name, openedAt: isoMillisecond(ctx.at), closedAt: null };
};

/**
 * Closes a department from now on. Ranges that name it keep doing so: nobody belongs to it any more.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND`; `DEPARTMENT_STAFFED` while somebody is, or will be, in office there
 */
export const closeDepartment = async (
  ctx: CallContext,
  input: z.output<typeof closeContract.input>,
): Promise<DepartmentWire> => {
  const subject = { kind: 'department', id: input.departmentId } as const;
  const { company } = await administrationOf(ctx, input.company, { action: 'department.closed', subject });
  const happening = { companyId: company.id, action: 'department.closed', subject } as const;
  const outcome = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    await lockRegister(tx);
    if (await isStaffed(tx, input.departmentId, ctx.at)) return 'staffed';
    if (!(await closeDepartmentAt(tx, input.departmentId, ctx.at))) return 'missing';
    await appendEvents(tx, [done(ctx, happening)]);
    return (await listDepartmentsOf(tx)).find(({ id }) => id === input.departmentId) ?? 'missing';
  });
  if (outcome === 'staffed') throw await refused(ctx, happening, { code: 'DEPARTMENT_STAFFED' });
  if (outcome === 'missing') throw await refused(ctx, happening, NOT_FOUND);
  return toDepartment(outcome);
};
