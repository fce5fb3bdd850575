import { Refusal } from '@miji/contract';
import type { CompanyRef } from '@miji/contract';
import type { AuditAction, ItemFacts, Knowing, Law, Namer } from '@miji/core';
import { decide, effectiveLevel, holdsPost, isNamer, NAMERS } from '@miji/core';
import type { ItemRow, RangeRow, ScopedTransaction } from '@miji/db';
import { findItem, rangeOfNumber } from '@miji/db';
import { lawFor, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { refused } from '../platform/audit.ts';
import type { Reason } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { toFacts } from '../items/item-facts.ts';
import { lockItemFacts, notFound } from '../items/known-item.ts';

/** The acts on a range. */
type RangeAction = Extract<AuditAction, `range.${string}`>;

/** An item whose range somebody is about to change, and in what capacity. */
export interface RangeMatter {
  readonly person: ActingPerson;
  readonly company: CompanyRef;
  readonly row: ItemRow;
  readonly range: readonly RangeRow[];
  readonly facts: ItemFacts;
  readonly law: Law;
  readonly knowing: Knowing;
  readonly namedAs: Namer;
  readonly happening: {
    readonly companyId: string;
    readonly action: RangeAction;
    readonly subject: { readonly kind: 'item'; readonly id: string };
    readonly item: string;
  };
}

/** Who may do it: whoever may name readers, or besides him the owner's security officer, who need not know the item. */
export type RangeRight = 'namers' | 'namers_and_security_officer';

/**
 * Finds an item for whoever wants to change its range, and looks whether he may. To whoever neither knows it, nor designates for it
 * by his post, nor keeps the owner's register, it is not there.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED_TO_DESIGNATE`; `NOT_ENTITLED` for a service
 * @see GS-17
 * @see GS-18
 * @see GS-19
 */
export const openRange = async (
  ctx: CallContext,
  number: string,
  action: RangeAction,
  right: RangeRight,
): Promise<RangeMatter> => {
  const person = requirePersonally(ctx);
  const company = await ctx.platform.companies.ofNumber(number);
  const found =
    company === undefined
      ? undefined
      : await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
          const [row, range] = await Promise.all([findItem(tx, number), rangeOfNumber(tx, number)]);
          return row === undefined ? undefined : { company, row, range };
        });
  if (found === undefined) throw await notFound(ctx, { companyId: company?.id, number, action }, undefined);

  const facts = toFacts(found.row, found.range);
  const law = lawFor(ctx, found.company);
  const knowing = law.knowing(facts.level, facts.regimes);
  const decision = decide({ law, operation: 'view', item: facts, actor: person, at: ctx.at });
  const keepsRegister =
    right === 'namers_and_security_officer' && holdsPost(person, found.company.id, 'security_officer', ctx.at);
  const named = NAMERS.find((namer) => knowing.namers.includes(namer) && isNamer(namer, facts.range, person, ctx.at));
  // Where only the head office designates it need not know the item: else nobody could ever be the first (GS-17, K-07).
  const mayTouch = decision.outcome === 'allowed' || keepsRegister || named === 'headquarters_executive';
  if (!mayTouch) throw await notFound(ctx, { companyId: found.company.id, number, action }, decision);
  const namedAs = named ?? (keepsRegister ? 'owner_security_officer' : undefined);
  const happening = {
    companyId: found.company.id,
    action,
    subject: { kind: 'item', id: number },
    item: number,
  } as const;
  if (namedAs === undefined) {
    const reason = {
      code: 'NOT_ENTITLED_TO_DESIGNATE',
      rule: `range.${facts.level}`,
      article: knowing.article,
    } as const;
    throw await refused(ctx, happening, reason);
  }
  return { person, ...found, facts, law, knowing, namedAs, happening };
};

/** Refuses an act on a range, under the rule of its level. */
export const refuseRange = async (ctx: CallContext, matter: RangeMatter, reason: Reason): Promise<never> => {
  const { happening, facts, knowing } = matter;
  throw await refused(ctx, happening, { rule: `range.${facts.level}`, article: knowing.article, ...reason });
};

/** @throws Refusal `ALREADY_DECLASSIFIED` where there is no range any more */
export const requireSecret = async (ctx: CallContext, matter: RangeMatter): Promise<void> => {
  if (effectiveLevel(matter.facts, ctx.at) !== 'declassified') return;
  await refuseRange(ctx, matter, { code: 'ALREADY_DECLASSIFIED', rule: 'period.over', article: 'GS-14' });
};

/**
 * Changes something of the range in one transaction, with the item held meanwhile.
 *
 * @param change is given the item as it is once it is held
 */
export const changeRange = <T>(
  ctx: CallContext,
  matter: RangeMatter,
  change: (tx: ScopedTransaction, row: ItemRow) => Promise<T>,
): Promise<T> =>
  ctx.platform.db.transact(scopeOfCompany(ctx, matter.company.id), async (tx) => {
    const locked = await lockItemFacts(tx, matter.row.number);
    if (locked === undefined) throw new Refusal('NOT_FOUND');
    return change(tx, locked.row);
  });

/** On what ground a change of a range was made. */
export const groundOf = ({ facts, knowing }: RangeMatter) =>
  ({ code: 'ALLOWED_OFFICE', rule: `range.${facts.level}`, article: knowing.article }) as const;
