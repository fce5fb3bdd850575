import type { ScopedTransaction } from '@miji/db';
import { appendEvents } from '@miji/db';
import { copyIdOf } from '../copies/copy-summary.ts';
import { tell } from '../notices/tell.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { HandingOut, Lent } from './handing-out.ts';

/** Puts a loan into the trace, and tells its borrower, and whoever is to stay with his visitor. @see AR-30 */
export const sayLent = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  { company, keeper, borrower }: HandingOut,
  { loan, copy, grant, movement }: Lent,
): Promise<void> => {
  const copyId = copyIdOf(copy);
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'loan.handed_out',
      subject: { kind: 'loan', id: loan.number },
      item: loan.item_number,
      because: { code: 'ALLOWED_GRANT', rule: 'grant.single_use', article: 'GS-23' },
      details: {
        copy: copyId,
        grant: grant.number,
        borrower: borrower.personId,
        pages: loan.pages,
        due: loan.due_on.toString(),
        signed: movement.signed_at !== null,
      },
    }),
  ]);
  // He is told even where he has signed: no signature is put under his name behind his back.
  await tell(ctx.platform, tx, {
    kind: 'handed_to_you',
    at: ctx.at,
    to: [borrower.personId],
    about: { item_number: loan.item_number, level: loan.level, subject: copyId, due_at: movement.confirm_by },
    person: keeper.personId,
    key: `${loan.number} handed_to_you`,
  });
  await tell(ctx.platform, tx, {
    kind: 'supervision',
    at: ctx.at,
    to: [loan.supervisor_id],
    about: { item_number: loan.item_number, level: loan.level, subject: loan.number, due_at: loan.overdue_from },
    person: borrower.personId,
    key: `${loan.number} supervision`,
  });
};
