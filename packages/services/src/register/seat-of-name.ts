import type { Post, Seat } from '@miji/core';
import { POSTS } from '@miji/core';

const isPost = (word: string | undefined): word is Post => POSTS.some((post) => post === word);

/** The seat that a name of {@link seatName} stands for; nobody’s where it is none of them. */
export const seatOfName = (name: string): Seat => {
  const [kind, one = '', two = '', ...more] = name.split(':');
  if (kind === 'post' && isPost(two)) return { kind, companyId: one, post: two };
  if (kind === 'headquarters' && isPost(one)) return { kind: 'headquarters_post', post: one };
  if (kind === 'in_charge' && isPost(two)) return { kind, companyId: one, post: two, line: more.join(':') };
  if (kind === 'headquarters_in_charge' && isPost(one)) return { kind, post: one, line: [two, ...more].join(':') };
  if (kind === 'person') return { kind, personId: one };
  if (kind === 'department_head') return { kind, departmentId: one };
  return { kind: 'nobody' };
};
