import { randomUUID } from 'node:crypto';
import type { CompanyRef, useGrant as contract } from '@miji/contract';
import type { Decision, Span } from '@miji/core';
import { checkGrantUse, decide, declassifiesAt, effectiveLevel, TAKING_OPERATIONS } from '@miji/core';
import type { CopyRow, GrantRow, ScopedTransaction } from '@miji/db';
import { appendEvents, findCopyByKey, insertCopy, takeCopyNumber, spendGrant } from '@miji/db';
import type { z } from 'zod';
import { rootMark } from '../copies/root-mark.ts';
import { sourceOf } from '../copies/copy-source.ts';
import { boundTo, lastDayOfUse } from '../copies/bound-to.ts';
import { linksOf } from '../copies/copy-links.ts';
import { copyIdOf, toCopySummary } from '../copies/copy-summary.ts';
import { assertCopyPrintable } from '../copies/print-face.ts';
import { beginMovement, movementOf } from '../movements/begin-movement.ts';
import { homeCompanyId, lawFor, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { toGrantSummary } from '../requests/request-wire.ts';
import { issueTraceCode } from '../watermark/issue-trace-code.ts';
import { holdGrant } from './hold-grant.ts';
import { toGrant } from './to-grant.ts';

type Input = z.output<typeof contract.input>;

/**
 * Uses a grant once: the next copy of the item, numbered, marked and in the register, with its holder. Twenty at once give exactly
 * as many as were granted; the same idempotency key gives the same copy again.
 *
 * The copy is on his name from here on; that he has it he confirms himself, see `movements.confirm`.
 *
 * @throws Refusal `GRANT_USED`, `GRANT_EXPIRED`, what it died of where it is dead, `ON_HOLD`, `GRANT_SCOPE` for a grant of another
 * kind, `COPY_NOT_WITH_YOU` where
 * the copy that it is made from is not with him, `NOT_FOUND` to whoever it was not given to
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
    const links = await linksOf(ctx, [outcome.copy]);
    return { copy: toCopySummary(outcome.copy, names, at, links), grant: toGrantSummary(outcome.grant, names, at) };
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

  const source = await sourceOf(tx, input.from, { person, itemId: row.id, spans: grant.spans });
  if ('wrong' in source) return { denied: { ...OVER, ...source.wrong }, item: row.number };

  const mark = rootMark(ctx, facts, company);
  await assertCopyPrintable({ mark, ownerName: company.name, holderName: person.name, bound: boundTo(grant) });
  const used = await spendGrant(tx, grant.id);
  const number = await takeCopyNumber(tx, row.id);
  const id = randomUUID();
  const subject = {
    kind: 'copy',
    itemId: row.id,
    itemNumber: row.number,
    copyId: id,
    personId: person.personId,
  } as const;
  const copy = await insertCopy(tx, {
    id,
    item_id: row.id,
    item_number: row.number,
    item_version: row.version,
    number,
    grant_id: grant.id,
    grant_number: grant.number,
    kind,
    parent_id: source.parent?.id ?? null,
    ...columnsOfSpans(source.spans),
    level: row.level,
    mark,
    secret_until: declassifiesAt(facts),
    holder_id: person.personId,
    state: 'held',
    issued_at: at,
    use_until: lastDayOfUse(grant),
    trace_code: await issueTraceCode(tx, { ...subject, at }),
    idempotency_key: input.idempotencyKey,
  });
  // Nobody hands it to him: he has it made, and says with his own sign-in that he has it.
  await beginMovement(ctx.platform, tx, copy, {
    ...movementOf(copy, { act: 'issue', to: 'held', at, by: null }),
    from_person_id: null,
    to_person_id: person.personId,
  });
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'copy.issued',
      subject: { kind: 'copy', id: copyIdOf(copy) },
      item: row.number,
      because: decision,
      details: {
        grant: grant.number,
        number,
        of: grant.copies,
        ...(source.parent === null ? {} : { from: copyIdOf(source.parent) }),
      },
    }),
  ]);
  return { copy, grant: used };
};
