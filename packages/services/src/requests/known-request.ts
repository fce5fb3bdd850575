import type { CompanyRef } from '@miji/contract';
import type { ApprovalMatter, AuditAction, Officers, RefusalCode, SecretLevel, Temporal } from '@miji/core';
import { effectiveLevel, isParty, levelOfRank, seatPrincipalsOf } from '@miji/core';
import type { ItemRow, RequestDecisionRow, RequestRow } from '@miji/db';
import { decisionsOnRequest, findItem, findRequest } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { homeCompanyId, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { OfficerDesk } from './officers.ts';
import { partiesOf } from './request-wire.ts';
import type { Standing } from './standing.ts';
import { matterOf, standingOf } from './standing.ts';

/** A request that whoever acts may know of: as one of its parties, as somebody who decides or has decided it, or in whose name that was done. */
export interface KnownRequest {
  readonly company: CompanyRef;
  readonly row: RequestRow;
  readonly person: ActingPerson;
  readonly officers: Officers;
  readonly level: SecretLevel;
  readonly matter: ApprovalMatter;
  readonly decisions: readonly RequestDecisionRow[];
  readonly standing: Standing;
  readonly itemRow: ItemRow;
}

/**
 * The level at which a request is decided: that of its item now, or, where the item has been declassified meanwhile, the one at
 * which it was filed. A change of classification keeps the level that it was filed at, the higher of before and after: it is void
 * once the item has changed.
 */
export const levelToDecide = (row: RequestRow, item: ItemRow, at: Temporal.Instant): SecretLevel => {
  if (row.change !== null) return levelOfRank(row.level);
  const now = effectiveLevel(toFacts(item, []), at);
  return now === 'declassified' ? levelOfRank(row.level) : now;
};

/** What is told to somebody whom the rule names, although he may not decide: he knows of the request by his seat. */
const TOLD: ReadonlySet<RefusalCode | null> = new Set([null, 'DELEGATE_OF_REQUESTER', 'NOT_YOUR_TURN']);

/**
 * Finds a request for whoever acts. Whoever has nothing to do with it finds nothing.
 *
 * @throws Refusal `NOT_FOUND`
 */
export const findKnownRequest = async (
  ctx: CallContext,
  number: string,
  action: AuditAction,
): Promise<KnownRequest> => {
  const { platform, at } = ctx;
  const person = requirePerson(ctx);
  const company = await platform.companies.ofNumber(number);
  const desk = new OfficerDesk(ctx);
  const [found, nearest] =
    company === undefined
      ? []
      : await Promise.all([
          platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
            const [row, decisions] = await Promise.all([findRequest(tx, number), decisionsOnRequest(tx, number)]);
            const itemRow = row === undefined ? undefined : await findItem(tx, row.item_number);
            return row === undefined || itemRow === undefined ? undefined : { row, itemRow, decisions };
          }),
          // Asked for whether or not there is such a request, so that the time it takes tells nothing.
          desk.of([company.id], null),
        ]);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action,
    subject: { kind: 'request', id: number },
  } as const;
  if (company === undefined || found === undefined || nearest === undefined)
    throw await refused(ctx, happening, NOT_FOUND);

  const { row, itemRow, decisions } = found;
  const level = levelToDecide(row, itemRow, at);
  const matter = matterOf(row, itemRow, level, at);
  const isOwn =
    isParty(partiesOf(row), person.personId) || [...row.deciders, ...row.principals].includes(person.personId);
  const names = new Set(seatPrincipalsOf(person, at));
  const isAddressed = row.approvers.some((name) => names.has(name));
  // Further companies are asked only for whoever has to do with it anyhow.
  const officers = isOwn || isAddressed ? await desk.of(row.route.companies, row.route.seats) : nearest;
  const standing = standingOf(row, matter, decisions, { person, officers }, at);
  // Whoever could have decided it knows of it afterwards as he did before: who comes second learns that somebody was first.
  const { mayNotDecide } = standing.left === null ? standingOf(row, matter, [], { person, officers }, at) : standing;
  if (!isOwn && !TOLD.has(mayNotDecide)) {
    throw await refused(ctx, { ...happening, item: row.item_number }, { code: mayNotDecide ?? 'NOT_FOUND' }, NOT_FOUND);
  }
  return { company, row, person, officers, level, matter, decisions, standing, itemRow };
};
