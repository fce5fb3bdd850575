import type { ApprovedOperation } from './approver.ts';
import { APPROVED_OPERATIONS } from './approver.ts';

/** What a person may want of an item. */
export type Operation = 'view' | ApprovedOperation;
export const OPERATIONS = ['view', ...APPROVED_OPERATIONS] as const satisfies readonly Operation[];

/** What a hold stops: whatever takes something out, and whatever ends the item or its secrecy. */
export const STOPPED_BY_HOLD: ReadonlySet<Operation> = new Set([
  'excerpt',
  'copy',
  'print',
  'export',
  'loan',
  'carry_out',
  'provide',
  'declassify',
  'destroy',
]);

/** What only something secret can undergo. */
export const OF_SECRETS: ReadonlySet<Operation> = new Set(['regrade', 'extend', 'declassify']);
