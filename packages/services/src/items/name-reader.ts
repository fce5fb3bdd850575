import { randomUUID } from 'node:crypto';
import type { FieldFinding, nameReader as contract } from '@miji/contract';
import { checkMembers, isBefore, staysWithin, Temporal } from '@miji/core';
import { appendEvents, insertRangeEntries, rangeOf } from '@miji/db';
import type { z } from 'zod';
import { changeRange, groundOf, openRange, refuseRange, requireSecret } from '../need-to-know/range-desk.ts';
import type { RangeMatter } from '../need-to-know/range-desk.ts';
import { followRoot } from '../copies/follow-root.ts';
import { causedBy } from '../grants/void-grants.ts';
import { storeReaders } from '../need-to-know/readers.ts';
import { sourcesBehind } from '../classification/sources.ts';
import { done } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { rangeNames } from './range-names.ts';
import { toRangeEntry } from './range-wire.ts';
import { strangeMembers } from './strange-members.ts';

type Input = z.output<typeof contract.input>;

/**
 * Adds one name to the range of an item, from now or later, with or without an end: a designation for 绝密, the responsible manager's
 * naming for the others. The readers that the database enforces change in the same transaction, and follow the dates by themselves.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED_TO_DESIGNATE`, `RANGE_TOO_WIDE`, `NOT_EMPLOYED`, `ALREADY_DECLASSIFIED`, `VALIDATION`,
 * `SOURCE_STRICTER` for a name that what it was made from does not let in
 * @see GS-17
 * @see GS-18
 * @see GS-19
 * @see GS-24
 */
export const nameReader = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { at } = ctx;
  const { member } = input;
  const matter = await openRange(ctx, input.number, 'range.named', 'namers');
  const { facts, knowing, law, person } = matter;
  await requireSecret(ctx, matter);
  const tooWide = checkMembers(facts.level, knowing, [member]);
  if (tooWide !== null) await refuseRange(ctx, matter, { code: tooWide });
  const fields = [...(await strangeMembers(ctx, [{ field: 'member', member }])), ...dateFindings(ctx, input)];
  if (fields.length > 0) await refuseRange(ctx, matter, { code: 'VALIDATION', fields });
  if (!(await staysWithinSources(ctx, matter, member))) {
    await refuseRange(ctx, matter, { code: 'SOURCE_STRICTER', rule: 'classification.attributes', article: 'GS-24' });
  }

  const id = randomUUID();
  const { from, to } = datesOf(ctx, input);
  const entry = await changeRange(ctx, matter, async (tx, row) => {
    const naming = { id, itemId: row.id, member, namedBy: person.personId, namedAs: matter.namedAs };
    await insertRangeEntries(tx, [{ ...naming, reason: input.reason, from, to }]);
    const entries = await rangeOf(tx, row.id);
    await followRoot(causedBy(ctx), tx, { item: row, kind: 'range_changed', to: null });
    await Promise.all([
      storeReaders(tx, law, row, entries, at),
      appendEvents(tx, [
        done(ctx, {
          ...matter.happening,
          effectiveAt: from,
          because: groundOf(matter),
          details: { entry: id, kind: member.kind, as: matter.namedAs, ends: to === null ? null : to.toString() },
        }),
      ]),
    ]);
    const written = entries.find((candidate) => candidate.id === id);
    if (written === undefined) throw new Error('the name just written is not in the range');
    return written;
  });
  return { entry: toRangeEntry(entry, await rangeNames(ctx, [entry])) };
};

const staysWithinSources = async (
  ctx: CallContext,
  { facts }: RangeMatter,
  member: Input['member'],
): Promise<boolean> => {
  const sources = await sourcesBehind(ctx, facts);
  if (sources.length === 0) return true;
  const person = member.kind === 'person' ? await loadPerson(ctx.platform, member.personId, ctx.at) : undefined;
  return staysWithin(member, sources, () => person, ctx.at);
};

/** From now on at the earliest: nobody is written into the past. */
const datesOf = ({ at }: CallContext, { from, to }: Input) => {
  const begins = from === undefined ? at : Temporal.Instant.from(from);
  return { from: isBefore(begins, at) ? at : begins, to: to === undefined ? null : Temporal.Instant.from(to) };
};

const dateFindings = (ctx: CallContext, input: Input): readonly FieldFinding[] => {
  const { from, to } = datesOf(ctx, input);
  return to === null || isBefore(from, to) ? [] : [{ field: 'to', code: 'VALIDATION', article: null }];
};
