import type { CompanyRef } from '@miji/contract';
import { isEmployedBy, isHeadquartersExecutive, isMember } from '@miji/core';
import type { AuditEventRow, RangeRow } from '@miji/db';
import { memberOf } from '@miji/db';
import { actingPerson } from '../platform/acting.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';

/**
 * Somebody of another company, let into an item by its range: he is served within the owner's scope, and learns of the item, but not
 * who else knows it, who holds copies of it, or who asked for any.
 */
export interface Guest {
  readonly person: ActingPerson;
}

/** Whoever acts as a guest; null for the owner's own people, the head office's executives and the manager in charge. */
export const guestOf = (ctx: CallContext, owner: CompanyRef, responsibleManagerId: string): Guest | null => {
  const person = actingPerson(ctx);
  if (person === null || person.personId === responsibleManagerId) return null;
  const isAtHome = isEmployedBy(person, owner.id, ctx.at) || isHeadquartersExecutive(person, ctx.at);
  return isAtHome ? null : { person };
};

/** The entries of a range that let a guest in; all of them for everybody else. */
export const rangeFor = (ctx: CallContext, guest: Guest | null, range: readonly RangeRow[]): readonly RangeRow[] =>
  guest === null ? range : range.filter((entry) => isMember(memberOf(entry), guest.person, ctx.at));

/** The copies that a guest holds himself; all of them for everybody else. */
export const copiesFor = <T extends { readonly holder_id: string }>(
  guest: Guest | null,
  copies: readonly T[],
): readonly T[] => (guest === null ? copies : copies.filter(({ holder_id }) => holder_id === guest.person.personId));

/** What became of the item, and what a guest did himself; all of it for everybody else. */
export const historyFor = (guest: Guest | null, events: readonly AuditEventRow[]): readonly AuditEventRow[] =>
  guest === null
    ? events
    : events.filter(({ action, actor_id }) => action.startsWith('item.') || actor_id === guest.person.personId);
