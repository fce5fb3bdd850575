import { GuardedRows } from './guarded-rows.ts';
import { HandedOut } from './handed-out.ts';
import type { Mapping } from './mapping.ts';
import type { RecordsHost } from './records-host.ts';

/** A record class, before it is said where its rows are. */
export interface Records {
  /** the type of a row, as the developer's own database gives it */
  rows<Row extends object>(): {
    /** how such a row is read as a record of the class */
    map<Field extends string>(mapping: Mapping<Row, Field>): GuardedRows<Row, Field>;
  };
}

/**
 * The rows of a developer's own tables under the rules that the security office has declared for their class.
 *
 * @example
 * ```ts
 * import type { LocalMiji } from '@miji/client';
 *
 * interface CustomerRow {
 *   readonly id: number;
 *   readonly vip: string;
 *   readonly manager_id: string;
 *   readonly department_id: string;
 *   readonly full_name: string;
 *   readonly phone: string;
 * }
 *
 * const shown = async (local: LocalMiji, row: CustomerRow, person: string) => {
 *   const customers = local.records('customer').rows<CustomerRow>().map({
 *     ref: 'id',
 *     grade: { column: 'vip', values: { A: 'decisive', B: 'important', C: 'ordinary' } },
 *     accountManager: 'manager_id',
 *     department: 'department_id',
 *     fields: { full_name: 'full_name', mobile: (one) => one.phone },
 *   });
 *   const { fields } = await customers.read(row, { person, purpose: '回访', fields: ['full_name', 'mobile'] });
 *   return fields.mobile; // { state: 'masked', text: '138****5678' }
 * };
 * ```
 * @see CD-05
 * @see K-15
 */
export const createRecords = (host: RecordsHost): ((code: string) => Records) => {
  // However often a class is mapped and a row fetched: what was given of it stays given.
  const handedOut = new HandedOut();
  return (code) => ({
    rows: <Row extends object>() => ({
      map: <Field extends string>(mapping: Mapping<Row, Field>) =>
        new GuardedRows<Row, Field>({ host, handedOut, code, mapping }),
    }),
  });
};
