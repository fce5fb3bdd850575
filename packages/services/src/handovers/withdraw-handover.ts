import { Refusal } from '@miji/contract';
import type { HandoverWire, withdrawHandover as contract } from '@miji/contract';
import { appendEvents, lockHandover, moveHandover } from '@miji/db';
import type { z } from 'zod';
import { CustodyRefused, orRefuse } from '../custody/custody-office.ts';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { knownHandover } from './handover-desk.ts';
import { showHandover } from './handover-wire.ts';

/**
 * Takes back a handover that is not done, or does not take it over: the giver, the taker, or whoever has proposed it.
 *
 * @throws Refusal `NOT_FOUND`; `NOT_ENTITLED` to whoever is none of them; `NO_CHANGE` once it is over
 */
export const withdrawHandover = async (
  ctx: CallContext,
  { number }: z.output<typeof contract.input>,
): Promise<HandoverWire> => {
  const { company, person } = await knownHandover(ctx, number, 'handover.withdrawn');
  const subject = { kind: 'handover', id: number } as const;
  const happening = { companyId: company.id, action: 'handover.withdrawn', subject } as const;
  const row = await orRefuse(ctx, happening, () =>
    ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      const held = await lockHandover(tx, number);
      if (held === undefined) throw new Refusal('NOT_FOUND');
      if (![held.giver_id, held.taker_id, held.proposed_by].includes(person.personId)) {
        throw new CustodyRefused({ code: 'NOT_ENTITLED', article: 'AR-06' });
      }
      if (held.state === 'done' || held.state === 'withdrawn') throw new CustodyRefused({ code: 'NO_CHANGE' });
      await appendEvents(tx, [done(ctx, happening)]);
      return moveHandover(tx, held.id, { state: 'withdrawn', at: ctx.at });
    }),
  );
  return showHandover(ctx, row);
};
