import { ADMINISTRATION_POSTS } from '@miji/core';
import type { Post } from '@miji/core';
import { useSession } from '../../lib/session.tsx';

/** Whether whoever is signed in holds one of some posts in a company, or at the head office. The server decides each act by itself. */
export const useHoldsOffice = (company: string, posts: readonly Post[]): boolean =>
  useSession().capacities.some(
    (held) => (held.company.code === company || held.company.kind === 'headquarters') && posts.includes(held.post),
  );

/** Whether he administers a company's people and posts. */
export const useAdministers = (company: string): boolean => useHoldsOffice(company, ADMINISTRATION_POSTS);
