import type { CompanyRef, declareRecordClass as contract } from '@miji/contract';
import type { DeclarationFinding, RecordClass } from '@miji/core';
import { checkRecordClass, tightens } from '@miji/core';
import { appendEvents, insertRecordClass, lockRecordClass, recordClassVersions } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { ActingPerson, CallContext } from '../platform/context.ts';
import { classInForce, declarationsFor, declaredIn } from './class-in-force.ts';
import { recordsOffice } from './records-office.ts';

type Input = z.output<typeof contract.input>;

/**
 * Declares what a table of the company's own systems holds, and by what rules its rows are handed out: for the whole group at the head
 * office, elsewhere for the company alone, and then never looser than the group's.
 *
 * @throws Refusal `NOT_ENTITLED`, `VALIDATION`, `RULE_LOOSENED` with the places, `VERSION_CONFLICT`
 * @see CD-05
 * @see CD-06
 * @see CD-07
 * @see K-15
 */
export const declareRecordClass = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { declared, base } = input;
  const { company, person } = await recordsOffice(ctx, input.company, 'record_class.declared');
  const happening = {
    companyId: company.id,
    action: 'record_class.declared',
    subject: { kind: 'record_class', id: declared.code },
  } as const;
  const findings = await findingsOf(ctx, company, declared);
  const [first] = findings;
  if (first !== undefined) {
    const loosened = findings.find(({ code }) => code === 'RULE_LOOSENED');
    throw await refused(ctx, happening, {
      code: loosened?.code ?? 'VALIDATION',
      article: 'K-15',
      fields: findings.map(({ field, code }) => ({ field: `declared.${field}`, code, article: null })),
    });
  }
  if (!(await write(ctx, { company, person, declared, base }))) {
    throw await refused(ctx, happening, { code: 'VERSION_CONFLICT' });
  }
  const inForce = classInForce(ctx, company, await declarationsFor(ctx, company), declared.code);
  if (inForce === null) throw await refused(ctx, happening, { code: 'VERSION_CONFLICT' });
  return inForce;
};

const findingsOf = async (
  ctx: CallContext,
  company: CompanyRef,
  declared: RecordClass,
): Promise<readonly DeclarationFinding[]> => {
  const findings = checkRecordClass(declared);
  if (findings.length > 0 || company.kind === 'headquarters') return findings;
  const group = (await declarationsFor(ctx, company)).group.get(declared.code);
  return group === undefined ? [] : tightens(declaredIn(group), declared);
};

/** Whether it was written: not where somebody has declared the class meanwhile. */
const write = (
  ctx: CallContext,
  made: {
    readonly company: CompanyRef;
    readonly person: ActingPerson;
    readonly declared: RecordClass;
    readonly base: number | null;
  },
): Promise<boolean> =>
  ctx.platform.db.transact(scopeOfCompany(ctx, made.company.id), async (tx) => {
    const { code } = made.declared;
    await lockRecordClass(tx, code);
    const [newest] = await recordClassVersions(tx, code);
    // A retired class is declared again like a new one, and its versions go on being counted.
    const base = newest === undefined || newest.retired_at !== null ? null : newest.version;
    if (base !== made.base) return false;
    const version = (newest?.version ?? 0) + 1;
    await insertRecordClass(tx, {
      code,
      version,
      document: JSON.stringify(made.declared),
      declared_by: made.person.personId,
      declared_at: ctx.at,
    });
    await appendEvents(tx, [
      done(ctx, {
        companyId: made.company.id,
        action: 'record_class.declared',
        subject: { kind: 'record_class', id: code },
        because: { code: 'ALLOWED_OFFICE', rule: 'classification.customer', article: 'CD-06' },
        details: { version, fields: made.declared.fields.length, batchLimit: made.declared.batchLimit },
      }),
    ]);
    return true;
  });
