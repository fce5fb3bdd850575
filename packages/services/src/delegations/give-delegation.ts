import { randomUUID } from 'node:crypto';
import type { DelegationWire, giveDelegation as contract } from '@miji/contract';
import type { Delegation } from '@miji/core';
import { BUSINESS_ZONE, checkDelegation, Temporal } from '@miji/core';
import { appendEvents, findDelegation, insertDelegation, lockRegister, nextNumber } from '@miji/db';
import type { z } from 'zod';
import { tell } from '../notices/tell.ts';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { toDelegations } from './delegation-wire.ts';

/**
 * Lets somebody else decide in the caller’s name, for one of his posts. Only he himself gives it, and only from what he holds in his
 * own right: what was lent to him is not lent on.
 *
 * @throws Refusal as {@link checkDelegation} finds: `NOT_ENTITLED`, `DELEGATION_TOO_WIDE`, `NOT_EMPLOYED`, `SELF_APPROVAL`,
 *   `VALIDATION`; `NOT_FOUND` for a company that is not there
 */
export const giveDelegation = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<DelegationWire> => {
  const { platform, at } = ctx;
  const principal = requirePersonally(ctx);
  const company = await platform.companies.byCode(input.company);
  const happening = { companyId: company?.id ?? homeCompanyId(ctx), action: 'delegation.given' } as const;
  if (company === undefined) throw await refused(ctx, happening, NOT_FOUND);

  const draft: Omit<Delegation, 'number'> = {
    principalId: principal.personId,
    delegateId: input.delegateId,
    companyId: company.id,
    post: input.post,
    highestLevel: input.highestLevel,
    operations: [...new Set(input.operations)],
    validity: {
      from: input.from === undefined ? at : Temporal.Instant.from(input.from),
      to: Temporal.Instant.from(input.to),
    },
  };
  const delegate = (await loadPerson(platform, input.delegateId, at)) ?? {
    personId: input.delegateId,
    appointments: [],
  };
  const wrong = checkDelegation({ ...draft, number: '' }, { principal, delegate }, at);
  if (wrong !== null) throw await refused(ctx, happening, { code: wrong });

  const row = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    await lockRegister(tx);
    const { year } = at.toZonedDateTimeISO(BUSINESS_ZONE);
    const running = String(await nextNumber(tx, 'delegation', year)).padStart(6, '0');
    const number = `${company.code}-WT-${year}-${running}`;
    await insertDelegation(tx, { ...draft, number, id: randomUUID(), reason: input.reason, givenAt: at });
    await appendEvents(tx, [
      done(ctx, {
        ...happening,
        subject: { kind: 'delegation', id: number },
        effectiveAt: draft.validity.from,
        details: {
          delegate: draft.delegateId,
          post: draft.post,
          highestLevel: draft.highestLevel,
          operations: draft.operations.join(' '),
          to: input.to,
        },
      }),
    ]);
    await tell(platform, tx, {
      kind: 'delegated_to_you',
      at,
      to: [draft.delegateId],
      person: principal.personId,
      key: `${number} delegated_to_you`,
    });
    return findDelegation(tx, number);
  });
  const [given] = row === undefined ? [] : await toDelegations(ctx, [row]);
  if (given === undefined) throw new Error('the delegation just given is not there');
  return given;
};
