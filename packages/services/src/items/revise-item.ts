import { Refusal } from '@miji/contract';
import type { reviseItem as contract } from '@miji/contract';
import { appendEvents, reviseItemRow } from '@miji/db';
import type { z } from 'zod';
import { followRoot } from '../copies/follow-root.ts';
import { causedBy, voidGrantsOf } from '../grants/void-grants.ts';
import { storeReaders } from '../need-to-know/readers.ts';
import { lawFor, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { indexText } from '../search/index-item.ts';
import { wordsOfContent } from '../search/words-of-content.ts';
import { bindContent, dropTextFile } from '../uploads/bind-content.ts';
import { contentColumns, prepareContent } from '../uploads/new-content.ts';
import type { KnownItem } from './known-item.ts';
import { findKnownItem, lockItemFacts } from './known-item.ts';
import { whyNotRevised } from './may-revise.ts';

/**
 * Gives an item a new content: its version rises, what is left of the grants for the old one is void, and whoever has a copy is told.
 * Level, period and range stay as they are.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED`, `ON_HOLD`, `ALREADY_DECLASSIFIED` for what is no secret any more, `VALIDATION` for what is on
 * paper, `VERSION_CONFLICT` where it is no longer what he saw, `CONTENT_NOT_READY`, `UPLOAD_GONE`
 * @see GS-23
 * @see GS-24
 */
export const reviseItem = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const asking = { number: input.number, operation: 'view', action: 'item.revised' } as const;
  const item = await findKnownItem(ctx, asking, async () => undefined);
  const { company, row } = item;
  const happening = {
    companyId: company.id,
    action: 'item.revised',
    subject: { kind: 'item', id: row.number },
    item: row.number,
  } as const;
  const reason = whyNot(ctx, item, input.version);
  if (reason !== null) throw await refused(ctx, happening, reason);
  const content = await prepareContent(ctx, company.id, input, (code) => refused(ctx, happening, { code }));
  if (content === null) throw new Refusal('VALIDATION');
  const words = await wordsOfContent(ctx, content);

  const version = input.version + 1;
  await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const held = await lockItemFacts(tx, row.number);
    if (held === undefined) throw new Refusal('NOT_FOUND');
    const changed = whyNot(ctx, { ...item, ...held }, input.version);
    if (changed !== null) throw new Refusal(changed.code, changed);
    const now = await reviseItemRow(tx, row.id, { version, ...contentColumns(content), content_kind: content.format });
    await bindContent(ctx, tx, now, content);
    await storeReaders(tx, lawFor(ctx, company), now, held.range, at);
    await indexText(ctx, tx, now, words);
    const dead = await voidGrantsOf(causedBy(ctx), tx, { item: now, code: 'GRANT_VOID_VERSION_CHANGED' });
    await followRoot(causedBy(ctx), tx, { item: now, kind: 'revised', to: null });
    const because = { code: 'ALLOWED_OFFICE', rule: 'grant.single_use', article: 'GS-23' } as const;
    const details = { version, grants: dead.length, kind: content.format };
    await appendEvents(tx, [done(ctx, { ...happening, because, details })]);
  });
  await dropTextFile(platform, content);
  return { number: row.number, version };
};

/** Why whoever acts cannot give this version of an item another content; null where he can. */
const whyNot = (ctx: CallContext, item: Pick<KnownItem, 'row' | 'facts'>, version: number): Reason | null =>
  whyNotRevised(item, requirePerson(ctx), ctx.at) ??
  (item.row.version === version ? null : { code: 'VERSION_CONFLICT' });
