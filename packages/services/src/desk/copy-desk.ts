import type { CopySummary, Desk } from '@miji/contract';
import { pageCopies } from '@miji/db';
import { showSummaries } from '../copies/show-summary.ts';
import { destructionsOfCaller, showDestructions } from '../destructions/destructions-left.ts';
import { listMovements } from '../movements/list-movements.ts';
import { requirePerson, scopeOfPerson } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { listTidings } from '../tidings/list-tidings.ts';

const FEW = { limit: 5 };

/**
 * What copies ask of somebody: to be counted, to be destroyed, to be known as changed, to be given back; wherever they come from.
 *
 * @see AR-32
 * @see AR-36
 * @see GS-24
 * @see PM-16
 */
export const copyDesk = async (
  ctx: CallContext,
): Promise<Pick<Desk, 'toConfirm' | 'toDestroy' | 'tidings' | 'dueBack'>> => {
  const [toConfirm, toDestroy, tidings, dueBack] = await Promise.all([
    listMovements(ctx, { box: 'to_confirm', ...FEW }),
    destructionsOfCaller(ctx),
    listTidings(ctx, { unconfirmedOnly: true, ...FEW }),
    outside(ctx),
  ]);
  return {
    toConfirm: toConfirm.entries,
    toDestroy: await showDestructions(ctx, toDestroy),
    tidings: tidings.entries,
    dueBack,
  };
};

/** What is lent to him or carried out by him, the soonest due first. */
const outside = async (ctx: CallContext): Promise<CopySummary[]> => {
  const { personId: holderId } = requirePerson(ctx);
  const pages = await ctx.platform.db.transact(scopeOfPerson(ctx), (tx) =>
    Promise.all(
      (['lent', 'carried_out'] as const).map((state) => pageCopies(tx, { companyId: null, holderId, state }, FEW)),
    ),
  );
  const copies = await showSummaries(
    ctx,
    pages.flatMap(({ rows }) => rows),
  );
  return copies.toSorted((one, other) => (one.dueAt ?? '9').localeCompare(other.dueAt ?? '9'));
};
