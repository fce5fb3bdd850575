import type { Session } from '@miji/contract';
import { TRACE_POSTS } from '@miji/core';

/** Whether somebody holds a post that may ask why the law answers as it does; the server decides each question by itself. */
export const mayExplain = ({ capacities }: Pick<Session, 'capacities'>): boolean =>
  capacities.some(({ post }) => TRACE_POSTS.includes(post));
