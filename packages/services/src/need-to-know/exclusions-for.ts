import { holdsPost, mayName } from '@miji/core';
import type { ExclusionRow } from '@miji/db';
import type { KnownItem } from '../items/known-item.ts';
import { actingPerson, lawFor } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** Who is shut out of an item, for whoever may shut somebody out of it; nothing for everybody else. */
export const exclusionsFor = (
  ctx: CallContext,
  { company, facts }: Pick<KnownItem, 'company' | 'facts'>,
  rows: readonly ExclusionRow[],
): readonly ExclusionRow[] => {
  const person = actingPerson(ctx);
  if (person === null) return [];
  const knowing = lawFor(ctx, company).knowing(facts.level, facts.regimes);
  const isEntitled =
    mayName(facts.range, knowing, person, ctx.at) === null || holdsPost(person, company.id, 'security_officer', ctx.at);
  return isEntitled ? rows : [];
};
