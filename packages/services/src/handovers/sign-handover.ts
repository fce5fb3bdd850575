import { Refusal } from '@miji/contract';
import type { HandoverWire, signHandover as contract } from '@miji/contract';
import type { AuditEvent } from '@miji/core';
import type { HandoverRow } from '@miji/db';
import { appendEvents, lockHandover, moveHandover, stayInOffice } from '@miji/db';
import type { z } from 'zod';
import { CustodyRefused, orRefuse } from '../custody/custody-office.ts';
import { tell } from '../notices/tell.ts';
import { done } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { scopeAcross } from '../register/register-desk.ts';
import { changeHands } from './change-hands.ts';
import { holdingsAcross, knownHandover } from './handover-desk.ts';
import { keptLines, showHandover } from './handover-wire.ts';
import { isSame, linesOf } from './holding-lines.ts';

/**
 * Signs a handover, the giver first. With the taker’s signature everything changes hands in one transaction, or nothing does. Both sign
 * what was proposed: where something has come to the giver’s name or gone from it meanwhile, it is proposed anew.
 *
 * @throws Refusal `NOT_FOUND`; `NOT_YOUR_TURN` to the taker before the giver has signed; `SEPARATION_OF_DUTIES` to whoever is neither;
 *   `NO_CHANGE` where he has signed already or it is over; `VERSION_CONFLICT`; `HOLDINGS_OUTSTANDING` where the taker may not have it
 *   any more
 * @see AR-06
 */
export const signHandover = async (
  ctx: CallContext,
  { number }: z.output<typeof contract.input>,
): Promise<HandoverWire> => {
  const { platform, at } = ctx;
  const { company, row: seen, person } = await knownHandover(ctx, number, 'handover.signed');
  const taker = await loadPerson(platform, seen.taker_id, at);
  const subject = { kind: 'handover', id: number } as const;
  const happening = { companyId: company.id, action: 'handover.signed', subject } as const;
  const row = await orRefuse(ctx, happening, () =>
    platform.db.transactAcross(scopeAcross(ctx), async (within) => {
      const held = await within(company.id, (tx) => lockHandover(tx, number));
      if (held === undefined || taker === undefined) throw new Refusal('NOT_FOUND');
      const side = sideOf(held, person);
      const isLast = side === 'take';
      const holdings = await holdingsAcross(ctx, within, { personId: held.giver_id, taker, hold: isLast });
      const lines = linesOf(holdings, at);
      if (!isSame(keptLines(held), lines)) throw new CustodyRefused({ code: 'VERSION_CONFLICT' });
      if (lines.some(({ obstacle }) => obstacle !== null)) {
        throw new CustodyRefused({ code: 'HOLDINGS_OUTSTANDING', article: 'AR-06' });
      }
      if (isLast && !(await within(company.id, (tx) => stayInOffice(tx, [held.taker_id], at)))) {
        throw new CustodyRefused({ code: 'NOT_EMPLOYED', article: 'AR-06' });
      }
      if (isLast) for (const one of holdings) await changeHands(ctx, within, one, held);
      return within(company.id, async (tx) => {
        const moved = await moveHandover(tx, held.id, { state: isLast ? 'done' : 'given', at });
        const signed: AuditEvent = done(ctx, { ...happening, details: { side, lines: lines.length } });
        await appendEvents(tx, [signed]);
        const about = { item_number: null, level: null, subject: number, due_at: null };
        await tell(platform, tx, {
          kind: isLast ? 'handover_done' : 'handover_to_sign',
          at,
          to: isLast ? [held.giver_id, held.proposed_by].filter((id) => id !== person.personId) : [held.taker_id],
          about,
          person: person.personId,
          key: `${number} ${isLast ? 'handover_done' : 'handover_to_sign take'}`,
        });
        return moved;
      });
    }),
  );
  return showHandover(ctx, row);
};

/** Which signature somebody gives now. */
const sideOf = ({ state, giver_id, taker_id }: HandoverRow, { personId }: ActingPerson): 'give' | 'take' => {
  if (personId !== giver_id && personId !== taker_id) {
    throw new CustodyRefused({ code: 'SEPARATION_OF_DUTIES', article: 'AR-06' });
  }
  if (state === 'proposed' && personId === giver_id) return 'give';
  if (state === 'given' && personId === taker_id) return 'take';
  throw new CustodyRefused({ code: state === 'proposed' ? 'NOT_YOUR_TURN' : 'NO_CHANGE' });
};
