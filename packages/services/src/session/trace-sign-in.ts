import type { Temporal } from '@miji/core';
import { inOffice } from '@miji/core';
import { bySystem, done } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { Platform } from '../platform/context.ts';

/**
 * Traces that a person has signed in, in his own company; tells whether he may: whoever holds no appointment may not, however
 * right his password.
 */
export const traceSignIn = async (platform: Platform, personId: string, at: Temporal.Instant): Promise<boolean> => {
  const person = await loadPerson(platform, personId, at);
  const [first] = person === undefined ? [] : inOffice(person, at);
  if (person === undefined || first === undefined) return false;
  const ctx = { platform, at, caller: { kind: 'person', person } } as const;
  await platform.trace.record(
    done(ctx, { companyId: first.companyId, action: 'session.signed_in', subject: { kind: 'person', id: personId } }),
  );
  return true;
};

/** Traces that somebody failed to sign in. As nobody knows who it was, it stands in the head office's trace. */
export const traceRefusedSignIn = async (
  platform: Platform,
  code: 'UNAUTHENTICATED' | 'LOCKED' | 'NOT_EMPLOYED',
  at: Temporal.Instant,
): Promise<void> => {
  const headquarters = await platform.companies.headquarters();
  if (headquarters === undefined) return;
  const event = bySystem(at, {
    companyId: headquarters.id,
    action: 'session.refused',
    because: { code, rule: 'session', article: 'SG-09' },
  });
  await platform.trace.record({ ...event, outcome: 'refused' });
};
