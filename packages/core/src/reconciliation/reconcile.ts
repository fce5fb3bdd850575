import { checkGrants, checkLoans, checkMovements, checkNumbers } from './check-books.ts';
import { checkCopies } from './check-copies.ts';
import { checkVault } from './check-vault.ts';
import { registersOf } from './registers.ts';
import type { Discrepancy, RegisterSnapshot } from './snapshot.ts';

/**
 * Holds the registers of a company against each other: items, copies, movements, grants, loans, stores, the trace and the vault. What
 * one of them says the others say too, or there is a discrepancy, with where it is.
 *
 * @returns nothing where they agree
 * @see GS-24
 */
export const reconcile = (snapshot: RegisterSnapshot): readonly Discrepancy[] => {
  const registers = registersOf(snapshot);
  return [
    ...checkNumbers(registers),
    ...checkCopies(registers),
    ...checkMovements(registers),
    ...checkGrants(registers),
    ...checkLoans(registers),
    ...checkVault(registers),
  ];
};
