import { randomUUID } from 'node:crypto';
import type { CopySummary, MovementWire } from '@miji/contract';
import { announceMovement as announceContract } from '@miji/contract';
import type { SecretLevel } from '@miji/core';
import type { z } from 'zod';
import {
  announceMovement,
  appointKeeper,
  confirmMovement,
  copyTree,
  getCopy,
  openStore,
  useGrant as spendGrant,
} from '../../../src/index.ts';
import type { House } from '../../support/house.ts';

/** A text that a copy of it takes ten pages for. */
export const TEN_PAGES = {
  format: 'plain',
  text: Array.from({ length: 265 }, (_, line) => `第${line + 1}条`).join('\n'),
} as const;

type Announced = Omit<z.input<typeof announceContract.input>, 'copy' | 'act' | 'pages' | 'idempotencyKey'>;

/** What happens to copies, as the stories say it. */
export const copyOffice = (house: House) => {
  const { own } = house.group;
  let stores = 0;
  const get = async (id: string, by: string) => getCopy(await house.as(by), { id });
  const openOf = async (id: string, by: string): Promise<MovementWire> => {
    const open = (await get(id, by)).movements.find(({ outcome }) => outcome === 'pending');
    if (open === undefined) throw new Error(`nothing of ${id} waits`);
    return open;
  };
  const confirm = async (movement: string, by: string, pages = 10) =>
    confirmMovement(await house.as(by), { movement, pages });
  return {
    get,
    openOf,
    confirm,
    /** a store with its keepers */
    store: async (keepers: readonly string[], highestLevel: SecretLevel = 'top_secret'): Promise<string> => {
      stores += 1;
      const officer = await house.as(own.people.security_officer);
      const separate = highestLevel !== 'confidential';
      const code = `K-${stores}`;
      const { id } = await openStore(officer, { code, name: `库房${stores}`, place: '主楼', separate, highestLevel });
      for (const personId of keepers) await appointKeeper(officer, { store: id, personId });
      return id;
    },
    /** a copy whose holder has not said yet that he has it */
    issue: async (item: string, personId: string, from?: string): Promise<CopySummary> => {
      const grant = await house.grant(item, personId, own.people.general_manager);
      const asked = { grant, idempotencyKey: randomUUID(), ...(from === undefined ? {} : { from }) };
      return (await spendGrant(await house.as(personId), asked)).copy;
    },
    /** a copy of ten pages in the hands of its holder */
    have: async (item: string, personId: string, pages = 10): Promise<string> => {
      const grant = await house.grant(item, personId, own.people.general_manager);
      const { copy } = await spendGrant(await house.as(personId), { grant, idempotencyKey: randomUUID() });
      await confirm((await openOf(copy.id, personId)).id, personId, pages);
      return copy.id;
    },
    announce: async (
      copy: string,
      by: string,
      act: z.input<typeof announceContract.input>['act'],
      more: Announced & { readonly pages?: number; readonly idempotencyKey?: string } = {},
    ) =>
      announceMovement(
        await house.as(by),
        announceContract.input.parse({ copy, act, pages: 10, idempotencyKey: randomUUID(), ...more }),
      ),
    countOf: async (item: string) => (await copyTree(await house.as(own.people.auditor), { item })).count,
    actionsOn: async (copy: string): Promise<readonly string[]> =>
      (
        await house.superuser.query<{ action: string }>(
          `select action from miji.audit_event where subject_id = $1 and outcome = 'done' and action <> 'copy.listed'
             order by position`,
          [copy],
        )
      ).rows.map(({ action }) => action),
    told: async (kind: string, copy: string): Promise<readonly string[]> =>
      (
        await house.superuser.query<{ person_id: string }>(
          'select person_id from miji.notice where kind = $1 and subject = $2 order by person_id',
          [kind, copy],
        )
      ).rows.map(({ person_id }) => person_id),
  };
};
