import type { CompanyRef } from '@miji/contract';
import type { Actor, NumberedGrant, NumberedItem } from '@miji/core';
import { throughService } from '@miji/core';
import type { GrantRow, ScopedTransaction, Which } from '@miji/db';
import {
  decidingAppointments,
  decidingGrants,
  decidingItems,
  decidingMemberships,
  decidingRanges,
  toAppointment,
} from '@miji/db';
import { toGrant } from '../grants/to-grant.ts';
import { toFacts } from '../items/item-facts.ts';

/** Items of a company as the law sees them: without titles. */
export const itemPieces = async (tx: ScopedTransaction, which: Which): Promise<readonly NumberedItem[]> => {
  const [rows, ranges] = await Promise.all([decidingItems(tx, which), decidingRanges(tx, which)]);
  return rows.map((row) => ({ number: row.number, facts: toFacts(row, ranges.get(row.id) ?? []) }));
};

/** People of a company as a service of it can speak for them: what they are there, and nothing of what they are elsewhere. */
export const actorPieces = async (
  tx: ScopedTransaction,
  company: CompanyRef,
  which: Which,
): Promise<readonly Actor[]> => {
  const [appointments, memberships] = await Promise.all([
    decidingAppointments(tx, which),
    decidingMemberships(tx, which),
  ]);
  return [...Map.groupBy(appointments, (row) => row.person_id)].map(([personId, held]) =>
    throughService(
      {
        personId,
        appointments: held.map((row) => toAppointment({ ...row, kind: company.kind })),
        memberships: memberships.get(personId) ?? [],
      },
      company.id,
    ),
  );
};

/** Grants of a company, by their ids or all that live. */
export const grantPieces = async (tx: ScopedTransaction, which: Which): Promise<readonly NumberedGrant[]> =>
  (await decidingGrants(tx, which)).map(numbered);

const numbered = (row: GrantRow): NumberedGrant => ({
  number: row.number,
  item: row.item_number,
  grant: toGrant(row),
});
