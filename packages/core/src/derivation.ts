import type { ItemFacts } from './decide.ts';
import { effectiveLevel } from './effective-level.ts';
import type { Law } from './law.ts';
import type { SecretLevel } from './level.ts';
import { compareLevels, higherLevel } from './level.ts';
import type { Actor } from './organisation.ts';
import type { RangeMember } from './range.ts';
import { isInRange, memberPrincipal } from './range.ts';
import type { RefusalCode } from './reason-code.ts';
import type { Regime } from './regime.ts';
import { bindingRegimes } from './regime.ts';
import type { DatedPeriod, SecrecyPeriod } from './secrecy-period.ts';
import { endsNoEarlier, lastSecretDay } from './secrecy-period.ts';
import type { Temporal } from './time.ts';
import { covers } from './time.ts';

/** Something that another item is made from: its facts, and the law of its owner. */
export interface DerivationSource {
  readonly item: ItemFacts;
  readonly law: Law;
}

/** The least that an item made from others must be. */
export interface Derived {
  /** the highest level of the sources; null where none of them is secret any more */
  readonly level: SecretLevel | null;
  /** the longest period; 长期 where no calendar can tell which ends last; null where none of them is secret any more */
  readonly period: SecrecyPeriod | null;
  /** the names that stand in the range of every source */
  readonly members: readonly RangeMember[];
  readonly regimes: readonly Regime[];
  /** the owners of the sources, who have to agree to what is taken out of it */
  readonly coOwnerIds: readonly string[];
}

const isSecret = ({ item }: DerivationSource, at: Temporal.Instant): boolean =>
  effectiveLevel(item, at) !== 'declassified';

/**
 * What follows for an item from what it is made from: the highest level, the longest period, the intersection of the ranges, the union
 * of the regimes and of the owners. A source that is no longer secret asks for nothing.
 *
 * @see GS-24
 */
export const deriveClassification = (sources: readonly DerivationSource[], at: Temporal.Instant): Derived => {
  const secret = sources.filter((source) => isSecret(source, at));
  const [first, ...rest] = secret;
  if (first === undefined) return { level: null, period: null, members: [], regimes: [], coOwnerIds: [] };
  const regimes = new Set(secret.flatMap(({ item }) => item.regimes));
  const shared = rest.reduce<readonly RangeMember[]>(
    (members, source) => {
      const names = new Set(namedIn(source, at).map(memberPrincipal));
      return members.filter((member) => names.has(memberPrincipal(member)));
    },
    namedIn(first, at),
  );
  return {
    level: secret.map(({ item }) => item.level).reduce(higherLevel),
    period: longestPeriod(secret.map(({ item }) => item)),
    members: [...new Map(shared.map((member) => [memberPrincipal(member), member])).values()],
    regimes: bindingRegimes([...regimes]).filter((regime) => regime !== 'group'),
    coOwnerIds: [...new Set(secret.flatMap(({ item }) => [item.range.ownerCompanyId, ...item.coOwnerIds]))],
  };
};

/** The names that the range of a source has now, as far as its level lets them count. */
const namedIn = ({ item, law }: DerivationSource, at: Temporal.Instant): readonly RangeMember[] => {
  const { members } = law.knowing(item.level, item.regimes);
  return item.range.entries.flatMap(({ member, validity }) =>
    members.includes(member.kind) && covers(validity, at) ? [member] : [],
  );
};

/** A period that certainly ends no earlier than any of these. */
const longestPeriod = (periods: readonly DatedPeriod[]): SecrecyPeriod => {
  const longest = periods.find((candidate) => periods.every((other) => endsNoEarlier(candidate, other)));
  // Between an event and a day, or two events, nobody can tell which comes last.
  if (longest === undefined) return { kind: 'indefinite' };
  // Another day of issue would move the end of a term: it is written down as the day that it falls on.
  const day = lastSecretDay(longest.period, longest.issuedOn);
  return day === null ? longest.period : { kind: 'until', day };
};

/** What somebody proposes for an item made from others. */
export interface DerivedProposal extends DatedPeriod {
  readonly level: SecretLevel;
  readonly members: readonly RangeMember[];
  readonly regimes: readonly Regime[];
  readonly responsibleManagerId: string;
}

/** In which of its fields an item would be less protected than what it is made from. */
export interface DerivationFinding {
  readonly code: Extract<RefusalCode, 'SOURCE_STRICTER'>;
  readonly article: string;
  readonly field: 'level' | 'period' | 'members' | 'responsibleManagerId';
}

/**
 * Where a proposal would make an item less protected than what it is made from; empty where it nowhere does. Its regimes are not asked
 * for: those of the sources are added to it, see {@link deriveClassification}.
 *
 * @param actorOf a person named in the proposal, with his appointments; a name that is nobody's may know no source
 * @see GS-24
 */
export const checkDerived = (
  proposal: DerivedProposal,
  sources: readonly DerivationSource[],
  actorOf: (personId: string) => Actor | undefined,
  at: Temporal.Instant,
): readonly DerivationFinding[] => {
  const secret = sources.filter((source) => isSecret(source, at));
  const managerKnows = secret.some(({ item, law }) => law.knowing(proposal.level, item.regimes).managerKnows);
  const fields: readonly (readonly [DerivationFinding['field'], boolean])[] = [
    ['level', secret.every(({ item }) => compareLevels(proposal.level, item.level) >= 0)],
    ['period', secret.every(({ item }) => endsNoEarlier(proposal, item))],
    ['members', secret.every((source) => proposal.members.every((member) => mayStand(member, source, actorOf, at)))],
    [
      'responsibleManagerId',
      !managerKnows || secret.every((source) => knows(proposal.responsibleManagerId, source, actorOf, at)),
    ],
  ];
  return fields.flatMap(([field, fits]) =>
    fits ? [] : [{ code: 'SOURCE_STRICTER', article: 'GS-24', field } as const],
  );
};

/**
 * Whether a name may be added to the range of an item that was made from others: the intersection of their ranges binds it as long as
 * they are secret, not only when it is registered.
 *
 * @see GS-24
 */
export const staysWithin = (
  member: RangeMember,
  sources: readonly DerivationSource[],
  actorOf: (personId: string) => Actor | undefined,
  at: Temporal.Instant,
): boolean => sources.filter((source) => isSecret(source, at)).every((source) => mayStand(member, source, actorOf, at));

/** Whether a member of the new range stays within a source's: a person who knows it, or the same post, department or group. */
const mayStand = (
  member: RangeMember,
  source: DerivationSource,
  actorOf: (personId: string) => Actor | undefined,
  at: Temporal.Instant,
): boolean =>
  member.kind === 'person'
    ? knows(member.personId, source, actorOf, at)
    : namedIn(source, at).some((named) => memberPrincipal(named) === memberPrincipal(member));

const knows = (
  personId: string,
  { item, law }: DerivationSource,
  actorOf: (personId: string) => Actor | undefined,
  at: Temporal.Instant,
): boolean => {
  const actor = actorOf(personId);
  return actor !== undefined && isInRange(item.range, law.knowing(item.level, item.regimes), actor, at);
};
