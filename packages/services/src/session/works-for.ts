import { inOffice, isEmployedBy, RESERVED_POSTS } from '@miji/core';
import { loadPerson } from '../platform/caller.ts';
import type { Platform } from '../platform/context.ts';

/**
 * Whether the provider of a company may speak for a person at this moment: he holds an appointment there, and decides or controls
 * nowhere else. A company's own administrator can give anybody a post of his company, and so could have his provider sign in the
 * parent's general manager; the head office's may speak for whoever works there.
 *
 * @see SG-09
 */
export const worksFor = async (platform: Platform, personId: string, companyId: string): Promise<boolean> => {
  const at = await platform.clock.now();
  const [person, headquarters] = await Promise.all([
    loadPerson(platform, personId, at),
    platform.companies.headquarters(),
  ]);
  if (person === undefined || !isEmployedBy(person, companyId, at)) return false;
  const isReservedElsewhere = inOffice(person, at).some(
    (held) => held.companyId !== companyId && RESERVED_POSTS.includes(held.post),
  );
  return companyId === headquarters?.id || !isReservedElsewhere;
};
