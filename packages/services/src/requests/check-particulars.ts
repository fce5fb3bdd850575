import type { ParticularsWire } from '@miji/contract';
import type { Limits } from '@miji/core';
import { BUSINESS_ZONE, Temporal } from '@miji/core';
import { copiesOfItem } from '@miji/db';
import { copyIdOf } from '../copies/copy-summary.ts';
import { mayTakePart } from '../destructions/granted-destruction.ts';
import type { KnownItem } from '../items/known-item.ts';
import { lawFor, scopeOfCompany } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { invalid } from './check-terms.ts';
import { isResidentIdentity } from './resident-identity.ts';

interface Filed {
  readonly item: KnownItem;
  readonly requester: ActingPerson;
  readonly particulars: ParticularsWire;
  readonly limits: Limits;
}

/** Whether what a kind of request says besides could be true; null, or what could not. @see CF-18 */
export const checkParticulars = async (ctx: CallContext, filed: Filed): Promise<Reason | null> => {
  const { particulars, limits } = filed;
  const today = ctx.at.toZonedDateTimeISO(BUSINESS_ZONE).toPlainDate();
  const isOver = (day: string): boolean => Temporal.PlainDate.compare(Temporal.PlainDate.from(day), today) < 0;
  switch (particulars.operation) {
    case 'copy':
    case 'excerpt':
      return particulars.meeting !== undefined && isOver(particulars.meeting.heldOn)
        ? invalid('particulars.meeting.heldOn', 'CD-13')
        : null;
    case 'print':
      return isOver(particulars.useUntil) ? invalid('particulars.useUntil', 'PM-10') : null;
    case 'carry_out':
      return isOver(particulars.bringBackOn) ? invalid('particulars.bringBackOn', 'AR-32') : null;
    case 'loan': {
      const { days, visitor } = particulars;
      if (days > limits.loanDays) return invalid('particulars.days', 'K-13');
      const isWrong = visitor?.document === 'resident_identity_card' && !isResidentIdentity(visitor.documentNumber);
      return isWrong ? invalid('particulars.visitor.documentNumber', 'AR-30') : null;
    }
    case 'destroy':
      return checkDestruction(ctx, filed, particulars);
    default:
      return null;
  }
};

/** Who approves, who destroys and who watches are three people, the last two of whom may know what is destroyed. @see K-12 */
const checkDestruction = async (
  ctx: CallContext,
  { item, requester }: Filed,
  particulars: Extract<ParticularsWire, { operation: 'destroy' }>,
): Promise<Reason | null> => {
  const { executorId, witnessId, copies } = particulars;
  if (witnessId === executorId || witnessId === requester.personId) return separated('particulars.witnessId');
  if (executorId === requester.personId) return separated('particulars.executorId');
  const law = lawFor(ctx, item.company);
  for (const [field, id] of [
    ['particulars.executorId', executorId],
    ['particulars.witnessId', witnessId],
  ] as const) {
    const person = await loadPerson(ctx.platform, id, ctx.at);
    if (!mayTakePart(law, item.facts, person, ctx.at))
      return { code: 'NOT_IN_RANGE', fields: [{ field, code: 'NOT_IN_RANGE', article: item.decision.article }] };
  }
  const held = await ctx.platform.db.transact(scopeOfCompany(ctx, item.company.id), (tx) =>
    copiesOfItem(tx, item.row.id),
  );
  const left = new Set(held.filter(({ state }) => state !== 'destroyed').map(copyIdOf));
  const wrong = copies.findIndex((id, index) => !left.has(id) || copies.indexOf(id) !== index);
  return wrong === -1 ? null : invalid(`particulars.copies.${wrong}`, 'GS-24');
};

const separated = (field: string): Reason => ({
  code: 'SEPARATION_OF_DUTIES',
  article: 'K-12',
  fields: [{ field, code: 'SEPARATION_OF_DUTIES', article: 'K-12' }],
});
