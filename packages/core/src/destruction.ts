/** By which means copies are destroyed. */
export const DESTRUCTION_METHODS = ['shredding', 'pulping', 'burning', 'erasure'] as const;
export type DestructionMethod = (typeof DESTRUCTION_METHODS)[number];

/** Who has to do with a destruction, by their ids. */
export interface DestructionParts {
  /** who asked for it and holds the grant */
  readonly requesterId: string;
  /** who does it */
  readonly executorId: string;
  /** before whom it is done */
  readonly witnessId: string;
  /** who has agreed to it, and in whose name */
  readonly approverIds: readonly string[];
}

/**
 * Whether somebody approves, does or watches what he asked for himself, or two of these at once: null, or that he does. Who asks and who
 * approves are kept apart where it is approved.
 *
 * @see K-12
 * @see PM-16
 */
export const checkSeparation = (parts: DestructionParts): 'SEPARATION_OF_DUTIES' | null => {
  const { requesterId, executorId, witnessId, approverIds } = parts;
  const others = new Set([requesterId, ...approverIds]);
  const areApart = executorId !== witnessId && !others.has(executorId) && !others.has(witnessId);
  return areApart ? null : 'SEPARATION_OF_DUTIES';
};
