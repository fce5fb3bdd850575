import { randomUUID } from 'node:crypto';
import { type CompanyRef, Refusal, type useGrant as contract } from '@miji/contract';
import type { Decision, Span } from '@miji/core';
import { checkGrantUse, decide, declassifiesAt, effectiveLevel, TAKING_OPERATIONS } from '@miji/core';
import type { CopyRow, GrantRow, ScopedTransaction } from '@miji/db';
import { appendEvents, findCopyByKey, insertCopy, stayInOffice, takeCopyNumber, spendGrant } from '@miji/db';
import type { z } from 'zod';
import { rootMark } from '../copies/root-mark.ts';
import { sourceOf } from '../copies/copy-source.ts';
import { boundTo, lastDayOfUse } from '../copies/bound-to.ts';
import { type Drawing, drawnExtent, knownExtent } from '../copies/copy-extent.ts';
import { copyIdOf } from '../copies/copy-summary.ts';
import { issuedFace } from '../copies/issued-face.ts';
import { assertCopyPrintable } from '../copies/print-face.ts';
import { beginMovement, movementOf } from '../movements/begin-movement.ts';
import { lawFor, scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { openContent } from '../vault/open-content.ts';
import { issueTraceCode } from '../watermark/issue-trace-code.ts';
import { holdGrant } from './hold-grant.ts';
import { toGrant } from './to-grant.ts';

const OVER = {
  outcome: 'denied',
  rule: 'grant.single_use',
  article: 'GS-23',
  missing: [],
  obligations: ['trace'],
} as const;

/** What comes of using a grant; `strange` where it is not his who uses it. */
export type Outcome =
  | { readonly strange: true }
  | { readonly denied: Exclude<Decision, { outcome: 'allowed' }>; readonly item: string }
  | { readonly copy: CopyRow; readonly grant: GrantRow };

/** How many pages were counted, and of what: of an item as it was then, with the mark that it had. */
interface Extent {
  readonly of: string;
  readonly pages: number;
}

interface Uncounted {
  readonly drawing: Drawing;
  readonly of: string;
}

interface Use {
  readonly input: z.output<typeof contract.input>;
  readonly person: ActingPerson;
  readonly company: CompanyRef;
}

/** The parts that a copy takes; its first span of lines stands there once more, where the register has always had it. */
const columnsOfSpans = (spans: readonly Span[]) => {
  const lines = spans.find(({ unit }) => unit === 'lines');
  return { spans: JSON.stringify(spans), excerpt_from: lines?.from ?? null, excerpt_to: lines?.to ?? null };
};

/**
 * Makes a copy under a grant. What has to be drawn to be counted is counted between two looks at the grant, so that nobody waits for it
 * with the item held.
 *
 * @throws Refusal `UNAVAILABLE` or `CONTENT_BROKEN` where it could not be drawn
 * @see GS-23
 */
export const issueCopy = async (
  ctx: CallContext,
  use: Use,
  extent: Extent | null = null,
  looks = 3,
): Promise<Outcome> => {
  const scope = scopeOfCompany(ctx, use.company.id);
  const outcome = await ctx.platform.db.transact(scope, (tx) => issue(ctx, tx, use, extent));
  if (!('drawing' in outcome)) return outcome;
  if (looks === 0) throw new Refusal('VERSION_CONFLICT');
  const { drawing, of } = outcome;
  return issueCopy(ctx, use, { of, pages: await drawnExtent(ctx, drawing) }, looks - 1);
};

const issue = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { input, person, company }: Use,
  extent: Extent | null,
): Promise<Outcome | Uncounted> => {
  const { at } = ctx;
  const held = await holdGrant(tx, input.grant, person.personId);
  if (held === undefined) return { strange: true };
  const { grant, item } = held;
  const earlier = await findCopyByKey(tx, grant.id, input.idempotencyKey);
  if (earlier !== undefined) return { copy: earlier, grant };

  const { facts, row } = item;
  if (!(await stayInOffice(tx, [person.personId], at)))
    return { denied: { ...OVER, code: 'NOT_EMPLOYED', article: 'AR-06' }, item: row.number };
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
  const bound = boundTo(grant);
  await assertCopyPrintable({ mark, ownerName: company.name, holderName: person.name, bound });
  const of = JSON.stringify([row.version, mark, source.spans]);
  const pages = extent?.of === of ? extent.pages : knownExtent(row, source.spans);
  if (pages === undefined) {
    const content = await openContent(ctx.platform, tx, row);
    if (content === undefined) return { strange: true };
    const next = { kind, mark, item_number: row.number, number: row.copies_issued + 1, issued_at: at } as const;
    const copy = { ...next, earlier_marks: [] };
    const named = { owner: company, holderName: person.name, grantNumber: grant.number, bound, traceCode: undefined };
    return { of, drawing: { item: row, content, spans: source.spans, face: issuedFace(ctx, { copy, ...named }) } };
  }
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
    pages,
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
    pages_given: pages,
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
