import type { Session } from '@miji/contract';
import type { Post } from '@miji/core';

/** Whether somebody holds one of some posts in a company, as far as his session tells. The server decides each act by itself. */
export const holdsIn = ({ capacities, home }: Session, company: string | undefined, posts: readonly Post[]): boolean =>
  capacities.some((held) => held.company.code === (company ?? home.code) && posts.includes(held.post));
