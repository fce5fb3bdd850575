import type { CopyState } from '@miji/core';

/** Where a copy is while its holder has it: what has come back, is lost or destroyed is not made once more. */
export const WITH_HOLDER: ReadonlySet<CopyState> = new Set(['held', 'lent', 'carried_out']);
