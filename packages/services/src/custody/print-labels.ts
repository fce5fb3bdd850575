import { Refusal } from '@miji/contract';
import type { printLabels as contract } from '@miji/contract';
import type { CopyRow } from '@miji/db';
import { copiesByNumber, copiesInStore, isoMillisecond } from '@miji/db';
import type { z } from 'zod';
import { copyIdOf } from '../copies/copy-summary.ts';
import { parts } from '../copies/known-copy.ts';
import { homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import type { CopyLabel } from '../rendition/label-sheet.ts';
import { renderLabels } from '../rendition/render-copy.ts';
import { UnprintableCharacterError } from '../rendition/unprintable-character-error.ts';
import { officeIn } from './custody-office.ts';
import { knownStore } from './known-store.ts';
import { storeRefsOf } from './store-wire.ts';

/**
 * Labels with a QR code, to be stuck on: of some copies, or of everything in a store. For whoever keeps the stores that they lie in, and
 * for whoever keeps or watches the register. Traced before the bytes leave; no label says what is in the copy.
 *
 * @throws Refusal `NOT_FOUND` to everybody else, and for what is not there; `VALIDATION` where neither copies nor a store is said;
 *   `UNPRINTABLE_CHARACTER`
 * @see GS-26
 */
export const printLabels = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const person = requirePersonally(ctx);
  const [first] = input.copies ?? [];
  const company =
    input.storeId === undefined
      ? await platform.companies.ofNumber(first ?? '')
      : (await knownStore(ctx, input.storeId, 'custody.printed')).company;
  if (first === undefined && input.storeId === undefined) throw new Refusal('VALIDATION');
  const happening = { companyId: company?.id ?? homeCompanyId(ctx), action: 'custody.printed' } as const;
  if (company === undefined) throw await refused(ctx, happening, NOT_FOUND);
  const office = await officeIn(ctx, company, person);
  const found = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const rows =
      input.storeId === undefined
        ? await copiesByNumber(tx, (input.copies ?? []).map(parts))
        : await copiesInStore(tx, input.storeId);
    return {
      rows,
      stores: await storeRefsOf(
        tx,
        rows.map(({ store_id }) => store_id),
      ),
    };
  });
  const isHis = ({ store_id }: CopyRow): boolean => office.watches || office.keeps.some(({ id }) => id === store_id);
  const keepsIt = office.watches || office.keeps.some(({ id }) => id === input.storeId);
  const isWhole = input.storeId === undefined ? found.rows.length === new Set(input.copies).size : keepsIt;
  if (!isWhole || !found.rows.every(isHis)) throw await refused(ctx, happening, NOT_FOUND);
  const names = await namesOf(
    ctx,
    found.rows.map(({ holder_id }) => holder_id),
  );
  const labels = found.rows.map((row): CopyLabel => {
    const store = row.store_id === null ? undefined : found.stores.get(row.store_id);
    const id = copyIdOf(row);
    return {
      id,
      mark: row.mark,
      place:
        store === undefined
          ? `持有人 ${names.get(row.holder_id) ?? row.holder_id}`
          : `存放 ${store.code} ${store.name}`,
      address: new URL(`/copies/${id}`, platform.outgoing.baseUrl).href,
    };
  });
  const pdf = await renderLabels({ title: '副本标签', labels, at: isoMillisecond(at) }).catch(refuseUnprintable);
  await platform.trace.record(done(ctx, { ...happening, details: { register: 'labels', entries: labels.length } }));
  return { fileName: `labels-${at.toString().slice(0, 10)}.pdf`, pdf: Buffer.from(pdf).toString('base64') };
};

/** What cannot be printed as it is written is not printed. */
export const refuseUnprintable = (error: unknown): never => {
  if (error instanceof UnprintableCharacterError) throw new Refusal('UNPRINTABLE_CHARACTER', { cause: error });
  throw error;
};
