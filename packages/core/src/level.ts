/**
 * The three levels of secrecy, lowest first. 秘密 confidential, 机密 secret, 绝密 top_secret.
 *
 * @see GS-04
 */
export const SECRET_LEVELS = ['confidential', 'secret', 'top_secret'] as const;

/** A level of secrecy; ordered by {@link compareLevels}. */
export type SecretLevel = (typeof SECRET_LEVELS)[number];

/** What an item is at an instant: a level, or no longer secret at all. */
export type EffectiveLevel = SecretLevel | 'declassified';

/** The rank that the database stores: 1 秘密, 2 机密, 3 绝密. Never reused, never renumbered. */
export type LevelRank = 1 | 2 | 3;

const RANK: Readonly<Record<SecretLevel, LevelRank>> = { confidential: 1, secret: 2, top_secret: 3 };
const BY_RANK: Readonly<Record<LevelRank, SecretLevel>> = { 1: 'confidential', 2: 'secret', 3: 'top_secret' };

/** 1, 2 or 3, as stored. */
export const levelRank = (level: SecretLevel): LevelRank => RANK[level];

/** The level of a stored rank. */
export const levelOfRank = (rank: LevelRank): SecretLevel => BY_RANK[rank];

/**
 * Negative when `a` is lower than `b`, zero when equal, positive when higher.
 *
 * @example
 * ```ts
 * ['top_secret' as const, 'confidential' as const].sort(compareLevels); // ['confidential', 'top_secret']
 * ```
 * @see GS-04
 */
export const compareLevels = (a: SecretLevel, b: SecretLevel): number => RANK[a] - RANK[b];

/** The higher of two levels: what protects an item while its level is disputed or combined. */
export const higherLevel = (a: SecretLevel, b: SecretLevel): SecretLevel => (compareLevels(a, b) >= 0 ? a : b);
