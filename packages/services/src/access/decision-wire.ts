import type { DecisionWire } from '@miji/contract';
import type { Decision } from '@miji/core';

/** The law's answer, as it crosses the wire. */
export const decisionWire = (decision: Decision): DecisionWire => ({
  ...decision,
  missing: [...decision.missing],
  obligations: [...decision.obligations],
});
