import { Refusal } from '@miji/contract';
import type { AuditDetails, RefusalCode, Temporal } from '@miji/core';
import { inOffice } from '@miji/core';
import { appendEvents } from '@miji/db';
import { done, refusal } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext, Platform } from '../platform/context.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { tell } from '../notices/tell.ts';

/** What somebody did with his second factors, or what he was refused. */
export type SecondFactorAct =
  | { readonly action: 'second_factor.enrolled' | 'second_factor.removed'; readonly details: AuditDetails }
  | { readonly action: 'second_factor.refused'; readonly code: RefusalCode; readonly details: AuditDetails };

/**
 * Traces it in the person's own company. Of a change he is told as well: whoever holds his password cannot make one unnoticed.
 *
 * @param details never a code, a secret or an answer of a passkey
 * @throws Refusal `NOT_EMPLOYED` where he holds no appointment, whatever it is
 */
export const traceSecondFactor = async (
  platform: Platform,
  personId: string,
  at: Temporal.Instant,
  act: SecondFactorAct,
): Promise<void> => {
  const person = await loadPerson(platform, personId, at);
  const [first] = person === undefined ? [] : inOffice(person, at);
  if (person === undefined || first === undefined) throw new Refusal('NOT_EMPLOYED');
  const { companyId } = first;
  const rules = await platform.rules.at(at);
  const ctx: CallContext = { platform, at, rules, caller: { kind: 'person', person } };
  const subject = { kind: 'second_factor', id: personId } as const;
  const happening = { companyId, action: act.action, subject, details: act.details } as const;
  if (act.action === 'second_factor.refused') {
    await platform.trace.record(refusal(ctx, happening, { code: act.code }));
    return;
  }
  const event = done(ctx, happening);
  await platform.db.transact(scopeOfCompany(ctx, companyId), async (tx) => {
    await appendEvents(tx, [event]);
    await tell(platform, tx, {
      kind: 'second_factor_changed',
      at,
      to: [personId],
      person: person.name,
      key: `second-factor ${event.id}`,
    });
  });
};
