import type { TidingsWire } from '@miji/contract';
import type { TidingsRow } from '@miji/db';
import { copiesById, isoMillisecond } from '@miji/db';
import { copyIdOf } from '../copies/copy-summary.ts';
import { systemScope } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf, personRef } from '../platform/names.ts';

/** Tidings as the wire has them. */
export const toTidings = async (ctx: CallContext, rows: readonly TidingsRow[]): Promise<TidingsWire[]> => {
  const found = await Promise.all(
    [...Map.groupBy(rows, (row) => row.company_id)].map(([companyId, own]) =>
      ctx.platform.db.transact(systemScope(ctx.at, companyId), (tx) =>
        copiesById(
          tx,
          own.flatMap((row) => row.copy_ids),
        ),
      ),
    ),
  );
  const copies = new Map(found.flat().map((copy) => [copy.id, copyIdOf(copy)]));
  const names = await namesOf(
    ctx,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({
    id: row.id,
    item: row.item_number,
    kind: row.kind,
    copies: row.copy_ids.flatMap((id) => copies.get(id) ?? []),
    person: personRef(row.person_id, names),
    mark: row.mark,
    earlierMark: row.earlier_mark,
    toldAt: isoMillisecond(row.told_at),
    confirmedAt: row.confirmed_at === null ? null : isoMillisecond(row.confirmed_at),
  }));
};
