import type { RequestedChangeWire } from '@miji/contract';
import type { Change, PlannedChange, RequestParties, SecretLevel } from '@miji/core';
import {
  applicantOf,
  checkChange,
  compareLevels,
  decidingLevel,
  deriveClassification,
  isForbidden,
  isTooLong,
  operationOf,
  planChange,
  STOPPED_BY_HOLD,
} from '@miji/core';
import type { KnownItem } from '../items/known-item.ts';
import { findKnownItem } from '../items/known-item.ts';
import { lawFor, requirePerson } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import type { BoundRoute } from '../requests/bind-route.ts';
import { bindRoute } from '../requests/bind-route.ts';
import { OfficerDesk } from '../requests/officers.ts';
import { officesToFill } from '../requests/route-wire.ts';
import { toChange, toChangeable } from './change-wire.ts';
import { sourcesBehind } from './sources.ts';

/** A change that could be filed: what it would do, and who would decide it. */
export interface PreparedChange {
  readonly item: KnownItem;
  readonly requester: ActingPerson;
  readonly change: Change;
  /** the level whose cell of the matrix decides */
  readonly level: SecretLevel;
  readonly plan: PlannedChange;
  readonly bound: BoundRoute;
  readonly refuse: (reason: Reason) => Promise<never>;
}

/**
 * Looks whether a change could be filed by whoever acts, and refuses it where not.
 *
 * @throws Refusal `NOT_FOUND`, every code of {@link checkChange}, `SOURCE_STRICTER` below what the item was made from, `RULE_NOT_SET`,
 * `FORBIDDEN_BY_RULE`, `NECESSITY_REQUIRED`, `NO_ELIGIBLE_APPROVER`, `ON_HOLD` for what would end its secrecy
 */
export const prepareChange = async (
  ctx: CallContext,
  input: { readonly item: string; readonly change: RequestedChangeWire; readonly necessity?: string | undefined },
): Promise<PreparedChange> => {
  const { at } = ctx;
  const requester = requirePerson(ctx);
  const asking = { number: input.item, operation: 'view', action: 'request.filed' } as const;
  const item = await findKnownItem(ctx, asking, async () => undefined);
  const { company, row, range, facts } = item;
  const change = toChange(input.change);
  const operation = operationOf(change);
  const level = decidingLevel(facts, change);
  const law = lawFor(ctx, company);
  const approval = law.approval(operation, level, facts.regimes, applicantOf(requester, company.id, { at }));
  const refuse = async (reason: Reason): Promise<never> => {
    const happening = {
      companyId: company.id,
      action: 'request.filed',
      subject: { kind: 'item', id: row.number },
      item: row.number,
      details: { operation, change: change.kind },
    } as const;
    throw await refused(ctx, happening, { rule: `approver.${level}`, article: approval.article, ...reason });
  };

  const impossible = checkChange(toChangeable(row, range), change, at);
  if (impossible !== null) {
    const article = change.kind === 'extend' ? 'GS-15' : 'GS-13';
    return refuse({
      code: impossible,
      rule: 'classification.attributes',
      article: impossible === 'ALREADY_DECLASSIFIED' ? 'GS-14' : article,
    });
  }
  if (facts.onHold === true && STOPPED_BY_HOLD.has(operation)) {
    return refuse({ code: 'ON_HOLD', rule: 'hold.placed', article: 'GS-23' });
  }
  if (change.kind === 'extend' && isTooLong(law, facts.level, { period: change.period, issuedOn: facts.issuedOn })) {
    return refuse({ code: 'PERIOD_TOO_LONG', article: 'K-06' });
  }
  if (await isBelowSources(ctx, item, change)) return refuse({ code: 'SOURCE_STRICTER', article: 'GS-24' });
  if (approval.approver === null) return refuse({ code: 'RULE_NOT_SET', rule: 'approver.not_set', article: 'K-05' });
  if (isForbidden(approval.approver)) return refuse({ code: 'FORBIDDEN_BY_RULE' });
  if (approval.necessityRequired && !input.necessity?.trim()) {
    return refuse({
      code: 'NECESSITY_REQUIRED',
      rule: 'approver.necessity',
      missing: [{ kind: 'necessity' }, { kind: 'approval', by: approval.approver }],
    });
  }
  const { personId } = requester;
  const parties: RequestParties = { requesterId: personId, drafterId: null, beneficiaryIds: [personId] };
  const bound = await bindRoute(ctx, new OfficerDesk(ctx), { company, facts, operation, level, requester, parties });
  if (bound === null) return refuse({ code: 'RULE_NOT_SET', rule: 'approver.not_set', article: 'K-05' });
  if (bound.necessityRequired && !input.necessity?.trim()) {
    return refuse({ code: 'NECESSITY_REQUIRED', rule: 'approver.necessity', missing: [{ kind: 'necessity' }] });
  }
  return { item, requester, change, level, plan: planChange(law, facts, change, at), bound, refuse };
};

/**
 * Whether a change would leave an item, or lines of it, below something that it was made from and that is still secret: nobody can
 * tell from the lines which of them came from there.
 */
const isBelowSources = async (ctx: CallContext, { facts }: KnownItem, change: Change): Promise<boolean> => {
  if (change.kind === 'extend') return false;
  const { level } = deriveClassification(await sourcesBehind(ctx, facts), ctx.at);
  if (level === null) return false;
  return change.kind !== 'regrade' || compareLevels(change.toLevel, level) < 0;
};

/** Refuses a change that nobody impartial could decide now, and says whom to appoint. */
export const requireOpenRoute = async ({ bound, item, refuse }: PreparedChange): Promise<void> => {
  if (bound.route.kind === 'open') return;
  await refuse({
    code: 'NO_ELIGIBLE_APPROVER',
    article: bound.stored.article,
    missing: [{ kind: 'approval', by: officesToFill(bound.route.appoint, item.company.id) }],
  });
};
