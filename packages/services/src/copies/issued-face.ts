import type { CompanyRef } from '@miji/contract';
import { formatBusinessMinute, printedCopyNumber, Temporal } from '@miji/core';
import type { CopyRow } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import type { CopyFace } from '../rendition/copy-face.ts';
import { copyIdOf } from './copy-summary.ts';

/** A copy as it stands in the register, with whatever names it. */
export interface Issued {
  readonly copy: Pick<CopyRow, 'kind' | 'mark' | 'earlier_marks' | 'item_number' | 'number' | 'issued_at'>;
  readonly owner: CompanyRef;
  readonly holderName: string;
  readonly grantNumber: string;
  readonly bound: string | undefined;
  /** what the pattern behind it says; undefined where it is drawn to be counted */
  readonly traceCode: number | undefined;
}

/** What stands on every page of a copy. @see GS-24 */
export const issuedFace = (ctx: CallContext, { copy, owner, ...named }: Issued): CopyFace => ({
  ...named,
  kind: copy.kind,
  mark: copy.mark,
  earlier: copy.earlier_marks.map(({ mark, until }) => ({
    mark,
    until: formatBusinessMinute(Temporal.Instant.from(until)),
  })),
  ownerName: owner.name,
  itemNumber: copy.item_number,
  copyNumber: printedCopyNumber(copy.number),
  issuedAt: formatBusinessMinute(copy.issued_at),
  address: new URL(`/copies/${copyIdOf(copy)}`, ctx.platform.outgoing.baseUrl).href,
});
