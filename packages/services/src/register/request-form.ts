import type { CompanyRef, requestForm as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { Seat } from '@miji/core';
import { levelRank } from '@miji/core';
import type { DepartmentRow, RequestDecisionRow, RequestRow, ScopedTransaction } from '@miji/db';
import {
  decisionsOnRequest,
  findRequest,
  isoMillisecond,
  listDepartmentsOf,
  roundsOfRequest,
  servicesOf,
} from '@miji/db';
import type { z } from 'zod';
import { actingPerson, scopeOfCompany, systemScope } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { namesOf, SYSTEM_NAME } from '../platform/names.ts';
import { CopyTooComplexError } from '../rendition/copy-too-complex-error.ts';
import { renderForm } from '../rendition/render-copy.ts';
import { UnprintableCharacterError } from '../rendition/unprintable-character-error.ts';
import { keptProfile } from '../requests/applicant-profile.ts';
import { findKnownRequest } from '../requests/known-request.ts';
import { keptOf, showParticulars } from '../requests/particulars.ts';
import { toRounds, toSteps } from '../requests/request-story.ts';
import { peopleOf, toRequestSummary } from '../requests/request-wire.ts';
import { peopleOfTerms } from '../requests/terms-wire.ts';
import { FORM_WORDS } from './form-words.ts';
import { seesRegister, unnamedReader } from './register-desk.ts';
import type { PaperStep } from './request-paper.ts';
import { paperOf } from './request-paper.ts';
import { seatOfName } from './seat-of-name.ts';

/**
 * The official form (申请审批表) of a request: everything that was asked, said and decided, drawn on the server. For whoever may see the
 * request, and for whoever sees the register that it stands in. Traced before the bytes leave.
 *
 * @throws Refusal `NOT_FOUND` to everybody else; `UNPRINTABLE_CHARACTER` where a name on it cannot be printed as it is written
 * @see CF-18
 * @see CD-24
 */
export const requestForm = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const { company, row } = await findPrintable(ctx, input.number);
  const found = await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => storyOf(tx, row));
  const { rounds, decisions, services } = found;
  const companies = await platform.companies.all();
  const departments = await departmentsIn(ctx, decisions, companies);
  const person = actingPerson(ctx);
  const names = await namesOf(
    ctx,
    [
      person?.personId ?? null,
      ...peopleOf(row),
      row.drafter_person_id,
      ...rounds.flatMap(({ terms }) => peopleOfTerms(terms)),
      ...decisions.flatMap((one) => [
        one.person_id,
        one.principal_id,
        ...(one.terms === null ? [] : peopleOfTerms(one.terms)),
      ]),
    ],
    [...services, ...departments],
  );
  const language = input.language;
  const setting = { language, words: FORM_WORDS[language], companies, names };
  const paper = paperOf(
    {
      owner: company,
      request: toRequestSummary(row, company, names, at),
      profile: keptProfile(row.profile),
      filedBy: filedBy(row, names),
      particulars: showParticulars(keptOf(row), names),
      rounds: toRounds(row, rounds, names),
      steps: stepsOf(decisions, names),
      rule: row.route.rule,
      article: row.route.article,
      ruleSetVersion: row.rule_set_version,
      printedBy: person?.name ?? SYSTEM_NAME,
      at: isoMillisecond(at),
    },
    setting,
  );
  const pdf = await renderForm(paper).catch(refuseUnprintable);
  await platform.trace.record(
    done(ctx, {
      companyId: company.id,
      action: 'request.printed',
      subject: { kind: 'request', id: row.number },
      item: row.item_number,
    }),
  );
  return { fileName: `${row.number}.pdf`, pdf: Buffer.from(pdf).toString('base64') };
};

/** A request of a register that whoever acts sees, or one that he has to do with himself. */
const findPrintable = async (
  ctx: CallContext,
  number: string,
): Promise<{ readonly company: CompanyRef; readonly row: RequestRow }> => {
  const company = await ctx.platform.companies.ofNumber(number);
  if (company === undefined || !(await seesRegister(ctx, company.id))) {
    return findKnownRequest(ctx, number, 'request.printed');
  }
  const row = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => findRequest(tx, number));
  const isHidden = row?.level === levelRank('top_secret') && (await unnamedReader(ctx, company.id)) !== null;
  if (isHidden) return findKnownRequest(ctx, number, 'request.printed');
  if (row !== undefined) return { company, row };
  const happening = {
    companyId: company.id,
    action: 'request.printed',
    subject: { kind: 'request', id: number },
  } as const;
  throw await refused(ctx, happening, NOT_FOUND);
};

const storyOf = async (tx: ScopedTransaction, row: RequestRow) => {
  const [rounds, decisions, services] = await Promise.all([
    roundsOfRequest(tx, row.id),
    decisionsOnRequest(tx, row.number),
    servicesOf(tx),
  ]);
  return { rounds, decisions, services };
};

/** The departments of the companies, where a head of one has decided. */
const departmentsIn = async (
  { platform, at }: CallContext,
  decisions: readonly RequestDecisionRow[],
  companies: readonly CompanyRef[],
): Promise<readonly DepartmentRow[]> => {
  if (!decisions.some(({ seat }) => seat.startsWith('department_head:'))) return [];
  const found = await Promise.all(
    companies.map(({ id }) => platform.db.transact(systemScope(at, id), listDepartmentsOf)),
  );
  return found.flat();
};

/** Who filed it, where that was not the requester himself. */
const filedBy = (row: RequestRow, names: Names): string | null => {
  const id = row.drafter_person_id ?? row.drafter_service_id;
  return id === null || id === row.requester_id ? null : (names.get(id) ?? id);
};

/** Every act with the seats that it was for. */
const stepsOf = (decisions: readonly RequestDecisionRow[], names: Names): readonly PaperStep[] => {
  const seatsOf = ({ at, person, onBehalfOf, kind }: Omit<PaperStep, 'seats'>): readonly Seat[] =>
    decisions
      .filter(
        (row) =>
          isoMillisecond(row.decided_at) === at &&
          row.person_id === person.id &&
          row.principal_id === (onBehalfOf?.id ?? null) &&
          row.decision === kind,
      )
      .map((row) => seatOfName(row.seat));
  return toSteps(decisions, names).map((step) => ({ ...step, seats: seatsOf(step) }));
};

const refuseUnprintable = (error: unknown): never => {
  if (error instanceof UnprintableCharacterError) throw new Refusal('UNPRINTABLE_CHARACTER', { cause: error });
  if (error instanceof CopyTooComplexError) throw new Refusal('UNAVAILABLE', { cause: error });
  throw error;
};
