import { randomUUID } from 'node:crypto';
import type { registerCustomer as contract } from '@miji/contract';
import { businessDay, Temporal } from '@miji/core';
import type { CustomerRow, ScopedTransaction } from '@miji/db';
import { appendEvents, customerNamed, findCustomerByKey, insertCustomer, nextNumber } from '@miji/db';
import type { z } from 'zod';
import { lawFor, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { digestOf, once } from '../platform/once.ts';
import type { CustomerDesk } from './customer-desk.ts';
import { openCustomers, toCustomer } from './customer-desk.ts';

type Input = z.output<typeof contract.input>;

/** Customers are counted through, not year by year. */
const ONE_COUNT = 0;

/**
 * Enters a customer with its grade, from which the level of its files follows.
 *
 * @throws Refusal `NOT_ENTITLED`, `DUPLICATE` for a name that is there already, `KEY_REUSED`
 * @see CD-05
 * @see CD-06
 * @see CD-07
 */
export const registerCustomer = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  const desk = await openCustomers(ctx, input.company, 'customer.registered');
  const { company, person } = desk;
  const scope = scopeOfCompany(ctx, company.id);
  const happening = { companyId: company.id, action: 'customer.registered' } as const;
  const [earlier, namesake] = await platform.db.transact(scope, (tx) =>
    Promise.all([findCustomerByKey(tx, person.personId, input.idempotencyKey), customerNamed(tx, input.name)]),
  );
  if (earlier === undefined && namesake !== undefined) {
    throw await refused(ctx, happening, {
      code: 'DUPLICATE',
      fields: [{ field: 'name', code: 'DUPLICATE', article: null }],
    });
  }
  const row = await once(
    () => platform.db.transact(scope, (tx) => findCustomerByKey(tx, person.personId, input.idempotencyKey)),
    () => platform.db.transact(scope, (tx) => write(ctx, tx, input, desk)),
  );
  if (row.input_digest !== digestOf(input)) throw await refused(ctx, happening, { code: 'KEY_REUSED' });
  return toCustomer(row, company, lawFor(ctx, company));
};

const write = async (
  ctx: CallContext,
  tx: ScopedTransaction,
  input: Input,
  { company, person }: CustomerDesk,
): Promise<CustomerRow> => {
  const number = `${company.code}-KH-${String(await nextNumber(tx, 'customer', ONE_COUNT)).padStart(6, '0')}`;
  const row = await insertCustomer(tx, {
    id: randomUUID(),
    number,
    name: input.name,
    grade: input.grade,
    since: input.since === undefined ? businessDay(ctx.at) : Temporal.PlainDate.from(input.since),
    registered_at: ctx.at,
    registered_by: person.personId,
    idempotency_key: input.idempotencyKey,
    input_digest: digestOf(input),
  });
  await appendEvents(tx, [
    done(ctx, {
      companyId: company.id,
      action: 'customer.registered',
      subject: { kind: 'customer', id: number },
      because: { code: 'ALLOWED_OFFICE', rule: 'classification.customer', article: 'CD-06' },
      details: { grade: input.grade },
    }),
  ]);
  return row;
};
