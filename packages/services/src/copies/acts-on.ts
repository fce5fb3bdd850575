import type { CopyAct } from '@miji/core';
import { moveCopy } from '@miji/core';
import type { CopyRow, MovementRow } from '@miji/db';
import type { Keepings } from '../movements/taking.ts';
import { answersFor } from './copy-desk.ts';

/** What somebody begins with a copy himself; receiving is the answer to what another has begun. */
const BEGUN: readonly CopyAct[] = [
  'pass_on',
  'send',
  'give_back',
  'carry_out',
  'bring_back',
  'return',
  'lose',
  'find',
  'bind',
  'replace_page',
];

/** What a print never does: it stays in the office, with whom it was printed for. @see PM-11 */
const NOT_BY_PRINTS: ReadonlySet<CopyAct> = new Set(['send', 'carry_out']);

/** What somebody may do with a copy now, as far as the copy itself says so. */
export const actsOn = (
  copy: CopyRow,
  { open, keepings }: { readonly open: MovementRow | undefined; readonly keepings: Keepings },
): readonly CopyAct[] => {
  const { personId, storeIds, companyIds, guardedIds } = keepings;
  const keepers = copy.store_id !== null && storeIds.has(copy.store_id) ? [personId] : [];
  const answers = answersFor(copy, keepers, personId);
  const isFree = copy.bound_to === null && open === undefined;
  return BEGUN.filter((act) => {
    if (moveCopy(copy.state, act) === null) return false;
    if (act === 'find') return companyIds.has(copy.company_id);
    if (act === 'lose') return (answers || guardedIds.has(copy.company_id)) && copy.bound_to === null;
    return answers && isFree && !(copy.kind === 'print' && NOT_BY_PRINTS.has(act));
  });
};
