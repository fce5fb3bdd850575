import {
  ApartmentOutlined,
  AuditOutlined,
  BookOutlined,
  CopyOutlined,
  FileProtectOutlined,
  HomeOutlined,
  SolutionOutlined,
} from '@ant-design/icons';
import type { Session } from '@miji/contract';
import { TRACE_POSTS } from '@miji/core';
import type { ComponentType } from 'react';
import { paths } from './paths.ts';

const NOUNS = ['desk', 'items', 'requests', 'copies', 'trace', 'rules', 'organisation'] as const;
export type Noun = (typeof NOUNS)[number];

export interface Destination {
  readonly noun: Noun;
  readonly href: string;
  readonly Icon: ComponentType;
}

export const DESTINATIONS: readonly Destination[] = [
  { noun: 'desk', href: paths.desk(), Icon: HomeOutlined },
  { noun: 'items', href: paths.items(), Icon: FileProtectOutlined },
  { noun: 'requests', href: paths.requests(), Icon: SolutionOutlined },
  { noun: 'copies', href: paths.copies(), Icon: CopyOutlined },
  { noun: 'trace', href: paths.trace(), Icon: AuditOutlined },
  { noun: 'rules', href: paths.rules(), Icon: BookOutlined },
  { noun: 'organisation', href: paths.organisation(), Icon: ApartmentOutlined },
];

/** Where a person may go, as far as his posts can tell; the server decides each act by itself. */
export const destinations = (session: Session): readonly Destination[] => {
  const readsTrace = session.capacities.some(({ post }) => TRACE_POSTS.includes(post));
  return DESTINATIONS.filter(({ noun }) => noun !== 'trace' || readsTrace);
};

/** Whether an address belongs to a destination. */
export const isWithin = (pathname: string, { href }: Destination): boolean =>
  href === '/' ? pathname === '/' : pathname === href || pathname.startsWith(`${href}/`);
