import type { CompanyRef } from '@miji/contract';
import type { Discrepancy } from '@miji/core';
import { reconcile } from '@miji/core';
import type { Platform } from '../platform/context.ts';
import { registerSnapshot } from './register-snapshot.ts';

/**
 * Holds the registers of a company against each other, and against the trace and the vault.
 *
 * @returns what does not agree, and where; nothing where everything does
 * @see GS-24
 */
export const reconcileCompany = async (platform: Platform, company: CompanyRef): Promise<readonly Discrepancy[]> =>
  reconcile(await registerSnapshot(platform, company));
