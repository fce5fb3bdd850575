import type { Temporal } from '@miji/core';
import { toMillisecond } from './postgres-types.ts';

/**
 * What a transaction may see: one company, on behalf of one person under these names, at this instant. The row policies read
 * nothing else.
 */
export interface Scope {
  /** null: no company; then only the rows that a policy opens to the person himself are seen */
  readonly companyId: string | null;
  /** null for the system and for a service that acts for nobody */
  readonly personId: string | null;
  /** the names the person answers to @see principalsOf */
  readonly principals: readonly string[];
  readonly at: Temporal.Instant;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;
/** The longest name a delegated seat: operation, level, company, post and line of business. */
const PRINCIPAL = /^[\w:-]{1,200}$/;

const uuid = (value: string | null): string => {
  if (value !== null && !UUID.test(value)) throw new TypeError('a scope names companies and persons by uuid');
  return value ?? '';
};

const names = (principals: readonly string[]): string => {
  if (!principals.every((principal) => PRINCIPAL.test(principal))) throw new TypeError('not the name of a principal');
  return principals.join(',');
};

/**
 * The statements that open a transaction and set its scope, as one message. `SET LOCAL` takes no parameters, so each value is
 * checked against its shape first, and none of these shapes holds a quote.
 */
export const beginIn = (scope: Scope): string => `begin; ${moveTo(scope)}`;

/** The statements that set the scope of a transaction that has begun. */
export const moveTo = (scope: Scope): string =>
  `set local miji.company_id = '${uuid(scope.companyId)}'; set local miji.person_id = '${uuid(scope.personId)}'; ` +
  `set local miji.principals = '${names(scope.principals)}'; set local miji.at = '${toMillisecond(scope.at)}'`;
