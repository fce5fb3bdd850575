import { z } from 'zod';

/** What a key of a service may be used for. What it may then learn or do is still decided by the law, for a person. */
export const SERVICE_SCOPES = [
  'access',
  'items',
  'requests',
  'custody',
  'records',
  'report',
  'organisation',
  'snapshot',
] as const;
export const serviceScope = z.enum(SERVICE_SCOPES);
export type ServiceScope = z.output<typeof serviceScope>;

/** What a key opens where nobody says: everything but the snapshot, which holds a company's whole register of who may know what. */
export const USUAL_SCOPES: readonly ServiceScope[] = SERVICE_SCOPES.filter((scope) => scope !== 'snapshot');

/** The scope of each noun of the API; null: every key. */
const OF_NOUN: ReadonlyMap<string, ServiceScope | null> = new Map(
  Object.entries({
    session: null,
    access: 'access',
    items: 'items',
    uploads: 'items',
    classification: 'items',
    customers: 'items',
    ledger: 'items',
    projectGroups: 'items',
    marks: 'custody',
    desk: 'requests',
    requests: 'requests',
    grants: 'requests',
    holds: 'requests',
    delegations: 'requests',
    notices: 'requests',
    copies: 'custody',
    movements: 'custody',
    tidings: 'custody',
    incidents: 'custody',
    stores: 'custody',
    custody: 'custody',
    loans: 'custody',
    stocktakings: 'custody',
    handovers: 'custody',
    recordClasses: 'records',
    records: 'records',
    trace: 'report',
    reports: 'report',
    register: 'report',
    organisation: 'organisation',
    serviceKeys: 'organisation',
    singleSignOn: 'organisation',
    rules: 'organisation',
    keys: 'organisation',
    clock: 'organisation',
    snapshot: 'snapshot',
  } as const),
);

/** Where a procedure needs another scope than its noun. */
const OF_PROCEDURE: ReadonlyMap<string, ServiceScope | null> = new Map([['access.report', 'snapshot']]);

/**
 * The scope that a key needs for a procedure; null where any key will do, undefined where no key opens it.
 *
 * @example
 * ```ts
 * scopeOfProcedure('items.read'); // 'items'
 * ```
 */
export const scopeOfProcedure = (procedure: string): ServiceScope | null | undefined => {
  const own = OF_PROCEDURE.get(procedure);
  return own === undefined ? OF_NOUN.get(procedure.split('.', 1)[0] ?? '') : own;
};
