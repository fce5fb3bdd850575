import type { getRecordClass as contract, RecordClassVersion } from '@miji/contract';
import { recordClass } from '@miji/contract';
import type { RecordClassRow } from '@miji/db';
import { isoMillisecond, recordClassVersions } from '@miji/db';
import type { z } from 'zod';
import { systemScope } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';
import type { Names } from '../platform/names.ts';
import { classInForce, declarationsFor } from './class-in-force.ts';
import { recordsReader } from './records-office.ts';

/**
 * A class with every version that the company and the group have declared.
 *
 * @throws Refusal `NOT_ENTITLED`, `NOT_FOUND` where neither has ever declared it
 */
export const getRecordClass = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  const company = await recordsReader(ctx, input.company);
  const headquarters = await platform.companies.headquarters();
  const of = (companyId: string): Promise<readonly RecordClassRow[]> =>
    platform.db.transact(systemScope(ctx.at, companyId), (tx) => recordClassVersions(tx, input.code));
  const own = await of(company.id);
  const group = headquarters === undefined || headquarters.id === company.id ? null : await of(headquarters.id);
  const happening = {
    companyId: company.id,
    action: 'record_class.listed',
    subject: { kind: 'record_class', id: input.code },
  } as const;
  if (own.length === 0 && (group ?? []).length === 0) throw await refused(ctx, happening, { code: 'NOT_FOUND' });
  await platform.trace.record(done(ctx, happening));
  const names = await namesOf(
    ctx,
    [...own, ...(group ?? [])].map(({ declared_by }) => declared_by),
  );
  return {
    company,
    code: input.code,
    inForce: classInForce(ctx, company, await declarationsFor(ctx, company), input.code),
    own: own.map((row) => toVersion(row, names)),
    group: group?.map((row) => toVersion(row, names)) ?? null,
  };
};

const toVersion = (row: RecordClassRow, names: Names): RecordClassVersion => ({
  version: row.version,
  declared: recordClass.parse(row.document),
  declaredBy: personRef(row.declared_by, names),
  declaredAt: isoMillisecond(row.declared_at),
  retiredAt: row.retired_at === null ? null : isoMillisecond(row.retired_at),
});
