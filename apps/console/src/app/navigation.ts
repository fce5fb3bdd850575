import {
  ApartmentOutlined,
  ApiOutlined,
  AuditOutlined,
  BookOutlined,
  CopyOutlined,
  FileProtectOutlined,
  HomeOutlined,
  SettingOutlined,
  SolutionOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import type { Session } from '@miji/contract';
import { ADMINISTRATION_POSTS, DELEGABLE_POSTS, SERVICE_CALL_POSTS, TRACE_POSTS } from '@miji/core';
import type { Post } from '@miji/core';
import type { ComponentType } from 'react';
import { paths } from './paths.ts';
import { isRegister } from './registers.ts';

const NOUNS = [
  'desk',
  'items',
  'requests',
  'copies',
  'delegations',
  'trace',
  'rules',
  'organisation',
  'developers',
  'system',
] as const;
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
  { noun: 'delegations', href: paths.delegations(), Icon: UserSwitchOutlined },
  { noun: 'trace', href: paths.trace(), Icon: AuditOutlined },
  { noun: 'rules', href: paths.rules(), Icon: BookOutlined },
  { noun: 'organisation', href: paths.organisation(), Icon: ApartmentOutlined },
  { noun: 'developers', href: paths.developers(), Icon: ApiOutlined },
  { noun: 'system', href: paths.system(), Icon: SettingOutlined },
];

/** Where a person may go, as far as his posts can tell; the server decides each act by itself. */
export const destinations = (session: Session): readonly Destination[] => {
  const holds = (posts: readonly Post[]): boolean => session.capacities.some(({ post }) => posts.includes(post));
  const shown: Readonly<Partial<Record<Noun, boolean>>> = {
    trace: holds(TRACE_POSTS),
    delegations: holds(DELEGABLE_POSTS),
    developers: holds(SERVICE_CALL_POSTS),
    system: holds(ADMINISTRATION_POSTS),
  };
  return DESTINATIONS.filter(({ noun }) => shown[noun] ?? true);
};

/** Whether an address belongs to a destination. */
export const isWithin = (pathname: string, { href, noun }: Destination): boolean => {
  if (href === '/') return pathname === '/';
  if (noun === 'copies' && isRegister(pathname)) return true;
  // The register of requests stands under the same name as those of the copies, what a picture tells under that of the trace, and the
  // classes of records, which the office declares, under that of the rules.
  const others: Readonly<Partial<Record<Noun, string>>> = {
    copies: paths.register(),
    trace: paths.whoseCopy(),
    rules: paths.recordClasses(),
  };
  const other = others[noun];
  const places = other === undefined ? [href] : [href, other];
  return places.some((place) => pathname === place || pathname.startsWith(`${place}/`));
};
