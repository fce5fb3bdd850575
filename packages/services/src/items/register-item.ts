import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type { registerItem as contract, CompanyRef, FieldFinding } from '@miji/contract';
import type { AuditEvent, Derived, Finding, Proposal, RefusalCode, SecretLevel } from '@miji/core';
import {
  BUSINESS_ZONE,
  calendarFindings,
  checkProposal,
  deriveClassification,
  effectiveLevel,
  entryOfGrade,
  isBefore,
  levelRank,
  protectiveLevel,
  regimesOf,
  secretUntil,
  Temporal,
} from '@miji/core';
import type { CustomerRow, ItemRow, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  findItemByKey,
  insertItem,
  insertRangeEntries,
  insertSources,
  nextNumber,
  rangeOf,
  shareCustomer,
} from '@miji/db';
import type { z } from 'zod';
import { knownSources } from '../classification/sources.ts';
import { storeReaders } from '../need-to-know/readers.ts';
import { actingPerson, holdsOffice, homeCompanyId, lawFor, scopeOfCompany } from '../platform/acting.ts';
import { bySystem, done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { once } from '../platform/once.ts';
import { indexText, indexTitles } from '../search/index-item.ts';
import { wordsOfContent } from '../search/words-of-content.ts';
import { bindContent, dropTextFile } from '../uploads/bind-content.ts';
import type { NewContent } from '../uploads/new-content.ts';
import { contentColumns, prepareContent } from '../uploads/new-content.ts';
import { markOf, periodValue, toFacts, toPeriod } from './item-facts.ts';
import type { Registration } from './registration-findings.ts';
import { registrationFindings } from './registration-findings.ts';

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
  regimes: 'regimes',
  scopeOverride: 'scopeOverride',
};

const proposalOf = (input: Input, mayOverride: boolean): Proposal => ({
  catalogueCode: input.catalogueCode,
  level: input.level,
  levelReason: input.levelReason ?? null,
  basis: input.basis,
  period: toPeriod(input.period),
  issuedOn: Temporal.PlainDate.from(input.issuedOn),
  members: input.range.map(({ member }) => member),
  regimes: input.regimes ?? [],
  // The owner's own office or the head office's, and no other company's.
  scopeOverride: mayOverride ? (input.scopeOverride ?? null) : null,
});

/**
 * Registers an item in the caller's company: the drafting unit proposes level, period, range and basis, all four of them. Until the
 * authority has confirmed it, the higher of the proposal and the catalogue's default protects it, and no end that was proposed ends it.
 * What is backdated so far that its period is over is registered as declassified.
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
  const drafter = actingPerson(ctx);
  const proposal = proposalOf(input, await holdsOffice(ctx, companyId, ['security_officer']));
  const law = lawFor(ctx, company);
  const happening = { companyId, action: 'item.proposed' } as const;

  const sources = await knownSources(ctx, input.sources ?? []);
  const derived = deriveClassification(sources, at);
  const bound = { ...proposal, regimes: [...proposal.regimes, ...derived.regimes] };
  const findings = [...checkProposal(law, bound, drafter, at), ...calendarFindings(bound)];
  const [first] = findings;
  if (first !== undefined) {
    const fields = findings.map(({ code, article, field }) => ({ field: FIELD[field], code, article }));
    throw await refused(ctx, happening, { code: first.code, article: first.article, fields });
  }
  const registration = { companyId, law, input, proposal: bound, sources };
  const fields = await registrationFindings(ctx, registration);
  if (fields.length > 0) throw await refused(ctx, happening, { code: codeOf(fields), fields });

  const registrar = caller.kind === 'service' ? `service:${caller.serviceId}` : `person:${caller.person.personId}`;
  const scope = scopeOfCompany(ctx, companyId);
  const row = await once(
    () => platform.db.transact(scope, (tx) => findItemByKey(tx, registrar, input.idempotencyKey)),
    async () => {
      const content = await prepareContent(ctx, companyId, input, (code) => refused(ctx, happening, { code }));
      const words = await wordsOfContent(ctx, content);
      const registering = { ...registration, company, registrar, derived, content, words };
      const made = await platform.db.transact(scope, (tx) => write(ctx, tx, registering));
      await dropTextFile(platform, content);
      return made;
    },
  );
  const digest = await platform.db.transact(scope, (tx) => platform.vault.fingerprint(tx, JSON.stringify(input)));
  if (row.input_digest !== digest) throw await refused(ctx, { ...happening, item: row.number }, { code: 'KEY_REUSED' });
  const facts = toFacts(row, []);
  return {
    number: row.number,
    mark: markOf(ctx, facts, company),
    markedLevel: facts.level,
    level: effectiveLevel(facts, at),
    state: row.state,
  };
};

/** One reason alone is told by its own code, several as what they are: an input that needs another look. */
const codeOf = (fields: readonly FieldFinding[]): RefusalCode => {
  const codes = new Set(fields.map(({ code }) => code));
  return codes.size === 1 && codes.has('SOURCE_STRICTER') ? 'SOURCE_STRICTER' : 'VALIDATION';
};

interface Registering extends Registration {
  readonly company: CompanyRef;
  readonly registrar: string;
  /** what follows from its sources: the regimes that bind them, the owners who have to agree */
  readonly derived: Derived;
  /** null where it is on paper */
  readonly content: NewContent | null;
  /** what it is found by */
  readonly words: string;
}

/** The item, its range, its readers, its sealed content and its event: all of it, or nothing. */
const write = async (ctx: CallContext, tx: ScopedTransaction, registration: Registering): Promise<ItemRow> => {
  const { input, proposal, company, registrar, law, sources, derived, content, words } = registration;
  const { caller, at } = ctx;
  const id = randomUUID();
  const version = 1;
  const level = protectiveLevel(law, proposal);
  const until = secretUntil(proposal.period, proposal.issuedOn);
  // What is over before it is registered waits for nobody (GS-14); what is not is protected until somebody has confirmed its end.
  const isOver = until !== null && !isBefore(at, until);
  const customer = await customerOf(tx, registration);
  const year = at.toZonedDateTimeISO(BUSINESS_ZONE).year;
  const number = `${company.code}-${year}-${String(await nextNumber(tx, 'item', year)).padStart(6, '0')}`;
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
    ...contentColumns(content),
    medium: content === null ? 'paper' : 'electronic',
    custodian_id: input.paper?.custodianId ?? null,
    customer_id: customer?.id ?? null,
    basis: input.basis,
    period_kind: proposal.period.kind,
    period_value: periodValue(proposal.period),
    issued_on: proposal.issuedOn,
    secret_until: isOver ? until : null,
    declassification_recorded_at: isOver ? at : null,
    confirmed_at: isOver ? at : null,
    responsible_manager_id: input.responsibleManagerId,
    department_id: input.departmentId ?? null,
    drafter_person_id: actingPerson(ctx)?.personId ?? null,
    drafter_service_id: caller.kind === 'service' ? caller.serviceId : null,
    state: isOver ? 'confirmed' : 'proposed',
    version,
    rule_set_version: ctx.rules.version,
    regimes: [...regimesOf(law, proposal)],
    co_owner_ids: derived.coOwnerIds.filter((owner) => owner !== company.id),
    line: input.line ?? null,
    scope_override: proposal.scopeOverride,
    registered_at: at,
    idempotency_key: input.idempotencyKey,
    input_digest: await ctx.platform.vault.fingerprint(tx, JSON.stringify(input)),
    registrar,
  });
  await Promise.all([
    insertSources(tx, id, sources),
    indexTitles(ctx, tx, [{ id, title: input.title }]),
    insertRangeEntries(
      tx,
      input.range.map(({ member, reason }) => ({
        id: randomUUID(),
        itemId: id,
        member,
        namedBy,
        namedAs: level === 'top_secret' ? 'headquarters_executive' : undefined,
        reason,
        from: at,
      })),
    ),
    content === null ? undefined : bindContent(ctx, tx, { id, version }, content),
    indexText(ctx, tx, { id }, words),
    appendEvents(tx, eventsOf(ctx, registration, { number, level, endedAt: isOver ? until : null })),
  ]);
  const row = await findItemByKey(tx, registrar, input.idempotencyKey);
  if (row === undefined) throw new Error('the item just written is not there');
  await storeReaders(tx, law, row, await rangeOf(tx, id), at);
  return row;
};

/** The customer whose file it is, whose grade does not change until this is written. */
const customerOf = async (tx: ScopedTransaction, { input, law }: Registering): Promise<CustomerRow | null> => {
  if (input.customer === undefined) return null;
  const customer = await shareCustomer(tx, input.customer);
  if (customer === undefined || entryOfGrade(law, customer.grade)?.code !== input.catalogueCode) {
    throw new Refusal('VERSION_CONFLICT');
  }
  return customer;
};

const eventsOf = (
  ctx: CallContext,
  { company, input, sources }: Registering,
  made: { readonly number: string; readonly level: SecretLevel; readonly endedAt: Temporal.Instant | null },
): readonly AuditEvent[] => {
  const { number, level, endedAt } = made;
  const about = { companyId: company.id, subject: { kind: 'item', id: number }, item: number } as const;
  const proposed = done(ctx, {
    ...about,
    action: 'item.proposed',
    because: { code: 'ALLOWED_OFFICE', rule: 'classification.attributes', article: 'GS-13' },
    details: {
      level,
      proposedLevel: input.level,
      catalogue: input.catalogueCode,
      named: input.range.length,
      sources: sources.length,
      override: input.scopeOverride !== undefined,
    },
  });
  if (endedAt === null) return [proposed];
  const ended = bySystem(
    { at: ctx.at, version: ctx.rules.version },
    {
      ...about,
      action: 'item.declassified',
      effectiveAt: endedAt,
      because: { code: 'ALLOWED_DECLASSIFIED', rule: 'period.over', article: 'GS-14' },
    },
  );
  return [proposed, ended];
};
