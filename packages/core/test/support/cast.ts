import type {
  Appointment,
  CompanyKind,
  ItemFacts,
  Post,
  Range,
  RangeEntry,
  Regime,
  SecretLevel,
  Validity,
} from '../../src/index.ts';
import { lawOf, POSTS, REGULATIONS, Temporal } from '../../src/index.ts';

/** The companies as the fixtures call them. The owner is a subsidiary. */
export const COMPANIES = ['own', 'sister', 'headquarters'] as const;
export type Company = (typeof COMPANIES)[number];

/** The owner of every item in the fixtures. */
export const OWNER: Company = 'own';

/** The regulations as they bind the owner, who has made nothing stricter. */
export const LAW = lawOf(REGULATIONS, 'OWN');

/** The line of business that the items of the fixtures belong to, and another one. */
export const LINE = 'corporate';
export const ANOTHER_LINE = 'retail';

export const kindOf = (company: Company): CompanyKind => (company === 'headquarters' ? 'headquarters' : 'subsidiary');

/** The one department that the people of a company sit in. */
export const departmentOf = (company: Company): string => `${company}-department`;

/** Issued 2016-11-21 for ten years: secret up to and including this millisecond, and no longer in the next. */
export const LAST_SECRET_MILLISECOND = Temporal.Instant.from('2026-11-21T15:59:59.999Z');
export const FIRST_DECLASSIFIED = Temporal.Instant.from('2026-11-21T16:00:00Z');

const LONG_AGO = Temporal.Instant.from('2020-01-01T00:00:00Z');
const PAST = Temporal.Instant.from('2026-06-30T16:00:00Z');

export const IN_FORCE: Validity = { from: LONG_AGO, to: null };
export const OVER: Validity = { from: LONG_AGO, to: PAST };

export const appointment = (company: Company, post: Post, validity: Validity = IN_FORCE): Appointment => ({
  companyId: company,
  companyKind: kindOf(company),
  post,
  departmentId: departmentOf(company),
  validity,
});

/** A position of a fixture: a post, or one that is over. */
export const formerly = (post: Post) => `former_${post}` as const;

/** `staff`, `former_staff`, or `left` for whoever was on the staff and is no more. */
export const appointmentOf = (company: Company, position: string): Appointment => {
  const current = POSTS.find((post) => post === position);
  if (current !== undefined) return appointment(company, current);
  if (position === 'left') return appointment(company, 'staff', OVER);
  const former = POSTS.find((post) => formerly(post) === position);
  if (former === undefined) throw new TypeError(`${position} is no position`);
  return appointment(company, former, OVER);
};

/** A range of the owner's in which nobody is shut out. */
export const rangeOf = (entries: readonly RangeEntry[] = [], responsibleManagerId = 'manager-in-charge'): Range => ({
  ownerCompanyId: OWNER,
  responsibleManagerId,
  entries,
  excludedIds: [],
});

/** An item of the owner, ten years secret from 2016-11-21, in the charge of somebody whom no fixture row speaks of. */
export const itemOf = (
  level: SecretLevel,
  entries: readonly RangeEntry[],
  responsibleManagerId?: string,
  regimes: readonly Regime[] = [],
): ItemFacts => ({
  itemId: 'item',
  version: 1,
  level,
  period: { kind: 'term', term: Temporal.Duration.from('P10Y') },
  issuedOn: Temporal.PlainDate.from('2016-11-21'),
  declassifiedAt: null,
  range: rangeOf(entries, responsibleManagerId),
  regimes,
  line: LINE,
  coOwnerIds: [],
});
