import type { AuditDetails, Temporal } from '@miji/core';
import { inOffice } from '@miji/core';
import { bySystem, done, momentAt } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { Platform } from '../platform/context.ts';

/**
 * Traces that a person has signed in, in his own company; tells whether he may: whoever holds no appointment may not, however
 * right his password.
 *
 * @param details how he signed in, where it was not by password
 */
export const traceSignIn = async (
  platform: Platform,
  personId: string,
  at: Temporal.Instant,
  details: AuditDetails = {},
): Promise<boolean> => {
  const person = await loadPerson(platform, personId, at);
  const [first] = person === undefined ? [] : inOffice(person, at);
  if (person === undefined || first === undefined) return false;
  const ctx = { platform, at, rules: await platform.rules.at(at), caller: { kind: 'person', person } } as const;
  await platform.trace.record(
    done(ctx, {
      companyId: first.companyId,
      action: 'session.signed_in',
      subject: { kind: 'person', id: personId },
      details,
    }),
  );
  return true;
};

/** Why somebody was not let in. */
export type SignInRefusal = 'UNAUTHENTICATED' | 'LOCKED' | 'NOT_EMPLOYED' | 'ACCOUNT_NOT_MATCHED';

/**
 * Traces that somebody failed to sign in; never with the address that he gave.
 *
 * @param companyId the company whose provider sent him; where nobody knows who it was, it stands in the head office's trace
 * @param details what the auditor may need to tell a mistake from an attempt
 */
export const traceRefusedSignIn = async (
  platform: Platform,
  code: SignInRefusal,
  at: Temporal.Instant,
  companyId?: string,
  details: AuditDetails = {},
): Promise<void> => {
  const place = companyId ?? (await platform.companies.headquarters())?.id;
  if (place === undefined) return;
  const event = bySystem(await momentAt(platform, at), {
    companyId: place,
    action: 'session.refused',
    because: { code, rule: 'session', article: 'SG-09' },
    details,
  });
  await platform.trace.record({ ...event, outcome: 'refused' });
};
