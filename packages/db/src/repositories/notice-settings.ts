import type { Insertable, Selectable } from 'kysely';
import type { NoticeSettingTable } from '../schema/notices.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf, scopeOf } from '../scoped-database.ts';

export type NoticeSettingRow = Selectable<NoticeSettingTable>;

/** How the scoped person wants to be told: what he set last, in whichever company he then belonged to. */
export const findNoticeSetting = (tx: ScopedTransaction): Promise<NoticeSettingRow | undefined> =>
  tx
    .selectFrom('notice_setting')
    .selectAll()
    .where('person_id', '=', scopeOf(tx).personId)
    .orderBy('set_at', 'desc')
    .limit(1)
    .executeTakeFirst();

/** Keeps how somebody wants to be told, with the scoped company. */
export const putNoticeSetting = async (
  tx: ScopedTransaction,
  setting: Omit<Insertable<NoticeSettingTable>, 'company_id'>,
): Promise<void> => {
  const { person_id: _, ...changes } = setting;
  await tx
    .insertInto('notice_setting')
    .values({ company_id: companyOf(tx), ...setting })
    .onConflict((conflict) => conflict.columns(['company_id', 'person_id']).doUpdateSet(changes))
    .execute();
};
