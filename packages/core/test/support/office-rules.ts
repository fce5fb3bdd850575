import type { Approver, Office, Regime } from '../../src/index.ts';
import { allOf, anyOf, atLeast, HEADQUARTERS_EXECUTIVE, inOrder, OWNER_GENERAL_MANAGER } from '../../src/index.ts';

const of = (
  company: 'owner' | 'headquarters' | 'requester',
  post: Extract<Office, { kind: 'post' }>['post'],
): Office => ({
  kind: 'post',
  company,
  post,
});

/** Who has to agree: as the regulations say under some regimes, and in other ways that an office might write down. */
export const RULES: readonly (Approver | { readonly regimes: readonly Regime[] })[] = [
  { regimes: [] },
  { regimes: ['customer', 'customer_file'] },
  { regimes: ['archive', 'bank'] },
  OWNER_GENERAL_MANAGER,
  HEADQUARTERS_EXECUTIVE,
  allOf<Office>({ kind: 'responsible_manager' }, { kind: 'requester_department_head' }),
  inOrder<Office>(
    { kind: 'in_charge', company: 'owner', post: 'deputy_general_manager' },
    of('owner', 'general_manager'),
  ),
  anyOf<Office>(of('requester', 'department_head'), of('headquarters', 'deputy_general_manager')),
  atLeast<Office>(
    2,
    of('owner', 'general_manager'),
    of('owner', 'deputy_general_manager'),
    of('owner', 'department_head'),
  ),
  atLeast<Office>(2, of('owner', 'deputy_general_manager')),
  inOrder<Office>(
    atLeast<Office>(2, of('owner', 'deputy_general_manager'), of('owner', 'department_head')),
    of('owner', 'general_manager'),
  ),
  allOf<Office>(of('owner', 'general_manager'), HEADQUARTERS_EXECUTIVE),
];
