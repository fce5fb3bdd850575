import type { Discrepancy } from '@miji/core';
import { reconcileCompany } from '../../../src/index.ts';
import type { House } from '../../support/house.ts';

/** What does not agree in the owner’s registers. */
export const discrepanciesOf = async ({ platform, group }: House): Promise<readonly Discrepancy[]> => {
  const company = await platform.companies.byId(group.own.id);
  if (company === undefined) throw new Error('the owner is not in the directory');
  return reconcileCompany(platform, company);
};
