import type { CompanyRef } from '@miji/contract';
import type { ItemFacts } from '@miji/core';
import { effectiveLevel } from '@miji/core';
import { markOf } from '../items/item-facts.ts';
import type { CallContext } from '../platform/context.ts';

/** What stands beside the crossed-out mark of what is secret no longer. */
export const RELEASED_MARK = '解密';

/** The mark that a copy carries now: its item's, or that it is released. @see GS-13 @see GS-14 */
export const rootMark = (ctx: Pick<CallContext, 'rules' | 'at'>, facts: ItemFacts, owner: CompanyRef): string =>
  effectiveLevel(facts, ctx.at) === 'declassified' ? RELEASED_MARK : markOf(ctx, facts, owner);
