import type { RangeEntryWire } from '@miji/contract';
import type { Post } from '@miji/core';
import type { RangeRow } from '@miji/db';
import { isoMillisecond, memberOf } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

const POST_NAMES: Readonly<Record<Post, string>> = {
  general_manager: '总经理',
  deputy_general_manager: '副总经理',
  department_head: '部门负责人',
  security_officer: '保密专员',
  custodian: '保管人',
  system_administrator: '系统管理员',
  auditor: '审计员',
  staff: '员工',
};

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
