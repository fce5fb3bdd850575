import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type { CompanyRef, releasePart as contract } from '@miji/contract';
import type { Decision } from '@miji/core';
import { BUSINESS_ZONE, decide } from '@miji/core';
import type { GrantRow, ItemRow, RangeRow, RequestRow, ScopedTransaction } from '@miji/db';
import {
  appendEvents,
  findContent,
  findItemByKey,
  findRequestById,
  insertContent,
  insertItem,
  insertItemChange,
  insertSources,
  nextNumber,
  spendGrant,
} from '@miji/db';
import type { z } from 'zod';
import { holdGrant } from '../grants/hold-grant.ts';
import { toGrant } from '../grants/to-grant.ts';
import { markOf, toFacts } from '../items/item-facts.ts';
import { storeReaders } from '../need-to-know/readers.ts';
import { homeCompanyId, lawFor, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { indexText, indexTitles } from '../search/index-item.ts';
import { changeOf, toStored } from './change-wire.ts';

type Input = z.output<typeof contract.input>;

type Outcome =
  | { readonly strange: true }
  | { readonly denied: Exclude<Decision, { outcome: 'allowed' }>; readonly item: string }
  | { readonly made: ItemRow; readonly source: string };

/**
 * Uses the right to release some lines of an item, once: they become an item of their own, declassified at once and linked to the item
 * that they were taken from. Only somebody who may know that item can do it, for he has to read it.
 *
 * @throws Refusal `NOT_FOUND` to whoever it was not given to, or who has lost the range; `GRANT_USED`, `GRANT_EXPIRED`,
 * `GRANT_VOID_LEVEL_CHANGED`, `GRANT_VOID_VERSION_CHANGED`, `GRANT_SCOPE` for a grant of another kind
 * @see GS-14
 * @see GS-23
 */
export const releasePart = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  const person = requirePersonally(ctx);
  const company = await platform.companies.ofNumber(input.grant);
  const outcome: Outcome =
    company === undefined
      ? { strange: true }
      : await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
          release(ctx, tx, { input, person, company }),
        );
  if (company !== undefined && 'made' in outcome) {
    const { made, source } = outcome;
    return { number: made.number, source, mark: markOf(ctx, toFacts(made, []), company) };
  }
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'item.part_released',
    subject: { kind: 'grant', id: input.grant },
  } as const;
  if (!('denied' in outcome)) throw await refused(ctx, happening, NOT_FOUND);
  const { denied, item } = outcome;
  throw await refused(ctx, { ...happening, item }, denied, denied.rule.startsWith('range.') ? NOT_FOUND : denied);
};

interface Use {
  readonly input: Input;
  readonly person: ActingPerson;
  readonly company: CompanyRef;
}

const ANOTHER_KIND = {
  outcome: 'denied',
  code: 'GRANT_SCOPE',
  rule: 'grant.single_use',
  article: 'GS-23',
  missing: [],
  obligations: ['trace'],
} as const;

const release = async (ctx: CallContext, tx: ScopedTransaction, use: Use): Promise<Outcome> => {
  const { input, person, company } = use;
  const { at } = ctx;
  const held = await holdGrant(tx, input.grant, person.personId);
  if (held === undefined) return { strange: true };
  const { grant, item } = held;
  const earlier = await findItemByKey(tx, `grant:${grant.number}`, input.idempotencyKey);
  if (earlier !== undefined) return { made: earlier, source: grant.item_number };
  const request = await findRequestById(tx, grant.request_id);
  if (request === undefined) throw new Refusal('NOT_FOUND');
  if (grant.operation !== 'declassify') return { denied: ANOTHER_KIND, item: item.row.number };
  const law = lawFor(ctx, company);
  const view = decide({ law, operation: 'view', item: item.facts, actor: person, at });
  if (view.outcome !== 'allowed') return { denied: view, item: item.row.number };
  const decision = decide({ law, operation: 'declassify', item: item.facts, actor: person, at, grant: toGrant(grant) });
  if (decision.outcome !== 'allowed') return { denied: decision, item: item.row.number };
  const content = await findContent(tx, item.row.id, item.row.version);
  // Core says yes and the row policy says no: the stricter of the two decides.
  if (content === undefined) return { strange: true };
  const text = await ctx.platform.vault.open(tx, item.row, content);
  const made = await write(ctx, tx, { ...use, grant, request, source: item, text, format: content.format });
  return { made, source: item.row.number };
};

interface Part extends Use {
  readonly grant: GrantRow;
  readonly request: RequestRow;
  readonly source: { readonly row: ItemRow; readonly range: readonly RangeRow[] };
  readonly text: string;
  readonly format: 'plain' | 'markdown';
}

const write = async (ctx: CallContext, tx: ScopedTransaction, part: Part): Promise<ItemRow> => {
  const { input, person, company, grant, request, source, format } = part;
  const { at } = ctx;
  const change = changeOf(request);
  if (change?.kind !== 'declassify_part') throw new Error('the grant is not for any lines');
  const text = part.text
    .split('\n')
    .slice(change.fromLine - 1, change.toLine)
    .join('\n');
  const id = randomUUID();
  const year = at.toZonedDateTimeISO(BUSINESS_ZONE).year;
  const number = `${company.code}-${year}-${String(await nextNumber(tx, 'item', year)).padStart(6, '0')}`;
  const registrar = `grant:${grant.number}`;
  const { row } = source;
  await insertItem(tx, {
    id,
    number,
    title: input.title,
    level: row.level,
    proposed_level: row.level,
    level_reason: null,
    catalogue_code: row.catalogue_code,
    line_count: text.split('\n').length,
    basis: request.number,
    period_kind: row.period_kind,
    period_value: row.period_value,
    issued_on: row.issued_on,
    secret_until: at,
    declassified_at: at,
    declassification_recorded_at: at,
    responsible_manager_id: row.responsible_manager_id,
    department_id: row.department_id,
    drafter_person_id: person.personId,
    drafter_service_id: null,
    state: 'confirmed',
    version: 1,
    rule_set_version: ctx.rules.version,
    regimes: row.regimes,
    line: row.line,
    origin: 'part',
    registered_at: at,
    confirmed_at: at,
    idempotency_key: input.idempotencyKey,
    input_digest: '',
    registrar,
  });
  const sealed = await ctx.platform.vault.seal(tx, { id, version: 1 }, text);
  await insertContent(tx, {
    item_id: id,
    version: 1,
    format,
    ...sealed,
    readers: [],
    readers_once_declassified: [],
    secret_until: null,
  });
  const made = await findItemByKey(tx, registrar, input.idempotencyKey);
  if (made === undefined) throw new Error('the item just written is not there');
  const facts = toFacts(row, source.range);
  const same = toStored({ level: facts.level, period: facts.period, range: facts.range }, at);
  await Promise.all([
    insertSources(tx, id, [{ number: row.number, companyId: company.id }]),
    indexTitles(ctx, tx, [{ id, title: input.title }]),
    indexText(ctx, tx, { id }, text),
    storeReaders(tx, lawFor(ctx, company), made, [], at),
    spendGrant(tx, grant.id),
    insertItemChange(tx, {
      id: randomUUID(),
      item_id: row.id,
      revision: row.revision,
      kind: 'declassify_part',
      request_id: request.id,
      request_number: request.number,
      customer_id: null,
      decided_by: request.decided_by ?? person.personId,
      at,
      reason: request.purpose,
      before: same,
      after: same,
      rule_set_version: ctx.rules.version,
    }),
    appendEvents(
      tx,
      [row.number, number].map((about) =>
        done(ctx, {
          companyId: company.id,
          action: 'item.part_released',
          subject: { kind: 'item', id: about },
          item: about,
          because: { code: 'ALLOWED_GRANT', rule: 'grant.single_use', article: 'GS-14' },
          details: { grant: grant.number, from: change.fromLine, to: change.toLine, source: row.number, item: number },
        }),
      ),
    ),
  ]);
  return made;
};
