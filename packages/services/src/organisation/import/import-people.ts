import { createHash } from 'node:crypto';
import type { importPeople as importContract, previewPeopleImport as previewContract } from '@miji/contract';
import type { AuditEvent } from '@miji/core';
import { Temporal } from '@miji/core';
import {
  appendEvents,
  appointmentsIn,
  endAppointmentsAt,
  holdNames,
  insertAppointments,
  insertDepartments,
  insertEmployees,
  lockRegister,
} from '@miji/db';
import type { ScopedTransaction, Within } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../../platform/acting.ts';
import { done, refused } from '../../platform/audit.ts';
import type { CallContext } from '../../platform/context.ts';
import { scopeAcross } from '../../register/register-desk.ts';
import type { Administration } from '../administration.ts';
import { administrationOf, finding } from '../administration.ts';
import { appointed } from '../begin-appointments.ts';
import { signOutLeavers } from '../end-appointment.ts';
import { leavesHoldings } from '../leaves-holdings.ts';
import type { PeopleEntry } from './cells.ts';
import { readEntry } from './cells.ts';
import type { PeoplePlan } from './plan-people.ts';
import { planFacts, planPeople } from './plan-people.ts';
import { readAccounts, readRegister } from './register-state.ts';
import { readSheet } from './sheet.ts';

type Rows = z.output<typeof previewContract.input>['rows'];

/** As many findings as a refusal carries; the preview has them all. */
const MOST_FIELDS = 100;

/**
 * Says what a table of people would change in the register of a company, row by row. Nothing is written.
 *
 * @throws Refusal `NOT_ENTITLED`; `VALIDATION` where no header is found
 */
export const previewPeopleImport = async (
  ctx: CallContext,
  input: z.output<typeof previewContract.input>,
): Promise<z.output<typeof previewContract.output>> => {
  const { office, table } = await open(ctx, input.company, input.rows);
  const plan = await ctx.platform.db.transact(scopeOfCompany(ctx, office.company.id), (tx) =>
    planWithin(ctx, tx, office, table),
  );
  return { rows: [...plan.rows], counts: plan.counts, digest: digestOf(ctx, plan, office) };
};

/**
 * Writes what the preview has shown: all of it in one transaction. Where nothing is left to change nothing is changed, so that the
 * same table can be imported again.
 *
 * @throws Refusal `NOT_ENTITLED`; `VALIDATION` with the findings where a row is wrong and wrong rows keep out the others;
 *   `VERSION_CONFLICT` where the register is no longer what the preview was made from; `HOLDINGS_OUTSTANDING` where somebody would leave by
 *   it with things on his name
 */
export const importPeople = async (
  ctx: CallContext,
  input: z.output<typeof importContract.input>,
): Promise<z.output<typeof importContract.output>> => {
  const { office, table } = await open(ctx, input.company, input.rows);
  const { company } = office;
  const happening = { companyId: company.id, action: 'people.imported' } as const;
  const outcome = await ctx.platform.db.transactAcross(scopeAcross(ctx), async (within) => {
    const plan = await within(company.id, async (tx) => {
      await lockRegister(tx);
      return planWithin(ctx, tx, office, table);
    });
    if (plan.counts.errors > 0 && input.wrongRows === 'refuse_all') return { plan, refusal: 'VALIDATION' } as const;
    if (isNothing(plan)) return { plan, refusal: null, leavers: [] };
    if (digestOf(ctx, plan, office) !== input.digest) return { plan, refusal: 'VERSION_CONFLICT' } as const;
    // Looked at before anything is written: what a refusal leaves behind is nothing.
    if (await someLeaveHoldings(ctx, within, office, plan)) return { plan, refusal: 'HOLDINGS_OUTSTANDING' } as const;
    return { plan, refusal: null, leavers: await within(company.id, (tx) => write(ctx, tx, office, plan)) };
  });
  const { plan } = outcome;
  const findings = plan.rows.flatMap((row) => row.findings);
  if (outcome.refusal !== null) {
    const fields = findings
      .slice(0, MOST_FIELDS)
      .map(({ row, column, code }) => finding(`rows.${row}.${column}`, code));
    throw await refused(ctx, happening, { code: outcome.refusal, fields });
  }
  await openAccounts(ctx, office, plan);
  await signOutLeavers(ctx.platform, outcome.leavers, ctx.at);
  return { counts: plan.counts, findings };
};

interface Table {
  readonly entries: readonly PeopleEntry[];
  readonly saysLines: boolean;
}

const open = async (
  ctx: CallContext,
  code: string,
  rows: Rows,
): Promise<{ readonly office: Administration; readonly table: Table }> => {
  const office = await administrationOf(ctx, code, { action: 'people.imported' });
  const sheet = readSheet(rows);
  if (sheet === null) {
    const happening = { companyId: office.company.id, action: 'people.imported' } as const;
    throw await refused(ctx, happening, { code: 'VALIDATION', fields: [finding('rows')] });
  }
  return { office, table: { entries: sheet.rows.map(readEntry), saysLines: sheet.columns.has('lines') } };
};

const planWithin = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  office: Administration,
  { entries, saysLines }: Table,
): Promise<PeoplePlan> => {
  const register = await readRegister(tx, entries, ctx.at);
  const accounts = await readAccounts(ctx, office.company, office.isOfGroup, entries, register.employees);
  return planPeople({ office, entries, saysLines, register, accounts, at: ctx.at });
};

const digestOf = (ctx: CallContext, plan: PeoplePlan, { company }: Administration): string =>
  createHash('sha256')
    .update(JSON.stringify(planFacts(plan, company, ctx.at)))
    .digest('hex');

const isNothing = ({ people, departments, begun, ended, accounts }: PeoplePlan): boolean =>
  [people, departments, begun, ended, accounts].every((part) => part.length === 0);

/**
 * Whether somebody would leave the company by this table while things of it stand on his name, or the group while things of any company
 * do. Whoever begins something by the same table stays.
 *
 * @see AR-06
 */
const someLeaveHoldings = async (
  ctx: CallContext,
  within: Within,
  { company }: Administration,
  { ended, begun, leavers }: PeoplePlan,
): Promise<boolean> => {
  const staying = new Set(begun.map(({ personId }) => personId));
  const leaving = [...new Set(leavers)].filter((personId) => !staying.has(personId));
  if (leaving.length === 0) return false;
  const ends = new Map(ended.map(({ id, to }) => [id, to]));
  const rows = await within(company.id, async (tx) => {
    await holdNames(tx, leaving);
    return appointmentsIn(tx, leaving);
  });
  for (const personId of leaving) {
    const his = rows.filter(({ id, person_id }) => person_id === personId && ends.has(id)).map(({ id }) => id);
    const [to] = his.flatMap((id) => ends.get(id) ?? []).toSorted((one, other) => Temporal.Instant.compare(other, one));
    if (to === undefined) continue;
    const ending = { companyId: company.id, personId, appointmentIds: new Set(his), to };
    if (await leavesHoldings(ctx, within, ending)) return true;
  }
  return false;
};

/** Writes a plan, each kind of row in one statement, with an event for each act; gives whose posts ended. */
const write = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { company }: Administration,
  plan: PeoplePlan,
): Promise<readonly string[]> => {
  const { at } = ctx;
  const companyId = company.id;
  await insertEmployees(tx, plan.people, at);
  await insertDepartments(
    tx,
    plan.departments.map((unit) => ({ ...unit, openedAt: at })),
  );
  await endAppointmentsAt(tx, plan.ended, null);
  await insertAppointments(tx, plan.begun);
  const events: AuditEvent[] = [
    done(ctx, { companyId, action: 'people.imported', details: { ...plan.counts } }),
    ...plan.people.map(({ personId }) =>
      done(ctx, { companyId, action: 'person.registered', subject: { kind: 'person', id: personId } }),
    ),
    ...plan.departments.map(({ id }) =>
      done(ctx, { companyId, action: 'department.opened', subject: { kind: 'department', id } }),
    ),
    ...plan.ended.map(({ id, to }) =>
      done(ctx, {
        companyId,
        action: 'appointment.ended',
        subject: { kind: 'appointment', id },
        effectiveAt: to,
      }),
    ),
    ...plan.begun.map((appointment) => done(ctx, appointed(companyId, appointment))),
  ];
  await appendEvents(tx, events);
  return plan.leavers;
};

/** Accounts live with sign-in, outside this transaction: what is missing after a break-off, the next import of the table opens. */
const openAccounts = async (ctx: CallContext, { company }: Administration, plan: PeoplePlan): Promise<void> => {
  if (plan.accounts.length === 0) return;
  const refusedFor = await ctx.platform.accounts.openAccounts(
    plan.accounts.map((account) => ({ ...account, password: null })),
  );
  const left = new Set(refusedFor.map(({ personId }) => personId));
  const opened = plan.accounts.filter(({ personId }) => !left.has(personId));
  await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    appendEvents(
      tx,
      opened.map(({ personId }) =>
        done(ctx, {
          companyId: company.id,
          action: 'account.opened',
          subject: { kind: 'person', id: personId },
          details: { signIn: 'single_sign_on' },
        }),
      ),
    ),
  );
};
