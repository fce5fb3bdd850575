import type { Law } from './law.ts';
import type { SecretLevel } from './level.ts';
import { higherLevel } from './level.ts';
import type { Actor, Post } from './organisation.ts';
import { holdsPost, inOffice, isEmployedBy, isHeadquartersExecutive } from './organisation.ts';
import type { Range, RangeMember } from './range.ts';
import { checkMembers } from './range.ts';
import type { RefusalCode } from './reason-code.ts';
import type { Regime } from './regime.ts';
import { bindingRegimes } from './regime.ts';
import type { SecrecyPeriod } from './secrecy-period.ts';
import { isPeriod, lastSecretDay } from './secrecy-period.ts';
import { findScopeEntry } from './scope-catalogue.ts';
import { Temporal } from './time.ts';

/** What a drafter proposes: level, period, range and basis are all mandatory. @see GS-03 @see GS-13 */
export interface Proposal {
  readonly catalogueCode: string;
  readonly level: SecretLevel;
  /** why this level, where the catalogue says another or none */
  readonly levelReason: string | null;
  readonly basis: string;
  readonly period: SecrecyPeriod;
  readonly issuedOn: Temporal.PlainDate;
  readonly members: readonly RangeMember[];
  /** what binds it besides the group's rules and those of its catalogue entry */
  readonly regimes: readonly Regime[];
  /** why the security office lets something be classified that is outside the scope; null for everybody else @see GS-09 */
  readonly scopeOverride: string | null;
}

/** What was found missing: the code, the article, and the field that it is about. */
export interface Finding {
  readonly code: RefusalCode;
  readonly article: string;
  readonly field: keyof Proposal;
}

/**
 * Everything that is wrong with a proposal; empty when it may be registered.
 *
 * @param drafter the person who proposes; null for a service, which designates nobody
 * @see GS-03
 * @see GS-08
 * @see GS-09
 * @see GS-13
 * @see K-05
 */
export const checkProposal = (
  law: Law,
  proposal: Proposal,
  drafter: Actor | null,
  at: Temporal.Instant,
): readonly Finding[] => {
  const findings: Finding[] = [];
  const { catalogueCode, level, levelReason, basis, period, issuedOn, members } = proposal;
  const entry = findScopeEntry(law, catalogueCode);

  if (isOutOfScope(law, catalogueCode)) findings.push(...outOfScopeFindings(proposal, drafter, at));
  else if (entry === undefined || entry.closed) {
    findings.push({ code: 'OUT_OF_SCOPE', article: 'GS-08', field: 'catalogueCode' });
  }

  const deviates = entry !== undefined && (entry.defaultLevel !== level || entry.needsReason);
  if (deviates && !levelReason?.trim()) {
    const article = entry.defaultLevel === null ? 'K-05' : 'GS-10';
    findings.push({ code: 'REASON_REQUIRED', article, field: 'levelReason' });
  }
  if (!basis.trim()) findings.push({ code: 'BASIS_REQUIRED', article: 'GS-03', field: 'basis' });
  if (!isPeriod(period, issuedOn)) findings.push({ code: 'PERIOD_REQUIRED', article: 'GS-13', field: 'period' });

  const protective = protectiveLevel(law, proposal);
  if (isTooLong(law, protective, { period, issuedOn })) {
    findings.push({ code: 'PERIOD_TOO_LONG', article: 'K-06', field: 'period' });
  }
  const knowing = law.knowing(protective, regimesOf(law, proposal));
  const wrong = checkMembers(protective, knowing, members);
  if (wrong !== null) findings.push({ code: wrong, article: knowing.article, field: 'members' });
  const designates = !knowing.namers.includes('responsible_manager') && members.length > 0;
  if (designates && !(drafter !== null && isHeadquartersExecutive(drafter, at))) {
    findings.push({ code: 'NOT_ENTITLED_TO_DESIGNATE', article: knowing.article, field: 'members' });
  }
  return findings;
};

/** Whether a period is longer than the rules allow for a level; one that waits for an event is measured by nothing. @see K-06 */
export const isTooLong = (
  law: Law,
  level: SecretLevel,
  { period, issuedOn }: Pick<Proposal, 'period' | 'issuedOn'>,
): boolean => {
  const { longest } = law.period(level);
  if (longest === null || period.kind === 'event') return false;
  const last = lastSecretDay(period, issuedOn);
  return last === null || Temporal.PlainDate.compare(last, issuedOn.add(longest)) > 0;
};

/** Days before the year 1000 and ends beyond 9998 are nobody's: a year has four digits on paper, on the wire and in every sort. */
export const calendarFindings = ({ issuedOn, period }: Pick<Proposal, 'issuedOn' | 'period'>): readonly Finding[] => [
  ...(issuedOn.year < 1_000 ? [{ code: 'VALIDATION', article: 'GS-13', field: 'issuedOn' } as const] : []),
  ...((lastSecretDay(period, issuedOn)?.year ?? 0) > 9_998
    ? [{ code: 'PERIOD_REQUIRED', article: 'GS-13', field: 'period' } as const]
    : []),
];

/** What is outside the scope gets no level, unless the security office says why it does all the same. @see GS-09 */
const outOfScopeFindings = (proposal: Proposal, drafter: Actor | null, at: Temporal.Instant): readonly Finding[] => {
  const isOffice = drafter !== null && inOffice(drafter, at).some(({ post }) => post === 'security_officer');
  if (isOffice && proposal.scopeOverride?.trim()) return [];
  return [{ code: 'OUT_OF_SCOPE', article: 'GS-09', field: isOffice ? 'scopeOverride' : 'catalogueCode' }];
};

/** The regimes that bind an item besides the group's: those of its catalogue entry and those its drafter has added. */
export const regimesOf = (law: Law, proposal: Pick<Proposal, 'catalogueCode' | 'regimes'>): readonly Regime[] => {
  const entry = findScopeEntry(law, proposal.catalogueCode);
  return bindingRegimes([...(entry?.regimes ?? []), ...proposal.regimes]).filter((regime) => regime !== 'group');
};

const isOutOfScope = (law: Law, code: string): boolean =>
  law.rules.outOfScope.some((candidate) => candidate.code === code);

/**
 * The level that protects an item until the classification authority has confirmed one: the higher of the proposal and the
 * catalogue's default.
 *
 * @see GS-10
 * @see GS-13
 */
export const protectiveLevel = (law: Law, proposal: Pick<Proposal, 'catalogueCode' | 'level'>): SecretLevel => {
  const usual = findScopeEntry(law, proposal.catalogueCode)?.defaultLevel ?? null;
  return usual === null ? proposal.level : higherLevel(proposal.level, usual);
};

/**
 * Whether a person is the authority that confirms a proposal (定密责任人); null, or why not: for 绝密 a head-office executive, for
 * the others the manager responsible for the work. Whoever drafted it does not confirm it: where that is the manager himself, his
 * owner’s general manager or a head-office executive does.
 *
 * @see GS-13
 * @see GS-16
 */
export const mayConfirm = (
  item: { readonly range: Range; readonly level: SecretLevel; readonly drafterId: string | null },
  actor: Actor,
  at: Temporal.Instant,
): RefusalCode | null => {
  const { responsibleManagerId, ownerCompanyId } = item.range;
  const isSuperior = isHeadquartersExecutive(actor, at) || holdsPost(actor, ownerCompanyId, 'general_manager', at);
  const isAuthority =
    item.level === 'top_secret'
      ? isHeadquartersExecutive(actor, at)
      : (actor.personId === responsibleManagerId && inOffice(actor, at).length > 0) ||
        (item.drafterId === responsibleManagerId && isSuperior);
  if (!isAuthority) return 'NOT_ENTITLED';
  return item.drafterId === actor.personId ? 'SEPARATION_OF_DUTIES' : null;
};

/** The posts that manage work, of whose holders one may be in charge of what an item is about (主管人员). @see GS-18 */
export const MANAGING_POSTS: readonly Post[] = [
  'general_manager',
  'deputy_general_manager',
  'department_head',
  'project_manager',
  'customer_service_manager',
  'customer_information_supervisor',
];

/** Those of them who may be in charge of what they have drafted themselves. */
const SELF_RESPONSIBLE: readonly Post[] = ['general_manager', 'deputy_general_manager', 'department_head'];

/**
 * Whether a person may be in charge of the work that an item belongs to; null, or why not. He manages something, at the item's owner
 * or at the head office; and nobody makes himself responsible for his own draft unless he heads a department or the company.
 *
 * @param homes the item's owner and the head office
 * @see GS-18
 */
export const mayBeResponsible = (
  manager: Actor,
  drafterId: string | null,
  homes: readonly string[],
  at: Temporal.Instant,
): RefusalCode | null => {
  if (!homes.some((companyId) => isEmployedBy(manager, companyId, at))) return 'NOT_EMPLOYED';
  const posts = manager.personId === drafterId ? SELF_RESPONSIBLE : MANAGING_POSTS;
  const manages = homes.some((companyId) => posts.some((post) => holdsPost(manager, companyId, post, at)));
  return manages ? null : 'NOT_MANAGER_IN_CHARGE';
};
