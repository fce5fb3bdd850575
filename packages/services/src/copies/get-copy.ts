import type { CopyDetail, getCopy as contract } from '@miji/contract';
import type { CopyRow, MovementRow } from '@miji/db';
import { copiesMadeFrom, movementsOfCopy } from '@miji/db';
import type { z } from 'zod';
import { destructionReadyFor, showDestruction } from '../destructions/destructions-left.ts';
import { toMovements } from '../movements/movement-wire.ts';
import { keepingsOfCaller } from '../movements/taking.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { actsOn } from './acts-on.ts';
import { linksWithin } from './copy-links.ts';
import { copyIdOf, toCopySummary } from './copy-summary.ts';
import type { SeenCopy } from './known-copy.ts';
import { findSeenCopy } from './known-copy.ts';
import { mayBeDrawn } from './may-be-drawn.ts';
import { mayFetch } from './may-fetch.ts';

/**
 * A copy in the register with everything that happened to it: for whoever holds it or is to take it over, keeps the store that it lies
 * in, keeps or watches the register, or may know the item. A guest learns of his own part in it, and of no other copy.
 *
 * @throws Refusal `NOT_FOUND` to everybody else
 * @see GS-24
 * @see GS-26
 */
export const getCopy = async (ctx: CallContext, input: z.output<typeof contract.input>): Promise<CopyDetail> => {
  const seen = await findSeenCopy(ctx, input.id, 'copy.listed');
  const subject = { kind: 'copy', id: input.id } as const;
  await ctx.platform.trace.record(
    done(ctx, { companyId: seen.company.id, action: 'copy.listed', subject, item: seen.row.item_number }),
  );
  return showCopy(ctx, seen);
};

/** A copy that whoever acts sees, in full. */
export const showCopy = async (ctx: CallContext, { row, company, as }: SeenCopy): Promise<CopyDetail> => {
  const { links, children, movements, destruction, canFetch } = await ctx.platform.db.transact(
    scopeOfCompany(ctx, company.id),
    async (tx) => {
      const all = await movementsOfCopy(tx, row.id);
      return {
        links: await linksWithin(tx, [row]),
        children: as === 'house' ? await copiesMadeFrom(tx, row.id) : [],
        movements: all,
        destruction: await destructionReadyFor(ctx, tx, row),
        canFetch: await mayFetch(ctx, tx, row, all),
      };
    },
  );
  const keepings = await keepingsOfCaller(ctx);
  const open = movements.find(({ outcome }) => outcome === 'pending');
  const shown = as === 'house' ? movements : movements.filter((one) => isPartOf(one, keepings.personId));
  return {
    ...toCopySummary(row, await namesOf(ctx, [row.holder_id]), ctx.at, as === 'house' ? links : withoutOthers(links)),
    pages: row.pages,
    earlierMarks: row.earlier_marks.map(({ mark, until }) => ({ mark, until })),
    children: children.map(copyIdOf),
    movements: [...(await toMovements(ctx, shown, keepings))],
    can: [...actsOn(row, { open, keepings }), ...(destruction === null ? [] : (['destroy'] as const))],
    destruction: destruction === null ? null : await showDestruction(ctx, destruction),
    mayTakeOver: keepings.guardedIds.has(row.company_id) && canFetch,
    hasFile: hasFile(row, keepings.personId) && mayBeDrawn(row, movements, ctx.at),
  };
};

/** Whether there is a file of the copy, for him who has it. */
const hasFile = ({ medium, grant_id, holder_id }: CopyRow, personId: string): boolean =>
  medium === 'electronic' && grant_id !== null && holder_id === personId;

const isPartOf = ({ from_person_id, to_person_id, given_by }: MovementRow, personId: string): boolean =>
  [from_person_id, to_person_id, given_by].includes(personId);

const withoutOthers = <T extends { readonly copies: unknown }>(links: T) => ({ ...links, copies: new Map() });
