import type { CompanyRef } from '@miji/contract';
import { formatBusinessMinute, printedCopyNumber, Temporal } from '@miji/core';
import type { CopyRow } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import type { CopyFace } from '../rendition/copy-face.ts';
import { copyIdOf } from './copy-summary.ts';

/** A copy as it stands in the register, with whatever names it; `trace_code` null where there is no pattern behind it. */
export interface Issued {
  readonly copy: Pick<
    CopyRow,
    'kind' | 'mark' | 'earlier_marks' | 'item_number' | 'number' | 'issued_at' | 'trace_code'
  >;
  readonly owner: CompanyRef;
  readonly holderName: string;
  readonly grantNumber: string;
  readonly bound: string | undefined;
}

/** What stands on every page of a copy. @see GS-24 */
export const issuedFace = (ctx: CallContext, { copy, owner, holderName, grantNumber, bound }: Issued): CopyFace => ({
  kind: copy.kind,
  mark: copy.mark,
  earlier: copy.earlier_marks.map(({ mark, until }) => ({
    mark,
    until: formatBusinessMinute(Temporal.Instant.from(until)),
  })),
  ownerName: owner.name,
  itemNumber: copy.item_number,
  copyNumber: printedCopyNumber(copy.number),
  holderName,
  grantNumber,
  issuedAt: formatBusinessMinute(copy.issued_at),
  bound,
  address: new URL(`/copies/${copyIdOf(copy)}`, ctx.platform.outgoing.baseUrl).href,
  // A copy from before patterns were drawn has no code.
  traceCode: copy.trace_code ?? undefined,
});
