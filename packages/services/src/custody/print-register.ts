import type { CompanyRef, printRegister as contract } from '@miji/contract';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { renderForm } from '../rendition/render-copy.ts';
import type { CustodyOffice } from './custody-office.ts';
import { custodyOffice } from './custody-office.ts';
import { refuseUnprintable } from './print-labels.ts';
import type { RegisterAsked } from './register-content.ts';
import { registerContent } from './register-content.ts';
import { registerPaper } from './register-paper.ts';

/**
 * A register as it is kept on paper: copies, loans, loans and destructions in one, or the papers handed out under a request. For whoever keeps or watches a company’s
 * register, and of his own stores for a keeper. Traced before the bytes leave.
 *
 * @throws Refusal `NOT_ENTITLED`; `NOT_FOUND` for a store that is not his, or a request that is not there; `VALIDATION` where a list of
 *   papers handed out says no request; `BATCH_LIMIT` above 2,000 entries; `UNPRINTABLE_CHARACTER`
 * @see AR-32
 * @see CD-15
 * @see CF-25
 * @see PM-27
 */
export const printRegister = async (
  ctx: CallContext,
  input: RegisterAsked,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const of = await codeOf(ctx, input.item ?? input.request);
  const asked = input.company ?? of;
  // The number of another company’s item is no business of this one’s trace.
  const item = asked === of ? input.item : undefined;
  const about = { action: 'custody.printed', item, details: { register: input.register } } as const;
  const office = await custodyOffice(ctx, asked, about);
  const { company, person } = office;
  const happening = { ...about, companyId: company.id };
  if (!mayPrint(office, input)) throw await refused(ctx, happening, NOT_FOUND);
  const content = await platform.db.transact(scopeOfCompany(ctx, company.id), (tx) =>
    registerContent(ctx, tx, office, input),
  );
  if (content === null) throw await refused(ctx, happening, NOT_FOUND);
  const names = await namesOf(ctx, content.people);
  const entries = content.entries(names);
  const paper = registerPaper({
    company,
    title: content.title,
    covers: coversOf(company, input),
    entries,
    levels: content.levels,
    names: [...names.values()],
    printedBy: person.name,
    at,
  });
  const pdf = await renderForm(paper).catch(refuseUnprintable);
  const details = { register: input.register, entries: entries.length };
  await platform.trace.record(done(ctx, { ...happening, details }));
  const fileName = `${company.code}-${input.register}-${at.toString().slice(0, 10)}.pdf`;
  return { fileName, pdf: Buffer.from(pdf).toString('base64') };
};

/** The company whose code begins the number of an item or a request. */
const codeOf = async (ctx: CallContext, number: string | undefined): Promise<string | undefined> =>
  number === undefined ? undefined : (await ctx.platform.companies.ofNumber(number))?.code;

/** What a keeper prints of all of his stores at once. */
const OF_OWN_STORES: ReadonlySet<RegisterAsked['register']> = new Set(['loans', 'loans_and_destructions']);

/** A keeper has his own stores’ copies, loans and destructions on paper; everything else is for whoever keeps or watches the register. */
const mayPrint = ({ watches, keeps }: CustodyOffice, { register, storeId }: RegisterAsked): boolean => {
  if (watches) return true;
  const isAll = storeId === undefined;
  return (
    (OF_OWN_STORES.has(register) && isAll) || (register !== 'handed_out' && keeps.some(({ id }) => id === storeId))
  );
};

const coversOf = (company: CompanyRef, { item, request }: RegisterAsked): string => {
  if (request !== undefined) return `申请：${request}`;
  return item === undefined ? `单位：${company.code}` : `编号：${item}`;
};
