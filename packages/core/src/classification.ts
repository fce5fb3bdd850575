import type { SecretLevel } from './level.ts';
import { higherLevel } from './level.ts';
import type { Actor } from './organisation.ts';
import { inOffice, isHeadquartersExecutive } from './organisation.ts';
import type { Range, RangeMember } from './range.ts';
import { checkMembers } from './range.ts';
import type { RefusalCode } from './reason-code.ts';
import type { SecrecyPeriod } from './secrecy-period.ts';
import { isTerm, lastSecretDay } from './secrecy-period.ts';
import { findScopeEntry, isOutOfScope } from './scope-catalogue.ts';
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
export const checkProposal = (proposal: Proposal, drafter: Actor | null, at: Temporal.Instant): readonly Finding[] => {
  const findings: Finding[] = [];
  const { catalogueCode, level, levelReason, basis, period, issuedOn, members } = proposal;
  const entry = findScopeEntry(catalogueCode);

  if (isOutOfScope(catalogueCode)) findings.push({ code: 'OUT_OF_SCOPE', article: 'GS-09', field: 'catalogueCode' });
  else if (entry === undefined) findings.push({ code: 'OUT_OF_SCOPE', article: 'GS-08', field: 'catalogueCode' });

  const deviates = entry !== undefined && (entry.defaultLevel !== level || entry.needsReason);
  if (deviates && !levelReason?.trim()) {
    const article = entry.defaultLevel === null ? 'K-05' : 'GS-10';
    findings.push({ code: 'REASON_REQUIRED', article, field: 'levelReason' });
  }
  if (!basis.trim()) findings.push({ code: 'BASIS_REQUIRED', article: 'GS-03', field: 'basis' });
  if (!isPeriod(period, issuedOn)) findings.push({ code: 'PERIOD_REQUIRED', article: 'GS-13', field: 'period' });

  const protective = protectiveLevel(proposal);
  const wrong = checkMembers(protective, members);
  if (wrong !== null) findings.push({ code: wrong, article: RANGE_ARTICLE[protective], field: 'members' });
  const designates = protective === 'top_secret' && members.length > 0;
  if (designates && !(drafter !== null && isHeadquartersExecutive(drafter, at))) {
    findings.push({ code: 'NOT_ENTITLED_TO_DESIGNATE', article: 'GS-17', field: 'members' });
  }
  return findings;
};

const RANGE_ARTICLE: Readonly<Record<SecretLevel, string>> = {
  confidential: 'GS-19',
  secret: 'GS-18',
  top_secret: 'GS-17',
};

const isPeriod = (period: SecrecyPeriod, issuedOn: Temporal.PlainDate): boolean => {
  if (period.kind === 'event') return period.event.trim() !== '';
  if (period.kind === 'term' && !isTerm(period.term)) return false;
  const last = lastSecretDay(period, issuedOn);
  return last === null || Temporal.PlainDate.compare(last, issuedOn) >= 0;
};

/**
 * The level that protects an item until the classification authority has confirmed one: the higher of the proposal and the
 * catalogue's default.
 *
 * @see GS-10
 * @see GS-13
 */
export const protectiveLevel = (proposal: Pick<Proposal, 'catalogueCode' | 'level'>): SecretLevel => {
  const usual = findScopeEntry(proposal.catalogueCode)?.defaultLevel ?? null;
  return usual === null ? proposal.level : higherLevel(proposal.level, usual);
};

/**
 * Whether a person is the authority that confirms a proposal (定密责任人); null, or why not: for 绝密 a head-office executive, for
 * the others the manager responsible for the work. Whoever drafted it does not confirm it.
 *
 * @see GS-13
 * @see GS-16
 */
export const mayConfirm = (
  item: { readonly range: Range; readonly level: SecretLevel; readonly drafterId: string | null },
  actor: Actor,
  at: Temporal.Instant,
): RefusalCode | null => {
  const isAuthority =
    item.level === 'top_secret'
      ? isHeadquartersExecutive(actor, at)
      : actor.personId === item.range.responsibleManagerId && inOffice(actor, at).length > 0;
  if (!isAuthority) return 'NOT_ENTITLED';
  return item.drafterId === actor.personId ? 'SEPARATION_OF_DUTIES' : null;
};
