import { randomUUID } from 'node:crypto';
import { Refusal } from '@miji/contract';
import type { nameReader as contract } from '@miji/contract';
import { checkMembers, effectiveLevel, mayName, readersOf, readersOnceDeclassified, declassifiesAt } from '@miji/core';
import { appendEvents, insertRangeEntries, listDepartmentsOf, rangeOf, replaceReaders } from '@miji/db';
import type { z } from 'zod';
import { requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { Reason } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { toFacts } from './item-facts.ts';
import { findKnownItem, lockItemFacts } from './known-item.ts';
import { toRangeEntry } from './range-wire.ts';
import { strangeMembers } from './strange-members.ts';

const ARTICLE = { confidential: 'GS-19', secret: 'GS-18', top_secret: 'GS-17' } as const;

/**
 * Adds one name to the range of an item: a designation for 绝密, the responsible manager's naming for the others. The readers that
 * the database enforces change in the same transaction.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED_TO_DESIGNATE`, `RANGE_TOO_WIDE`, `NOT_EMPLOYED`, `ALREADY_DECLASSIFIED`
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const nameReader = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const asking = { number: input.number, operation: 'view', action: 'range.named' } as const;
  const { company, facts } = await findKnownItem(ctx, asking, async () => undefined);
  const { member } = input;
  const happening = {
    companyId: company.id,
    action: 'range.named',
    subject: { kind: 'item', id: input.number },
    item: input.number,
  } as const;
  const refuse = async (reason: Reason): Promise<never> => {
    throw await refused(ctx, happening, { rule: `range.${facts.level}`, article: ARTICLE[facts.level], ...reason });
  };

  if (effectiveLevel(facts, at) === 'declassified') await refuse({ code: 'ALREADY_DECLASSIFIED', article: 'GS-14' });
  const notEntitled = mayName(facts.range, facts.level, person, at);
  if (notEntitled !== null) await refuse({ code: notEntitled });
  const tooWide = checkMembers(facts.level, [member]);
  if (tooWide !== null) await refuse({ code: tooWide });
  const strangers = await strangeMembers(ctx, [{ field: 'member', member }]);
  if (strangers.length > 0) await refuse({ code: 'VALIDATION', fields: strangers });

  const id = randomUUID();
  const { entry, departments } = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const locked = await lockItemFacts(tx, input.number);
    if (locked === undefined) throw new Refusal('NOT_FOUND');
    await insertRangeEntries(tx, [
      { id, itemId: locked.row.id, member, namedBy: person.personId, reason: input.reason, from: at },
    ]);
    const entries = await rangeOf(tx, locked.row.id);
    const widened = toFacts(locked.row, entries);
    const [units] = await Promise.all([
      listDepartmentsOf(tx),
      replaceReaders(tx, locked.row.id, {
        now: readersOf(widened.range, widened.level, at),
        onceDeclassified: readersOnceDeclassified(widened.range, widened.level, at),
        secretUntil: declassifiesAt(widened),
      }),
      appendEvents(tx, [
        done(ctx, {
          ...happening,
          because: { code: 'ALLOWED_OFFICE', rule: `range.${widened.level}`, article: ARTICLE[widened.level] },
          details: { entry: id, kind: member.kind },
        }),
      ]),
    ]);
    const written = entries.find((candidate) => candidate.id === id);
    if (written === undefined) throw new Error('the name just written is not in the range');
    return { entry: written, departments: units };
  });
  const people = [person.personId, member.kind === 'person' ? member.personId : null];
  const names = await namesOf(ctx, people, [...departments, ...(await platform.companies.all())]);
  return { entry: toRangeEntry(entry, names) };
};
