import type { Actor, ItemFacts, Law, Temporal } from '@miji/core';
import { checkGrantUse, checkSeparation, decide, effectiveLevel, inOffice } from '@miji/core';
import type { CompanyRef } from '@miji/contract';
import type { GrantRow } from '@miji/db';
import type { Bundle } from '../copies/bundle.ts';
import { copyIdOf } from '../copies/copy-summary.ts';
import type { HeldGrant } from '../grants/hold-grant.ts';
import { toGrant } from '../grants/to-grant.ts';
import { lawFor } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { KeptParticulars } from '../requests/particulars.ts';
import { keptOf } from '../requests/particulars.ts';

/** What a grant to destroy says: which copies, how, by whom and before whom. */
export type SaidDestruction = Extract<KeptParticulars, { executorId: string }>;

/** What a grant says of a destruction; null for a grant of another kind. */
export const destructionOf = (grant: Pick<GrantRow, 'operation' | 'particulars'>): SaidDestruction | null => {
  const said = keptOf(grant);
  return 'executorId' in said ? said : null;
};

/** Whether somebody may take part in a destruction at all: he holds office, and may know what is destroyed. @see K-12 */
export const mayTakePart = (law: Law, item: ItemFacts, person: Actor | undefined, at: Temporal.Instant): boolean =>
  person !== undefined &&
  inOffice(person, at).length > 0 &&
  decide({ law, operation: 'view', item, actor: person, at }).outcome === 'allowed';

/** Whether a grant is for this copy: it names it, or names none. */
export const isFor = ({ copies }: SaidDestruction, copy: Bundle['copy']): boolean =>
  copies.length === 0 || copies.includes(copyIdOf(copy));

/** A destruction that somebody is about to begin or to confirm, with everything held, and both sides as the register has them now. */
export interface Destroying extends Bundle {
  readonly company: CompanyRef;
  readonly held: HeldGrant;
  readonly said: SaidDestruction;
  readonly executor: Actor | undefined;
  readonly witness: Actor | undefined;
}

const RULE = 'grant.single_use';

/**
 * Why what is granted cannot be destroyed now; null where it can. It is asked when it is begun and once more when it is confirmed: a hold,
 * a revocation or a change of office in between counts.
 *
 * @see K-12
 * @see PM-16
 */
export const undestroyable = (ctx: CallContext, destroying: Destroying): Reason | null => {
  const { company, copy, bound, held, said, executor, witness } = destroying;
  const { grant, item } = held;
  const { row, facts } = item;
  if (row.on_hold) return { code: 'ON_HOLD', rule: 'hold.placed', article: 'GS-23' };
  const { person_id: requesterId, given_by: approverIds } = grant;
  const { executorId, witnessId } = said;
  const apart = checkSeparation({ requesterId, executorId, witnessId, approverIds });
  if (apart !== null) return { code: apart, rule: RULE, article: 'K-12' };
  // What is part of another copy goes with it, and has to be granted as well.
  const all = [copy, ...bound];
  if (row.id !== copy.item_id || !all.every((one) => isFor(said, one)))
    return { code: 'GRANT_SCOPE', rule: RULE, article: 'GS-23' };
  const use = { personId: requesterId, operation: 'destroy', itemId: row.id, itemVersion: row.version } as const;
  const over =
    checkGrantUse(toGrant(grant), { ...use, effectiveLevel: effectiveLevel(facts, ctx.at) }, ctx.at) ??
    (grant.used + all.length > grant.copies ? 'GRANT_USED' : null);
  if (over !== null) return { code: over, rule: RULE, article: 'GS-23' };
  const law = lawFor(ctx, company);
  const areFit = [executor, witness].every((person) => mayTakePart(law, facts, person, ctx.at));
  return areFit ? null : { code: 'NOT_IN_RANGE', rule: RULE, article: 'K-12' };
};
