import type { readItem as contract } from '@miji/contract';
import { effectiveLevel, formatBusinessMinute, isReported } from '@miji/core';
import { findContent, isoMillisecond } from '@miji/db';
import type { z } from 'zod';
import { requirePerson } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';
import { mayHaveText, PAGES_ALONE } from '../reading/may-have-text.ts';
import { indexTextOnce } from '../search/index-item.ts';
import { markOf } from './item-facts.ts';
import { findKnownItem, notFound } from './known-item.ts';

/** What is on paper is not read on a screen: the answer says who keeps it. */
const ON_PAPER = { format: 'plain', text: '' } as const;

/**
 * The text of an item, for a person in its range. The trace of it is durable before the first word leaves; where it cannot be
 * written, nothing is handed out. Of 绝密 only pages are, see `items.openReading`.
 *
 * @throws Refusal `NOT_FOUND` outside the range, `NOT_ENTITLED` at 绝密, `AUDIT_UNAVAILABLE` where no trace can be written
 * @see GS-22
 * @see SI-03
 */
export const readItem = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { vault, trace } = ctx.platform;
  const person = requirePerson(ctx);
  const asking = { number: input.number, operation: 'view', action: 'item.read' } as const;
  const { row, facts, company, decision, also } = await findKnownItem(ctx, asking, async (tx, known) => {
    if (known.row.medium === 'paper') return ON_PAPER;
    if (!mayHaveText(effectiveLevel(known.facts, ctx.at))) return null;
    const content = await findContent(tx, known.row.id, known.row.version);
    if (content === undefined) return undefined;
    const text = await vault.open(tx, known.row, content);
    await indexTextOnce(ctx, tx, known.row, text);
    return { format: content.format, text };
  });
  // Core says yes and the row policy says no: the stricter of the two decides.
  if (also === undefined) {
    throw await notFound(ctx, { companyId: company.id, number: row.number, action: 'item.read' }, undefined);
  }
  const level = effectiveLevel(facts, ctx.at);
  const subject = { kind: 'item', id: row.number } as const;
  const happening = { companyId: company.id, action: 'item.read', subject, item: row.number } as const;
  if (also === null) throw await refused(ctx, happening, PAGES_ALONE);
  const details = { version: row.version, level, reported: isReported(decision) };
  await trace.record(done(ctx, { ...happening, because: decision, details }));
  const custodian = row.custodian_id;
  const names = custodian === null ? null : await namesOf(ctx, [custodian]);
  return {
    number: row.number,
    mark: markOf(ctx, facts, company),
    level,
    ...also,
    paper:
      row.medium === 'paper'
        ? { custodian: custodian === null || names === null ? null : personRef(custodian, names) }
        : null,
    reader: `${person.name} ${formatBusinessMinute(ctx.at)}`,
    readAt: isoMillisecond(ctx.at),
  };
};
