import { isEmployedBy } from '@miji/core';
import { loadPerson } from '../platform/caller.ts';
import type { Platform } from '../platform/context.ts';

/**
 * Whether a person holds an appointment in a company at this moment: a provider speaks for the people of its own company and for
 * nobody else.
 *
 * @see SG-09
 */
export const worksFor = async (platform: Platform, personId: string, companyId: string): Promise<boolean> => {
  const at = await platform.clock.now();
  const person = await loadPerson(platform, personId, at);
  return person !== undefined && isEmployedBy(person, companyId, at);
};
