import type { CompanyRef } from '@miji/contract';
import type { AuditAction, OfficeHolders, RefusalCode, SecretLevel, Temporal } from '@miji/core';
import { effectiveLevel, isParty, levelOfRank, mayApprove } from '@miji/core';
import type { RequestRow } from '@miji/db';
import { findItem, findRequest } from '@miji/db';
import { toFacts } from '../items/item-facts.ts';
import { homeCompanyId, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { partiesOf } from './request-wire.ts';
import { loadOfficeHolders } from './route.ts';

/** A request that whoever acts may know of: as one of its parties, or as somebody who decides or has decided it. */
export interface KnownRequest {
  readonly company: CompanyRef;
  readonly row: RequestRow;
  readonly person: ActingPerson;
  readonly holders: OfficeHolders;
  readonly level: SecretLevel;
  /** null where the person may decide it by his post and standing, whatever its state */
  readonly mayNotDecide: RefusalCode | null;
  readonly itemRow: NonNullable<Awaited<ReturnType<typeof findItem>>>;
}

/**
 * The level at which a request is decided: that of its item now, or, where the item has been declassified meanwhile, the one at
 * which it was filed.
 */
export const levelToDecide = (
  row: RequestRow,
  item: Parameters<typeof toFacts>[0],
  at: Temporal.Instant,
): SecretLevel => {
  const now = effectiveLevel(toFacts(item, []), at);
  return now === 'declassified' ? levelOfRank(row.level) : now;
};

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
  const [found, holders] =
    company === undefined
      ? []
      : await Promise.all([
          platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
            const row = await findRequest(tx, number);
            const itemRow = row === undefined ? undefined : await findItem(tx, row.item_number);
            return row === undefined || itemRow === undefined ? undefined : { row, itemRow };
          }),
          // Asked for whether or not there is such a request, so that the time it takes tells nothing.
          loadOfficeHolders(ctx, company.id),
        ]);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action,
    subject: { kind: 'request', id: number },
  } as const;
  if (company === undefined || found === undefined || holders === undefined)
    throw await refused(ctx, happening, NOT_FOUND);

  const { row, itemRow } = found;
  const level = levelToDecide(row, itemRow, at);
  const parties = partiesOf(row);
  const mayNotDecide = mayApprove({ level, ownerCompanyId: company.id, parties, holders }, person, at);
  const concerned = isParty(parties, person.personId) || row.decided_by === person.personId || mayNotDecide === null;
  if (!concerned) {
    throw await refused(ctx, { ...happening, item: row.item_number }, { code: mayNotDecide ?? 'NOT_FOUND' }, NOT_FOUND);
  }
  return { company, row, person, holders, level, mayNotDecide, itemRow };
};
