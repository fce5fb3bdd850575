import type { StoreRef } from '@miji/contract';
import type { StoreRow } from '@miji/db';

/** A store as it stands beside what lies in it. */
export const toStoreRef = ({ id, code, name }: Pick<StoreRow, 'id' | 'code' | 'name'>): StoreRef => ({
  id,
  code,
  name,
});
