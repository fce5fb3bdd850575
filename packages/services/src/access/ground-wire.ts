import type { CompanyRef, GroundWire } from '@miji/contract';
import type { Ground, Validity } from '@miji/core';
import type { ExclusionRow, RangeRow } from '@miji/db';
import { isoMillisecond, memberOf } from '@miji/db';
import { memberName } from '../items/range-wire.ts';
import type { ActingPerson } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';

/** What the grounds of an explanation point to. */
export interface GroundFacts {
  readonly person: ActingPerson;
  readonly range: readonly RangeRow[];
  readonly exclusions: readonly ExclusionRow[];
  readonly names: Names;
  readonly companies: readonly CompanyRef[];
}

const span = ({ from, to }: Validity) => ({
  from: isoMillisecond(from),
  to: to === null ? null : isoMillisecond(to),
});

/** A ground with names; a fact that has gone meanwhile is left out. */
export const groundWire = (
  ground: Ground,
  { person, range, exclusions, names, companies }: GroundFacts,
): readonly GroundWire[] => {
  switch (ground.kind) {
    case 'responsible_manager':
    case 'headquarters_executive':
      return [ground];
    case 'period':
      return [{ ...ground, declassifiesAt: isoMillisecond(ground.declassifiesAt) }];
    case 'exclusion': {
      const one = exclusions.find(
        ({ person_id, readmitted_at }) => person_id === person.personId && readmitted_at === null,
      );
      if (one === undefined) return [{ kind: 'exclusion', by: null, since: null }];
      return [{ kind: 'exclusion', by: personRef(one.excluded_by, names), since: isoMillisecond(one.excluded_at) }];
    }
    case 'entry': {
      const row = range[ground.index];
      if (row === undefined) return [];
      const member = memberOf(row);
      return [
        {
          kind: 'entry',
          state: ground.state,
          entryId: row.id,
          member,
          name: memberName(member, names),
          namedBy: row.named_by === null ? null : personRef(row.named_by, names),
          namedAs: row.named_as,
          ...span({ from: row.valid_from, to: row.valid_to }),
        },
      ];
    }
    case 'appointment': {
      const held = person.appointments[ground.index];
      const company = companies.find(({ id }) => id === held?.companyId);
      if (held === undefined || company === undefined) return [];
      const department = held.departmentId === null ? null : (names.get(held.departmentId) ?? held.departmentId);
      const acting = (held.actingFor ?? null) !== null;
      return [
        {
          kind: 'appointment',
          state: ground.state,
          company,
          post: held.post,
          department,
          acting,
          ...span(held.validity),
        },
      ];
    }
    case 'membership': {
      const held = person.memberships?.[ground.index];
      if (held === undefined) return [];
      const { groupId } = held;
      return [
        {
          kind: 'membership',
          state: ground.state,
          groupId,
          name: names.get(groupId) ?? groupId,
          ...span(held.validity),
        },
      ];
    }
    case 'delegation': {
      const received = person.delegations?.[ground.index];
      if (received === undefined) return [];
      const until = received.validity.to === null ? null : isoMillisecond(received.validity.to);
      const from = personRef(received.principalId, names);
      return [{ kind: 'delegation', state: ground.state, number: received.number, from, until }];
    }
  }
};
