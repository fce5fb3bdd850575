import type { Temporal } from '@miji/core';
import type { SignedIn } from './caller.ts';
import { resolveCaller } from './caller.ts';
import type { CallContext, Platform } from './context.ts';

/**
 * Begins a call: who calls, at what instant, and under which rules. All three stay the same until it ends, so that nothing is
 * decided half under one version of the rules and half under another.
 *
 * @throws Refusal `NOT_EMPLOYED`, `UNAUTHENTICATED`, or `UNAVAILABLE` where no rules are in force
 */
export const beginCall = async (
  platform: Platform,
  signedIn: SignedIn,
  onBehalfOf: string | null,
  at: Temporal.Instant,
): Promise<CallContext> => {
  const caller = await resolveCaller(platform, signedIn, onBehalfOf, at);
  return { platform, at, caller, rules: await platform.rules.at(at) };
};
