import { randomUUID } from 'node:crypto';
import type { CompanyRef, useGrant as contract } from '@miji/contract';
import type { Decision, Span } from '@miji/core';
import { checkGrantUse, decide, declassifiesAt, effectiveLevel, TAKING_OPERATIONS } from '@miji/core';
import type { CopyRow, GrantRow, ScopedTransaction } from '@miji/db';
import { appendEvents, findCopyByKey, insertCopy, takeCopyNumber, spendGrant } from '@miji/db';
import type { z } from 'zod';
import { boundTo } from '../copies/bound-to.ts';
import { copyIdOf, toCopySummary } from '../copies/copy-summary.ts';
import { assertCopyPrintable } from '../copies/print-face.ts';
import { markOf } from '../items/item-facts.ts';
import { homeCompanyId, lawFor, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { toGrantSummary } from '../requests/request-wire.ts';
import { holdGrant } from './hold-grant.ts';
import { toGrant } from './to-grant.ts';

type Input = z.output<typeof contract.input>;

/**
 * Uses a grant once: the next copy of the item, numbered, marked and in the register, with its holder. Twenty at once give exactly
 * as many as were granted; the same idempotency key gives the same copy again.
 *
 * @throws Refusal `GRANT_USED`, `GRANT_EXPIRED`, what it died of where it is dead, `ON_HOLD`, `GRANT_SCOPE` for a grant of another
 * kind, `NOT_FOUND` to whoever it was not given to
 * @see GS-23
 * @see GS-24
 */
export const useGrant = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePerson(ctx);
  const company = await platform.companies.ofNumber(input.grant);
  const outcome: Outcome =
    company === undefined
      ? { strange: true }
      : await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) => issue(ctx, tx, { input, person, company }));
  if (company !== undefined && 'copy' in outcome) {
    const names = await namesOf(ctx, [outcome.copy.holder_id, outcome.grant.person_id]);
    return { copy: toCopySummary(outcome.copy, names, at), grant: toGrantSummary(outcome.grant, names, at) };
  }
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'copy.issued',
    subject: { kind: 'grant', id: input.grant },
  } as const;
  if (!('denied' in outcome)) throw await refused(ctx, happening, NOT_FOUND);
  const { denied, item } = outcome;
  // Having lost the range, he no longer learns that there is an item at all.
  const told = denied.rule.startsWith('range.') ? NOT_FOUND : denied;
  throw await refused(ctx, { ...happening, item }, denied, told);
};

const OVER = {
  outcome: 'denied',
  rule: 'grant.single_use',
  article: 'GS-23',
  missing: [],
  obligations: ['trace'],
} as const;

type Outcome =
  | { readonly strange: true }
  | { readonly denied: Exclude<Decision, { outcome: 'allowed' }>; readonly item: string }
  | { readonly copy: CopyRow; readonly grant: GrantRow };

interface Use {
  readonly input: Input;
  readonly person: ActingPerson;
  readonly company: CompanyRef;
}

/** The parts that a copy takes; its first span of lines stands there once more, where the register has always had it. */
const columnsOfSpans = (spans: readonly Span[]) => {
  const lines = spans.find(({ unit }) => unit === 'lines');
  return { spans: JSON.stringify(spans), excerpt_from: lines?.from ?? null, excerpt_to: lines?.to ?? null };
};

const issue = async (ctx: CallContext, tx: ScopedTransaction, { input, person, company }: Use): Promise<Outcome> => {
  const { at } = ctx;
  const held = await holdGrant(tx, input.grant, person.personId);
  if (held === undefined) return { strange: true };
  const { grant, item } = held;
  const earlier = await findCopyByKey(tx, grant.id, input.idempotencyKey);
  if (earlier !== undefined) return { copy: earlier, grant };

  const { facts, row } = item;
  const right = toGrant(grant);
  const law = lawFor(ctx, company);
  const kind = TAKING_OPERATIONS.find((taking) => taking === grant.operation);
  // What is lent, carried out or destroyed is handed over at the custodian’s desk, and lines are released in another way again.
  if (kind === undefined) return { denied: { ...OVER, code: 'GRANT_SCOPE' }, item: row.number };
  const decision = decide({ law, operation: kind, item: facts, actor: person, at, grant: right });
  if (decision.outcome !== 'allowed') return { denied: decision, item: row.number };
  // Once declassified the law asks for no grant any more; this one still gives no more than it says.
  const use = { personId: person.personId, operation: grant.operation, itemId: row.id, itemVersion: row.version };
  const over = checkGrantUse(right, { ...use, effectiveLevel: effectiveLevel(facts, at) }, at);
  if (over !== null) return { denied: { ...OVER, code: over }, item: row.number };

  const mark = markOf(ctx, facts, company);
  await assertCopyPrintable({ mark, ownerName: company.name, holderName: person.name, bound: boundTo(grant) });
  const used = await spendGrant(tx, grant.id);
  const number = await takeCopyNumber(tx, row.id);
  const copy = await insertCopy(tx, {
    id: randomUUID(),
    item_id: row.id,
    item_number: row.number,
    item_version: row.version,
    number,
    grant_id: grant.id,
    grant_number: grant.number,
    kind,
    ...columnsOfSpans(grant.spans),
    level: row.level,
    mark,
    secret_until: declassifiesAt(facts),
    holder_id: person.personId,
    state: 'held',
    issued_at: at,
    idempotency_key: input.idempotencyKey,
  });
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'copy.issued',
      subject: { kind: 'copy', id: copyIdOf(copy) },
      item: row.number,
      because: decision,
      details: { grant: grant.number, number, of: grant.copies },
    }),
  ]);
  return { copy, grant: used };
};
