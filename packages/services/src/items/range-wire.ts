import type { ExclusionWire, RangeEntryWire } from '@miji/contract';
import { POST_NAMES } from '@miji/core';
import type { RangeMember, Temporal } from '@miji/core';
import type { ExclusionRow, RangeRow } from '@miji/db';
import { isoMillisecond, memberOf } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** What a member of a range is called. `names` holds people, departments, project groups and companies. */
export const memberName = (member: RangeMember, names: Names): string => {
  const name = (id: string): string => names.get(id) ?? id;
  switch (member.kind) {
    case 'person':
      return name(member.personId);
    case 'department':
      return name(member.departmentId);
    case 'group':
      return name(member.groupId);
    case 'post':
      return `${name(member.companyId)} ${POST_NAMES[member.post]}`;
  }
};

const act = (by: string | null, at: Temporal.Instant | null, reason: string | null, names: Names) =>
  by === null || at === null ? null : { by: personRef(by, names), at: isoMillisecond(at), reason: reason ?? '' };

/** A name in a range as the wire has it, with the record of who named him and who took him out. */
export const toRangeEntry = (row: RangeRow, names: Names): RangeEntryWire => {
  const member = memberOf(row);
  return {
    id: row.id,
    member,
    name: memberName(member, names),
    namedBy: row.named_by === null ? null : personRef(row.named_by, names),
    namedAs: row.named_as,
    namedAt: isoMillisecond(row.named_at ?? row.valid_from),
    reason: row.reason,
    from: isoMillisecond(row.valid_from),
    to: row.valid_to === null ? null : isoMillisecond(row.valid_to),
    revoked: act(row.revoked_by, row.revoked_at, row.revoked_reason, names),
  };
};

/** An exclusion as the wire has it. */
export const toExclusion = (row: ExclusionRow, names: Names): ExclusionWire => ({
  id: row.id,
  person: personRef(row.person_id, names),
  excluded: { by: personRef(row.excluded_by, names), at: isoMillisecond(row.excluded_at), reason: row.reason },
  readmitted: act(row.readmitted_by, row.readmitted_at, row.readmission_reason, names),
});
