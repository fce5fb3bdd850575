import type { CompanyRef } from '@miji/contract';
import { principalsOf } from '@miji/core';
import { findItem, rangeOfNumber } from '@miji/db';
import type { ItemRow } from '@miji/db';
import { drawnExtent, knownExtent } from '../copies/copy-extent.ts';
import { issuedFace } from '../copies/issued-face.ts';
import { rootMark } from '../copies/root-mark.ts';
import { toFacts } from '../items/item-facts.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { openContent } from '../vault/open-content.ts';

/** How many pages a copy of an item comes to, as the item was when they were drawn. */
export interface DrawnForLoan {
  readonly of: string;
  readonly pages: number;
}

/** What a count of pages is of: an item as it is then, with the mark that it has. */
export const countedOf = ({ id, version }: Pick<ItemRow, 'id' | 'version'>, mark: string): string =>
  JSON.stringify([id, version, mark]);

/**
 * How many pages a copy that is made for a loan will have where that has to be drawn to be counted, before anything is held. It is drawn
 * for the borrower, who may know the item; the keeper learns its number.
 *
 * @returns null where the register knows it, or he may not know the item
 * @see AR-36
 */
export const drawnForLoan = async (
  ctx: CallContext,
  {
    company,
    borrower,
    item,
    grant,
  }: { readonly company: CompanyRef; readonly borrower: ActingPerson; readonly item: string; readonly grant: string },
): Promise<DrawnForLoan | null> => {
  const { platform, at } = ctx;
  const scope = { companyId: company.id, personId: borrower.personId, principals: principalsOf(borrower, at), at };
  const found = await platform.db.transact(scope, async (tx) => {
    const row = await findItem(tx, item);
    if (row === undefined || knownExtent(row, []) !== undefined) return null;
    const content = await openContent(platform, tx, row);
    const mark = rootMark(ctx, toFacts(row, await rangeOfNumber(tx, row.number)), company);
    return content === undefined ? null : { row, content, mark };
  });
  if (found === null) return null;
  const { row, content, mark } = found;
  const copy = {
    kind: 'loan',
    mark,
    item_number: row.number,
    number: row.copies_issued + 1,
    issued_at: at,
    earlier_marks: [],
  } as const;
  const named = { owner: company, holderName: borrower.name, grantNumber: grant };
  const face = issuedFace(ctx, { copy, ...named, bound: undefined, traceCode: undefined });
  return { of: countedOf(row, mark), pages: await drawnExtent(ctx, { item: row, content, spans: [], face }) };
};
