import type { listServiceDenials as contract } from '@miji/contract';
import { codeTold, OPERATIONS } from '@miji/core';
import type { AuditDetails, Operation } from '@miji/core';
import { isoMillisecond, pageServiceDenials, servicesOf } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';
import { callDesk } from './call-desk.ts';

/**
 * What the services of a company were refused, newest first. An administrator learns what each service was told, and neither for whom nor
 * about what: that a refused item exists is part of the secret. Looking is itself traced.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever neither administers, secures nor audits it
 */
export const listServiceDenials = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { company, span, seesWhy } = await callDesk(ctx, input);
  const { page, services } = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const [found, registered] = await Promise.all([
      pageServiceDenials(tx, { ...span, serviceId: input.service }, input),
      servicesOf(tx),
    ]);
    return { page: found, services: registered };
  });
  const names = await namesOf(
    ctx,
    page.rows.map(({ on_behalf_of }) => on_behalf_of),
    services,
  );
  const details = { span: input.span, denials: page.rows.length };
  await ctx.platform.trace.record(done(ctx, { companyId: company.id, action: 'service_calls.listed', details }));
  return {
    entries: page.rows.map((row) => {
      const code = row.code ?? 'INTERNAL';
      return {
        id: row.id,
        at: isoMillisecond(row.at),
        service: personRef(row.actor_id ?? '', names),
        person: seesWhy && row.on_behalf_of !== null ? personRef(row.on_behalf_of, names) : null,
        item: seesWhy ? row.item_number : null,
        action: row.action,
        operation: operationOf(row.details),
        code: seesWhy ? code : codeTold(code),
        rule: seesWhy ? row.rule : null,
        article: seesWhy ? row.article : null,
      };
    }),
    next: page.next,
  };
};

const operationOf = ({ operation }: AuditDetails): Operation | null =>
  OPERATIONS.find((known) => known === operation) ?? null;
