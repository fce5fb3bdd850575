import type { SecretLevel } from '@miji/core';
import { appointKeeper, listStores, openStore } from '@miji/services';
import type { CallContext } from '@miji/services';
import { demoPersonId } from './group.ts';

/** A store of the bank, and who keeps it. */
interface DemoStore {
  readonly code: string;
  readonly name: string;
  readonly place: string;
  readonly separate: boolean;
  readonly highestLevel: SecretLevel;
  readonly keeper: string;
}

const STORES: readonly DemoStore[] = [
  {
    code: 'DA-01',
    name: '综合部档案柜',
    place: '总行三楼综合部',
    separate: false,
    highestLevel: 'confidential',
    keeper: 'qian.li',
  },
  // 机密 and 绝密 lie apart, with a keeper named for them (CF-29).
  {
    code: 'JM-01',
    name: '机要保密柜',
    place: '总行三楼机要室',
    separate: true,
    highestLevel: 'top_secret',
    keeper: 'qian.li',
  },
];

/**
 * The stores of the bank with their keepers, opened by its security officer: each once, however often the group is loaded.
 *
 * @param as somebody of the group, about to act
 */
export const loadStores = async (as: (account: string) => Promise<CallContext>): Promise<void> => {
  const officer = 'feng.xue';
  for (const { keeper, ...input } of STORES) {
    const { stores } = await listStores(await as(officer), { closed: true });
    const store = stores.find(({ code }) => code === input.code) ?? (await openStore(await as(officer), input));
    const personId = demoPersonId(keeper);
    if (store.closedAt !== null || store.keepers.some(({ person }) => person.id === personId)) continue;
    await appointKeeper(await as(officer), { store: store.id, personId });
  }
};
