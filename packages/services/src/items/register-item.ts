import { randomUUID } from 'node:crypto';
import type { registerItem as contract, CompanyRef, FieldFinding } from '@miji/contract';
import type { Finding, Proposal, Range } from '@miji/core';
import {
  BUSINESS_ZONE,
  checkProposal,
  isEmployedBy,
  lastSecretDay,
  levelRank,
  protectiveLevel,
  readersOf,
  readersOnceDeclassified,
  secretUntil,
  Temporal,
} from '@miji/core';
import type { ItemRow, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  findItemByKey,
  insertContent,
  insertItem,
  insertRangeEntries,
  listDepartmentsOf,
  nextNumber,
  replaceReaders,
} from '@miji/db';
import type { z } from 'zod';
import { actingPerson, homeCompanyId, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { once } from '../platform/once.ts';
import { RULE_SET_VERSION } from '../platform/rule-book.ts';
import { markOf, periodValue, toFacts, toPeriod } from './item-facts.ts';
import { strangeMembers } from './strange-members.ts';

type Input = z.output<typeof contract.input>;
type Output = z.output<typeof contract.output>;

const FIELD: Readonly<Record<Finding['field'], string>> = {
  catalogueCode: 'catalogueCode',
  level: 'level',
  levelReason: 'levelReason',
  basis: 'basis',
  period: 'period',
  issuedOn: 'issuedOn',
  members: 'range',
};

const proposalOf = (input: Input): Proposal => ({
  catalogueCode: input.catalogueCode,
  level: input.level,
  levelReason: input.levelReason ?? null,
  basis: input.basis,
  period: toPeriod(input.period),
  issuedOn: Temporal.PlainDate.from(input.issuedOn),
  members: input.range.map(({ member }) => member),
});

/**
 * Registers an item in the caller's company: the drafting unit proposes level, period, range and basis, all four of them. Until the
 * authority has confirmed it, the higher of the proposal and the catalogue's default protects it.
 *
 * @throws Refusal with every finding of {@link checkProposal} in `fields`
 * @see GS-03
 * @see GS-13
 */
export const registerItem = async (ctx: CallContext, input: Input): Promise<Output> => {
  const { platform, caller, at } = ctx;
  const companyId = homeCompanyId(ctx);
  const company = await platform.companies.byId(companyId);
  if (company === undefined) throw new Error('the caller’s company is not in the directory');
  const proposal = proposalOf(input);
  const drafter = actingPerson(ctx);
  const happening = { companyId, action: 'item.proposed' } as const;

  const findings = [...checkProposal(proposal, drafter, at), ...calendarFindings(proposal)];
  const [first] = findings;
  if (first !== undefined) {
    const fields = findings.map(({ code, article, field }) => ({ field: FIELD[field], code, article }));
    throw await refused(ctx, happening, { code: first.code, article: first.article, fields });
  }
  const fields = await directoryFindings(ctx, companyId, input);
  if (fields.length > 0) throw await refused(ctx, happening, { code: 'VALIDATION', fields });

  const registrar = caller.kind === 'service' ? `service:${caller.serviceId}` : `person:${caller.person.personId}`;
  const scope = scopeOfCompany(ctx, companyId);
  const row = await once(
    () => platform.db.transact(scope, (tx) => findItemByKey(tx, registrar, input.idempotencyKey)),
    () => platform.db.transact(scope, (tx) => write(ctx, tx, { input, proposal, company, registrar })),
  );
  const digest = await platform.db.transact(scope, (tx) => platform.vault.fingerprint(tx, JSON.stringify(input)));
  if (row.input_digest !== digest) throw await refused(ctx, { ...happening, item: row.number }, { code: 'KEY_REUSED' });
  const facts = toFacts(row, []);
  return { number: row.number, mark: markOf(facts, company), markedLevel: facts.level, state: row.state };
};

/** Days before the year 1000 and ends beyond 9998 are nobody's: a year has four digits on paper, on the wire and in every sort. */
const calendarFindings = ({ issuedOn, period }: Proposal): readonly Finding[] => [
  ...(issuedOn.year < 1_000 ? [{ code: 'VALIDATION', article: 'GS-13', field: 'issuedOn' } as const] : []),
  ...((lastSecretDay(period, issuedOn)?.year ?? 0) > 9_998
    ? [{ code: 'PERIOD_REQUIRED', article: 'GS-13', field: 'period' } as const]
    : []),
];

/**
 * What the proposal names and the group does not have. Whoever is in charge of the work is of the owner's own people, or of the
 * head office.
 *
 * @see GS-18
 */
const directoryFindings = async (
  ctx: CallContext,
  companyId: string,
  input: Input,
): Promise<readonly FieldFinding[]> => {
  const { platform, at } = ctx;
  const [manager, headquarters, departments, strangers] = await Promise.all([
    loadPerson(platform, input.responsibleManagerId, at),
    platform.companies.headquarters(),
    platform.db.transact(scopeOfCompany(ctx, companyId), listDepartmentsOf),
    strangeMembers(
      ctx,
      input.range.map(({ member }, index) => ({ field: `range.${index}.member`, member })),
    ),
  ]);
  const places = [companyId, ...(headquarters === undefined ? [] : [headquarters.id])];
  const inCharge = manager !== undefined && places.some((place) => isEmployedBy(manager, place, at));
  const isOurs = input.departmentId === undefined || departments.some(({ id }) => id === input.departmentId);
  return [
    ...(inCharge ? [] : [{ field: 'responsibleManagerId', code: 'NOT_EMPLOYED', article: 'GS-18' } as const]),
    ...(isOurs ? [] : [{ field: 'departmentId', code: 'VALIDATION', article: null } as const]),
    ...strangers,
  ];
};

interface Registration {
  readonly input: Input;
  readonly proposal: Proposal;
  readonly company: CompanyRef;
  readonly registrar: string;
}

/** The item, its range, its readers, its sealed content and its event: all of it, or nothing. */
const write = async (ctx: CallContext, tx: ScopedTransaction, registration: Registration): Promise<ItemRow> => {
  const { input, proposal, company, registrar } = registration;
  const { caller, at } = ctx;
  const id = randomUUID();
  const version = 1;
  const level = protectiveLevel(proposal);
  const until = secretUntil(proposal.period, proposal.issuedOn);
  const year = at.toZonedDateTimeISO(BUSINESS_ZONE).year;
  const number = `${company.code}-${year}-${String(await nextNumber(tx, 'item', year)).padStart(6, '0')}`;
  const range: Range = {
    ownerCompanyId: company.id,
    responsibleManagerId: input.responsibleManagerId,
    entries: proposal.members.map((member) => ({ member, validity: { from: at, to: null } })),
  };
  // The manager answers for a range that his unit writes down; a designation is its designator's own act.
  const namedBy = level === 'top_secret' ? (actingPerson(ctx)?.personId ?? null) : input.responsibleManagerId;

  await insertItem(tx, {
    id,
    number,
    title: input.title,
    level: levelRank(level),
    proposed_level: levelRank(input.level),
    level_reason: proposal.levelReason,
    catalogue_code: input.catalogueCode,
    line_count: input.content.text.split('\n').length,
    basis: input.basis,
    period_kind: proposal.period.kind,
    period_value: periodValue(proposal.period),
    issued_on: proposal.issuedOn,
    secret_until: until,
    responsible_manager_id: input.responsibleManagerId,
    department_id: input.departmentId ?? null,
    drafter_person_id: actingPerson(ctx)?.personId ?? null,
    drafter_service_id: caller.kind === 'service' ? caller.serviceId : null,
    state: 'proposed',
    version,
    rule_set_version: RULE_SET_VERSION,
    registered_at: at,
    idempotency_key: input.idempotencyKey,
    input_digest: await ctx.platform.vault.fingerprint(tx, JSON.stringify(input)),
    registrar,
  });
  const sealed = await ctx.platform.vault.seal(tx, { id, version }, input.content.text);
  const readers = { now: readersOf(range, level, at), onceDeclassified: readersOnceDeclassified(range, level, at) };
  await Promise.all([
    insertRangeEntries(
      tx,
      input.range.map(({ member, reason }) => ({ id: randomUUID(), itemId: id, member, namedBy, reason, from: at })),
    ),
    insertContent(tx, {
      item_id: id,
      version,
      format: input.content.format,
      ...sealed,
      readers: [...readers.now],
      readers_once_declassified: [...readers.onceDeclassified],
      secret_until: until,
    }),
    replaceReaders(tx, id, { ...readers, secretUntil: until }),
    appendEvents(tx, [
      done(ctx, {
        companyId: company.id,
        action: 'item.proposed',
        subject: { kind: 'item', id: number },
        item: number,
        because: { code: 'ALLOWED_OFFICE', rule: 'classification.attributes', article: 'GS-13' },
        details: { level, proposedLevel: input.level, catalogue: input.catalogueCode, named: input.range.length },
      }),
    ]),
  ]);
  const row = await findItemByKey(tx, registrar, input.idempotencyKey);
  if (row === undefined) throw new Error('the item just written is not there');
  return row;
};
