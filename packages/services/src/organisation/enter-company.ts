import { randomUUID } from 'node:crypto';
import type { enterCompany as contract } from '@miji/contract';
import { appendEvents, insertCompany, insertDepartments, isUniqueViolation } from '@miji/db';
import type { z } from 'zod';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { finding } from './administration.ts';
import { ADMINISTRATION_POSTS, holdsPost } from '@miji/core';

/**
 * Enters a subsidiary into the group, with its departments. There is one head office, and it is there from the beginning.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is not the head office’s system administrator; `DUPLICATE` where the code is taken
 */
export const enterCompany = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const headquarters = await platform.companies.headquarters();
  const happening = { companyId: headquarters?.id ?? homeCompanyId(ctx), action: 'company.entered' } as const;
  if (
    headquarters === undefined ||
    !ADMINISTRATION_POSTS.some((post) => holdsPost(person, headquarters.id, post, at))
  ) {
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });
  }
  const company = { id: randomUUID(), code: input.code, kind: 'subsidiary', name: input.name } as const;
  const names = [...new Set(input.departments)];
  try {
    await platform.db.transactAcross(scopeOfCompany(ctx, company.id), async (within) => {
      const subject = { kind: 'company', id: company.id } as const;
      await within(company.id, async (tx) => {
        await insertCompany(tx, { ...company, foundedAt: at });
        await insertDepartments(
          tx,
          names.map((name) => ({ id: randomUUID(), name, openedAt: at })),
        );
        await appendEvents(tx, [done(ctx, { companyId: company.id, action: 'company.entered', subject })]);
      });
      await within(headquarters.id, (tx) =>
        appendEvents(tx, [done(ctx, { ...happening, subject, details: { code: company.code } })]),
      );
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw await refused(ctx, happening, { code: 'DUPLICATE', fields: [finding('code', 'DUPLICATE')] });
  }
  await platform.companies.refresh();
  return company;
};
