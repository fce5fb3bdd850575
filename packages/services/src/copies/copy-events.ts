import type { AuditAction, AuditDetails } from '@miji/core';
import type { CopyRow } from '@miji/db';
import type { Happening } from '../platform/audit.ts';
import { copyIdOf } from './copy-summary.ts';

/** What the trace says of an act on a copy. */
export const copyHappening = (
  copy: Pick<CopyRow, 'company_id' | 'item_number' | 'number'>,
  action: AuditAction,
  details: AuditDetails = {},
): Happening => ({
  companyId: copy.company_id,
  action,
  subject: { kind: 'copy', id: copyIdOf(copy) },
  item: copy.item_number,
  because: { code: 'ALLOWED_OFFICE', rule: 'copy.original', article: 'GS-24' },
  details,
});

/** What a notice about a copy says: its number and level, and until when something has to be done. */
export const aboutCopy = (
  copy: Pick<CopyRow, 'item_number' | 'number' | 'level'>,
  due_at: CopyRow['due_at'] = null,
) => ({ item_number: copy.item_number, level: copy.level, subject: copyIdOf(copy), due_at });
