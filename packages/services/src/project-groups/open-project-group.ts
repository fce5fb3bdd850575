import { randomUUID } from 'node:crypto';
import type { openProjectGroup as contract, ProjectGroupWire } from '@miji/contract';
import { GROUP_POSTS, holdsPost } from '@miji/core';
import { appendEvents, insertProjectGroup, isUniqueViolation } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { readGroup } from './known-group.ts';

/**
 * Opens a project group and leads it. Nobody belongs to it by that.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is none of {@link GROUP_POSTS} there; `DUPLICATE` where the name is taken
 * @see GS-19
 */
export const openProjectGroup = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<ProjectGroupWire> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const company = await platform.companies.byCode(input.company);
  const id = randomUUID();
  const subject = { kind: 'project_group', id } as const;
  const happening = { companyId: company?.id ?? homeCompanyId(ctx), action: 'project_group.opened', subject } as const;
  if (company === undefined || !GROUP_POSTS.some((post) => holdsPost(person, company.id, post, at)))
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });
  try {
    return await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
      await insertProjectGroup(tx, { id, name: input.name, leaderId: person.personId, openedAt: at });
      await appendEvents(tx, [done(ctx, happening)]);
      return readGroup(ctx, tx, company, id);
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const fields = [{ field: 'name', code: 'DUPLICATE', article: null }] as const;
    throw await refused(ctx, happening, { code: 'DUPLICATE', fields });
  }
};
