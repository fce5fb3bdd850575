import type { Ledger, LedgerPreview } from '@miji/contract';
import type { CallContext } from '../platform/context.ts';
import { openLedger } from './ledger-desk.ts';

/**
 * What taking over a ledger would do, row by row. Nothing is written.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever does not keep the register of the company
 * @see GS-26
 */
export const previewLedger = async (ctx: CallContext, input: Ledger): Promise<LedgerPreview> => {
  const { columns, missing, rows, taken, digest } = await openLedger(ctx, input);
  const outcomes = rows.map(({ row, fileNumber, level, copies, findings, draft }): LedgerPreview['rows'][number] => ({
    row,
    fileNumber,
    findings: [...findings],
    status: taken.has(fileNumber) ? 'duplicate' : draft === null ? 'error' : 'new',
    level,
    declassified: draft?.declassified ?? false,
    copies,
  }));
  const fresh = outcomes.filter(({ status }) => status === 'new');
  const count = (status: LedgerPreview['rows'][number]['status']): number =>
    outcomes.filter((outcome) => outcome.status === status).length;
  const levels = { confidential: 0, secret: 0, top_secret: 0 };
  for (const { level } of fresh) if (level !== null) levels[level] += 1;
  return {
    digest,
    columns: [...columns],
    missing: [...missing],
    rows: outcomes,
    counts: {
      new: fresh.length,
      duplicate: count('duplicate'),
      error: count('error'),
      declassified: fresh.filter(({ declassified }) => declassified).length,
      copies: fresh.reduce((sum, { copies }) => sum + copies, 0),
      levels,
    },
  };
};
