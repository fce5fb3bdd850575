import type { CompanyRef, RecordClassInForce } from '@miji/contract';
import { recordClass } from '@miji/contract';
import type { RecordClass } from '@miji/core';
import { strictestClass, withCatalogue } from '@miji/core';
import type { RecordClassRow } from '@miji/db';
import { recordClassesInForce } from '@miji/db';
import { lawFor, systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';

/** The declarations of a company and of the group that are not retired, by code. */
export interface Declarations {
  readonly group: ReadonlyMap<string, RecordClassRow>;
  readonly own: ReadonlyMap<string, RecordClassRow>;
}

/** What was declared, read back as it was checked when it was kept. */
export const declaredIn = ({ document }: RecordClassRow): RecordClass => recordClass.parse(document);

/** The declarations that bind a company. The head office's own are the group's. */
export const declarationsFor = async (
  { platform, at }: Pick<CallContext, 'platform' | 'at'>,
  company: CompanyRef,
): Promise<Declarations> => {
  const headquarters = await platform.companies.headquarters();
  const of = async (companyId: string): Promise<ReadonlyMap<string, RecordClassRow>> => {
    const rows = await platform.db.transact(systemScope(at, companyId), recordClassesInForce);
    return new Map(rows.map((row) => [row.code, row]));
  };
  const group = headquarters === undefined ? new Map<string, RecordClassRow>() : await of(headquarters.id);
  return { group, own: company.kind === 'headquarters' ? new Map() : await of(company.id) };
};

/** What is declared for a company, of the group's and its own the stricter; null where there is neither. */
export const declaredFor = ({ group, own }: Declarations, code: string): RecordClass | null => {
  const declared = [group.get(code), own.get(code)].flatMap((row) => (row === undefined ? [] : [declaredIn(row)]));
  const [first, second] = declared;
  if (first === undefined) return null;
  return second === undefined ? first : strictestClass(first, second);
};

/**
 * A class as it binds a company: of the group's declaration and its own the stricter, and never less secret than the catalogue says;
 * null where there is neither.
 *
 * @see CD-06
 */
export const classInForce = (
  ctx: CallContext,
  company: CompanyRef,
  { group, own }: Declarations,
  code: string,
): RecordClassInForce | null => {
  const declared = declaredFor({ group, own }, code);
  if (declared === null) return null;
  return {
    company,
    inForce: recordClass.parse(withCatalogue(lawFor(ctx, company), declared)),
    groupVersion: group.get(code)?.version ?? null,
    ownVersion: own.get(code)?.version ?? null,
  };
};
