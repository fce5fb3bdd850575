import type { CompanyRef, DelegationWire } from '@miji/contract';
import type { Actor } from '@miji/core';
import { isInForce, levelOfRank } from '@miji/core';
import type { DelegationRow } from '@miji/db';
import { appointmentsIn, isoMillisecond, toAppointment, toDelegation } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';

/** Delegations with names, and whether each lends anything now. */
export const toDelegations = async (
  ctx: CallContext,
  rows: readonly DelegationRow[],
): Promise<readonly DelegationWire[]> => {
  const names = await namesOf(
    ctx,
    rows.flatMap((row) => [row.principal_id, row.delegate_id]),
  );
  const companies = await ctx.platform.companies.all();
  const parts = await Promise.all(
    [...Map.groupBy(rows, (row) => row.company_id)].map(async ([companyId, own]) => {
      const company = companies.find(({ id }) => id === companyId);
      if (company === undefined) return [];
      const actorOf = await actorsIn(ctx, company, own);
      return own.map((row) => [row.id, { row, company, isInForce: lends(ctx, row, actorOf) }] as const);
    }),
  );
  const known = new Map(parts.flat());
  return rows.flatMap(({ id }): DelegationWire[] => {
    const found = known.get(id);
    if (found === undefined) return [];
    const { row, company } = found;
    return [
      {
        number: row.number,
        company,
        principal: personRef(row.principal_id, names),
        delegate: personRef(row.delegate_id, names),
        post: row.post,
        highestLevel: levelOfRank(row.highest_level),
        operations: [...row.operations],
        reason: row.reason,
        from: isoMillisecond(row.valid_from),
        to: isoMillisecond(row.valid_to),
        givenAt: isoMillisecond(row.given_at),
        revokedAt: row.revoked_at === null ? null : isoMillisecond(row.revoked_at),
        inForce: found.isInForce,
      },
    ];
  });
};

/** Everybody named in some delegations of a company, as far as that company goes: a delegation depends on nothing else. */
const actorsIn = async (
  ctx: CallContext,
  company: CompanyRef,
  rows: readonly DelegationRow[],
): Promise<(personId: string) => Actor> => {
  const ids = rows.flatMap((row) => [row.principal_id, row.delegate_id]);
  const held = await ctx.platform.db.transact(systemScope(ctx.at, company.id), (tx) => appointmentsIn(tx, ids));
  const byPerson = Map.groupBy(held, (row) => row.person_id);
  return (personId) => ({
    personId,
    appointments: (byPerson.get(personId) ?? []).map((row) => toAppointment({ ...row, kind: company.kind })),
  });
};

const lends = (ctx: CallContext, row: DelegationRow, actorOf: (personId: string) => Actor): boolean =>
  isInForce({ ...toDelegation(row), principal: actorOf(row.principal_id) }, actorOf(row.delegate_id), ctx.at);
