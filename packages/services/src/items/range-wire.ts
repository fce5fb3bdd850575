import type { RangeEntryWire } from '@miji/contract';
import { POST_NAMES } from '@miji/core';
import type { RangeRow } from '@miji/db';
import { isoMillisecond, memberOf } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** A name in a range as the wire has it. `names` holds people, departments and companies. */
export const toRangeEntry = (row: RangeRow, names: Names): RangeEntryWire => {
  const member = memberOf(row);
  const name = (id: string): string => names.get(id) ?? id;
  return {
    id: row.id,
    member,
    name:
      member.kind === 'person'
        ? name(member.personId)
        : member.kind === 'department'
          ? name(member.departmentId)
          : `${name(member.companyId)} ${POST_NAMES[member.post]}`,
    namedBy: row.named_by === null ? null : personRef(row.named_by, names),
    reason: row.reason,
    from: isoMillisecond(row.valid_from),
    to: row.valid_to === null ? null : isoMillisecond(row.valid_to),
  };
};
