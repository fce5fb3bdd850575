import type { Session } from '@miji/contract';
import { REGISTER_POSTS } from '@miji/core';
import { paths } from './paths.ts';

const REGISTERS = [
  'copies',
  'movements',
  'tidings',
  'loans',
  'custody',
  'stores',
  'stocktaking',
  'handovers',
  'incidents',
] as const;
export type Register = (typeof REGISTERS)[number];

export interface RegisterLink {
  readonly register: Register;
  readonly href: string;
}

/** The registers that stand together under 台账. */
const LINKS: readonly RegisterLink[] = [
  { register: 'copies', href: paths.copies() },
  { register: 'movements', href: paths.movements() },
  { register: 'tidings', href: paths.tidings() },
  { register: 'loans', href: paths.loans() },
  { register: 'custody', href: paths.custody() },
  { register: 'stores', href: paths.stores() },
  { register: 'stocktaking', href: paths.stocktakings() },
  { register: 'handovers', href: paths.handovers() },
  { register: 'incidents', href: paths.incidents() },
];

/** The keeper’s own tools: for whoever keeps or watches a register, or keeps a store. */
const KEEPING: ReadonlySet<Register> = new Set(['custody', 'stocktaking', 'incidents']);

/** Whether an address belongs to one of the registers. */
export const isRegister = (pathname: string): boolean => registerOf(pathname) !== undefined;

/** Which register an address belongs to: the most special one that it lies in. */
export const registerOf = (pathname: string): Register | undefined =>
  LINKS.filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`)).toSorted(
    (one, other) => other.href.length - one.href.length,
  )[0]?.register;

/** Whether somebody’s posts make him keep or watch a register. */
export const watchesRegister = ({ capacities }: Session): boolean =>
  capacities.some(({ post }) => REGISTER_POSTS.includes(post));

/** The registers that somebody finds something in. */
export const registersFor = (keeps: boolean): readonly RegisterLink[] =>
  LINKS.filter(({ register }) => keeps || !KEEPING.has(register));
