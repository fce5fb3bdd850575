/**
 * The bodies of rules that may bind an item. The group’s own binds everything of the group (GS-01); the others come on top of it
 * for what they are about.
 *
 * @see GS-01
 * @see K-01
 */
export const REGIMES = ['group', 'customer', 'archive', 'customer_file', 'property', 'insurance', 'bank'] as const;
export type Regime = (typeof REGIMES)[number];

/** The regimes that may come on top of the group’s. */
export const FURTHER_REGIMES = REGIMES.filter((regime) => regime !== 'group');

/** Every regime that binds an item, the group’s first, each once, in the one order. */
export const bindingRegimes = (further: readonly Regime[]): readonly Regime[] =>
  REGIMES.filter((regime) => regime === 'group' || further.includes(regime));
