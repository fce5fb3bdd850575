import type { Operation } from '@miji/core';

/** The call by which a grant is used up, which happens at the server alone. */
export type UsedBy =
  | 'grants.use'
  | 'loans.handOut'
  | 'copies.carryOut'
  | 'copies.destroy'
  | 'classification.releasePart';

/**
 * By which call a grant for each operation is used up; null for what nobody is granted.
 *
 * @see GS-23
 */
export const USED_BY: Readonly<Record<Operation, UsedBy | null>> = {
  view: null,
  excerpt: 'grants.use',
  copy: 'grants.use',
  print: 'grants.use',
  export: 'grants.use',
  provide: 'grants.use',
  loan: 'loans.handOut',
  carry_out: 'copies.carryOut',
  destroy: 'copies.destroy',
  regrade: null,
  extend: null,
  declassify: 'classification.releasePart',
};
