import type { CopyAct, CopyState } from '@miji/core';
import type { CopyRow, MovementRow, ScopedTransaction } from '@miji/db';
import { isLeftBehind } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import { neverReceived } from './never-received.ts';

/** By what act something comes back from where its holder has left it. */
export const FETCHED_BY: Readonly<Partial<Record<CopyState, CopyAct>>> = {
  held: 'return',
  lent: 'give_back',
  carried_out: 'bring_back',
};

/**
 * Whether a copy may be taken over without its holder: he has never said that he has it, or he has gone and left it behind. What others
 * have begun with it goes on first.
 *
 * @see AR-06
 * @see AR-36
 */
export const mayFetch = async (
  ctx: Pick<CallContext, 'at'>,
  tx: ScopedTransaction,
  copy: Pick<CopyRow, 'id' | 'state' | 'bound_to' | 'holder_id'>,
  movements: readonly MovementRow[],
): Promise<boolean> => {
  if (neverReceived(copy, movements)) return true;
  if (FETCHED_BY[copy.state] === undefined) return false;
  const isOthers = movements.some(
    ({ outcome, act, given_by }) => outcome === 'pending' && act !== 'issue' && given_by !== copy.holder_id,
  );
  return !isOthers && isLeftBehind(tx, copy.id, ctx.at);
};
