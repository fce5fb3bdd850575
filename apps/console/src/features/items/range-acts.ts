import type { ItemDetail, RangeEntryWire } from '@miji/contract';
import { Temporal } from '@miji/core';
import { useSession } from '../../lib/session.tsx';

const isAtOrBefore = (one: string, other: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other)) <= 0;

/** Whether a name no longer counts: taken out, or its time is over. */
export const isEntryOver = ({ revoked, to }: RangeEntryWire, now: string): boolean =>
  revoked !== null || (to !== null && isAtOrBefore(to, now));

/** Whether a name counts only later. */
export const isEntryToCome = ({ from }: RangeEntryWire, now: string): boolean => !isAtOrBefore(from, now);

/** What the reader may do with the range: names come and go by the same people, the security officer of the owner shuts out too. */
export const useRangeRights = (item: ItemDetail): { readonly names: boolean; readonly shutsOut: boolean } => {
  const { capacities } = useSession();
  const names = item.can.some(({ act, outcome }) => act === 'name' && outcome === 'allowed');
  const isOffice = capacities.some(({ company, post }) => company.id === item.owner.id && post === 'security_officer');
  return { names, shutsOut: item.level !== 'declassified' && (names || isOffice) };
};
