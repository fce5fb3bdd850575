import { sql } from 'kysely';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';
import type { AppointmentRow } from './appointments.ts';
import type { GrantRow } from './grants.ts';
import type { ItemRow } from './items.ts';
import type { PlacedMembership } from './project-groups.ts';
import type { RangeRow } from './ranges.ts';

/** Which rows: all of the scoped company, or those of some ids. */
export type Which = readonly string[] | 'all';

/** What of an item decides; its title and whatever else only describes it stays where it is. */
const DECIDES = [
  'company_id',
  'id',
  'number',
  'level',
  'period_kind',
  'period_value',
  'issued_on',
  'declassified_at',
  'responsible_manager_id',
  'state',
  'version',
  'regimes',
  'line',
  'co_owner_ids',
  'on_hold',
  'excluded_ids',
] as const satisfies readonly (keyof ItemRow)[];
export type DecidingItem = Pick<ItemRow, (typeof DECIDES)[number]>;

export const decidingItems = (tx: ScopedTransaction, which: Which): Promise<DecidingItem[]> => {
  const query = tx.selectFrom('item').select(DECIDES).where('company_id', '=', companyOf(tx));
  return (which === 'all' ? query : query.where('id', '=', (eb) => eb.fn.any(eb.val([...which])))).execute();
};

/** What has not ended by now: what has can decide nothing any more, and who once stood there is nobody's business. */
const notOver = (tx: ScopedTransaction) => sql<boolean>`(valid_to is null or valid_to > ${scopeOf(tx).at})`;

/** Who is or will be named for some items. */
export const decidingRanges = async (
  tx: ScopedTransaction,
  which: Which,
): Promise<ReadonlyMap<string, readonly RangeRow[]>> => {
  const query = tx
    .selectFrom('item_range')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where(notOver(tx))
    .orderBy('valid_from')
    .orderBy('id');
  const rows = await (which === 'all'
    ? query
    : query.where('item_id', '=', (eb) => eb.fn.any(eb.val([...which])))
  ).execute();
  return Map.groupBy(rows, (row) => row.item_id);
};

/** Every appointment in the scoped company that has not ended, of everybody or of some people. */
export const decidingAppointments = (tx: ScopedTransaction, which: Which): Promise<AppointmentRow[]> => {
  const query = tx
    .selectFrom('appointment')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where(notOver(tx))
    .orderBy('valid_from')
    .orderBy('id');
  return (which === 'all' ? query : query.where('person_id', '=', (eb) => eb.fn.any(eb.val([...which])))).execute();
};

/** Every membership in a project group of the scoped company that has not ended, by person. */
export const decidingMemberships = async (
  tx: ScopedTransaction,
  which: Which,
): Promise<ReadonlyMap<string, readonly PlacedMembership[]>> => {
  const query = tx
    .selectFrom('project_group_member')
    .select(['company_id', 'group_id', 'person_id', 'valid_from', 'valid_to'])
    .where('company_id', '=', companyOf(tx))
    .where(notOver(tx))
    .orderBy('valid_from')
    .orderBy('id');
  const rows = await (which === 'all'
    ? query
    : query.where('person_id', '=', (eb) => eb.fn.any(eb.val([...which])))
  ).execute();
  const byPerson = Map.groupBy(rows, (row) => row.person_id);
  return new Map(
    [...byPerson].map(([personId, held]) => [
      personId,
      held.map((row) => ({
        companyId: row.company_id,
        groupId: row.group_id,
        validity: { from: row.valid_from, to: row.valid_to },
      })),
    ]),
  );
};

/** Grants by their ids, dead or alive; of all those of the scoped company the living, as far as the clock goes anyhow. */
export const decidingGrants = (tx: ScopedTransaction, which: Which): Promise<GrantRow[]> => {
  const query = tx.selectFrom('access_grant').selectAll().where('company_id', '=', companyOf(tx)).orderBy('number');
  return (
    which === 'all'
      ? query.where('voided_at', 'is', null).where((eb) => eb('used', '<', eb.ref('copies')))
      : query.where('id', '=', (eb) => eb.fn.any(eb.val([...which])))
  ).execute();
};
