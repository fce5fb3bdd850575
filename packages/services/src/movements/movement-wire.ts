import type { MovementWire, StoreRef } from '@miji/contract';
import type { CopyRow, GrantRow, MovementRow } from '@miji/db';
import { copiesById, grantsById, isoMillisecond, loanNumbers, storesById } from '@miji/db';
import { copyIdOf } from '../copies/copy-summary.ts';
import { toStoreRef } from '../copies/store-ref.ts';
import { destroyedUnder } from '../destructions/destruction-wire.ts';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { namesOf, personRef } from '../platform/names.ts';
import { mayCountersign, mayTake } from './taking.ts';
import type { Keepings } from './taking.ts';

interface Known {
  readonly copies: ReadonlyMap<string, CopyRow>;
  readonly stores: ReadonlyMap<string, StoreRef>;
  readonly loans: ReadonlyMap<string, string>;
  /** the grants under which something is destroyed */
  readonly grants: ReadonlyMap<string, GrantRow>;
  readonly names: Names;
}

/**
 * Movements as the wire has them.
 *
 * @param keepings which stores whoever reads keeps, in whichever company
 */
export const toMovements = async (
  ctx: CallContext,
  rows: readonly MovementRow[],
  keepings: Keepings,
): Promise<readonly MovementWire[]> => {
  const found = await Promise.all(
    [...Map.groupBy(rows, (row) => row.company_id)].map(([companyId, own]) =>
      ctx.platform.db.transact(systemScope(ctx.at, companyId), async (tx) => {
        const [copies, stores, loans, grants] = await Promise.all([
          copiesById(
            tx,
            own.map((row) => row.copy_id),
          ),
          storesById(
            tx,
            own.flatMap((row) => [row.from_store_id, row.to_store_id]),
          ),
          loanNumbers(
            tx,
            own.map((row) => row.loan_id),
          ),
          grantsById(
            tx,
            own.flatMap(({ act, grant_id }) => (act === 'destroy' && grant_id !== null ? [grant_id] : [])),
          ),
        ]);
        return { copies, stores, loans, grants };
      }),
    ),
  );
  const grants = new Map(found.flatMap((one) => one.grants.map((grant) => [grant.id, grant] as const)));
  const known: Known = {
    grants,
    copies: new Map(found.flatMap(({ copies }) => copies.map((copy) => [copy.id, copy] as const))),
    stores: new Map(found.flatMap(({ stores }) => [...stores].map(([id, store]) => [id, toStoreRef(store)] as const))),
    loans: new Map(found.flatMap(({ loans }) => [...loans])),
    names: await namesOf(ctx, [
      ...[...grants.values()].flatMap(({ given_by }) => given_by),
      ...rows.flatMap((row) => [
        row.from_person_id,
        row.to_person_id,
        row.given_by,
        row.taken_by,
        row.signed_before,
        row.countersigned_by,
      ]),
    ]),
  };
  return rows.flatMap((row) => toMovement(row, keepings, known));
};

const toMovement = (
  row: MovementRow,
  keepings: Keepings,
  { copies, stores, loans, grants, names }: Known,
): readonly MovementWire[] => {
  const copy = copies.get(row.copy_id);
  if (copy === undefined) return [];
  const person = (id: string | null) => (id === null ? null : personRef(id, names));
  const place = (id: string | null) => (id === null ? null : (stores.get(id) ?? null));
  const instant = (at: MovementRow['taken_at']) => (at === null ? null : isoMillisecond(at));
  return [
    {
      id: row.id,
      copy: copyIdOf(copy),
      item: copy.item_number,
      act: row.act,
      outcome: row.outcome,
      from: { person: person(row.from_person_id), store: place(row.from_store_id) },
      to: { person: person(row.to_person_id), store: place(row.to_store_id), place: row.to_place },
      given: {
        by: person(row.given_by),
        at: isoMillisecond(row.given_at),
        pages: row.pages_given,
        condition: row.condition_given,
      },
      taken: {
        by: person(row.taken_by),
        at: instant(row.taken_at),
        pages: row.pages_taken,
        condition: row.condition_taken,
      },
      confirmedBy: row.confirmed_by,
      signed:
        row.signed_at === null || row.signed_before === null
          ? null
          : { at: isoMillisecond(row.signed_at), before: personRef(row.signed_before, names) },
      countersignedBy: person(row.countersigned_by),
      means: row.means,
      note: row.note,
      loan: row.loan_id === null ? null : (loans.get(row.loan_id) ?? null),
      destruction: destroyedUnder(row.act === 'destroy' ? grants.get(row.grant_id ?? '') : undefined, names),
      confirmBy: instant(row.confirm_by),
      yours: row.outcome === 'pending' && mayTake(row, keepings) === null,
      countersign: row.outcome === 'pending' && mayCountersign(row, keepings) === null,
    },
  ];
};
