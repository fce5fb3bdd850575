import type { DestructionWire, MovementWire } from '@miji/contract';
import type { CopyRow, GrantRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import type { Temporal } from '@miji/core';
import type { CopyLinks } from '../copies/copy-summary.ts';
import { toCopySummary } from '../copies/copy-summary.ts';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';
import type { SaidDestruction } from './granted-destruction.ts';
import { destructionOf } from './granted-destruction.ts';

/** How, under what and by whose agreement a copy is destroyed, as a movement says it; null for every other movement. */
export const destroyedUnder = (grant: GrantRow | undefined, names: Names): MovementWire['destruction'] => {
  const said = grant === undefined ? null : destructionOf(grant);
  return grant === undefined || said === null ? null : agreed(grant, said, names);
};

const agreed = ({ number, given_by }: GrantRow, { method }: SaidDestruction, names: Names) => ({
  grant: number,
  method,
  approvedBy: given_by.map((id) => personRef(id, names)),
});

/** A destruction of which something is left, with the copies that it can still take. */
export interface DestructionLeft {
  readonly grant: GrantRow;
  readonly said: SaidDestruction;
  readonly copies: readonly CopyRow[];
  readonly links: CopyLinks;
}

/** The people whom a destruction names. */
export const peopleOfDestruction = ({ grant, said, copies }: DestructionLeft): readonly string[] => [
  grant.person_id,
  ...grant.given_by,
  said.executorId,
  said.witnessId,
  ...copies.map(({ holder_id }) => holder_id),
];

/** The same as the wire has it. */
export const toDestruction = (
  { grant, said, copies, links }: DestructionLeft,
  names: Names,
  at: Temporal.Instant,
): DestructionWire => ({
  ...agreed(grant, said, names),
  item: grant.item_number,
  requester: personRef(grant.person_id, names),
  executor: personRef(said.executorId, names),
  witness: personRef(said.witnessId, names),
  expiresAt: isoMillisecond(grant.expires_at),
  copies: copies.map((copy) => toCopySummary(copy, names, at, links)),
});
