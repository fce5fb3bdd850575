import { randomUUID } from 'node:crypto';
import type { HandoverLine, HandoverWire, proposeHandover as contract } from '@miji/contract';
import { inOffice } from '@miji/core';
import type { HandoverRow } from '@miji/db';
import { appendEvents, findHandoverByKey, insertHandover, isUniqueViolation } from '@miji/db';
import type { z } from 'zod';
import { CustodyRefused, orRefuse } from '../custody/custody-office.ts';
import { runningNumber } from '../custody/running-number.ts';
import { tell } from '../notices/tell.ts';
import { finding } from '../organisation/administration.ts';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { Reason } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { scopeAcross } from '../register/register-desk.ts';
import { holdingsAcross, mayArrange } from './handover-desk.ts';
import { showHandover } from './handover-wire.ts';
import { linesOf } from './holding-lines.ts';
import type { Insight } from './standing.ts';
import { everything, insightOf, shownOf } from './standing.ts';

/**
 * Proposes that everything on somebody’s name goes to somebody else’s, as it stands now. Whoever gives proposes it himself, or whoever
 * administers the appointments of his company, or keeps or watches its register, does for him. Nothing moves by it.
 *
 * @throws Refusal `NOT_FOUND`; `HOLDINGS_OUTSTANDING` with the lines that cannot go to the taker; `NO_CHANGE` where nothing stands on the
 *   name; `DUPLICATE` while another handover of his is open; `VALIDATION`
 * @see AR-06
 */
export const proposeHandover = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<HandoverWire> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const giverId = input.giverId ?? person.personId;
  const [giver, taker] = await Promise.all([
    loadPerson(platform, giverId, at),
    loadPerson(platform, input.takerId, at),
  ]);
  const about = { action: 'handover.proposed', subject: { kind: 'person', id: giverId } } as const;
  const [home] = giver === undefined ? [] : inOffice(giver, at);
  const company = home === undefined ? undefined : await platform.companies.byId(home.companyId);
  if (giver === undefined || company === undefined || !(await mayArrange(ctx, person, giver))) {
    throw await refused(ctx, { ...about, companyId: homeCompanyId(ctx) }, NOT_FOUND);
  }
  const happening = { ...about, companyId: company.id };
  if (taker === undefined || inOffice(taker, at).length === 0 || taker.personId === giverId) {
    throw await refused(ctx, happening, { code: 'VALIDATION', article: 'AR-06', fields: [finding('takerId')] });
  }
  const insight = person.personId === giverId ? everything : await insightOf(ctx);
  const earlier = await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    findHandoverByKey(tx, person.personId, input.idempotencyKey),
  );
  const row = earlier ?? (await orRefuse(ctx, happening, () => propose()));
  return showHandover(ctx, row);

  async function propose(): Promise<HandoverRow> {
    if (company === undefined || taker === undefined) throw new Error('both are known by now');
    try {
      return await platform.db.transactAcross(scopeAcross(ctx), async (within) => {
        const lines = linesOf(await holdingsAcross(ctx, within, { personId: giverId, taker, hold: false }), at);
        if (lines.length === 0) throw new CustodyRefused({ code: 'NO_CHANGE' });
        if (lines.some(isStuck)) throw new CustodyRefused(outstanding(lines, insight));
        return within(company.id, async (tx) => {
          const number = await runningNumber(tx, company, 'handover', at);
          const made = await insertHandover(tx, {
            id: randomUUID(),
            number,
            giver_id: giverId,
            taker_id: taker.personId,
            state: 'proposed',
            reason: input.reason,
            lines: JSON.stringify(lines),
            proposed_at: at,
            proposed_by: person.personId,
            idempotency_key: input.idempotencyKey,
          });
          await appendEvents(tx, [
            done(ctx, {
              ...happening,
              subject: { kind: 'handover', id: number },
              details: { giver: giverId, taker: taker.personId, lines: lines.length },
            }),
          ]);
          await tell(platform, tx, {
            kind: 'handover_to_sign',
            at,
            to: [giverId],
            about: { item_number: null, level: null, subject: number, due_at: null },
            person: taker.personId,
            key: `${number} handover_to_sign give`,
          });
          return made;
        });
      });
    } catch (error) {
      if (isUniqueViolation(error)) throw new CustodyRefused({ code: 'DUPLICATE' });
      throw error;
    }
  }
};

const isStuck = ({ obstacle }: HandoverLine): boolean => obstacle !== null;

/** What is in the way, by the place of its line where that is shown; of the rest only that it is this taker who cannot have it. */
const outstanding = (lines: readonly HandoverLine[], insight: Insight): Reason => {
  const shown = shownOf(lines, insight);
  const places = shown.flatMap((line, index) => (isStuck(line) ? [`lines.${index}`] : []));
  const isHidden = lines.filter(isStuck).length > places.length;
  return {
    code: 'HOLDINGS_OUTSTANDING',
    article: 'AR-06',
    fields: [...places, ...(isHidden ? ['takerId'] : [])].map((field) => ({
      field,
      code: 'HOLDINGS_OUTSTANDING',
      article: 'AR-06',
    })),
  };
};
