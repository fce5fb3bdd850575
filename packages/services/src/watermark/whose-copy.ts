import { type CompanyRef, Refusal, type TracedCopy } from '@miji/contract';
import { TRACE_POSTS } from '@miji/core';
import { copiesById, findTraceCode, isoMillisecond, type TraceCodeRow } from '@miji/db';
import { copyIdOf } from '../copies/copy-summary.ts';
import { holdersOf } from '../copies/holders-of.ts';
import { holdsOffice, homeCompanyId, scopeOfPerson } from '../platform/acting.ts';
import { done, refusal, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';
import type { ReadPattern } from './decode-tile.ts';
import { PictureRefused } from './picture.ts';
import { readPatternApart } from './read-apart.ts';

/**
 * For whom the page of a picture was drawn, by the pattern in its background, and, of a copy, who has had it. Security officers and auditors learn it of their
 * company, those of the head office of every one; to anybody else there is nothing to be found. Asking is traced either way.
 *
 * @throws Refusal `MARK_UNREADABLE` where no pattern can be read; `CONTENT_TYPE_UNKNOWN`, `CONTENT_BOMB`, `CONTENT_BROKEN` where it is no picture,
 * `CONTENT_TIMED_OUT` where nothing was found in the time there is
 * @see GS-24
 */
export const whoseCopy = async (
  ctx: CallContext,
  picture: Uint8Array,
): Promise<{ readonly found: TracedCopy | null }> => {
  const asked = {
    companyId: homeCompanyId(ctx),
    action: 'copy.traced',
  } as const;
  const watched = await watchedCompanies(ctx);
  if (watched.length === 0) {
    await ctx.platform.trace.record(refusal(ctx, asked, { code: 'NOT_ENTITLED' }));
    return { found: null };
  }
  const read = await readPatternApart(picture).catch((error: unknown) => {
    if (error instanceof PictureRefused) throw new Refusal(error.code, { cause: error });
    throw error;
  });
  if (read === null)
    throw await refused(ctx, asked, {
      code: 'MARK_UNREADABLE',
      article: 'GS-24',
    });
  const found = await findAmong(ctx, watched, read);
  if (found === null) await ctx.platform.trace.record(done(ctx, { ...asked, details: { found: false } }));
  return { found };
};

const watchedCompanies = async (ctx: CallContext): Promise<CompanyRef[]> => {
  const companies = await ctx.platform.companies.all();
  const watches = await Promise.all(companies.map(({ id }) => holdsOffice(ctx, id, TRACE_POSTS)));
  return companies.filter((_, index) => watches[index] === true);
};

const findAmong = async (
  ctx: CallContext,
  companies: readonly CompanyRef[],
  { code, certainty }: ReadPattern,
): Promise<TracedCopy | null> => {
  const { personId, principals, at } = scopeOfPerson(ctx);
  const known = await ctx.platform.db.transactAcross({ personId, principals, at }, async (within) => {
    for (const { id } of companies) {
      const row = await within(id, (tx) => findTraceCode(tx, code));
      if (row === undefined) continue;
      const copyIds = row.copy_id === null ? [] : [row.copy_id];
      return within(id, async (tx) => {
        const [copy = null] = await copiesById(tx, copyIds);
        return { row, copy, holders: copy === null ? [] : await holdersOf(tx, copy) };
      });
    }
    return null;
  });
  if (known === null) return null;
  const { row, copy, holders } = known;
  await traceFound(ctx, row, copy === null ? null : copyIdOf(copy));
  const names = await namesOf(ctx, [
    row.person_id,
    copy?.holder_id ?? null,
    ...holders.map(({ personId }) => personId),
  ]);
  return {
    kind: row.kind,
    item: row.item_number,
    copy: copy === null ? null : copyIdOf(copy),
    person: personRef(row.person_id, names),
    at: isoMillisecond(row.at),
    holders: holders.map(({ personId, since, until }) => ({
      person: personRef(personId, names),
      since: isoMillisecond(since),
      until: until === null ? null : isoMillisecond(until),
    })),
    holder: copy === null ? null : personRef(copy.holder_id, names),
    state: copy?.state ?? null,
    page: null,
    certainty: Math.round(certainty * 1000) / 1000,
  };
};

const traceFound = (ctx: CallContext, row: TraceCodeRow, copy: string | null): Promise<unknown> =>
  ctx.platform.trace.record(
    done(ctx, {
      companyId: row.company_id,
      action: 'copy.traced',
      item: row.item_number,
      ...(copy === null ? {} : { subject: { kind: 'copy', id: copy } }),
      details: { found: true, kind: row.kind },
    }),
  );
